/** Reads aggregations: numbers over a set, or buckets of it by value or by time, nested as deep as wanted. */
import type { Entity } from '../../../model/entity.ts';
import { isRawObject, type RawObject } from '../../../model/input.ts';
import type { Aggregation } from '../../../query/aggregate.ts';
import type { Filter } from '../../../query/filter/filter.ts';
import { grammarFault, inside } from './grammar-fault.ts';
import { parseFilter } from './parse-filter.ts';
import { parseTimezone } from './parse-operand.ts';
import { parsePath } from './parse-path.ts';

type TimeAggregation = Extract<Aggregation, { op: 'time' }>;
type Order = Extract<Aggregation, { op: 'field' }>['order'];
type Interval = TimeAggregation['interval'];
type Reader = (entity: Entity, raw: RawObject, at: string, name: string | undefined) => Aggregation;

/** Reads an aggregation. `named` is false at the top of a pipeline, where `_name` names the operation. */
export function parseAggregation(entity: Entity, raw: unknown, at = '', named = true): Aggregation {
  if (!isRawObject(raw)) throw grammarFault(at, 'aggregation', raw);
  const reader = typeof raw._agg === 'string' ? readers.get(raw._agg) : undefined;
  if (reader === undefined)
    throw grammarFault(inside(at, '_agg'), 'aggregation', raw._agg, [...readers.keys()]);
  return reader(entity, raw, at, named ? parseName(raw._name, inside(at, '_name')) : undefined);
}

function parseName(raw: unknown, at: string): string | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (typeof raw === 'string' && raw.length >= 1 && raw.length <= 128) return raw;
  throw grammarFault(at, 'text of 1 to 128 characters', raw);
}

function filterOf(entity: Entity, raw: RawObject, at: string): { filter?: Filter } {
  if (raw._query === undefined || raw._query === null) return {};
  return { filter: parseFilter(entity, raw._query, inside(at, '_query')) };
}

const count: Reader = (entity, raw, at, name) => ({
  op: 'count',
  name: name ?? 'count',
  ...filterOf(entity, raw, at),
});

function metric(op: 'sum' | 'avg' | 'min' | 'max' | 'median' | 'p90'): Reader {
  return (entity, raw, at, name) => ({
    op,
    name: name ?? `${op}_${String(raw._field)}`,
    path: parsePath(entity, raw._field, inside(at, '_field'), 'aggregable'),
    ...filterOf(entity, raw, at),
  });
}

const byField: Reader = (entity, raw, at, name) => ({
  op: 'field',
  name: name ?? String(raw._field),
  path: parsePath(entity, raw._field, inside(at, '_field'), 'aggregable'),
  order: parseOrder(raw, at),
  select: parseSelect(entity, raw, at),
  ...(raw._size === undefined || raw._size === null
    ? {}
    : { size: parseSize(raw._size, inside(at, '_size')) }),
  ...(raw._atLeast === undefined || raw._atLeast === null
    ? {}
    : { atLeast: parseSize(raw._atLeast, inside(at, '_atLeast')) }),
  ...filterOf(entity, raw, at),
});

const byTime: Reader = (entity, raw, at, name) => {
  const given: unknown = raw._fields ?? raw._field;
  const field: unknown = Array.isArray(given) ? given[0] : given;
  return {
    op: 'time',
    name: name ?? String(field),
    path: parsePath(entity, field, inside(at, '_fields'), 'aggregable'),
    interval: parseInterval(raw, at),
    select: parseSelect(entity, raw, at),
    ...(raw._timezone === undefined
      ? {}
      : { timezone: parseTimezone(raw._timezone, inside(at, '_timezone')) }),
    ...filterOf(entity, raw, at),
  };
};

function parseSelect(entity: Entity, raw: RawObject, at: string): Aggregation[] {
  if (raw._select === undefined || raw._select === null) return [];
  if (!Array.isArray(raw._select))
    throw grammarFault(inside(at, '_select'), 'list of aggregations', raw._select);
  return raw._select.map((item, index) => parseAggregation(entity, item, inside(at, `_select[${index}]`)));
}

function parseOrder(raw: RawObject, at: string): Order {
  if (raw._order === undefined || raw._order === null) return [];
  const items: readonly unknown[] = Array.isArray(raw._order) ? raw._order : [raw._order];
  return items.map((item, index) => {
    const by = typeof item === 'string' ? item.replace(/^[+-]/, '') : undefined;
    const descending = typeof item === 'string' && item.startsWith('-');
    if (by === 'count' || by === '_count') return { by: 'count', descending };
    if (by !== undefined && by === raw._field) return { by: 'value', descending };
    throw grammarFault(inside(at, `_order[${index}]`), 'count or the field, with + or - before it', item, [
      'count',
      String(raw._field),
    ]);
  });
}

function parseSize(raw: unknown, at: string): number {
  if (typeof raw === 'number' && Number.isInteger(raw) && raw >= 1 && raw <= 100_000) return raw;
  throw grammarFault(at, 'whole number from 1 to 100000', raw);
}

const chronoUnits: ReadonlyMap<string, Interval['unit']> = new Map<string, Interval['unit']>([
  ['SECONDS', 's'],
  ['MINUTES', 'm'],
  ['HOURS', 'h'],
  ['DAYS', 'd'],
  ['WEEKS', 'w'],
  ['MONTHS', 'M'],
  ['YEARS', 'y'],
]);

/** `1d`, `2w`, or a number with `_unit`. */
function parseInterval(raw: RawObject, at: string): Interval {
  const where = inside(at, '_interval');
  const given = raw._interval;
  if (typeof given === 'number') {
    const unit = typeof raw._unit === 'string' ? chronoUnits.get(raw._unit.toUpperCase()) : undefined;
    if (unit === undefined)
      throw grammarFault(inside(at, '_unit'), 'unit of time', raw._unit, [...chronoUnits.keys()]);
    return { amount: parseAmount(given, where), unit };
  }
  const parts = typeof given === 'string' ? /^(\d{1,5})\s*([smhdwMy])$/.exec(given) : null;
  const unit = [...chronoUnits.values()].find((letter) => letter === parts?.[2]);
  if (unit === undefined) throw grammarFault(where, 'number and one of s, m, h, d, w, M, y, e.g. 1d', given);
  return { amount: parseAmount(Number(parts?.[1]), where), unit };
}

function parseAmount(amount: number, at: string): number {
  if (Number.isInteger(amount) && amount >= 1 && amount <= 10_000) return amount;
  throw grammarFault(at, 'whole number from 1 to 10000', amount);
}

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['count', count],
  ['sum', metric('sum')],
  ['avg', metric('avg')],
  ['min', metric('min')],
  ['max', metric('max')],
  ['median', metric('median')],
  ['p90', metric('p90')],
  ['field', byField],
  ['time', byTime],
]);
