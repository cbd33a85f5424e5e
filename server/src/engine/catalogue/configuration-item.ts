/** One setting of a neuron: how its definition declares it, and how a value given for it is checked. */

import type { JsonValue } from '../report/json.ts';
import type { FieldReader } from './fields.ts';

/** Kinds of value; `text` has several lines. */
export type ItemType = 'string' | 'text' | 'number' | 'boolean';

/** A setting as declared. */
export interface ConfigurationItem {
  readonly name: string;
  readonly description: string;
  readonly type: ItemType;
  /** Takes a list. */
  readonly multi: boolean;
  readonly required: boolean;
  /** Used when no value is given; null when there is none. */
  readonly defaultValue: JsonValue;
}

const itemTypes: readonly ItemType[] = ['string', 'text', 'number', 'boolean'];

/** Reads one member of `configurationItems`. */
export function checkConfigurationItems(reader: FieldReader): ConfigurationItem {
  const type = typeFrom(reader);
  return {
    name: reader.text('name', { longest: 256 }),
    description: reader.text('description', { longest: 4096 }),
    type,
    multi: reader.optionalBoolean('multi') ?? false,
    required: reader.optionalBoolean('required') ?? false,
    defaultValue: defaultFrom(reader, type),
  };
}

function typeFrom(reader: FieldReader): ItemType {
  const given = String(reader.raw('type') ?? '').toLowerCase();
  const type = itemTypes.find((known) => known === given);
  if (type === undefined) {
    reader.fault('type', reader.given('type') ? 'invalid' : 'missing', `one of ${itemTypes.join(', ')}`);
  }
  return type ?? 'string';
}

/** Published definitions write some numbers as text, so a default that reads as a number counts as one. */
function defaultFrom(reader: FieldReader, type: ItemType): JsonValue {
  const given = reader.raw('defaultValue');
  if (given === undefined || given === null) return null;
  const numeric = typeof given === 'string' && given.trim() !== '' ? Number(given) : Number.NaN;
  if (type === 'number' && Number.isFinite(numeric)) return numeric;
  return isJsonValue(given) ? given : null;
}

function isJsonValue(value: unknown): value is JsonValue {
  return ['string', 'number', 'boolean', 'object'].includes(typeof value);
}

/** A value that fits, or what would. */
export type ValueCheck =
  | { readonly value: JsonValue }
  | { readonly kind: 'missing' | 'invalid'; readonly accepted: string };

/** Checks the value given for an item; undefined means that none was given. */
export function checkValue(item: ConfigurationItem, given: unknown): ValueCheck {
  const value = given === undefined ? item.defaultValue : given;
  if (value === null) return absentValue(item, given);
  const accepted = acceptedBy(item);
  if (item.multi) {
    const members = Array.isArray(value) ? value.filter((member) => fitsType(item.type, member)) : undefined;
    const fits = members !== undefined && Array.isArray(value) && members.length === value.length;
    return fits ? { value: members } : { kind: 'invalid', accepted };
  }
  return fitsType(item.type, value) ? { value } : { kind: 'invalid', accepted };
}

function absentValue(item: ConfigurationItem, given: unknown): ValueCheck {
  if (item.multi && given === undefined) return { value: [] };
  return item.required ? { kind: 'missing', accepted: acceptedBy(item) } : { value: null };
}

function acceptedBy({ type, multi }: ConfigurationItem): string {
  const one = { string: 'a text', text: 'a text', number: 'a number', boolean: 'true or false' }[type];
  return multi ? `a list, each ${one}` : one;
}

function fitsType(type: ItemType, value: unknown): value is string | number | boolean {
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value);
  return typeof value === (type === 'boolean' ? 'boolean' : 'string');
}
