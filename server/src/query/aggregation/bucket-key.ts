/** What objects are put into buckets by: the values of a field, conditions, or the interval that a date falls into. */
import { CodedError } from '../../model/errors.ts';
import { idToWire } from '../../model/identifier.ts';
import type { Aggregation } from '../aggregate.ts';
import type { CompileContext } from '../context.ts';
import { filterCondition } from '../filter/compile-filter.ts';
import { isTextKind } from '../filter/operand.ts';
import type { CustomFieldPath } from '../path/custom-field-path.ts';
import type { ValuePath } from '../path/field-path.ts';
import { resolvePath, unusable } from '../path/path.ts';
import type { EntitySet } from '../set.ts';
import { columnRef, milliseconds, type Sql, sql } from '../sql.ts';
import { coarseInstant, instantOf, startOfInterval, zoneOf } from './time-bucket.ts';

/** An aggregation into buckets. */
export type BucketAggregation = Extract<Aggregation, { op: 'field' | 'groups' | 'time' }>;

/** A value of a row that tells its key, and the key of such a value. */
export interface Coarse {
  readonly value: Sql;
  readonly key: (value: Sql) => Sql;
}

/** A key, row by row. */
export interface BucketKey {
  /** The value of a row, or the array of its values. A missing value is in no bucket. */
  readonly value: Sql;
  /** The row has an array of values, each once: the object is in the bucket of each. */
  readonly several: boolean;
  /** The value is a column of the row, and whether a row may lack it. */
  readonly stored?: { readonly nullable: boolean } | undefined;
  /** The value of most rows from an index alone; null where the row has to be read for it. */
  readonly brief?: Sql | undefined;
  /** A value that many rows have in common, and what makes the key of it. */
  readonly coarse?: Coarse | undefined;
  /** How a key is ordered. */
  readonly ordered: (key: Sql) => Sql;
  /** How a key leaves the database as JSON. */
  readonly shown: (key: Sql) => Sql;
  /** The name of the bucket. */
  readonly text: (json: unknown) => string;
}

/** Most conditions that name buckets. */
const mostGroups = 50;

const plain = { ordered: (key: Sql) => key, shown: (key: Sql) => key, text: (json: unknown) => String(json) };
const asText = { ...plain, ordered: (key: Sql) => sql`${key} collate "C"` };
const asDate = { ...plain, shown: milliseconds };
const asId = {
  ...plain,
  shown: (key: Sql) => sql`${key}::text`,
  text: (json: unknown) => idToWire(String(json)),
};

/** The key of an aggregation; throws `invalidQuery` for a path that has no buckets. */
export function bucketKey(
  context: CompileContext,
  set: EntitySet,
  aggregation: BucketAggregation,
): BucketKey {
  switch (aggregation.op) {
    case 'time':
      return timeKey(context, set, aggregation);
    case 'groups':
      return groupKey(context, set, aggregation.groups);
    default:
      return fieldKey(context, set, aggregation.path);
  }
}

/** The name of the first condition that a row fits. */
function groupKey(
  context: CompileContext,
  set: EntitySet,
  groups: Extract<Aggregation, { op: 'groups' }>['groups'],
): BucketKey {
  if (groups.length === 0 || groups.length > mostGroups) {
    throw new CodedError('tooManyItems', { limit: mostGroups, what: 'conditions of buckets' });
  }
  const cases = groups.map(
    ({ name, filter }) => sql`when ${filterCondition(context, set, filter)} then ${name}::text`,
  );
  return { value: sql`case ${sql.join(cases, sql` `)} end`, several: false, ...asText };
}

function fieldKey(context: CompileContext, set: EntitySet, name: string): BucketKey {
  const path = resolvePath(context, set, name);
  if (!path.aggregable) throw unusable(set.entity, name, 'aggregable');
  switch (path.form) {
    case 'value':
      return { value: path.sql, several: false, stored: path.stored ? path : undefined, ...formOf(path) };
    case 'list':
      return { value: path.sql, several: true, brief: briefList(set, name), ...asText };
    case 'custom':
      return customKey(path);
    default:
      throw unusable(set.entity, name, 'aggregable');
  }
}

/** Columns that hold a list while it is short, so that an index can hold it as well. */
const briefColumns: Readonly<Record<string, string>> = { 'alert tags': 'brief_tags' };

function briefList({ entity, alias }: EntitySet, path: string): Sql | undefined {
  const column = briefColumns[`${entity.name} ${path}`];
  return column === undefined ? undefined : columnRef(alias, column);
}

function formOf({ kind }: ValuePath): Pick<BucketKey, 'ordered' | 'shown' | 'text'> {
  if (kind === 'date') return asDate;
  if (kind === 'id') return asId;
  return isTextKind(kind) ? asText : plain;
}

/** Only the database knows the type of a custom field; as JSON its values are equal and ordered by that type. */
function customKey(path: CustomFieldPath): BucketKey {
  const values = path.columns.map(({ kind, column }) => {
    const value = columnRef(path.alias, column);
    return sql`to_jsonb(${kind === 'date' ? milliseconds(value) : value})`;
  });
  return { value: distinctValues(path, sql`coalesce(${sql.join(values)})`), several: true, ...plain };
}

function timeKey(
  context: CompileContext,
  set: EntitySet,
  { path: name, interval, timezone }: Extract<BucketAggregation, { op: 'time' }>,
): BucketKey {
  const zone = zoneOf(timezone);
  const path = resolvePath(context, set, name);
  if (!path.aggregable) throw unusable(set.entity, name, 'aggregable');
  const shape = { ...plain, shown: (key: Sql) => instantOf(key, zone) };
  if (path.form === 'value' && path.kind === 'date') {
    const key = (instant: Sql): Sql => startOfInterval(instant, interval, zone);
    const value = coarseInstant(path.sql, interval);
    const coarse = value === undefined ? undefined : { value, key };
    return { value: key(path.sql), several: false, coarse, ...shape };
  }
  const dates = path.form === 'custom' ? path.columns.find(({ kind }) => kind === 'date') : undefined;
  if (path.form === 'custom' && dates !== undefined) {
    const start = startOfInterval(columnRef(path.alias, dates.column), interval, zone);
    return { value: distinctValues(path, start), several: true, ...shape };
  }
  throw new CodedError('invalidQuery', {
    reason: `Intervals of time are made of dates; ${name} of ${set.entity.wireType} is none`,
    field: name,
  });
}

function distinctValues(path: CustomFieldPath, value: Sql): Sql {
  return sql`array(select distinct ${value} ${path.values})`;
}
