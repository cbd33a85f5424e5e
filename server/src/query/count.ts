/** How many objects a set has. */
import type { Compiled } from './compiled.ts';
import { type EntitySet, selectFrom } from './set.ts';
import { sql } from './sql.ts';

/** The exact size of a set; counting stops at `limit` where one is given. */
export function compileCount(set: EntitySet, limit: number | undefined): Compiled {
  const query =
    limit === undefined
      ? selectFrom(set, sql`count(*) as number`)
      : sql`select count(*) as number from (${selectFrom(set, sql``, sql` limit ${limit}::bigint`)}) as counted`;
  return { query, decode: ({ rows }) => ({ kind: 'number', value: Number(rows[0]?.number ?? 0) }) };
}
