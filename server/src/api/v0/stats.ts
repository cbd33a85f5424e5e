/**
 * Counts objects as clients of v0 ask for it. What is asked for is cut into aggregations with one line of buckets each, and
 * their answers are put into one object, in which buckets of time stand a level deeper, under the name of their date.
 */
import { CodedError } from '../../model/errors.ts';
import { isRawObject, type RawObject, shorten } from '../../model/input.ts';
import type { EntityName } from '../../model/registry.ts';
import type { Aggregation } from '../../query/aggregate.ts';
import { computedWord, pathOf, readQuery } from './filter.ts';
import { readPipeline } from './read.ts';
import type { RouteCall } from './route.ts';
import type { Words } from './words.ts';

/** What counting takes. */
export const statsInput = {
  query: 'conditions on the objects',
  stats: 'list of what is counted: {_agg: count, sum, min, max, avg, field or time, …}',
} as const;

/** Objects that can be counted. */
export interface Countable {
  readonly entity: EntityName;
  readonly words: Words;
}

type Buckets = Extract<Aggregation, { op: 'field' | 'time' | 'condition' }>;
type Order = Extract<Aggregation, { op: 'field' }>['order'];

/** Most aggregations of one request. */
const most = 50;
/** Deepest nesting of buckets. */
const deepest = 10;

/** The numbers that an input asks for. Throws `invalidQuery`. */
export async function readStats(
  call: RouteCall,
  { entity, words }: Countable,
  { query, stats }: RawObject,
): Promise<RawObject> {
  const filter = readQuery(words, query);
  const wanted = listOf(stats ?? [], 'stats').flatMap((item) => chainsOf(words, item, deepest));
  if (wanted.length > most) throw bad(`At most ${most} aggregations are answered at once`);
  let merged: RawObject = {};
  for (const aggregation of wanted) {
    const result = await readPipeline(call, [
      { op: 'list', entity },
      { op: 'filter', filter },
      { op: 'aggregate', aggregation },
    ]);
    const value = result.kind === 'aggregation' && isRawObject(result.value) ? result.value : {};
    merged = deepMerged(merged, withDates(aggregation, value));
  }
  return merged;
}

/** The members of both; objects under one name become one. */
export function deepMerged(one: RawObject, other: RawObject): RawObject {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(
    names.map((name) => {
      const before = Object.hasOwn(one, name) ? one[name] : undefined;
      const after = Object.hasOwn(other, name) ? other[name] : before;
      return [name, isRawObject(before) && isRawObject(after) ? deepMerged(before, after) : after];
    }),
  );
}

/** An aggregation as several with at most one kind of buckets on each level. */
function chainsOf(words: Words, given: unknown, depth: number): Aggregation[] {
  if (!isRawObject(given) || depth === 0)
    throw bad(`An aggregation is an object, nested at most ${deepest} deep; not ${shorten(given)}`);
  const numbers = readNumber(words, given);
  if (numbers !== undefined) return [numbers];
  const select = given._select ?? [{ _agg: 'count' }];
  const inner = listOf(select, '_select').map((item) => chainsOf(words, item, depth - 1));
  const measures = inner.flatMap((chain) => chain.filter((one) => !isBuckets(one)));
  const lines = inner.flatMap((chain) => chain.filter(isBuckets));
  const selections =
    lines.length === 0 ? [measures] : lines.map((line, i) => (i === 0 ? [...measures, line] : [line]));
  return selections.flatMap((selected) => readBuckets(words, given, selected));
}

const measures = ['sum', 'min', 'max', 'avg'] as const;

function readNumber(words: Words, given: RawObject): Aggregation | undefined {
  if (given._agg === 'count') return { op: 'count', name: nameOf(given, 'count') };
  const op = measures.find((one) => one === given._agg);
  if (op === undefined) return undefined;
  return { op, name: nameOf(given, `${op}_${String(given._field)}`), path: pathOf(words, given._field) };
}

function nameOf({ _name: name }: RawObject, usual: string): string {
  return typeof name === 'string' && name !== '' ? name.slice(0, 128) : usual;
}

function readBuckets(words: Words, given: RawObject, select: readonly Aggregation[]): Buckets[] {
  switch (given._agg) {
    case 'field':
      return [byField(words, given, select)];
    case 'time':
      return listOf(given._fields ?? [given._field], '_fields').map((field) => ({
        op: 'time',
        name: String(field),
        path: pathOf(words, field),
        interval: intervalOf(given._interval),
        select,
      }));
    default:
      throw bad(`Aggregations are count, ${measures.join(', ')}, field and time; not ${shorten(given._agg)}`);
  }
}

function byField(words: Words, given: RawObject, select: readonly Aggregation[]): Buckets {
  const { _field: word, _size: size } = given;
  const name = String(word);
  const cut = size === undefined || size === null ? {} : { size: sizeOf(size) };
  const shared = { name, order: orderOf(given), select, ...cut };
  const groups = groupsOf(words, word);
  return groups === undefined
    ? { op: 'field', path: pathOf(words, word), ...shared }
    : { op: 'condition', groups, ...shared };
}

/** The values of what is no field of the model, and those of a scale that has fewer steps in v0. */
function groupsOf(words: Words, word: unknown): Extract<Buckets, { op: 'condition' }>['groups'] | undefined {
  const computed = computedWord(words, word);
  const onScale = word === 'tlp' && words.fields.has('tlp') ? [0, 1, 2, 3] : undefined;
  return (computed?.values ?? onScale)?.map((value) => ({
    value: String(value),
    filter: computed?.filter(value) ?? readQuery(words, { tlp: value }),
  }));
}

function orderOf({ _order: order, _field: field }: RawObject): Order {
  if (order === undefined || order === null) return [];
  return [order].flat().map((item: unknown) => {
    const [, sign = '', by = ''] = /^([+-]?)(.*)$/s.exec(String(item)) ?? [];
    const descending = sign === '-';
    if (by === 'count' || by === '_count') return { by: 'count', descending };
    if (by === field || by === '_key' || by === '_term') return { by: 'value', descending };
    throw bad(`Buckets are ordered by count or ${String(field)}, with a minus before it to go down`);
  });
}

function sizeOf(given: unknown): number {
  if (Number.isInteger(given) && Number(given) >= 1 && Number(given) <= 100_000) return Number(given);
  throw bad(`_size is a whole number from 1 to 100000, not ${shorten(given)}`);
}

const intervalUnits = ['s', 'm', 'h', 'd', 'w', 'M', 'y'] as const;

function intervalOf(given: unknown): Extract<Aggregation, { op: 'time' }>['interval'] {
  const [, amount, letter] = /^(\d{1,5})([smhdwMy])$/.exec(String(given)) ?? [];
  const unit = intervalUnits.find((one) => one === letter);
  if (amount !== undefined && unit !== undefined) return { amount: Number(amount), unit };
  throw bad(
    `_interval is a number and one of ${intervalUnits.join(', ')}, such as 1d; not ${shorten(given)}`,
  );
}

/** A result in which every bucket of time stands under the name of its date. */
function withDates(aggregation: Aggregation, result: RawObject): RawObject {
  if (!isBuckets(aggregation)) return result;
  const inner = aggregation.select.find(isBuckets);
  const numbers = new Set(aggregation.select.filter((one) => !isBuckets(one)).map(({ name }) => name));
  return Object.fromEntries(
    Object.entries(result).map(([key, value]) => {
      const bucket = Object.entries(isRawObject(value) ? value : {});
      const own = bucket.filter(([name]) => numbers.has(name));
      const below = Object.fromEntries(bucket.filter(([name]) => !numbers.has(name)));
      const shown = {
        ...Object.fromEntries(own),
        ...(inner === undefined ? {} : withDates(inner, below)),
      };
      return [key, aggregation.op === 'time' ? { [aggregation.name]: shown } : shown];
    }),
  );
}

function isBuckets(aggregation: Aggregation): aggregation is Buckets {
  return ['field', 'time', 'condition'].includes(aggregation.op);
}

function listOf(value: unknown, what: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw bad(`${what} is a list, not ${shorten(value)}`);
}

function bad(reason: string): CodedError {
  return new CodedError('invalidQuery', { reason });
}
