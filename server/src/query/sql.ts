/**
 * SQL as fragments with bound parameters. Kysely puts them together and numbers the parameters; names of tables and columns
 * come from the model only.
 */
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from 'kysely';
import type { Entity } from '../model/entity.ts';
import type { Statement } from '../storage/statement.ts';

export { sql };

/** A piece of SQL: an expression, a condition or a whole query. Conditions are safe to stand beside `and` and `or`. */
export type Sql = RawBuilder<unknown>;

/** Puts fragments together; it never talks to a database. */
const builder = new Kysely<Record<never, never>>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (database) => new PostgresIntrospector(database),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** A statement for a finished query. It has no name: dynamic texts are planned with their values each time. */
export function toStatement(query: Sql): Statement {
  const compiled = query.compile(builder);
  return { sql: compiled.sql, parameters: compiled.parameters };
}

/** The condition that always holds. */
export const always: Sql = sql`true`;

/** The condition that never holds. */
export const never: Sql = sql`false`;

/** All conditions hold; true without any. */
export function allOf(conditions: readonly Sql[]): Sql {
  if (conditions.length === 0) return always;
  return conditions.length === 1 ? (conditions[0] ?? always) : sql`(${sql.join(conditions, sql` and `)})`;
}

/** Any condition holds; false without any. */
export function anyOf(conditions: readonly Sql[]): Sql {
  if (conditions.length === 0) return never;
  return conditions.length === 1 ? (conditions[0] ?? never) : sql`(${sql.join(conditions, sql` or `)})`;
}

/** The complement of a condition: holds also where the condition is unknown because a value is missing. */
export function notTrue(condition: Sql): Sql {
  return sql`((${condition}) is not true)`;
}

/** A column of a table by its alias. */
export function columnRef(alias: string, column: string): Sql {
  return sql.id(alias, column);
}

/** The table of an entity under an alias, for a `from`. */
export function tableAs(entity: Entity, alias: string): Sql {
  return namedTableAs(entity.layout.table, alias);
}

/** A table of the product under an alias. */
export function namedTableAs(table: string, alias: string): Sql {
  return sql`${sql.id('skep', table)} as ${sql.id(alias)}`;
}

/** An id given as digits. */
export function idParameter(digits: string): Sql {
  return sql`${digits}::bigint`;
}

/**
 * An interval between dates, which are kept to the millisecond, as whole milliseconds. Numbers of any length, which `extract` would
 * give, take three times as long, and sums of durations are made of many.
 */
export function wholeMilliseconds(interval: Sql): Sql {
  return sql`round(date_part('epoch', ${interval}) * 1000)::bigint`;
}

/** A point in time as whole milliseconds since the epoch, or an interval as whole milliseconds. */
export function milliseconds(time: Sql): Sql {
  return sql`floor(extract(epoch from ${time}) * 1000)::bigint`;
}
