/** Changes the custom field values of an object, and answers what is still empty. */
import type { CustomFieldValue } from '../query/stage.ts';
import type { CommandContext } from './command.ts';
import { checkCustomFields, type GivenValues } from './custom-field-input.ts';
import { addCustomFieldValues, type Origin } from './custom-field-values.ts';
import type { Row } from './row.ts';
import type { Writer } from './writer.ts';

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

/**
 * Applies given values: the list form sets exactly these, the object form adds what is not there yet. Recorded as an update of
 * the owner with the resulting list and what was added and removed.
 */
export async function changeCustomFields(
  { write, reference }: CommandContext,
  owner: Row,
  given: GivenValues,
  origin: Origin = { kind: 'person' },
): Promise<readonly CustomFieldValue[]> {
  const checked = checkCustomFields(given, reference);
  const present = await customFieldValuesOf(write, owner);
  const removed = given.replaces
    ? present
    : present.filter((old) => old.value === null && checked.some((one) => one.definition.name === old.name));
  const wanted = given.replaces
    ? checked
    : checked.filter(
        (one) => !present.some((old) => old.name === one.definition.name && old.value === one.value),
      );
  if (removed.length === 0 && wanted.length === 0) return present;
  removeValues(write, owner, removed);
  const kept = present.filter((old) => !removed.includes(old));
  const added = await addCustomFieldValues(
    write,
    owner,
    wanted,
    given.replaces ? 0 : nextOrder(kept),
    origin,
  );
  const result = [...kept, ...added];
  write.record(owner, 'update', {
    customFields: result.map(({ name, type, value, order }) => ({ name, type, value, order })),
    customFieldChanges: [...asChanges('valuesRemoved', removed), ...asChanges('valuesAdded', added)],
  });
  return result;
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

function nextOrder(values: readonly CustomFieldValue[]): number {
  return Math.max(-1, ...values.map((value) => value.order)) + 1;
}

function asChanges(operation: 'valuesAdded' | 'valuesRemoved', values: readonly CustomFieldValue[]) {
  return values.map((value) => ({ operation, name: value.name, values: [value.value] }));
}
