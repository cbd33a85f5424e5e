/** JavaScript values in the text form that PostgreSQL reads. */
import { jsonOf } from '../lib/json-text.ts';
import { InvalidValue } from './errors.ts';

/** A value on the wire: text, bytes, or null. */
export type EncodedParameter = string | Buffer | null;

/** PostgreSQL counts parameters in 16 bits. */
const mostParameters = 65_535;

/** All values of a statement. Throws `InvalidValue` for what has no form in the database. */
export function encodeParameters(values: readonly unknown[]): EncodedParameter[] {
  if (values.length > mostParameters) {
    throw new InvalidValue(`A statement takes at most ${mostParameters} values, not ${values.length}`);
  }
  return values.map(encode);
}

function encode(value: unknown): EncodedParameter {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (Buffer.isBuffer(value)) return value;
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (Array.isArray(value)) return arrayText(value);
  return scalarText(value);
}

function scalarText(value: unknown): string {
  switch (typeof value) {
    case 'number':
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'object':
      return value instanceof Date ? dateText(value) : jsonOf(value);
    default:
      throw new InvalidValue(`A ${typeof value} cannot be stored`);
  }
}

/** Years beyond 9999 and before 1 need PostgreSQL's own form, which ISO 8601 text does not have. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) throw new InvalidValue('An invalid date cannot be stored');
  const year = date.getUTCFullYear();
  if (year >= 1 && year <= 9999) return date.toISOString();
  const [, rest = ''] = /^[+-]?\d+(-.*)Z$/.exec(date.toISOString()) ?? [];
  return year > 0 ? `${year}${rest}+00` : `${String(1 - year).padStart(4, '0')}${rest}+00 BC`;
}

function arrayText(values: readonly unknown[]): string {
  return `{${values.map(elementText).join(',')}}`;
}

function elementText(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (Array.isArray(value)) return arrayText(value);
  const text =
    value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : String(encode(value));
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}
