/** How many objects a set has. */
import type { Compiled } from './compiled.ts';
import { type EntitySet, partsOf, selectFrom } from './set.ts';
import { type Sql, sql } from './sql.ts';

/** The exact size of a set; counting stops at `limit` where one is given. */
export function compileCount(set: EntitySet, limit: number | undefined): Compiled {
  const query =
    limit === undefined
      ? sql`select ${sizeOf(set)} as number`
      : sql`select count(*) as number from (${members(set)} limit ${limit}::bigint) as counted`;
  return { query, decode: ({ rows }) => ({ kind: 'number', value: Number(rows[0]?.number ?? 0) }) };
}

/** The size of a set as an expression. */
export function sizeOf(set: EntitySet): Sql {
  const sizes = partsOf(set).map((part) => sql`(${selectFrom(part, sql`count(*)`)})`);
  return sql`(${sql.join(sizes, sql` + `)})`;
}

/** The members of a set as rows without columns. */
export function members(set: EntitySet): Sql {
  return sql.join(
    partsOf(set).map((part) => sql`(${selectFrom(part, sql``)})`),
    sql` union all `,
  );
}
