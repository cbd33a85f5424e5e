/**
 * Brings a database to the state this server needs, as its owner: roles, migrations, job queue, grants. Append-only: an applied
 * migration never changes, and an older server refuses a database it does not know.
 */
import type { ConnectionOptions, RolePassword } from './connection-options.ts';
import { PolicyRefused, StatementTimeout } from './errors.ts';
import { grantAll } from './grants.ts';
import { migrateJobQueue } from './job-queue-schema.ts';
import { markLeakproof } from './leakproof.ts';
import { type Migration, migrationsFolder, readMigrations } from './migration-files.ts';
import { MigrationRefused } from './migration-refused.ts';
import { type OwnerSession, withOwner } from './owner-session.ts';
import { ensurePasswords, ensureRoles } from './roles.ts';

/** What to migrate. */
export interface MigrateOptions {
  readonly owner: ConnectionOptions;
  readonly rolePassword: RolePassword;
  /** Folder of the migrations; those that ship with the server when missing. */
  readonly folder?: string;
}

/** What a migration did. */
export interface MigrationReport {
  /** Names of the migrations that were applied now. */
  readonly applied: readonly string[];
  /** What works less well than it could, for the log. */
  readonly warnings: readonly string[];
}

/** PostgreSQL 15. */
const oldestServer = 150_000;
/** Any number that nothing else locks in the database. */
const lockKey = 7_537_002;
const extensions = ['pg_trgm', 'btree_gin'];

/** Migrates. Several servers starting at once wait for one another. Throws `MigrationRefused` with what to do. */
export async function migrate(options: MigrateOptions): Promise<MigrationReport> {
  const migrations = await readMigrations(options.folder ?? migrationsFolder);
  return withOwner(options.owner, async (session) => {
    await requireServer(session);
    await takeLock(session);
    await ensureRoles(session, options.rolePassword);
    await prepareSchema(session);
    const applied = await applyAll(session, migrations);
    const queue = await migrateJobQueue(session);
    await grantAll(session);
    const warning = await markLeakproof(session);
    await ensurePasswords(session, options.owner, options.rolePassword);
    return {
      applied: [...applied, ...(queue === undefined ? [] : [queue])],
      warnings: warning === undefined ? [] : [warning],
    };
  });
}

async function requireServer(session: OwnerSession): Promise<void> {
  const [row] = await session.query(`select current_setting('server_version_num')::int as number`);
  if (Number(row?.number) >= oldestServer) return;
  throw new MigrationRefused(
    'serverTooOld',
    'The database is older than PostgreSQL 15, which Skep needs at least',
  );
}

/** The lock ends with the connection. Changing tables afterwards waits much shorter for whoever uses them. */
async function takeLock(session: OwnerSession): Promise<void> {
  await session.query(`set lock_timeout = '10min'`);
  try {
    await session.query(`select pg_advisory_lock(${lockKey})`);
  } catch (error) {
    if (!(error instanceof StatementTimeout)) throw error;
    throw new MigrationRefused(
      'migrationBusy',
      'Another Skep has been migrating this database for ten minutes',
    );
  }
  await session.query(`set lock_timeout = '60s'`);
}

async function prepareSchema(session: OwnerSession): Promise<void> {
  await session.query('create schema if not exists skep');
  for (const name of extensions) await ensureExtension(session, name);
  await session.query(`create table if not exists skep.schema_migration (
    number integer primary key,
    name text not null,
    checksum text not null,
    applied_at timestamptz not null default now()
  )`);
}

/** Operators of extensions have to be found by migrations, wherever an administrator put them. */
async function ensureExtension(session: OwnerSession, name: string): Promise<void> {
  try {
    await session.query(`create extension if not exists ${name} with schema public`);
  } catch (error) {
    if (!(error instanceof PolicyRefused)) throw error;
    throw new MigrationRefused(
      'extensionMissing',
      `The owner may not add the extension ${name}. An administrator has to run, once, in this database: create extension ${name} with schema public;`,
    );
  }
}

async function applyAll(session: OwnerSession, migrations: readonly Migration[]): Promise<readonly string[]> {
  const present = await session.query(
    'select number, name, checksum from skep.schema_migration order by number',
  );
  const missing = migrations.slice(present.length);
  requireKnown(present.at(-1), migrations);
  for (const row of present) requireUnchanged(row, migrations);
  for (const migration of missing) await apply(session, migration);
  return missing.map(({ name }) => name);
}

function requireKnown(newest: Record<string, unknown> | undefined, migrations: readonly Migration[]): void {
  if (newest === undefined || Number(newest.number) <= migrations.length) return;
  throw new MigrationRefused(
    'databaseIsNewer',
    `The database was migrated to ${String(newest.name)} by a newer Skep; this one knows migrations up to number ${migrations.length}. Start the newer Skep, or use another database. Nothing was changed.`,
  );
}

function requireUnchanged(row: Record<string, unknown>, migrations: readonly Migration[]): void {
  const migration = migrations[Number(row.number) - 1];
  if (migration?.checksum === row.checksum) return;
  throw new MigrationRefused(
    'migrationChanged',
    `The migration ${String(row.name)} was applied to this database with another content than it has now. Applied migrations never change: put the file back and write a new one.`,
  );
}

/** The version row comes first: should two servers get here at once in spite of the lock, one of them fails right away. */
async function apply(session: OwnerSession, { number, name, checksum, sql }: Migration): Promise<void> {
  await session.query('begin');
  try {
    await session.query('insert into skep.schema_migration (number, name, checksum) values ($1, $2, $3)', [
      number,
      name,
      checksum,
    ]);
    await session.query(sql);
    await session.query('commit');
  } catch (error) {
    await session.query('rollback');
    throw new MigrationRefused(
      'migrationFailed',
      `The migration ${name} failed and was taken back: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
