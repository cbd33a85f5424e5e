/** The step that gives a part of the objects, with what is computed for each. */
import { withAlwaysShown } from '../render/always-shown.ts';
import { grammarFault } from './grammar-fault.ts';
import { append, type Step } from './query-step.ts';

/** A list of names of fields or extra data; undefined when it is missing. Throws `invalidFields`. */
export function readNames(raw: unknown, at: string): readonly string[] | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (Array.isArray(raw) && raw.length <= 500 && raw.every((name) => typeof name === 'string'))
    return raw.map(String);
  throw grammarFault(at, 'list of field names', raw);
}

/** From one position to another, or to the end. */
export const page: Step = (progress, entity, parameters) => {
  const from = readBound(parameters.from, 'from');
  const to = readBound(parameters.to, 'to');
  if (from < 0) throw grammarFault('from', 'whole number from 0', from);
  if (to !== -1 && to < from) throw grammarFault('to', 'whole number not below from, or -1 for no end', to);
  const requested = readNames(parameters.extraData, 'extraData') ?? [];
  return {
    ...append(progress, { op: 'page', from, to, extraData: withAlwaysShown(entity.name, requested) }),
    entity: undefined,
    shape: { kind: 'objects', extraData: requested },
  };
};

/** A page of pages without what they say. */
export const headers: Step = (progress, entity, parameters) => {
  const read = page(progress, entity, parameters);
  return read.shape.kind === 'objects' ? { ...read, shape: { ...read.shape, headers: true } } : read;
};

function readBound(raw: unknown, at: string): number {
  if (typeof raw === 'number' && Number.isInteger(raw) && raw >= -1 && raw <= 2_147_483_647) return raw;
  throw grammarFault(at, 'whole number', raw);
}
