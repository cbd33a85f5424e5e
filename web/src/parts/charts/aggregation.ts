/** Aggregations of the query endpoint, and the reading of their answers: buckets by key, numbers by name. */
import type { Filter, Step } from '../../data/pipeline.ts';
import type { IntervalUnit } from './calendar.ts';

/** An aggregation as the endpoint reads it. */
export type Aggregation = Readonly<Record<string, unknown>>;

/** How many objects. */
export function countOf(name = 'count', filter?: Filter): Aggregation {
  return { _agg: 'count', _name: name, ...(filter === undefined ? {} : { _query: filter }) };
}

/** A number over a field: `sum`, `avg`, `min`, `max`, `median` or `p90`. */
export function measureOf(op: string, field: string, name: string, filter?: Filter): Aggregation {
  return { _agg: op, _field: field, _name: name, ...(filter === undefined ? {} : { _query: filter }) };
}

/** The most frequent values of a field. */
export function bucketsOf(field: string, size: number, select: readonly Aggregation[]): Aggregation {
  return { _agg: 'field', _field: field, _order: ['-count'], _size: size, _select: select };
}

/** Intervals of a date. */
export function intervalsOf(
  field: string,
  interval: string,
  zone: string,
  select: readonly Aggregation[],
  filter?: Filter,
): Aggregation {
  return {
    _agg: 'time',
    _fields: [field],
    _interval: interval,
    _timezone: zone,
    _select: select,
    ...(filter === undefined ? {} : { _query: filter }),
  };
}

/** Intervals of one unit. */
export function everyOf(unit: IntervalUnit): string {
  return `1${unit}`;
}

/** All in one bucket: a way to ask for several numbers in one question. */
export function wholeOf(field: string, select: readonly Aggregation[]): Aggregation {
  return { _agg: 'time', _fields: [field], _interval: '1000y', _select: select };
}

/** The aggregation as the last step of a pipeline. */
export function aggregation(of: Aggregation): Step {
  return { _name: 'aggregation', ...of };
}

/** A bucket of an answer. */
export type Bucket = Readonly<Record<string, unknown>>;

/** Whether a value is a bucket. */
export function isBucket(value: unknown): value is Bucket {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The buckets of an answer with their keys. JSON objects put numbers in order before texts, so the order says nothing. */
export function bucketsIn(answer: unknown): readonly (readonly [key: string, bucket: Bucket])[] {
  if (!isBucket(answer)) return [];
  return Object.entries(answer).flatMap(([key, value]) => (isBucket(value) ? [[key, value] as const] : []));
}

/** The one bucket of {@link wholeOf}; undefined when nothing was counted. */
export function wholeIn(answer: unknown): Bucket | undefined {
  return bucketsIn(answer)[0]?.[1];
}

/** A number of a bucket; null when there is none. */
export function numberIn(bucket: unknown, name: string): number | null {
  const value = isBucket(bucket) && Object.hasOwn(bucket, name) ? bucket[name] : undefined;
  return typeof value === 'number' ? value : null;
}
