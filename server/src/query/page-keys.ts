/** The keys of the objects of a page, found in order: only those objects are read whole. */
import type { Entity } from '../model/entity.ts';
import { type EntitySet, narrowed, partsOf, rowsOf } from './set.ts';
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
 * Keys and order terms of the first members of a set. Where words are looked for, one's own first objects in the order of an index are
 * looked at before all others: those that occur often are found among them, and collecting every object that has them would take long.
 * What others share is then only looked through as far back as the page goes.
 */
export function pageKeys(set: EntitySet, order: Order, most: number, keys: readonly Sql[]): Sql {
  const [own = set, ...others] = partsOf(set);
  const first = (part: EntitySet): Sql => sql`(${firstOf(part, order, most, keys)})`;
  const { searched } = set;
  if (searched === undefined || !order.indexed || most > mostForRecent)
    return together([own, ...others].map(first));
  const recent = first(chosenFirst(own, searched, [], firstRows(order)));
  const enough = sql`(select count(*) from recent) >= ${most}::bigint`;
  const beside = others.map((part) =>
    first(chosenFirst(part, searched, [enough, withinPage(order)], sql`offset 0`)),
  );
  // Not in parts: each of them would look for the words in the whole table.
  const all = first(narrowed(set, sql`not (${enough})`));
  return sql`with recent as materialized ${recent} ${together([sql`select * from recent where ${enough}`, ...beside, all])}`;
}

function together(queries: readonly Sql[]): Sql {
  return sql.join(queries, sql` union all `);
}

function firstOf(set: EntitySet, order: Order, most: number, keys: readonly Sql[]): Sql {
  const terms = order.terms.map(({ value }, index) => sql`${value} as ${sql.id(termName(index))}`);
  const from = sql`${rowsOf(set)} ${sql.join(order.joins, sql` `)}`;
  return sql`select ${sql.join([...keys, ...terms])} from ${from} where ${allOf(set.conditions)} ${orderClause(order.terms)} limit ${most}::bigint`;
}

/** Objects that are looked at before all others: reading so many takes about as long as finding a rare word. */
const lookedAt = 5_000;

/** The order of a set as an index keeps it, as far as it is looked at. */
function firstRows({ terms }: Order): Sql {
  return sql`${orderClause(terms)} limit ${lookedAt}::bigint`;
}

/** That a row is not after the last of the page. */
function withinPage({ terms }: Order): Sql {
  const [term] = terms;
  if (term === undefined) throw new Error('An order has no terms');
  const { value, descending } = term;
  const last = sql.id(termName(0));
  return descending
    ? sql`${value} >= (select min(${last}) from recent)`
    : sql`${value} <= (select max(${last}) from recent)`;
}

/** The set within rows that are chosen first, whatever is looked for in them. */
function chosenFirst(set: EntitySet, searched: number, conditions: readonly Sql[], rest: Sql): EntitySet {
  const whole = allOf([...set.conditions.slice(0, searched), ...conditions]);
  const rows = sql`select * from ${rowsOf(set)} where ${whole} ${rest}`;
  // Said again, it is known to whatever is asked of these rows, as if they were not chosen first.
  const own = set.own === undefined ? [] : [set.own];
  return { ...set, rows, conditions: [...own, ...set.conditions.slice(searched)] };
}

function termName(index: number): string {
  return `term_${index}`;
}
