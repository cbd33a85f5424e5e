/**
 * Aggregations as one query. The set is read once into facts: the keys and values that anything asks for. Each level of
 * nesting groups those facts by the keys down to it; the rows of all levels come back together and are put into each other.
 */
import { CodedError } from '../model/errors.ts';
import type { Rows } from '../storage/statement.ts';
import type { Aggregation } from './aggregate.ts';
import { type BucketAggregation, bucketKey } from './aggregation/bucket-key.ts';
import { readBuckets } from './aggregation/buckets.ts';
import { createFacts, type Facts } from './aggregation/facts.ts';
import { type Level, levelDefinition, levelRows } from './aggregation/level.ts';
import { type MeasureAggregation, measure } from './aggregation/measure.ts';
import { filterCondition } from './compile-filter.ts';
import type { Compiled } from './compiled.ts';
import type { CompileContext } from './context.ts';
import { type EntitySet, narrowed } from './set.ts';
import { sql } from './sql.ts';

/** How deep buckets may be nested, and how many aggregations one may have in all. */
const deepest = 10;
const mostAggregations = 50;
/** Most buckets in one answer, all levels together. */
const mostBuckets = 100_000;

/** Compiles an aggregation over a set. Throws `invalidQuery`, `invalidFields` or `tooManyItems`. */
export function compileAggregation(
  context: CompileContext,
  set: EntitySet,
  aggregation: Aggregation,
): Compiled {
  const { filter, ...whole } = aggregation;
  const counted = filter === undefined ? set : narrowed(set, filterCondition(context, set, filter));
  const facts = createFacts();
  const levels = levelsOf({ context, set: counted, facts, levels: [], left: mostAggregations }, [whole], undefined);
  const definitions = [facts.definition(counted), ...levels.map(levelDefinition)];
  const rows = sql.join(levels.map(levelRows), sql` union all `);
  const query = sql`with ${sql.join(definitions)} ${rows} order by level, place limit ${mostBuckets + 1}::bigint`;
  return { query, decode: (found) => resultOf(levels, found) };
}
