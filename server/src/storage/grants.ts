/** What the two roles may do: read and write rows, and nothing about tables. */
import type { OwnerSession } from './owner-session.ts';
import { serverRoles } from './roles.ts';

/** Grants on all tables, sequences and functions that there are now. The record of migrations can only be read. */
export async function grantAll(session: OwnerSession): Promise<void> {
  const roles = serverRoles.join(', ');
  const statements = ['skep', 'pgboss'].flatMap((schema) => [
    `grant usage on schema ${schema} to ${roles}`,
    `grant select, insert, update, delete on all tables in schema ${schema} to ${roles}`,
    `grant usage, select, update on all sequences in schema ${schema} to ${roles}`,
    `grant execute on all functions in schema ${schema} to ${roles}`,
  ]);
  await session.query(
    [...statements, `revoke insert, update, delete on skep.schema_migration from ${roles}`].join(';\n'),
  );
}
