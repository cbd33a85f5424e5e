/** Custom field values between the shape of v0, an object by reference and type, and the list of the commands. */
import { isRawObject, type RawObject } from '../../model/input.ts';
import type { CustomFieldValue } from '../../query/stage.ts';

const numberTypes: ReadonlySet<string> = new Set(['number', 'integer', 'float', 'date']);
const types: ReadonlySet<string> = new Set([...numberTypes, 'string', 'boolean', 'url']);

/** A value with the type it was given under; texts that hold one are read as such. */
function typed(type: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (numberTypes.has(type) && /^-?\d{1,16}(\.\d{1,16})?$/.test(value)) return Number(value);
  return type === 'boolean' && ['true', 'false'].includes(value) ? value === 'true' : value;
}

/** The value of `{string: "x", order: 0}`, whatever the order of its members, or of a plain one. */
function valueIn(given: unknown): unknown {
  if (!isRawObject(given)) return given;
  const [type, value] = Object.entries(given).find(([key]) => types.has(key)) ?? ['', null];
  return typed(type, value);
}

/** The custom fields of an input as a list, which replaces all others where there are any. */
function readAll(given: unknown): unknown {
  if (!isRawObject(given)) return given;
  return Object.entries(given).map(([name, value]) => ({
    name,
    value: valueIn(value),
    ...(isRawObject(value) && typeof value.order === 'number' ? { order: value.order } : {}),
  }));
}

const single = /^customFields\.(.+?)(?:\.(string|number|integer|float|date|boolean|url))?$/;

/** Everything that an input says about custom fields: all of them, or single ones. */
export function readCustomFields(input: RawObject): RawObject {
  const { customFields } = input;
  const all =
    customFields === undefined || customFields === null ? {} : { customFields: readAll(customFields) };
  const singles = Object.entries(input).flatMap(([key, value]) => {
    const [, name, type] = single.exec(key) ?? [];
    if (name === undefined) return [];
    return [[`customFields.${name}`, type === undefined ? valueIn(value) : typed(type, value)]];
  });
  return { ...all, ...Object.fromEntries(singles) };
}

/**
 * The same for a change of an object. v0 shows one value of each field: when it comes back as it was read, the others stay.
 */
export function readChangedCustomFields(
  input: RawObject,
  present: readonly CustomFieldValue[] = [],
): RawObject {
  const { customFields, ...singles } = readCustomFields(input);
  if (!Array.isArray(customFields)) return readCustomFields(input);
  const kept = customFields.flatMap((given: unknown) => {
    const same = present.filter(({ name }) => isRawObject(given) && name === given.name);
    const [shown, ...others] = same;
    const comesBack = isRawObject(given) && shown !== undefined && given.value === shown.value;
    return comesBack ? [given, ...others.map(({ name, value, order }) => ({ name, value, order }))] : [given];
  });
  return { ...singles, customFields: kept };
}

/** Values by reference, the first of each. The type comes first: some clients take the first member for it. */
export function renderCustomFields(values: readonly CustomFieldValue[] = []): RawObject {
  const first = values.toReversed();
  return Object.fromEntries(first.map(({ name, type, value, order }) => [name, { [type]: value, order }]));
}
