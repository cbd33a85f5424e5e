/** Values of a filter as bound parameters of the kind of the field. Clients send numbers and booleans as text; both are read. */
import { CodedError, invalidFields } from '../../model/errors.ts';
import type { Kind } from '../../model/field.ts';
import { shorten } from '../../model/input.ts';
import { idParameter, type Sql, sql } from '../sql.ts';
import type { Operand } from './filter.ts';
import { isRelativeDate, relativeDate } from './relative-date.ts';

/** First and last instant that the database can hold, in milliseconds; the last is that of JavaScript dates. */
const earliestDate = -210_000_000_000_000;
const latestDate = 8_640_000_000_000_000;

const largestId = 9_223_372_036_854_775_807n;

/** A date, optionally with a time and a zone; UTC without one. */
const isoDate = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** What values of a kind look like, in words. */
const accepted: Readonly<Record<Kind, string>> = {
  string: 'text',
  text: 'text',
  user: 'text (a login)',
  enumeration: 'text',
  integer: 'number',
  float: 'number',
  duration: 'number of milliseconds',
  boolean: 'true or false',
  date: 'date: milliseconds since the epoch, an ISO 8601 date, or {amount, unit, look}',
  id: 'id: decimal digits, with or without a tilde',
  json: 'nothing: this field cannot be compared',
};

/** The value as a parameter; throws `invalidFields` naming `at` and what would be accepted. */
export function operandOf(
  kind: Kind,
  value: Operand,
  at: string,
  choices?: readonly (string | number)[],
): Sql {
  const known = choices === undefined || choices.some((choice) => choice === value);
  const parameter = known ? readOperand(kind, value, at) : undefined;
  if (parameter !== undefined) return parameter;
  throw refused(value, at, choices === undefined ? accepted[kind] : `one of ${choices.join(', ')}`, choices);
}

/** Most values in one list. */
const mostValues = 10_000;

/** Values as an array for `= any(…)`; each fault names its place in the list. */
export function operandsOf(
  kind: Kind,
  values: readonly Operand[],
  at: string,
  choices?: readonly (string | number)[],
): Sql {
  if (values.length > mostValues) throw new CodedError('tooManyItems', { limit: mostValues, what: 'values' });
  const operands = values.map((value, index) => operandOf(kind, value, `${at}[${index}]`, choices));
  // Texts and ids travel as one parameter: lists of them can be long.
  if (isTextKind(kind)) return sql`${values}::text[]`;
  if (kind === 'id') return sql`${values.map(readId)}::bigint[]`;
  return sql`array[${sql.join(operands)}]`;
}

/** Whether values of a kind are text. */
export function isTextKind(kind: Kind): boolean {
  return kind === 'string' || kind === 'text' || kind === 'user' || kind === 'enumeration';
}

/** The error for a value that cannot be compared with a field. */
export function refused(
  value: unknown,
  at: string,
  acceptedText: string,
  choices?: readonly (string | number)[],
): Error {
  return invalidFields([
    {
      kind: 'invalid',
      name: at,
      accepted: acceptedText,
      given: shorten(value),
      ...(choices === undefined ? {} : { choices: choices.map(String) }),
    },
  ]);
}

/** The value as a parameter; undefined when it is not one of the kind. A bad relative date throws `invalidFields`. */
export function readOperand(kind: Kind, value: Operand, at: string): Sql | undefined {
  switch (kind) {
    case 'string':
    case 'text':
    case 'user':
    case 'enumeration':
      return isText(value) ? sql`${value}::text` : undefined;
    case 'integer':
    case 'float':
    case 'duration':
      return numberParameter(readNumber(value));
    case 'boolean':
      return booleanParameter(value);
    case 'date':
      return isRelativeDate(value) ? relativeDate(value, at) : dateParameter(value);
    case 'id': {
      const digits = readId(value);
      return digits === undefined ? undefined : idParameter(digits);
    }
    case 'json':
      return undefined;
  }
}

/** The digits of an id given with or without a tilde; undefined when it is none. */
export function readId(value: Operand): string | undefined {
  const digits = typeof value === 'string' ? /^~?(\d{1,19})$/.exec(value)?.[1] : undefined;
  return digits !== undefined && BigInt(digits) <= largestId ? digits : undefined;
}

/** Whether a value is text that the database can hold. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && !value.includes('\u0000') && value.isWellFormed();
}

function readNumber(value: Operand): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (
    typeof value !== 'string' ||
    !/^\s*[+-]?(?:\d{1,300}(?:\.\d{0,300})?|\.\d{1,300})(?:e[+-]?\d{1,3})?\s*$/i.test(value)
  )
    return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** Whole numbers are compared as such, so that indexes on integer columns help. */
function numberParameter(value: number | undefined): Sql | undefined {
  if (value === undefined) return undefined;
  return Number.isSafeInteger(value) ? sql`${value}::bigint` : sql`${value}::double precision`;
}

function booleanParameter(value: Operand): Sql | undefined {
  if (value === true || value === 'true' || value === '1' || value === 1) return sql`true`;
  if (value === false || value === 'false' || value === '0' || value === 0) return sql`false`;
  return undefined;
}

function dateParameter(value: Operand): Sql | undefined {
  const time = typeof value === 'string' && isoDate.test(value) ? isoTime(value) : readNumber(value);
  if (time === undefined || !(time >= earliestDate && time <= latestDate)) return undefined;
  return sql`${new Date(time)}::timestamptz`;
}

function isoTime(text: string): number {
  const zoned = text.length === 10 || isoDate.exec(text)?.[1] !== undefined;
  return Date.parse(zoned ? text : `${text}Z`);
}
