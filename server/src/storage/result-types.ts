/** The text form of PostgreSQL's values back in JavaScript: ids stay digits, dates are milliseconds since the epoch. */
import pg from 'pg';

type Read = (text: string) => unknown;

const { builtins } = pg.types;
const driver = new pg.TypeOverrides();

const textArray = 1009;

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
const textArrays = [textArray, 1002, 1003, 1014, 1015, 1016, 1115, 1182, 2951, 271];

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

/** The driver's own parser of text arrays knows quoting, nulls and nesting; elements are read afterwards. */
function arrayOf(read: Read): Read {
  const readElement = (element: unknown): unknown => {
    if (Array.isArray(element)) return element.map(readElement);
    return typeof element === 'string' ? read(element) : element;
  };
  return (text) => readElement(driver.getTypeParser(textArray)(text));
}

/** Connections speak ISO dates in UTC, so the common form needs no parsing of zones. */
const commonForm = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d{1,6})?)\+00$/;

function milliseconds(text: string): number {
  const [, day, time] = commonForm.exec(text) ?? [];
  if (day !== undefined && time !== undefined) return Date.parse(`${day}T${time}Z`);
  const parsed: unknown = driver.getTypeParser(builtins.TIMESTAMPTZ)(text);
  return Number(parsed);
}
