/** The tables of pg-boss, made and migrated by the owner, so that the server's roles need no right to change tables. */
import { createRequire } from 'node:module';
import { getConstructionPlans, getMigrationPlans } from 'pg-boss';
import { MigrationRefused } from './migration-refused.ts';
import type { OwnerSession } from './owner-session.ts';

/** Schema of pg-boss's tables. */
export const jobQueueSchema = 'pgboss';

/** Brings the tables to the version of the installed pg-boss. Gives what was done, undefined when nothing was. */
export async function migrateJobQueue(session: OwnerSession): Promise<string | undefined> {
  const wanted = installedVersion();
  const present = await versionIn(session);
  if (present === wanted) return undefined;
  if (present === undefined) await session.query(getConstructionPlans(jobQueueSchema));
  else if (present < wanted) await runPlan(session, getMigrationPlans(jobQueueSchema, present));
  else throw newer(present, wanted);
  return `${jobQueueSchema} ${wanted}`;
}

async function versionIn(session: OwnerSession): Promise<number | undefined> {
  const found = await session.query(`select to_regclass('${jobQueueSchema}.version') is not null as present`);
  if (found[0]?.present !== true) return undefined;
  const rows = await session.query(`select version from ${jobQueueSchema}.version`);
  return Number(rows[0]?.version);
}

/** After its transaction a plan builds indexes concurrently, each of which has to be a message of its own. */
async function runPlan(session: OwnerSession, plan: string): Promise<void> {
  const end = plan.lastIndexOf('COMMIT;') + 'COMMIT;'.length;
  await session.query(plan.slice(0, end));
  const afterwards = plan
    .slice(end)
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('--'))
    .join('\n')
    .split(';');
  for (const statement of afterwards) {
    if (statement.trim() !== '') await session.query(statement);
  }
}

function installedVersion(): number {
  const description: unknown = createRequire(import.meta.url)('pg-boss/package.json');
  const own = isRecord(description) ? description.pgboss : undefined;
  const version = isRecord(own) ? own.schema : undefined;
  if (typeof version === 'number') return version;
  throw new Error('The installed pg-boss does not tell the version of its tables');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function newer(present: number, wanted: number): MigrationRefused {
  return new MigrationRefused(
    'databaseIsNewer',
    `The job queue in the database has version ${present}, this Skep knows ${wanted}. Start the newer Skep that was used with this database.`,
  );
}
