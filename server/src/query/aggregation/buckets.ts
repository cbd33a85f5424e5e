/** Puts the buckets of all levels into one object: bucket by key, its numbers by name, the buckets inside it beside them. */
import type { RawRow } from '../compiled.ts';
import type { Level } from './level.ts';

type Bucket = Map<string, unknown>;

/** The result of an aggregation from its rows, which come level by level, each in its order. */
export function readBuckets(
  levels: readonly Level[],
  rows: readonly RawRow[],
): Readonly<Record<string, unknown>> {
  const whole: Bucket = new Map();
  const found = new Map<string, Bucket>();
  for (const row of rows) {
    const level = levels.find(({ number }) => number === row.level);
    if (level === undefined) continue;
    const texts = level.keys.map((key, index) => key.text(itemOf(row.keys, index)));
    const bucket = bucketAt(level, texts, whole, found);
    for (const [index, { name }] of level.measures.entries()) bucket.set(name, itemOf(row.totals, index));
  }
  return asObject(whole);
}

/** The bucket with a key, made when it is missing, inside the bucket of the level above. */
function bucketAt(level: Level, texts: readonly string[], whole: Bucket, found: Map<string, Bucket>): Bucket {
  const last = texts.at(-1);
  if (last === undefined) return whole;
  const above = level.parent === undefined ? whole : bucketAt(level.parent, texts.slice(0, -1), whole, found);
  const place = `${level.number} ${JSON.stringify(texts)}`;
  const known = found.get(place);
  if (known !== undefined) return known;
  const own = memberOf(above, last);
  const bucket = level.inner === undefined ? own : memberOf(own, level.inner);
  found.set(place, bucket);
  return bucket;
}

/** The bucket under a key of another, made when it is missing. */
function memberOf(above: Bucket, key: string): Bucket {
  const known = above.get(key);
  if (known instanceof Map) return known;
  const made: Bucket = new Map();
  above.set(key, made);
  return made;
}

function itemOf(list: unknown, index: number): unknown {
  return Array.isArray(list) ? list[index] : undefined;
}

/** Names come from data, so they are defined, never assigned: `__proto__` is a name like any other. */
function asObject(bucket: Bucket): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...bucket].map(([name, value]) => [name, value instanceof Map ? asObject(value) : value]),
  );
}
