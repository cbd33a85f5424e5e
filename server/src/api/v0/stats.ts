/** Numbers over objects: several aggregations, whose results v0 gives in one object. */
import { isRawObject, type RawObject } from '../../model/input.ts';
import { readAggregation } from './aggregation.ts';
import { bad } from './filter.ts';
import { type Countable, conditionOf } from './kind.ts';
import { readPipeline } from './read.ts';
import type { RouteCall } from './route.ts';

/** What every route of numbers takes. */
export const statsInput = {
  query: 'conditions on the objects',
  stats: 'list of {_agg: count, sum, avg, min, max, field or time, _field, _select, …}',
} as const;

/** Most aggregations of one request. */
const mostAggregations = 50;

/** What the aggregations of an input give for objects of a kind. Throws `invalidQuery`. */
export async function readStats(
  call: RouteCall,
  kind: Countable,
  { query, stats }: RawObject,
): Promise<RawObject> {
  const { entity, words } = kind;
  const filter = conditionOf(kind, query);
  const aggregations = statsIn(stats).map((raw) => readAggregation(words, raw));
  let whole: RawObject = {};
  for (const aggregation of aggregations) {
    const result = await readPipeline(call, [
      { op: 'list', entity },
      { op: 'filter', filter },
      { op: 'aggregate', aggregation },
    ]);
    if (result.kind === 'aggregation' && isRawObject(result.value)) whole = merged(whole, result.value);
  }
  return whole;
}

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
