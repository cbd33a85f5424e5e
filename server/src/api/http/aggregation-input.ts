/**
 * Reads aggregations in the form that older dialects share. What objects are counted by may be no field here: then each of its values
 * is a condition.
 */
import { CodedError } from '../../model/errors.ts';
import { isRawObject, type RawObject, shorten } from '../../model/input.ts';
import type { Aggregation } from '../../query/aggregate.ts';
import type { Filter } from '../../query/filter/filter.ts';

/** Buckets that have names of their own. */
export type Groups = Extract<Aggregation, { op: 'groups' }>['groups'];
type Interval = Extract<Aggregation, { op: 'time' }>['interval'];
type Reader = (words: CountedWords, raw: RawObject, depth: number) => Aggregation;

/** What the words of a dialect mean for objects of one kind. */
export interface CountedWords {
  /** The field that a word means. Throws `invalidQuery`. */
  readonly pathOf: (word: unknown) => string;
  /** The condition that a query means. Throws `invalidQuery`. */
  readonly filterOf: (query: unknown) => Filter;
  /** The values of what is no field, or is one on another scale, each as a condition; undefined for any other word. */
  readonly groupsOf: (word: string) => Groups | undefined;
}

/** Deepest nesting of aggregations. */
const deepest = 10;

/** Reads an aggregation. Throws `invalidQuery`. */
export function readAggregation(words: CountedWords, raw: unknown, depth = 0): Aggregation {
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

function filterIn(words: CountedWords, { _query: query }: RawObject): { readonly filter?: Filter } {
  return query === undefined || query === null ? {} : { filter: words.filterOf(query) };
}

/** `usual`: the beginning of the name it has when none is given. */
function measuring(op: 'sum' | 'avg' | 'min' | 'max', usual: string = op): Reader {
  return (words, raw) => ({
    op,
    name: nameIn(raw, `${usual}_${String(raw._field)}`),
    path: words.pathOf(raw._field),
    ...filterIn(words, raw),
  });
}

const byField: Reader = (words, raw, depth) => {
  const { _field: word, _size: size } = raw;
  const usual = { ...rankIn(raw), select: selectIn(words, raw, depth), ...filterIn(words, raw) };
  const ranked = size === undefined || size === null ? usual : { ...usual, size: wholeNumber(size, '_size') };
  const groups = typeof word === 'string' ? words.groupsOf(word) : undefined;
  if (groups !== undefined) return { op: 'groups', name: String(word), groups, ...ranked };
  return { op: 'field', name: String(word), path: words.pathOf(word), ...ranked };
};

const byCategory: Reader = (words, raw, depth) => {
  const { _categories: categories } = raw;
  if (!isRawObject(categories))
    throw bad(`_categories is an object of conditions by name, not ${shorten(categories)}`);
  const groups = Object.entries(categories).map(([name, query]) => ({ name, filter: words.filterOf(query) }));
  return {
    op: 'groups',
    name: nameIn(raw, 'category'),
    groups,
    order: [],
    select: selectIn(words, raw, depth),
    ...filterIn(words, raw),
  };
};

const byTime: Reader = (words, raw, depth) => {
  const [word] = [raw._fields ?? raw._field].flat();
  return {
    op: 'time',
    name: String(word),
    // The numbers of each interval stand one level deeper.
    inner: nameIn(raw, String(word)),
    path: words.pathOf(word),
    interval: intervalIn(raw),
    select: selectIn(words, raw, depth),
    ...filterIn(words, raw),
  };
};

function selectIn(words: CountedWords, { _select: select }: RawObject, depth: number): Aggregation[] {
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
  ['category', byCategory],
  ['time', byTime],
]);

/** Most aggregations of one request. */
const mostAggregations = 50;

/** The list of aggregations in an input; one by itself stands for a list of it. */
export function statsIn(given: unknown): readonly unknown[] {
  const list = given === undefined || given === null ? [] : Array.isArray(given) ? given : [given];
  if (list.length <= mostAggregations) return list;
  throw bad(`At most ${mostAggregations} numbers are asked for at once`);
}

/** Two results in one: what both have is put together as well, or is that of the second. */
export function merged(one: RawObject, other: RawObject): RawObject {
  const members = new Map(Object.entries(one));
  for (const [name, value] of Object.entries(other)) {
    const known = members.get(name);
    members.set(name, isRawObject(known) && isRawObject(value) ? merged(known, value) : value);
  }
  return Object.fromEntries(members);
}

function bad(reason: string): CodedError {
  return new CodedError('invalidQuery', { reason });
}
