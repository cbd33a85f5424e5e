/** Takes secondary indexes away while a table is filled and makes them again afterwards, which is several times faster. */
import type { Client } from 'pg';

/** The statements that make an index again. */
export type IndexDefinitions = readonly string[];

/** Drops every index that no constraint rests on. */
export async function dropIndexes(client: Client): Promise<IndexDefinitions> {
  const { rows } = await client.query<{ name: string; definition: string }>(`
    select format('skep.%I', relation.relname) as name, pg_get_indexdef(indexrelid) as definition
    from pg_index join pg_class as relation on relation.oid = indexrelid
    where relation.relnamespace = 'skep'::regnamespace
      and not exists (select from pg_constraint where conindid = indexrelid)`);
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}

/** Makes the indexes again, one after the other on each of the given connections. */
export async function makeIndexes(clients: readonly Client[], definitions: IndexDefinitions): Promise<void> {
  const waiting = [...definitions];
  await Promise.all(
    clients.map(async (client) => {
      await client.query(`set maintenance_work_mem = '512MB'`);
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await client.query(next);
    }),
  );
}
