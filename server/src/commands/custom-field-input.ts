/** Reads custom field values from input: a list of `{name, value, order}` or an object of values by name. */
import { CodedError, type FieldFault } from '../model/errors.ts';
import { isRawObject, shorten } from '../model/input.ts';
import type { CustomFieldDefinition, ReferenceData } from './reference-data.ts';

/** One value as given, not yet compared with its definition. */
export interface GivenValue {
  readonly name: string;
  readonly value: unknown;
  readonly order: number | undefined;
}

/** Values as given; `replaces`: the list form sets exactly these, the object form adds. */
export interface GivenValues {
  readonly replaces: boolean;
  readonly values: readonly GivenValue[];
}

/** A value that fits its definition. */
export interface CheckedValue {
  readonly definition: CustomFieldDefinition;
  readonly value: string | number | boolean | null;
  readonly order: number | undefined;
}

/** Reads either form; faults are added to the list given. */
export function readCustomFields(raw: unknown, path: string, faults: FieldFault[]): GivenValues {
  if (raw === undefined || raw === null) return { replaces: false, values: [] };
  if (Array.isArray(raw))
    return {
      replaces: true,
      values: raw.flatMap((item, index) => readItem(item, `${path}[${index}]`, faults)),
    };
  if (isRawObject(raw))
    return {
      replaces: false,
      values: Object.entries(raw).map(([name, value]) => ({ name, value, order: undefined })),
    };
  faults.push({
    kind: 'invalid',
    name: path,
    accepted: 'list of {name, value} or object of values by name',
    given: shorten(raw),
  });
  return { replaces: false, values: [] };
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
  const faults: FieldFault[] = [];
  const checked = given.values.flatMap((item) => {
    const definition = reference.customFields.get(item.name);
    if (definition === undefined) {
      faults.push({
        kind: 'unknown',
        name: `customFields.${item.name}`,
        choices: [...reference.customFields.keys()].slice(0, 100),
      });
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

function fits(definition: CustomFieldDefinition, value: unknown): value is string | number | boolean | null {
  if (value === null) return true;
  if (!hasType(definition.type, value)) return false;
  return definition.options.length === 0 || definition.options.includes(value);
}

function hasType(type: string, value: unknown): boolean {
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
