/** Changes the custom field values of an object, and answers what is still empty. */
import type { CustomFieldValue } from '../query/stage.ts';
import type { CommandContext } from './command.ts';
import { type CheckedValue, checkCustomFields, type GivenValues } from './custom-field-input.ts';
import { addCustomFieldValues, type Origin } from './custom-field-values.ts';
import type { Row } from './row.ts';
import type { WriteOptions, Writer } from './writer.ts';

/** The values an object has, in order. */
export async function customFieldValuesOf(write: Writer, owner: Row): Promise<CustomFieldValue[]> {
  const { rows } = await write.run({
    name: 'custom_field_values_of',
    sql: `select id, name, type, position, to_jsonb(coalesce(to_jsonb(string_value), to_jsonb(integer_value), to_jsonb(float_value),
      to_jsonb(boolean_value), to_jsonb((extract(epoch from date_value) * 1000)::bigint))) as value
      from skep.custom_field_value where entity_id = $1 and root_id = $2 order by position, id`,
    parameters: [owner.id, owner.placement.rootId],
  });
  return rows.map((row) => ({
    id: String(row.id),
    name: String(row.name),
    type: String(row.type),
    value: (row.value ?? null) as CustomFieldValue['value'],
    order: Number(row.position),
  }));
}

/** What the audit says of a change of custom fields; nothing when none was made. */
export type CustomFieldRecord = Pick<WriteOptions, 'details' | 'previous'>;

/**
 * Writes given values and gives what belongs into the update of their owner, so that both are one change. Nothing given, or
 * nothing different, is no change.
 */
export async function changeCustomFields(
  context: CommandContext,
  owner: Row,
  given: GivenValues | undefined,
  origin: Origin = context.origin,
): Promise<CustomFieldRecord> {
  if (given === undefined) return {};
  const checked = checkCustomFields(given, context.reference);
  const present = await customFieldValuesOf(context.write, owner);
  return applyValues(context, owner, { present, ...changesOf[given.how](present, checked) }, origin);
}

/** Values to add and remove on an object that has some. */
export interface ValueChanges {
  readonly present: readonly CustomFieldValue[];
  readonly added: readonly CheckedValue[];
  readonly removed: readonly CustomFieldValue[];
}

/** Writes values that were found to be needed; like `changeCustomFields`. */
export async function applyValues(
  { write }: CommandContext,
  owner: Row,
  { present, added, removed }: ValueChanges,
  origin: Origin,
): Promise<CustomFieldRecord & { readonly added: readonly CustomFieldValue[] }> {
  if (removed.length === 0 && added.length === 0) return { added: [] };
  removeValues(write, owner, removed);
  const kept = present.filter((old) => !removed.includes(old));
  const written = await addCustomFieldValues(write, owner, added, nextOrder(kept), origin);
  const byPlace = [...kept, ...written].sort((one, other) => one.order - other.order);
  return {
    added: written,
    details: {
      customFields: byPlace.map(asRecorded),
      customFieldChanges: [...asChanges('valuesRemoved', removed), ...asChanges('valuesAdded', written)],
    },
    previous: { customFields: present.map(asRecorded) },
  };
}

type Changes = (
  present: readonly CustomFieldValue[],
  given: readonly CheckedValue[],
) => Pick<ValueChanges, 'added' | 'removed'>;

/** What each way of giving values means for the values that are there. */
const changesOf: Readonly<Record<GivenValues['how'], Changes>> = {
  exactly: (present, given) => {
    const wanted = given.map((value, index) => ({ ...value, order: value.order ?? index }));
    const same =
      wanted.length === present.length &&
      wanted.every((one) => present.some((old) => isSame(old, one) && old.order === one.order));
    return same ? unchanged : { added: wanted, removed: present };
  },
  adding: addMissing,
  setting: (present, given) => {
    const named = new Set(given.map((one) => one.definition.name));
    const removed = present.filter((old) => named.has(old.name) && !given.some((one) => isSame(old, one)));
    const added = given.filter((one) => !present.some((old) => isSame(old, one)));
    return { added: added.map((one) => ({ ...one, order: removed[0]?.order })), removed };
  },
};

const unchanged = { added: [], removed: [] };

/** Values that are not there yet. An empty place of a field is filled; a field that has values is not emptied. */
export function addMissing(
  present: readonly CustomFieldValue[],
  given: readonly CheckedValue[],
): Pick<ValueChanges, 'added' | 'removed'> {
  const fresh = given.filter(
    (one) =>
      !present.some((old) => old.name === one.definition.name && (old.value === one.value || one.value === null)),
  );
  const filled = new Set(fresh.map((one) => one.definition.name));
  const removed = present.filter((old) => old.value === null && filled.has(old.name));
  return {
    removed,
    added: fresh.map((one) => ({
      ...one,
      order: removed.find((old) => old.name === one.definition.name)?.order,
    })),
  };
}

/** Removes values of an object. */
export function removeValues(write: Writer, owner: Row, values: readonly CustomFieldValue[]): void {
  if (values.length === 0) return;
  write.queue({
    sql: 'delete from skep.custom_field_value where root_id = $1 and id = any($2::bigint[])',
    parameters: [owner.placement.rootId, values.map((value) => value.id)],
  });
}

/** Names of mandatory custom fields on the object that have no value. */
export function emptyMandatoryFields(
  { reference }: CommandContext,
  values: readonly CustomFieldValue[],
): string[] {
  const empty = values.filter((value) => value.value === null).map((value) => value.name);
  const filled = new Set(values.filter((value) => value.value !== null).map((value) => value.name));
  return [...new Set(empty)].filter(
    (name) => reference.customFields.get(name)?.mandatory === true && !filled.has(name),
  );
}

function isSame(old: CustomFieldValue, one: CheckedValue): boolean {
  return old.name === one.definition.name && old.value === one.value;
}

function nextOrder(values: readonly CustomFieldValue[]): number {
  return Math.max(-1, ...values.map((value) => value.order)) + 1;
}

function asRecorded({ name, type, value, order }: CustomFieldValue) {
  return { name, type, value, order };
}

function asChanges(operation: 'valuesAdded' | 'valuesRemoved', values: readonly CustomFieldValue[]) {
  return values.map((value) => ({ operation, name: value.name, values: [value.value] }));
}
