/** Random aggregations in words of the wire that are accepted. */
import fc from 'fast-check';
import type { Entity } from '../../server/src/model/entity.ts';
import { filterOf } from './random-filters.ts';
import { type Operation, type Path, pathsOf } from './random-paths.ts';

/** Aggregations over an entity, nested at most so deep. */
export function aggregationOf(entity: Entity, depth: number): fc.Arbitrary<Operation> {
  const paths = pathsOf(entity, 'aggregable');
  const number = measureOf(entity, paths);
  if (depth === 0) return number;
  const select = fc.array(aggregationOf(entity, depth - 1), { maxLength: 3 });
  const dates = paths.filter(({ kind, form }) => kind === 'date' && form === 'value');
  const buckets = [bucketsByField(entity, paths, select)];
  if (dates.length > 0) buckets.push(bucketsByTime(entity, dates, select));
  return fc.oneof(number, ...buckets);
}

const maybeFilter = (entity: Entity): fc.Arbitrary<Operation> =>
  fc.oneof(
    fc.constant({}),
    filterOf(entity, 1).map((_query) => ({ _query })),
  );

function measureOf(entity: Entity, paths: readonly Path[]): fc.Arbitrary<Operation> {
  const count = maybeFilter(entity).map((narrowed) => ({ _agg: 'count', ...narrowed }));
  const numbers = paths.filter(({ kind }) => kind === 'integer' || kind === 'float' || kind === 'duration');
  const texts = paths.filter(({ kind, form }) => kind === 'string' && form === 'value');
  const of = (names: readonly string[], measured: readonly Path[]): fc.Arbitrary<Operation>[] =>
    measured.length === 0
      ? []
      : [
          fc
            .tuple(fc.constantFrom(...names), fc.constantFrom(...measured), maybeFilter(entity))
            .map(([_agg, { word }, narrowed]) => ({ _agg, _field: word, ...narrowed })),
        ];
  return fc.oneof(
    count,
    ...of(['sum', 'avg', 'min', 'max', 'median', 'p90'], numbers),
    ...of(['min', 'max'], texts),
  );
}

function bucketsByField(
  entity: Entity,
  paths: readonly Path[],
  select: fc.Arbitrary<readonly Operation[]>,
): fc.Arbitrary<Operation> {
  const size = fc.constantFrom<Operation[]>({}, { _size: 1 }, { _size: 100_000 }, { _atLeast: 2 });
  return fc
    .tuple(
      fc.constantFrom(...paths),
      fc.constantFrom('-count', 'count', '+', '-'),
      size,
      select,
      maybeFilter(entity),
    )
    .map(([{ word }, order, kept, _select, narrowed]) => ({
      _agg: 'field',
      _field: word,
      _order: order.endsWith('count') ? [order] : `${order}${word}`,
      _select,
      ...kept,
      ...narrowed,
    }));
}

function bucketsByTime(
  entity: Entity,
  dates: readonly Path[],
  select: fc.Arbitrary<readonly Operation[]>,
): fc.Arbitrary<Operation> {
  const interval = fc.constantFrom<Operation[]>(
    ...[{ _interval: '1s' }, { _interval: '90m' }, { _interval: '10000y' }, { _interval: '5 w' }],
    ...[
      { _interval: 3, _unit: 'MONTHS' },
      { _interval: 10_000, _unit: 'Hours' },
    ],
  );
  const zone = fc.constantFrom<Operation[]>(
    {},
    { _timezone: 'Asia/Kathmandu' },
    { _timezone: 'America/St_Johns' },
  );
  return fc
    .tuple(fc.constantFrom(...dates), interval, zone, select, maybeFilter(entity))
    .map(([{ word }, every, timezone, _select, narrowed]) => ({
      _agg: 'time',
      _fields: [word],
      _select,
      ...every,
      ...timezone,
      ...narrowed,
    }));
}
