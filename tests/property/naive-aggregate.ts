/** Aggregations said again in plain code, with the time of a zone from the language's own calendar. */
import type { Entity } from '../../server/src/model/entity.ts';
import type { Aggregation } from '../../server/src/query/aggregate.ts';
import { compareTexts, fits } from './naive-filter.ts';
import { pathValue, type View } from './naive-rows.ts';
import type { Row } from './small-world.ts';

type Buckets = Extract<Aggregation, { op: 'field' | 'groups' | 'time' }>;
type Measure = Exclude<Aggregation, Buckets>;
type Tree = Map<string, unknown>;

/** The result of an aggregation over rows. */
export function aggregate(
  view: View,
  entity: Entity,
  rows: readonly Row[],
  aggregation: Aggregation,
): Readonly<Record<string, unknown>> {
  const tree: Tree = new Map();
  addTo(tree, view, entity, rows, aggregation);
  return asObject(tree);
}

function addTo(tree: Tree, view: View, entity: Entity, rows: readonly Row[], aggregation: Aggregation): void {
  const { filter } = aggregation;
  const counted = filter === undefined ? rows : rows.filter((row) => fits(view, entity, row, filter));
  if (!isBuckets(aggregation)) {
    tree.set(aggregation.name, measured(view, entity, counted, aggregation));
    return;
  }
  for (const bucket of bucketsOf(view, entity, counted, aggregation)) {
    const own = memberOf(tree, bucket.text);
    const deeper = aggregation.op === 'time' ? aggregation.inner : undefined;
    const inner = deeper === undefined ? own : memberOf(own, deeper);
    const numbersFirst = [
      ...aggregation.select.filter((one) => !isBuckets(one)),
      ...aggregation.select.filter(isBuckets),
    ];
    for (const one of numbersFirst) addTo(inner, view, entity, bucket.rows, one);
  }
}

function isBuckets(aggregation: Aggregation): aggregation is Buckets {
  return ['field', 'groups', 'time'].includes(aggregation.op);
}

function memberOf(tree: Tree, key: string): Tree {
  const known = tree.get(key);
  const member: Tree = known instanceof Map ? known : new Map();
  tree.set(key, member);
  return member;
}

interface Bucket {
  readonly key: unknown;
  readonly text: string;
  readonly rows: Row[];
}

function bucketsOf(
  view: View,
  entity: Entity,
  rows: readonly Row[],
  aggregation: Buckets,
): readonly Bucket[] {
  const buckets = new Map<string, Bucket>();
  const isId = aggregation.op !== 'groups' && entity.fields[aggregation.path]?.kind === 'id';
  for (const row of rows) {
    for (const key of new Set(keysOf(view, entity, row, aggregation))) {
      const text = isId ? `~${String(key)}` : String(key);
      const bucket = buckets.get(text) ?? { key, text, rows: [] };
      bucket.rows.push(row);
      buckets.set(text, bucket);
    }
  }
  const order = aggregation.op === 'time' ? [] : aggregation.order;
  const sorted = [...buckets.values()].sort((one, other) => {
    for (const { by, descending } of order) {
      const way =
        by === 'count' ? one.rows.length - other.rows.length : compareKeys(one.key, other.key, isId);
      if (way !== 0) return descending ? -way : way;
    }
    return compareKeys(one.key, other.key, isId);
  });
  return aggregation.op === 'time' ? sorted : sorted.slice(0, aggregation.size);
}

function compareKeys(one: unknown, other: unknown, isId: boolean): number {
  if (isId || typeof one !== 'string') return Number(one) - Number(other);
  return compareTexts(one, String(other));
}

function keysOf(view: View, entity: Entity, row: Row, aggregation: Buckets): readonly unknown[] {
  const { world } = view;
  if (aggregation.op === 'groups')
    return aggregation.groups
      .filter(({ filter }) => fits(view, entity, row, filter))
      .map(({ name }) => name)
      .slice(0, 1);
  const held = pathValue(world, entity, row, aggregation.path);
  const values = held.form === 'value' ? [held.value] : held.values;
  const present = values.filter((value) => value !== null);
  if (aggregation.op === 'field') return present;
  const zone = aggregation.timezone ?? 'UTC';
  return present
    .filter((value) => typeof value === 'number')
    .map((time) => instantOf(intervalStart(time + offset(time, zone), aggregation.interval), zone));
}

function measured({ world }: View, entity: Entity, rows: readonly Row[], aggregation: Measure): unknown {
  if (aggregation.op === 'count') return rows.length;
  const values = rows.flatMap((row) => {
    const held = pathValue(world, entity, row, aggregation.path);
    const value = held.form === 'value' ? held.value : held.values[0];
    return value === null || value === undefined ? [] : [value];
  });
  if (values.length === 0) return null;
  const kind = entity.fields[aggregation.path]?.kind;
  const whole = kind === 'date' || kind === 'duration';
  const number = total(aggregation.op, values);
  return whole && typeof number === 'number' ? halfToEven(number) : number;
}

function total(op: Exclude<Measure['op'], 'count'>, values: readonly unknown[]): unknown {
  if (values.some((value) => typeof value === 'string')) {
    const texts = values.map(String).sort(compareTexts);
    return op === 'min' ? texts[0] : texts.at(-1);
  }
  const numbers = values.map(Number).sort((one, other) => one - other);
  switch (op) {
    case 'sum':
      return sum(numbers);
    case 'avg':
      return sum(numbers) / numbers.length;
    case 'min':
      return numbers[0];
    case 'max':
      return numbers.at(-1);
    case 'median':
      return percentile(numbers, 0.5);
    case 'p90':
      return percentile(numbers, 0.9);
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((whole, number) => whole + number, 0);
}

function percentile(sorted: readonly number[], fraction: number): number {
  const place = fraction * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? 0;
  return below + (above - below) * (place - Math.floor(place));
}

function halfToEven(number: number): number {
  const rounded = Math.round(number);
  return rounded - number === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

const lengths = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** The start of the interval of a local time; local times are milliseconds as if the zone were UTC. */
function intervalStart(
  local: number,
  { amount, unit }: Extract<Aggregation, { op: 'time' }>['interval'],
): number {
  if (unit === 'M' || unit === 'y') {
    const date = new Date(local);
    const step = unit === 'M' ? amount : amount * 12;
    const months = date.getUTCFullYear() * 12 + date.getUTCMonth();
    const first = months - (months % step);
    return Date.UTC(Math.floor(first / 12), first % 12, 1);
  }
  const size = lengths[unit] * amount;
  const origin = unit === 'w' ? Date.UTC(1969, 11, 29) : 0;
  return Math.floor((local - origin) / size) * size + origin;
}

/** Milliseconds east of UTC at an instant. */
function offset(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return local - Math.floor(instant / 1_000) * 1_000;
}

/** The instant of a local time: the later of two, and for a time that was skipped, as if the clock had not been moved. */
function instantOf(local: number, zone: string): number {
  const before = local - offset(local - lengths.d, zone);
  const after = local - offset(local + lengths.d, zone);
  if (after + offset(after, zone) === local) return after;
  return before;
}

function asObject(tree: Tree): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...tree].map(([name, value]) => [name, value instanceof Map ? asObject(value) : value]),
  );
}
