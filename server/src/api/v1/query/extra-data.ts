/** Extra data on the wire: the values that were asked for, with the objects among them rendered and ids in their form. */
import { type StepFacts, stepsOf } from '../../../model/case-steps.ts';
import { idToWire } from '../../../model/identifier.ts';
import type { ReadObject } from '../../../query/stage.ts';
import { isReadObject } from '../../http/read-object.ts';

type WireObject = Readonly<Record<string, unknown>>;
type RenderNested = (object: ReadObject) => WireObject;

/** Extra data whose value is an id. */
const ids: ReadonlySet<string> = new Set(['caseId', 'caseTemplateId', 'taskId', 'alertId', 'organisationId']);

/** The requested values; a name that nothing was computed for is left out. */
export function renderExtraData(
  extraData: Readonly<Record<string, unknown>>,
  requested: readonly string[],
  nested: RenderNested,
): WireObject {
  return Object.fromEntries(
    requested.flatMap((name) =>
      Object.hasOwn(extraData, name) && extraData[name] !== undefined
        ? [[name, renderDatum(name, extraData[name], nested)]]
        : [],
    ),
  );
}

/** A report is what a neuron said, with keys of its own: it is given as it stands. */
function renderDatum(name: string, value: unknown, nested: RenderNested): unknown {
  if (name === 'report') return value;
  if (name === 'steps' && value !== null) return stepsOf(value as StepFacts);
  return renderValue(name, value, nested);
}

function renderValue(name: string, value: unknown, nested: RenderNested): unknown {
  if (ids.has(name)) return typeof value === 'string' ? idToWire(value) : value;
  if (Array.isArray(value)) return value.map((item) => renderValue('', item, nested));
  if (typeof value !== 'object' || value === null) return value;
  if (isReadObject(value)) return nested(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      key === 'id' && typeof inner === 'string'
        ? ['_id', idToWire(inner)]
        : [key, renderValue(key, inner, nested)],
    ),
  );
}
