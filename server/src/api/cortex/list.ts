/** Lists: which of them, in what order, and how many there are besides. */
import { CodedError } from '../../model/errors.ts';
import type { RawObject } from '../../model/input.ts';
import { runQuery } from '../../query/index.ts';
import type { Pipeline, ReadObject } from '../../query/stage.ts';
import { matches, signOf, valuesAt } from './matching.ts';
import { type Answer, actorOf, type RouteCall } from './route.ts';
import { readQuery, type Searched } from './search.ts';

/** What every list takes. */
export const listInput = {
  query: 'conditions on the objects',
  range: '`all`, or `0-10` for the first ten; ten when missing',
  sort: 'names of fields, with a minus before those that go down',
} as const;

interface Bounds {
  readonly from: number;
  /** After the last; -1 for no end. */
  readonly to: number;
}

const usualSize = 10;

/** The part of a list that is asked for. What cannot be read counts as the usual beginning and size. */
function boundsOf({ range }: RawObject): Bounds {
  if (range === 'all') return { from: 0, to: -1 };
  const [first = '', last = ''] = typeof range === 'string' ? range.split('-') : [];
  const from = /^\d{1,9}$/.test(first) ? Number(first) : 0;
  const to = /^\d{1,9}$/.test(last) ? Number(last) : from + usualSize;
  return { from, to: to <= from ? from + usualSize : to };
}

interface Key {
  readonly path: string;
  readonly descending: boolean;
}

function keysOf({ fields, type }: Searched, { sort }: RawObject): Key[] {
  const given: readonly unknown[] =
    sort === undefined || sort === null ? [] : Array.isArray(sort) ? sort : [sort];
  return given.map((key) => {
    const [, sign = '', word = ''] = /^([+-]?)(.*)$/s.exec(String(key).trim()) ?? [];
    const path = fields.get(word);
    if (path === undefined)
      throw new CodedError('invalidQuery', {
        reason: `Objects of type ${type} are not sorted by ${word.slice(0, 50)}; they are by ${[...fields.keys()].join(', ')}`,
      });
    return { path, descending: sign === '-' };
  });
}

const totalHeader = (total: number) => ({ 'X-Total': String(total) });

/** A list of stored objects: what is found behind a starting pipeline, rendered. */
export async function storedList(
  call: RouteCall,
  searched: Searched,
  start: Pipeline,
  render: (object: ReadObject) => RawObject | Promise<RawObject>,
  extraData: readonly string[] = [],
): Promise<Answer> {
  const keys = keysOf(searched, call.input);
  const result = await runQuery(call.services.commands.database, actorOf(call), [
    ...start,
    { op: 'filter', filter: readQuery(searched, call.input.query) },
    ...(keys.length === 0 ? [] : [{ op: 'sort', keys } as const]),
    { op: 'page', ...boundsOf(call.input), extraData: ['total', ...extraData] },
  ]);
  if (result.kind !== 'objects') throw new Error(`A list gave ${result.kind}`);
  const body = await Promise.all(result.objects.map(render));
  return { body, headers: totalHeader(result.total ?? body.length) };
}

/** The number of stored objects that a query finds. */
export async function storedCount(
  call: RouteCall,
  searched: Searched,
  start: Pipeline,
  query: unknown,
): Promise<number> {
  const result = await runQuery(call.services.commands.database, actorOf(call), [
    ...start,
    { op: 'filter', filter: readQuery(searched, query) },
    { op: 'count' },
  ]);
  return result.kind === 'number' ? result.value : 0;
}

/** A list of objects that are at hand. */
export function givenList(call: RouteCall, searched: Searched, objects: readonly RawObject[]): Answer {
  const filter = readQuery(searched, call.input.query);
  const keys = keysOf(searched, call.input);
  const found = objects.filter((object) => matches(filter, object)).toSorted(inOrderOf(keys));
  const { from, to } = boundsOf(call.input);
  return { body: found.slice(from, to === -1 ? undefined : to), headers: totalHeader(found.length) };
}

function inOrderOf(keys: readonly Key[]): (one: RawObject, other: RawObject) => number {
  return (one, other) => {
    for (const { path, descending } of keys) {
      const sign = signOf(valuesAt(one, path)[0] ?? '', valuesAt(other, path)[0] ?? '');
      if (sign !== 0) return descending ? -sign : sign;
    }
    return 0;
  };
}

/** Fields of objects whose words are those of the wire. */
export function sameWords(words: readonly string[]): ReadonlyMap<string, string> {
  return new Map(words.map((word) => [word, word]));
}
