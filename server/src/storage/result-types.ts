/** The text form of PostgreSQL's values back in JavaScript: ids stay digits, dates are milliseconds since the epoch. */
import pg from 'pg';
import { parse as parseArray } from 'postgres-array';

type Read = (text: string) => unknown;

const { builtins, getTypeParser } = pg.types;

const scalars: readonly (readonly [type: number, array: number, read: Read])[] = [
  [builtins.BOOL, 1000, (text) => text === 't'],
  [builtins.INT2, 1005, Number],
  [builtins.INT4, 1007, Number],
  [builtins.OID, 1028, Number],
  [builtins.FLOAT4, 1021, Number],
  [builtins.FLOAT8, 1022, Number],
  [builtins.NUMERIC, 1231, Number],
  [builtins.TIMESTAMPTZ, 1185, milliseconds],
  [builtins.JSON, 199, (text) => JSON.parse(text)],
  [builtins.JSONB, 3807, (text) => JSON.parse(text)],
  [builtins.BYTEA, 1001, (text) => Buffer.from(text.slice(2), 'hex')],
];

/** Array types whose elements stay text: ids, names, timestamps without zone. */
const textArrays = [1002, 1003, 1009, 1014, 1015, 1016, 1115, 1182, 2951, 271];

const readers: ReadonlyMap<number, Read> = new Map<number, Read>([
  ...textArrays.map((type): [number, Read] => [type, arrayOf((text) => text)]),
  ...scalars.flatMap(([type, array, read]): [number, Read][] => [
    [type, read],
    [array, arrayOf(read)],
  ]),
]);

const asText: Read = (text) => text;

/** How values of a type are read; unknown types stay text, and so does int8, which JavaScript numbers cannot hold. */
export function readerOf(typeId: number): Read {
  return readers.get(typeId) ?? asText;
}

function arrayOf(read: Read): Read {
  return (text) => parseArray(text, read);
}

/** Connections speak ISO dates in UTC, so the common form needs no parsing of zones. */
const commonForm = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d{1,6})?)\+00$/;

function milliseconds(text: string): number {
  const [, day, time] = commonForm.exec(text) ?? [];
  if (day !== undefined && time !== undefined) return Date.parse(`${day}T${time}Z`);
  const parsed: unknown = getTypeParser(builtins.TIMESTAMPTZ)(text);
  return Number(parsed);
}
