/** Reads the aggregations of v0. What objects are counted by may be no field here: then each of its values is a condition. */
import { isRawObject, type RawObject, shorten } from '../../model/input.ts';
import type { Aggregation } from '../../query/aggregate.ts';
import type { Filter } from '../../query/filter.ts';
import { bad, computedWord, hasValue, pathOf, readQuery } from './filter.ts';
import type { Words } from './words.ts';

type Groups = Extract<Aggregation, { op: 'groups' }>['groups'];
type Interval = Extract<Aggregation, { op: 'time' }>['interval'];
type Reader = (words: Words, raw: RawObject, depth: number) => Aggregation;

/** Deepest nesting of aggregations. */
const deepest = 10;

/** Reads an aggregation. Throws `invalidQuery`. */
export function readAggregation(words: Words, raw: unknown, depth = 0): Aggregation {
  if (!isRawObject(raw) || depth > deepest) throw bad(`An aggregation is an object, not ${shorten(raw)}`);
  const reader = typeof raw._agg === 'string' ? readers.get(raw._agg) : undefined;
  if (reader !== undefined) return reader(words, raw, depth + 1);
  throw bad(`An aggregation has _agg, one of ${[...readers.keys()].join(', ')}; not ${shorten(raw._agg)}`);
}

function nameIn({ _name: name }: RawObject, otherwise: string): string {
  if (name === undefined || name === null) return otherwise;
  if (typeof name === 'string' && name !== '' && name.length <= 128) return name;
  throw bad(`_name is a text of 1 to 128 characters, not ${shorten(name)}`);
}

function filterIn(words: Words, { _query: query }: RawObject): { readonly filter?: Filter } {
  return query === undefined || query === null ? {} : { filter: readQuery(words, query) };
}

/** `usual`: the beginning of the name it has when none is given. */
function measuring(op: 'sum' | 'avg' | 'min' | 'max', usual: string = op): Reader {
  return (words, raw) => ({
    op,
    name: nameIn(raw, `${usual}_${String(raw._field)}`),
    path: pathOf(words, raw._field),
    ...filterIn(words, raw),
  });
}

const byField: Reader = (words, raw, depth) => {
  const { _field: word, _size: size } = raw;
  const usual = { ...rankIn(raw), select: selectIn(words, raw, depth), ...filterIn(words, raw) };
  const ranked = size === undefined || size === null ? usual : { ...usual, size: wholeNumber(size, '_size') };
  const groups = groupsOf(words, word);
  if (groups !== undefined) return { op: 'groups', name: String(word), groups, ...ranked };
  return { op: 'field', name: String(word), path: pathOf(words, word), ...ranked };
};

/** The values of what is no field, or is one on another scale, each as a condition; undefined for any other word. */
function groupsOf(words: Words, word: unknown): Groups | undefined {
  if (typeof word !== 'string') return undefined;
  const values =
    computedWord(words, word)?.values ?? (words.fields.get(word) === 'tlp' ? [0, 1, 2, 3] : undefined);
  return values?.map((value) => ({ name: String(value), filter: hasValue(words, word, value) }));
}

const byTime: Reader = (words, raw, depth) => {
  const [word] = [raw._fields ?? raw._field].flat();
  return {
    op: 'time',
    name: String(word),
    // The numbers of each interval stand one level deeper.
    inner: nameIn(raw, String(word)),
    path: pathOf(words, word),
    interval: intervalIn(raw),
    select: selectIn(words, raw, depth),
    ...filterIn(words, raw),
  };
};

function selectIn(words: Words, { _select: select }: RawObject, depth: number): Aggregation[] {
  if (select === undefined || select === null) return [];
  if (Array.isArray(select)) return select.map((raw) => readAggregation(words, raw, depth));
  throw bad(`_select is a list of aggregations, not ${shorten(select)}`);
}

type Order = Extract<Aggregation, { op: 'field' }>['order'];

function rankIn({ _order: order, _field: word }: RawObject): { readonly order: Order } {
  const keys: readonly unknown[] = order === undefined || order === null ? [] : [order].flat();
  const read = keys.map((key) => {
    const [, sign = '', by = ''] = /^([+-]?)(.*)$/s.exec(String(key)) ?? [];
    const descending = sign === '-';
    if (by === 'count' || by === '_count') return { by: 'count', descending } as const;
    if (by === word) return { by: 'value', descending } as const;
    throw bad(`_order is count or ${String(word)}, with + or - before it; not ${shorten(key)}`);
  });
  return { order: read };
}

function wholeNumber(given: unknown, name: string, most = 100_000): number {
  if (typeof given === 'number' && Number.isInteger(given) && given >= 1 && given <= most) return given;
  throw bad(`${name} is a whole number from 1 to ${most}, not ${shorten(given)}`);
}

const units: ReadonlyMap<string, Interval['unit']> = new Map<string, Interval['unit']>([
  ['s', 's'],
  ['m', 'm'],
  ['h', 'h'],
  ['d', 'd'],
  ['w', 'w'],
  ['M', 'M'],
  ['y', 'y'],
  ['SECONDS', 's'],
  ['MINUTES', 'm'],
  ['HOURS', 'h'],
  ['DAYS', 'd'],
  ['WEEKS', 'w'],
  ['MONTHS', 'M'],
  ['YEARS', 'y'],
]);

/** `1d`, or a number with the name of its unit beside it. */
function intervalIn({ _interval: given, _unit: named }: RawObject): Interval {
  const [, amount = '', letter = ''] = /^(\d{1,5})([smhdwMy])$/.exec(String(given).replaceAll(' ', '')) ?? [];
  const unit = units.get(typeof given === 'number' ? String(named).toUpperCase() : letter);
  if (unit === undefined)
    throw bad(`_interval is a number with one of s, m, h, d, w, M, y; not ${shorten(given)}`);
  return {
    amount: wholeNumber(typeof given === 'number' ? given : Number(amount), '_interval', 10_000),
    unit,
  };
}

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['count', (words, raw) => ({ op: 'count', name: nameIn(raw, 'count'), ...filterIn(words, raw) })],
  ['sum', measuring('sum')],
  // TheHive 4 calls an average so, and its clients read it so.
  ['avg', measuring('avg', 'sum')],
  ['min', measuring('min')],
  ['max', measuring('max')],
  ['field', byField],
  ['time', byTime],
]);
