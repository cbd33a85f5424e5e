/**
 * One level of an aggregation as SQL: the buckets made by the keys of all levels above and its own, each with its numbers.
 * Levels are sub-selects over the same facts; one below a level that keeps some buckets only looks at those.
 */
import { columnRef, type Sql, sql } from '../sql.ts';
import type { BucketAggregation, BucketKey } from './bucket-key.ts';
import { factsTable } from './facts.ts';

/** A key with its column among the facts. */
export interface LevelKey extends BucketKey {
  readonly column: Sql;
}

/** A number with its name in the result. */
export interface NamedMeasure {
  readonly name: string;
  readonly total: Sql;
}

/** A level. */
export interface Level {
  /** Place among all levels; parents come first. */
  readonly number: number;
  readonly parent: Level | undefined;
  /** Keys from the outermost level to this; none for numbers over the whole set. */
  readonly keys: readonly LevelKey[];
  /** Conditions over facts, those of the levels above included. */
  readonly conditions: readonly Sql[];
  readonly measures: readonly NamedMeasure[];
  /** How many objects a bucket has. */
  readonly members: Sql;
  readonly order: Extract<BucketAggregation, { op: 'field' }>['order'];
  /** Buckets kept in each bucket above; all when missing. */
  readonly size: number | undefined;
  /** Objects that a kept bucket has at least; any number when missing. */
  readonly atLeast: number | undefined;
  /** Key in each bucket under which its numbers stand; in the bucket itself when missing. */
  readonly inner: string | undefined;
}

/** `level_1 as (…)`. */
export function levelDefinition(level: Level): Sql {
  const ranked = sql`select grouped.*, row_number() over (${partition(level)}order by ${bucketOrder(level)}) as place from (${grouped(level)}) as grouped`;
  const kept =
    level.size === undefined
      ? ranked
      : sql`select * from (${ranked}) as ranked where place <= ${level.size}::bigint`;
  return sql`${levelTable(level)} as (${kept})`;
}

/** `select …` that gives the buckets of a level in the columns that all levels have in common. */
export function levelRows(level: Level): Sql {
  const keys = level.keys.map(({ shown }, index) => shown(sql.id(keyName(index))));
  const totals = level.measures.map((_, index) => sql.id(totalName(index)));
  return sql`select ${sql.lit(level.number)} as level, place, jsonb_build_array(${sql.join(keys)}) as keys, jsonb_build_array(${sql.join(totals)}) as totals from ${levelTable(level)}`;
}

function levelTable({ number }: Level): Sql {
  return sql.id(`level_${number}`);
}

function grouped(level: Level): Sql {
  const keys = level.keys.map((key, index) => sql`${keyValue(key, index)} as ${sql.id(keyName(index))}`);
  const totals = level.measures.map(({ total }, index) => sql`${total} as ${sql.id(totalName(index))}`);
  const selected = sql.join([...keys, sql`${level.members} as members`, ...totals]);
  const conditions = [
    ...level.conditions,
    // Asking costs something for each row.
    ...level.keys.flatMap((key, i) =>
      key.stored?.nullable === false ? [] : [sql`${keyValue(key, i)} is not null`],
    ),
  ];
  const where = conditions.length === 0 ? sql`` : sql` where ${sql.join(conditions, sql` and `)}`;
  const positions = level.keys.map((_, index) => sql.lit(index + 1));
  const groups = positions.length === 0 ? sql`` : sql` group by ${sql.join(positions)}`;
  const filled =
    level.atLeast === undefined ? sql`` : sql` having ${level.members} >= ${level.atLeast}::bigint`;
  return sql`select ${selected} from ${source(level)}${where}${groups}${filled}`;
}

/** The facts, each once for every combination of its values, in the buckets that were kept above. */
function source(level: Level): Sql {
  const values = level.keys.reduce(withEach, factsTable);
  const parent = level.parent;
  if (parent === undefined || !isLimited(parent)) return values;
  const same = parent.keys.map((key, i) => sql`${columnRef('kept', keyName(i))} = ${keyValue(key, i)}`);
  return sql`${values} join ${levelTable(parent)} as kept on ${sql.join(same, sql` and `)}`;
}

/** Rows with several values of a key come once for each. As a selected value, `unnest` keeps nothing; joined, it would note down each row's. */
function withEach(from: Sql, { several, column }: LevelKey, index: number): Sql {
  if (!several) return from;
  return sql`(select ${factsTable}.*, unnest(${column}) as ${sql.id(eachName(index))} from ${from}) as ${factsTable}`;
}

function isLimited(level: Level): boolean {
  const limited = level.size !== undefined || level.atLeast !== undefined;
  return limited || (level.parent !== undefined && isLimited(level.parent));
}

function keyValue({ several, column }: LevelKey, index: number): Sql {
  return several ? sql`${factsTable}.${sql.id(eachName(index))}` : column;
}

function partition({ keys }: Level): Sql {
  const above = keys.slice(0, -1).map((_, index) => sql.id(keyName(index)));
  return above.length === 0 ? sql`` : sql`partition by ${sql.join(above)} `;
}

/** The order of the buckets inside the one above. It is complete: equal counts are ordered by the key. */
function bucketOrder({ keys, order }: Level): Sql {
  const own = keys.at(-1);
  if (own === undefined) return sql`members`;
  const key = own.ordered(sql.id(keyName(keys.length - 1)));
  const wanted = order.map(
    ({ by, descending }) => sql`${by === 'count' ? sql`members` : key}${sql.raw(descending ? ' desc' : '')}`,
  );
  return sql.join([...wanted, key]);
}

function keyName(index: number): string {
  return `k${index}`;
}

function eachName(index: number): string {
  return `each_${index}`;
}

function totalName(index: number): string {
  return `n${index}`;
}
