/** What the two roles may do: read and write rows, and nothing about tables. */
import { appRole } from './connection-options.ts';
import type { OwnerSession } from './owner-session.ts';
import { serverRoles } from './roles.ts';

/** Tables that only the worker role may touch, but for the columns named: an organisation has no business with credentials. */
const workersOnly: Readonly<Record<string, string>> = {
  credential: 'user_id, failed_attempts, last_failed_at, locked_until',
  session: '',
  api_key: '',
  setup_link: '',
  sign_in_failure: '',
  run_output: '',
  built_in: '',
  followed: '',
};

/** Grants on all tables, sequences and functions that there are now. The record of migrations can only be read. */
export async function grantAll(session: OwnerSession): Promise<void> {
  const roles = serverRoles.join(', ');
  const statements = ['skep', 'pgboss'].flatMap((schema) => [
    `grant usage on schema ${schema} to ${roles}`,
    `grant select, insert, update, delete on all tables in schema ${schema} to ${roles}`,
    `grant usage, select, update on all sequences in schema ${schema} to ${roles}`,
    `grant execute on all functions in schema ${schema} to ${roles}`,
  ]);
  const withheld = Object.entries(workersOnly).map(([table, columns]) => withhold(table, columns));
  await session.query(
    [
      ...statements,
      owners,
      ...withheld,
      `revoke insert, update, delete on skep.schema_migration from ${roles}`,
    ].join(';\n'),
  );
}

/**
 * Whom a row belongs to is said once, when it is made. The policies alone would let an organisation hand over rows that it
 * also sees otherwise, or take over what is shared with it.
 */
const owners = `do $$ declare owned record; begin
  for owned in select c.table_name, string_agg(quote_ident(c.column_name), ', ') as others
    from information_schema.columns c where c.table_schema = 'skep' and c.column_name <> 'organisation_id'
      and exists (select from information_schema.columns o where o.table_schema = 'skep' and o.table_name = c.table_name
        and o.column_name = 'organisation_id') group by c.table_name
  loop
    execute format('revoke update on skep.%I from ${appRole}', owned.table_name);
    execute format('grant update (%s) on skep.%I to ${appRole}', owned.others, owned.table_name);
  end loop; end $$`;

/** Takes a table, where it exists already, from the role of organisations, and gives back single columns to read. */
function withhold(table: string, columns: string): string {
  const shown = columns === '' ? '' : `grant select (${columns}) on skep.${table} to ${appRole};`;
  return `do $$ begin if to_regclass('skep.${table}') is not null then revoke all on skep.${table} from ${appRole}; ${shown} end if; end $$`;
}
