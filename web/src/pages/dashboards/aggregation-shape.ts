/** What an aggregation asks for, in the terms of the form: which number, by which field, by which interval. */
import type { Aggregation } from '../../parts/charts/aggregation.ts';
import type { IntervalUnit } from '../../parts/charts/calendar.ts';
import { isObject, type JsonObject } from './definition.ts';

/** How a number is made. */
export const operations = ['count', 'sum', 'avg', 'min', 'max', 'median', 'p90'] as const;
/** One way. */
export type Operation = (typeof operations)[number];

/** A number over objects. */
export interface Measure {
  readonly op: Operation;
  /** Missing for `count`. */
  readonly field?: string;
  readonly name?: string;
}

/** A level of buckets. */
export type Level =
  | { readonly kind: 'field'; readonly field: string; readonly size: number }
  | { readonly kind: 'time'; readonly field: string; readonly unit: IntervalUnit; readonly amount: number };

/** An aggregation: levels from the outermost in, with numbers in the innermost. */
export interface Shape {
  readonly levels: readonly Level[];
  readonly measures: readonly Measure[];
}

/** Most buckets of a level that the form makes. */
export const usualSize = 10;

/** Name of a number in the answer. */
export function measureName({ op, field, name }: Measure): string {
  return name ?? (op === 'count' ? 'count' : `${op}_${field ?? ''}`);
}

/** The shape of an aggregation; undefined for one that the form does not know. */
export function readShape(json: JsonObject | undefined): Shape | undefined {
  if (json === undefined) return undefined;
  const measure = readMeasure(json);
  if (measure !== undefined) return { levels: [], measures: [measure] };
  const level = readLevel(json);
  if (level === undefined || !Array.isArray(json._select)) return undefined;
  const inner = json._select.filter(isObject);
  const measures = inner.flatMap((one) => readMeasure(one) ?? []);
  if (measures.length === inner.length && measures.length > 0) return { levels: [level], measures };
  const [only] = inner;
  const below = inner.length === 1 ? readShape(only) : undefined;
  return below === undefined || below.levels.length > 1
    ? undefined
    : { ...below, levels: [level, ...below.levels] };
}

function readMeasure(json: JsonObject): Measure | undefined {
  const op = operations.find((one) => one === json._agg);
  if (op === undefined || json._query !== undefined) return undefined;
  const name = typeof json._name === 'string' ? { name: json._name } : {};
  if (op === 'count') return { op, ...name };
  return typeof json._field === 'string' ? { op, field: json._field, ...name } : undefined;
}

function readLevel(json: JsonObject): Level | undefined {
  if (json._query !== undefined) return undefined;
  if (json._agg === 'field' && typeof json._field === 'string') {
    const size = typeof json._size === 'number' ? json._size : usualSize;
    return { kind: 'field', field: json._field, size };
  }
  const field = Array.isArray(json._fields) ? json._fields[0] : json._field;
  const [, amount, unit] = /^(\d+)([hdwM])$/.exec(String(json._interval)) ?? [];
  if (json._agg !== 'time' || typeof field !== 'string' || unit === undefined) return undefined;
  return { kind: 'time', field, unit: unit as IntervalUnit, amount: Number(amount) };
}

/** The aggregation of a shape. */
export function writeShape({ levels, measures }: Shape): Aggregation {
  const [level, ...inner] = levels;
  const numbers = measures.map(writeMeasure);
  const [only] = numbers;
  if (level === undefined) return only ?? { _agg: 'count' };
  const select = inner.length === 0 ? numbers : [writeShape({ levels: inner, measures })];
  if (level.kind === 'field')
    return { _agg: 'field', _field: level.field, _order: ['-count'], _size: level.size, _select: select };
  return { _agg: 'time', _fields: [level.field], _interval: `${level.amount}${level.unit}`, _select: select };
}

function writeMeasure({ op, field, name }: Measure): Aggregation {
  const named = name === undefined ? {} : { _name: name };
  return op === 'count' ? { _agg: 'count', ...named } : { _agg: op, _field: field, ...named };
}

/** The aggregation with the zone of the reader at each of its intervals. */
export function inZone(aggregation: JsonObject, zone: string): JsonObject {
  const select = Array.isArray(aggregation._select)
    ? { _select: aggregation._select.map((one) => (isObject(one) ? inZone(one, zone) : one)) }
    : {};
  const zoned = aggregation._agg === 'time' && aggregation._timezone === undefined ? { _timezone: zone } : {};
  return { ...aggregation, ...zoned, ...select };
}
