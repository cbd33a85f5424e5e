/** How many rows the tables hold, by which a test sees what a request has made. */
import type { Wire } from '../support/wire.ts';

/** Rows by the name of their table. */
export type RowCounts = Readonly<Record<string, number>>;

/** How many rows each table holds. */
export async function rowCounts({ world }: Wire): Promise<RowCounts> {
  const tables = await world.stored(
    `select relname from pg_class where relnamespace = 'skep'::regnamespace and relkind in ('r', 'p') and not relispartition
      and has_table_privilege(oid, 'select') order by relname`,
  );
  const parts = tables.map(
    ({ relname }) => `select '${relname}' as name, count(*)::int as count from skep."${relname}"`,
  );
  const found = await world.stored(parts.join(' union all '));
  return Object.fromEntries(found.map(({ name, count }) => [String(name), Number(count)]));
}

/** Tables that hold more rows than before. */
export function grownTables(before: RowCounts, after: RowCounts): string[] {
  return Object.keys(after).filter((name) => (after[name] ?? 0) > (before[name] ?? 0));
}
