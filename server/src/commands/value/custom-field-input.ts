/** Reads custom field values from input: a list of `{name, value, order}` or an object of values by name. */
import { CodedError, type FieldFault } from '../../model/errors.ts';
import { isRawObject, type RawObject, shorten } from '../../model/input.ts';
import type { CustomFieldValue } from '../../query/stage.ts';
import type { CustomFieldDefinition, ReferenceData } from '../frame/reference-data.ts';

/** One value as given, not yet compared with its definition. */
export interface GivenValue {
  readonly name: string;
  readonly value: unknown;
  readonly order: number | undefined;
}

/**
 * Values as given, and what they do to those that are there. `exactly`: the list form; nothing else stays. `adding`: the object
 * form; everything else stays. `setting`: single fields named `customFields.NAME`, with a value or a list of them; other
 * fields stay.
 */
export interface GivenValues {
  readonly how: 'exactly' | 'adding' | 'setting';
  readonly values: readonly GivenValue[];
  /** Fields that lose every value: what `setting` an empty list means. */
  readonly emptied?: readonly string[];
}

/** A value that fits its definition. */
export interface CheckedValue {
  readonly definition: CustomFieldDefinition;
  readonly value: string | number | boolean | null;
  readonly order: number | undefined;
}

/** Reads either form; faults are added to the list given. */
export function readCustomFields(raw: unknown, path: string, faults: FieldFault[]): GivenValues {
  if (raw === undefined || raw === null) return { how: 'adding', values: [] };
  if (Array.isArray(raw)) {
    const values = raw.flatMap((item, index) => readItem(item, `${path}[${index}]`, faults));
    return { how: 'exactly', values: withoutRepeats(values) };
  }
  if (isRawObject(raw))
    return {
      how: 'adding',
      values: Object.entries(raw).map(([name, value]) => ({ name, value, order: undefined })),
    };
  faults.push({
    kind: 'invalid',
    name: path,
    accepted: 'list of {name, value} or object of values by name',
    given: shorten(raw),
  });
  return { how: 'adding', values: [] };
}

const single = /^customFields\.(.+)$/;

/** Keys of an input that give single custom fields. */
export function singleFieldKeys(raw: RawObject): string[] {
  return Object.keys(raw).filter((key) => single.test(key));
}

/** Custom fields of a change in any of its forms; undefined when it has none. */
export function readChangedFields(raw: RawObject, faults: FieldFault[]): GivenValues | undefined {
  const keys = singleFieldKeys(raw);
  if (raw.customFields !== undefined && keys.length > 0)
    faults.push({
      kind: 'invalid',
      name: 'customFields',
      accepted: `either customFields or ${keys.join(', ')}`,
    });
  if (raw.customFields !== undefined) return readCustomFields(raw.customFields, 'customFields', faults);
  if (keys.length === 0) return undefined;
  const named = keys.map((key) => ({ name: single.exec(key)?.[1] ?? key, given: raw[key] }));
  const values = named.flatMap(({ name, given }) =>
    [given].flat().map((value: unknown) => ({ name, value, order: undefined })),
  );
  const emptied = named.flatMap(({ name, given }) =>
    Array.isArray(given) && given.length === 0 ? [name] : [],
  );
  return { how: 'setting', values: withoutRepeats(values), emptied };
}

/** A field may have several values, but each only once. */
function withoutRepeats(values: readonly GivenValue[]): GivenValue[] {
  const byContent = new Map<string, GivenValue>();
  for (const value of values) {
    const key = JSON.stringify([value.name, value.value]);
    if (!byContent.has(key)) byContent.set(key, value);
  }
  return [...byContent.values()];
}

function readItem(item: unknown, path: string, faults: FieldFault[]): GivenValue[] {
  const name = isRawObject(item) ? item.name : undefined;
  if (isRawObject(item) && typeof name === 'string') {
    const order = item.order;
    return [
      {
        name,
        value: item.value ?? null,
        order: typeof order === 'number' && Number.isInteger(order) ? order : undefined,
      },
    ];
  }
  faults.push({ kind: 'invalid', name: path, accepted: '{name, value, order}', given: shorten(item) });
  return [];
}

/** Compares values with their definitions; throws with every fault. */
export function checkCustomFields(given: GivenValues, reference: ReferenceData): CheckedValue[] {
  const faults: FieldFault[] = (given.emptied ?? [])
    .filter((name) => !reference.customFields.has(name))
    .map((name) => unknownField(name, reference));
  const checked = given.values.flatMap((item) => {
    const definition = reference.customFields.get(item.name);
    if (definition === undefined) {
      faults.push(unknownField(item.name, reference));
      return [];
    }
    if (fits(definition, item.value)) return [{ definition, value: item.value, order: item.order }];
    faults.push({
      kind: 'invalid',
      name: `customFields.${item.name}`,
      accepted: acceptedBy(definition),
      given: shorten(item.value),
    });
    return [];
  });
  if (faults.length > 0) throw new CodedError('invalidFields', {}, faults);
  return checked;
}

function unknownField(name: string, reference: ReferenceData): FieldFault {
  return {
    kind: 'unknown',
    name: `customFields.${name}`,
    choices: [...reference.customFields.keys()].slice(0, 100),
  };
}

/** Values in the order they ask for; those without a place stand where they were given. */
export function inOrder(values: readonly CheckedValue[]): CheckedValue[] {
  return values
    .map((value, index) => ({ value, place: value.order ?? index }))
    .sort((one, other) => one.place - other.place)
    .map(({ value }) => value);
}

/** Values that an object has as values for another one; those of fields that are gone are left out. */
export function asChecked(values: readonly CustomFieldValue[], reference: ReferenceData): CheckedValue[] {
  return values.flatMap(({ name, value, order }) => {
    const definition = reference.customFields.get(name);
    return definition === undefined ? [] : [{ definition, value, order }];
  });
}

function fits(definition: CustomFieldDefinition, value: unknown): value is string | number | boolean | null {
  if (value === null) return true;
  if (!isFieldValue(definition.type, value)) return false;
  return definition.options.length === 0 || definition.options.includes(value);
}

/** Whether a value is of a type of custom fields. */
export function isFieldValue(type: string, value: unknown): value is string | number | boolean {
  switch (type) {
    case 'string':
    case 'url':
      return (
        typeof value === 'string' && value.length <= 8191 && !value.includes('\u0000') && value.isWellFormed()
      );
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 2_147_483_647;
    case 'float':
      return typeof value === 'number' && Number.isFinite(value);
    case 'boolean':
      return typeof value === 'boolean';
    default:
      return (
        typeof value === 'number' && Number.isSafeInteger(value) && Math.abs(value) <= 4_000_000_000_000_000
      );
  }
}

function acceptedBy(definition: CustomFieldDefinition): string {
  return definition.options.length > 0 ? `one of ${definition.options.join(', ')}` : definition.type;
}
