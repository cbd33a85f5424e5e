/** The keys of the objects of a page, found in order: only those objects are read whole. */
import type { Entity } from '../model/entity.ts';
import { type EntitySet, narrowed, rowsOf } from './set.ts';
import { type Order, orderClause } from './sort.ts';
import { allOf, columnRef, type Sql, sql } from './sql.ts';

/** Columns by which an object is found. */
export function keyColumns(entity: Entity): readonly string[] {
  return entity.layout.root === 'none' ? ['id'] : ['root_id', 'id'];
}

/** The order of keys that {@link pageKeys} has selected. */
export function termOrder(order: Order, alias: string): Sql {
  return orderClause(
    order.terms.map((term, index) => ({ ...term, value: columnRef(alias, termName(index)) })),
  );
}

/** Most objects of a page, those before it included, for which the newest are looked at first. */
const mostForRecent = 1_000;

/**
 * Keys and order terms of the first members of a set. Where words are looked for, the first objects in the order of an index are
 * looked at before all others: those that occur often are found among them, and collecting every object that has them would take long.
 */
export function pageKeys(set: EntitySet, order: Order, most: number, keys: readonly Sql[]): Sql {
  if (set.searched === undefined || !order.indexed || most > mostForRecent)
    return firstOf(set, order, most, keys);
  const found = firstOf(firstRows(set, set.searched, order), order, most, keys);
  const enough = sql`(select count(*) from recent) >= ${most}::bigint`;
  const others = firstOf(narrowed(set, sql`not (${enough})`), order, most, keys);
  return sql`with recent as materialized (${found}) select * from recent where ${enough} union all (${others})`;
}

function firstOf(set: EntitySet, order: Order, most: number, keys: readonly Sql[]): Sql {
  const terms = order.terms.map(({ value }, index) => sql`${value} as ${sql.id(termName(index))}`);
  const from = sql`${rowsOf(set)} ${sql.join(order.joins, sql` `)}`;
  return sql`select ${sql.join([...keys, ...terms])} from ${from} where ${allOf(set.conditions)} ${orderClause(order.terms)} limit ${most}::bigint`;
}

/** Objects that are looked at before all others: reading so many takes about as long as finding a rare word. */
const lookedAt = 5_000;

/** The set within the first rows of all, whatever is looked for in them. */
function firstRows(set: EntitySet, searched: number, order: Order): EntitySet {
  const whole = allOf(set.conditions.slice(0, searched));
  const rows = sql`select * from ${rowsOf(set)} where ${whole} ${orderClause(order.terms)} limit ${lookedAt}::bigint`;
  // Said again, it is known to whatever is asked of these rows, as if they were not chosen first.
  const own = set.own === undefined ? [] : [set.own];
  return { ...set, rows, conditions: [...own, ...set.conditions.slice(searched)] };
}

function termName(index: number): string {
  return `term_${index}`;
}
