/** Changes the custom field values of an object, and answers what is still empty. */
import { CodedError } from '../../model/errors.ts';
import type { CustomFieldValue } from '../../query/stage.ts';
import type { CommandContext } from '../frame/command.ts';
import type { Row } from '../frame/row.ts';
import type { WriteOptions, Writer } from '../frame/writer.ts';
import { type CheckedValue, checkCustomFields, type GivenValues } from './custom-field-input.ts';
import { addCustomFieldValues, type Origin } from './custom-field-values.ts';

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
  const { details, previous } = await applyValues(
    context,
    owner,
    present,
    changesOf[given.how](present, checked, given.emptied ?? []),
    origin,
  );
  return details === undefined ? {} : { details, previous: previous ?? {} };
}

/** What becomes of the values of an object. */
export interface ValueChanges {
  readonly added: readonly CheckedValue[];
  readonly removed: readonly CustomFieldValue[];
  /** Values that stay, with another place. */
  readonly moved: readonly CustomFieldValue[];
}

/** Writes changes of the values that are there; gives also the values that were added. */
export async function applyValues(
  { write }: CommandContext,
  owner: Row,
  present: readonly CustomFieldValue[],
  { added, removed, moved }: ValueChanges,
  origin: Origin,
): Promise<CustomFieldRecord & { readonly added: readonly CustomFieldValue[] }> {
  if (removed.length + added.length + moved.length === 0) return { added: [] };
  removeValues(write, owner, removed);
  moveValues(write, owner, moved);
  const kept = present.filter((old) => !removed.includes(old));
  const placed = kept.map((old) => moved.find((one) => one.id === old.id) ?? old);
  const written = await addCustomFieldValues(write, owner, atTheEnd(present, added), 0, origin);
  const result = [...placed, ...written].sort((one, other) => one.order - other.order);
  return {
    added: written,
    details: {
      customFields: result.map(asRecorded),
      customFieldChanges: [...asChanges('valuesRemoved', removed), ...asChanges('valuesAdded', written)],
    },
    previous: { customFields: present.map(asRecorded) },
  };
}

type Changes = (
  present: readonly CustomFieldValue[],
  given: readonly CheckedValue[],
  emptied: readonly string[],
) => ValueChanges;

/** What each way of giving values means for the values that are there. Values that stay keep what is known of their origin. */
const changesOf: Readonly<Record<GivenValues['how'], Changes>> = {
  exactly(present, given) {
    const wanted = given.map((one, index) => ({ ...one, order: one.order ?? index }));
    return {
      added: wanted.filter((one) => !present.some((old) => isSame(old, one))),
      removed: present.filter((old) => !wanted.some((one) => isSame(old, one))),
      moved: present.flatMap((old) => {
        const place = wanted.find((one) => isSame(old, one))?.order ?? old.order;
        return place === old.order ? [] : [{ ...old, order: place }];
      }),
    };
  },
  adding: missingValues,
  setting(present, given, emptied) {
    const named = new Set([...emptied, ...given.map((one) => one.definition.name)]);
    const removed = present.filter((old) => named.has(old.name) && !given.some((one) => isSame(old, one)));
    const added = given.filter((one) => !present.some((old) => isSame(old, one)));
    return { removed, added: inPlaceOf(removed, added), moved: [] };
  },
};

/** Adds what is not there yet. An empty place of a field is filled; a field that has values is not emptied. */
export function missingValues(
  present: readonly CustomFieldValue[],
  given: readonly CheckedValue[],
): ValueChanges {
  const fresh = given.filter(
    (one) =>
      !present.some(
        (old) => old.name === one.definition.name && (one.value === null || old.value === one.value),
      ),
  );
  const filled = new Set(fresh.map((one) => one.definition.name));
  const removed = present.filter((old) => old.value === null && filled.has(old.name));
  return { removed, added: inPlaceOf(removed, fresh), moved: [] };
}

/** New values of a field stand where its removed ones stood. */
function inPlaceOf(removed: readonly CustomFieldValue[], added: readonly CheckedValue[]): CheckedValue[] {
  return added.map((one) => {
    const former = removed.find((old) => old.name === one.definition.name);
    return former === undefined ? one : { ...one, order: former.order };
  });
}

/** Removes values of an object. */
function removeValues(write: Writer, owner: Row, values: readonly CustomFieldValue[]): void {
  if (values.length === 0) return;
  write.queue({
    sql: 'delete from skep.custom_field_value where root_id = $1 and id = any($2::bigint[])',
    parameters: [owner.placement.rootId, values.map((value) => value.id)],
  });
}

function moveValues(write: Writer, owner: Row, values: readonly CustomFieldValue[]): void {
  if (values.length === 0) return;
  write.queue({
    sql: `update skep.custom_field_value v set position = n.position from unnest($2::bigint[], $3::integer[]) as n (id, position)
      where v.root_id = $1 and v.id = n.id`,
    parameters: [owner.placement.rootId, values.map((value) => value.id), values.map((value) => value.order)],
  });
}

/** Throws while a mandatory custom field that the object carries has no value. */
export async function requireFilled(context: CommandContext, owner: Row): Promise<void> {
  const values = await customFieldValuesOf(context.write, owner);
  const filled = new Set(values.filter((value) => value.value !== null).map((value) => value.name));
  const empty = values
    .map((value) => value.name)
    .filter((name) => !filled.has(name) && context.reference.customFields.get(name)?.mandatory === true);
  if (empty.length > 0)
    throw new CodedError('requiredFieldsMissing', { fields: [...new Set(empty)].join(', ') });
}

function isSame(old: CustomFieldValue, one: CheckedValue): boolean {
  return old.name === one.definition.name && old.value === one.value;
}

/** Values without a place follow those that are there. */
function atTheEnd(present: readonly CustomFieldValue[], added: readonly CheckedValue[]): CheckedValue[] {
  const last = Math.max(-1, ...present.map((value) => value.order));
  const placeless = added.filter((one) => one.order === undefined);
  return added.map((one) =>
    one.order === undefined ? { ...one, order: last + 1 + placeless.indexOf(one) } : one,
  );
}

function asRecorded({ name, type, value, order }: CustomFieldValue) {
  return { name, type, value, order };
}

function asChanges(operation: 'valuesAdded' | 'valuesRemoved', values: readonly CustomFieldValue[]) {
  return values.map((value) => ({ operation, name: value.name, values: [value.value] }));
}
