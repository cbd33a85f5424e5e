/** Naming objects of another organisation: what stands for a name that does not exist, and requests that must fail alike for both. */
import type { Wire } from '../support/wire.ts';

/** A reference of the same form that leads nowhere. */
export function decoyOf(reference: string): string {
  if (/^~\d+$/.test(reference)) return '~900000000000000001';
  if (/^[0-9a-f]{64}$/.test(reference)) return 'f'.repeat(64);
  if (/^\d+$/.test(reference)) return '999999999';
  return reference.includes(';') ? 'no;such;alert' : 'nosuchname';
}

/** Ids of all rows that an organisation owns. */
export async function idsOwnedBy({ world }: Wire, organisationId: string): Promise<ReadonlySet<string>> {
  const tables = await world.stored(
    `select c.table_name from information_schema.columns c join information_schema.columns o using (table_schema, table_name)
      where c.table_schema = 'skep' and c.column_name = 'id' and o.column_name = 'organisation_id'`,
  );
  const ids: string[] = [];
  for (const { table_name: table } of tables) {
    const rows = await world.stored(`select id from skep."${String(table)}" where organisation_id = $1`, [
      organisationId,
    ]);
    ids.push(...rows.map(({ id }) => String(id)));
  }
  return new Set(ids);
}
export const refusedWrites = 1;
