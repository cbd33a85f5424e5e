/** Renders objects as they stand on the wire: fields under their words, what is derived from them, and nothing that is missing. */
import type { Actor } from '../../../model/actor.ts';
import type { Entity } from '../../../model/entity.ts';
import type { Field } from '../../../model/field.ts';
import { idToWire } from '../../../model/identifier.ts';
import { entities } from '../../../model/registry.ts';
import type { CustomFieldValue, ReadObject } from '../../../query/stage.ts';
import { wireName } from '../names.ts';
import { renderExtraData } from '../query/extra-data.ts';
import { parts } from './render-parts.ts';
import { shownType, showsExtraData } from './wire-shapes.ts';

/** A JSON object of the wire. */
export type WireObject = Readonly<Record<string, unknown>>;

/** Entities whose custom field values are on the wire even when there are none. */
const withCustomFields: ReadonlySet<string> = new Set(['case', 'alert', 'caseTemplate']);

interface PlannedField {
  readonly name: string;
  readonly word: string;
  readonly field: Field;
}

/** What is shown of each entity, in order. */
const plans: ReadonlyMap<string, readonly PlannedField[]> = new Map(
  Object.entries(entities).map(([name, entity]) => [name, planOf(entity)]),
);

function planOf(entity: Entity): PlannedField[] {
  return Object.entries(entity.fields)
    .filter(([, field]) => field.output && !field.secret)
    .map(([name, field]) => ({ name, word: wireName(entity, name), field }));
}

/**
 * An object on the wire. `requested` names the extra data to show; what else was read with the object serves its own fields
 * only. `viewer` is who reads: permissions depend on it.
 */
export function renderObject(
  object: ReadObject,
  viewer: Actor,
  requested: readonly string[] = Object.keys(object.extraData),
): WireObject {
  const wire: Record<string, unknown> = {};
  for (const { name, word, field } of plans.get(object.entity) ?? []) {
    const value = renderValue(field, object.values[name]);
    if (value !== undefined) wire[word] = value;
  }
  const type = shownType(object.entity);
  if (type !== undefined) wire._type = type;
  const nested = (inner: ReadObject) => renderObject(inner, viewer);
  Object.assign(wire, parts.get(object.entity)?.(object, viewer, nested), customFieldsOf(object));
  const extraData = renderExtraData(object.extraData, requested, nested);
  if (showsExtraData(object.entity, extraData)) wire.extraData = extraData;
  return wire;
}

function renderValue(field: Field, value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (field.kind === 'id')
    return Array.isArray(value) ? value.map((id) => idToWire(String(id))) : idToWire(String(value));
  return field.cardinality === 'set' && Array.isArray(value) ? [...value].map(String).sort() : value;
}

function customFieldsOf({ entity, customFields = [] }: ReadObject): WireObject {
  if (customFields.length === 0 && !withCustomFields.has(entity)) return {};
  return { customFields: customFields.map(renderCustomField) };
}

function renderCustomField({ id, name, type, value, order }: CustomFieldValue): WireObject {
  return { _id: idToWire(id), name, type, value, order };
}
