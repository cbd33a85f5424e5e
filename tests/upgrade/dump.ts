/** A database as SQL text: the schema as the migrations make it, and every row as a statement that can be read and compared. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getConstructionPlans } from 'pg-boss';
import { jobQueueSchema } from '../../server/src/storage/job-queue-schema.ts';
import { migrationsFolder, readMigrations } from '../../server/src/storage/migration-files.ts';
import type { OwnerSession } from '../../server/src/storage/owner-session.ts';
import { serverRoles } from '../../server/src/storage/roles.ts';

const schemas = `('skep', '${jobQueueSchema}')`;

/** A table with what is needed to write its rows. */
interface DumpedTable {
  readonly table: string;
  /** Quoted names of the columns that can be written. */
  readonly columns: readonly string[];
}

/** The name of the newest migration, and the whole database as statements. */
export async function dumpDatabase(session: OwnerSession): Promise<{ name: string; sql: string }> {
  const migrations = await readMigrations(migrationsFolder);
  const newest = migrations.at(-1);
  if (newest === undefined) throw new Error('There is no migration to freeze');
  const texts = await Promise.all(
    migrations.map(({ name }) => readFile(join(migrationsFolder, name), 'utf8')),
  );
  const name = newest.name.replace(/\.sql$/, '');
  const parts = [
    `-- Skep's database after ${newest.name}, written by tests/upgrade/freeze.ts. It never changes.`,
    ...serverRoles.map(roleStatement),
    preparation,
    ...texts,
    getConstructionPlans(jobQueueSchema),
    '-- Rows are written past foreign keys and triggers.\nset session_replication_role = replica;',
    ...(await rowStatements(session)),
    ...(await sequenceStatements(session)),
    'reset session_replication_role;',
  ];
  return { name, sql: `${parts.join('\n\n')}\n` };
}

/** Roles belong to the cluster: another database may have made them. */
function roleStatement(role: string): string {
  return `do $$ begin if to_regrole('${role}') is null then create role ${role} login; end if; end $$;`;
}

const preparation = `create schema if not exists skep;
create extension if not exists pg_trgm with schema public;
create extension if not exists btree_gin with schema public;
create table skep.schema_migration (
  number integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now()
);`;

async function rowStatements(session: OwnerSession): Promise<readonly string[]> {
  const statements: string[] = [];
  for (const table of await tablesOf(session)) {
    const rows = await rowsOf(session, table);
    statements.push([`delete from ${table.table};`, ...rows].join('\n'));
  }
  return statements;
}

/** Without the statistics of the queue's library: their tables are named after the days around the restoring. */
async function tablesOf(session: OwnerSession): Promise<readonly DumpedTable[]> {
  const rows = await session.query(`
    select format('%I.%I', n.nspname, r.relname) as "table", array_agg(quote_ident(a.attname) order by a.attnum) as columns
    from pg_class r join pg_namespace n on n.oid = r.relnamespace
    join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where n.nspname in ${schemas} and r.relkind = 'r' and r.relname !~ '^queue_stats_[0-9]' group by 1 order by 1`);
  return rows.map(({ table, columns }) => ({ table: String(table), columns: textsIn(columns) }));
}

function textsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  return String(value)
    .replace(/^\{|\}$/g, '')
    .split(',');
}

async function rowsOf(session: OwnerSession, { table, columns }: DumpedTable): Promise<readonly string[]> {
  const values = columns.map((column) => `quote_nullable(${column}::text)`).join(', ');
  const rows = await session.query(`select concat_ws(', ', ${values}) as "values" from ${table} order by 1`);
  const into = `insert into ${table} (${columns.join(', ')}) overriding system value values`;
  return rows.map((row) => `${into} (${String(row.values)});`);
}

async function sequenceStatements(session: OwnerSession): Promise<readonly string[]> {
  const rows = await session.query(`
    select format('select setval(%L, %s);', format('%I.%I', schemaname, sequencename), last_value) as statement
    from pg_sequences where schemaname in ${schemas} and last_value is not null order by 1`);
  return rows.map(({ statement }) => String(statement));
}
