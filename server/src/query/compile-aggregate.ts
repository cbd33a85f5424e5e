/**
 * Aggregations as one query. The set is read once into facts: the keys and values that anything asks for. Each level of
 * nesting groups those facts by the keys down to it; the rows of all levels come back together and are put into each other.
 */
import { CodedError } from '../model/errors.ts';
import type { Rows } from '../storage/statement.ts';
import type { Aggregation } from './aggregate.ts';
import { type BucketAggregation, bucketKey } from './aggregation/bucket-key.ts';
import { readBuckets } from './aggregation/buckets.ts';
import { createCountedFacts, createFacts, type Facts } from './aggregation/facts.ts';
import { type Level, levelDefinition, levelRows, type NamedMeasure } from './aggregation/level.ts';
import { type MeasureAggregation, measure } from './aggregation/measure.ts';
import type { Compiled } from './compiled.ts';
import type { CompileContext } from './context.ts';
import { filterCondition } from './filter/compile-filter.ts';
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
  requireBounds(aggregation);
  const { filter, ...rest } = aggregation;
  const whole: Aggregation = rest;
  const counted = filter === undefined ? set : narrowed(set, filterCondition(context, set, filter));
  const coarse = isPlainCount(whole) ? bucketKey(context, counted, whole).coarse : undefined;
  const facts = coarse === undefined ? createFacts() : createCountedFacts(coarse);
  const compilation = { context, set: counted, facts };
  const levels = isBuckets(whole)
    ? bucketLevels(compilation, whole, undefined, 1)
    : [numbersOf(compilation, whole)];
  const definitions = [facts.definition(counted), ...levels.map(levelDefinition)];
  const rows = sql.join(levels.map(levelRows), sql` union all `);
  const query = sql`with ${sql.join(definitions)} ${rows} order by level, place limit ${mostBuckets + 1}::bigint`;
  return { query, decode: (found) => resultOf(levels, found) };
}

/** Whether all that is asked for is how many objects fall into each interval. */
function isPlainCount(aggregation: Aggregation): aggregation is Extract<Aggregation, { op: 'time' }> {
  return (
    aggregation.op === 'time' &&
    aggregation.select.every(({ op, filter }) => op === 'count' && filter === undefined)
  );
}

interface Compilation {
  readonly context: CompileContext;
  readonly set: EntitySet;
  readonly facts: Facts;
}

/** Numbers over the whole set. */
function numbersOf(compilation: Compilation, aggregation: MeasureAggregation): Level {
  return {
    number: 0,
    parent: undefined,
    keys: [],
    conditions: [],
    measures: [namedMeasure(compilation, aggregation)],
    members: compilation.facts.count,
    order: [],
    size: undefined,
    atLeast: undefined,
    inner: undefined,
  };
}

/** The level of an aggregation and those below it; numbers are given depth first, so that parents come before children. */
function bucketLevels(
  compilation: Compilation,
  aggregation: BucketAggregation,
  parent: Level | undefined,
  number: number,
): Level[] {
  const level = levelOf(compilation, aggregation, parent, number);
  const levels = [level];
  for (const inner of aggregation.select.filter(isBuckets)) {
    levels.push(...bucketLevels(compilation, inner, level, number + levels.length));
  }
  return levels;
}

function levelOf(
  compilation: Compilation,
  aggregation: BucketAggregation,
  parent: Level | undefined,
  number: number,
): Level {
  const { context, set, facts } = compilation;
  const { filter, select } = aggregation;
  const key = bucketKey(context, set, aggregation);
  const only =
    filter === undefined
      ? []
      : [facts.column(`filter ${JSON.stringify(filter)}`, () => filterCondition(context, set, filter))];
  return {
    number,
    parent,
    keys: [
      ...(parent?.keys ?? []),
      { ...key, column: facts.column(factOf(aggregation), () => key.value, key) },
    ],
    conditions: [...(parent?.conditions ?? []), ...only],
    measures: select.filter(isMeasure).map((one) => namedMeasure(compilation, one)),
    members: facts.count,
    order: aggregation.op === 'time' ? [] : aggregation.order,
    size: aggregation.op === 'time' ? undefined : bound('size', aggregation.size),
    atLeast: aggregation.op === 'field' ? bound('atLeast', aggregation.atLeast) : undefined,
    inner: aggregation.op === 'time' ? aggregation.inner : undefined,
  };
}

/** Tells the keys of aggregations apart; equal ones share a fact. */
function factOf(aggregation: BucketAggregation): string {
  if (aggregation.op === 'field') return `field ${aggregation.path}`;
  if (aggregation.op === 'groups') return `groups ${JSON.stringify(aggregation.groups)}`;
  const { path, interval, timezone } = aggregation;
  return `time ${JSON.stringify([path, interval.amount, interval.unit, timezone])}`;
}

function namedMeasure({ context, set, facts }: Compilation, aggregation: MeasureAggregation): NamedMeasure {
  return { name: aggregation.name, total: measure(context, set, facts, aggregation) };
}

function bound(name: 'size' | 'atLeast', value: number | undefined): number | undefined {
  if (value === undefined || (Number.isSafeInteger(value) && value >= 1)) return value;
  throw new CodedError('invalidQuery', { reason: `${name} must be a whole number, 1 or more` });
}

function isBuckets(aggregation: Aggregation): aggregation is BucketAggregation {
  return ['field', 'groups', 'time'].includes(aggregation.op);
}

function isMeasure(aggregation: Aggregation): aggregation is MeasureAggregation {
  return !isBuckets(aggregation);
}

function requireBounds(aggregation: Aggregation): void {
  if (depthOf(aggregation) > deepest) {
    throw new CodedError('invalidQuery', { reason: `Buckets may be nested ${deepest} deep` });
  }
  if (sizeOfTree(aggregation) > mostAggregations) {
    throw new CodedError('tooManyItems', { limit: mostAggregations, what: 'aggregations' });
  }
}

function depthOf(aggregation: Aggregation): number {
  if (!isBuckets(aggregation)) return 0;
  return 1 + Math.max(0, ...aggregation.select.map(depthOf));
}

function sizeOfTree(aggregation: Aggregation): number {
  if (!isBuckets(aggregation)) return 1;
  return aggregation.select.reduce((sum, inner) => sum + sizeOfTree(inner), 1);
}

function resultOf(levels: readonly Level[], { rows }: Rows): ReturnType<Compiled['decode']> {
  if (rows.length > mostBuckets) {
    throw new CodedError('tooManyItems', {
      limit: mostBuckets,
      what: 'buckets; give a size or a longer interval',
    });
  }
  return { kind: 'aggregation', value: readBuckets(levels, rows) };
}
