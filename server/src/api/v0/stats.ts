/** Numbers over objects: several aggregations, whose results v0 gives in one object. */
import { isRawObject, type RawObject } from '../../model/input.ts';
import { merged, readAggregation, statsIn } from '../http/aggregation-input.ts';
import { countedIn } from './aggregation.ts';
import { type Countable, conditionOf } from './kind.ts';
import { readPipeline } from './read.ts';
import type { RouteCall } from './route.ts';

/** What every route of numbers takes. */
export const statsInput = {
  query: 'conditions on the objects',
  stats: 'list of {_agg: count, sum, avg, min, max, field or time, _field, _select, …}',
} as const;

/** What the aggregations of an input give for objects of a kind. Throws `invalidQuery`. */
export async function readStats(
  call: RouteCall,
  kind: Countable,
  { query, stats }: RawObject,
): Promise<RawObject> {
  const { entity, words } = kind;
  const filter = conditionOf(kind, query);
  const aggregations = statsIn(stats).map((raw) => readAggregation(countedIn(words), raw));
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
