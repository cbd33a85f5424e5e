/** Values of the custom fields of a case: a field may have several, each of which is changed without losing the others. */
import type { CustomFieldValue, OutputCustomField } from '../../../../contract/v1-types.ts';

/** What holds the values. */
interface Owner {
  readonly customFields?: readonly CustomFieldValue[];
}

/** One field of a case with all its values; without any filled one there is a single empty value. */
export interface FieldOfCase {
  readonly name: string;
  readonly values: readonly CustomFieldValue[];
}

/** Fields that stand together under the name that their definitions give them. */
export interface FieldGroup {
  readonly name: string;
  readonly fields: readonly FieldOfCase[];
}

const prefix = 'customFields.';

/** The key under which a change names a custom field. */
export function keyOfField(name: string): string {
  return prefix + name;
}

/** The custom field that a key of a change names; undefined for other fields. */
export function fieldOfKey(key: string): string | undefined {
  return key.startsWith(prefix) ? key.slice(prefix.length) : undefined;
}

/** The present values of one field, as a change takes them. */
export function valuesOfField({ customFields = [] }: Owner, name: string): readonly unknown[] {
  return customFields.filter((one) => one.name === name).map(({ value }) => value);
}

/** The values of an owner when a change gave one field other values: they stand where the field stood, else at the end. */
export function withFieldValues(
  { customFields = [] }: Owner,
  name: string,
  given: unknown,
): CustomFieldValue[] {
  const former = customFields.filter((one) => one.name === name);
  const place =
    former.length === 0 ? customFields.length : customFields.indexOf(former[0] as CustomFieldValue);
  const shown = [given].flat().map((value: unknown, index) => ({
    _id: former[index]?._id ?? `${name}:${index}`,
    name,
    type: former[0]?.type ?? 'string',
    value,
    order: former[index]?.order ?? place,
  }));
  const others = customFields.filter((one) => one.name !== name);
  const before = customFields.slice(0, place).filter((one) => one.name !== name).length;
  return others.toSpliced(before, 0, ...shown);
}

/** Fields in the order of their first values, an empty value left out where the field has a filled one; by group. */
export function groupsOfFields(
  values: readonly CustomFieldValue[],
  definitions: ReadonlyMap<string, Pick<OutputCustomField, 'group'>>,
): readonly FieldGroup[] {
  const fields = [...Map.groupBy(values, ({ name }) => name)].map(([name, all]) => {
    const filled = all.filter(({ value }) => value !== null);
    return { name, values: filled.length === 0 ? all.slice(0, 1) : filled };
  });
  const groups = Map.groupBy(fields, ({ name }) => definitions.get(name)?.group ?? '');
  return [...groups].map(([name, of]) => ({ name, fields: of }));
}
