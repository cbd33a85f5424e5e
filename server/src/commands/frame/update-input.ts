/** Reads a change of one or several objects: fields, tags to add and remove, custom fields, and the ids it is for. */
import type { Entity } from '../../model/entity.ts';
import { type FieldFault, invalidFields } from '../../model/errors.ts';
import { type RawObject, readInput, shorten } from '../../model/input.ts';
import { type GivenValues, readChangedFields, singleFieldKeys } from '../value/custom-field-input.ts';
import type { RowValues } from './insert-batch.ts';
import { type Row, textsOf } from './row.ts';

/** A change as given. */
export interface UpdateInput {
  /** What the change is for: wire ids or names. */
  readonly references: readonly string[];
  readonly values: RowValues;
  readonly addTags: readonly string[];
  readonly removeTags: readonly string[];
  /** Undefined: custom fields stay. */
  readonly customFields: GivenValues | undefined;
}

/** Most objects one request may change. */
export const mostAtOnce = 5_000;

/**
 * Reads a change for an entity; `ids` names several objects, `id` one. `also` names further keys that the caller has read, and
 * `found` is what was wrong with them. Throws with every fault.
 */
export function readUpdate(
  entity: Entity,
  raw: RawObject,
  also: readonly string[] = [],
  found: readonly FieldFault[] = [],
): UpdateInput {
  const { values, faults } = readInput(entity, raw, 'update', [...keysFor(entity, raw), ...also]);
  const all: FieldFault[] = [...faults, ...found];
  const references = readReferences(raw, all);
  const addTags = readTexts(raw.addTags, 'addTags', all);
  const removeTags = readTexts(raw.removeTags, 'removeTags', all);
  const customFields = readChangedFields(raw, all);
  if (all.length > 0) throw invalidFields(all);
  return { references, values, addTags, removeTags, customFields };
}

/** Keys of a change that are no fields: an entity without tags or custom fields does not know theirs. */
function keysFor(entity: Entity, raw: RawObject): string[] {
  return [
    'ids',
    ...('tags' in entity.fields ? ['addTags', 'removeTags'] : []),
    ...(entity.customFields ? ['customFields', ...singleFieldKeys(raw)] : []),
  ];
}

/**
 * Wire ids or names from `ids` (several) or `id` (one), each once and in an order that does not depend on how they were given:
 * requests for the same objects wait for each other instead of blocking each other. Faults are added to the list given.
 */
export function readReferences(raw: RawObject, faults: FieldFault[]): string[] {
  if (raw.ids !== undefined) {
    const ids = readTexts(raw.ids, 'ids', faults);
    if (ids.length > mostAtOnce)
      faults.push({ kind: 'invalid', name: 'ids', accepted: `at most ${mostAtOnce} ids` });
    return inLockOrder(ids);
  }
  if (typeof raw.id === 'string') return [raw.id];
  faults.push({ kind: 'missing', name: 'ids', accepted: 'list of ids' });
  return [];
}

/** References each once, in the order in which everybody locks them. */
export function inLockOrder(references: readonly string[]): string[] {
  return [...new Set(references)].toSorted();
}

/** A list of texts; nothing when it was not given. */
export function readTexts(raw: unknown, name: string, faults: FieldFault[]): string[] {
  if (raw === undefined || raw === null) return [];
  if (
    Array.isArray(raw) &&
    raw.every(
      (item) =>
        typeof item === 'string' && item.length >= 1 && item.length <= 512 && !item.includes('\u0000'),
    )
  ) {
    return raw.map(String);
  }
  faults.push({
    kind: 'invalid',
    name,
    accepted: 'list of texts of 1 to 512 characters',
    given: shorten(raw),
  });
  return [];
}

/** The tags an object has after a change; undefined when the change does not touch them. */
export function changedTags(row: Row, input: UpdateInput): readonly string[] | undefined {
  const replaced = input.values.tags;
  if (replaced === undefined && input.addTags.length === 0 && input.removeTags.length === 0) return undefined;
  const base = Array.isArray(replaced) ? replaced.map(String) : textsOf(row, 'tags');
  const removed = new Set(input.removeTags);
  return [...new Set([...base, ...input.addTags])].filter((tag) => !removed.has(tag));
}
