/** The throw-away PostgreSQL of a test run: one cluster for all test files, with a migrated template that each file clones. */
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ConnectionOptions,
  inDatabase,
  type RolePassword,
  readDatabaseUrl,
} from '../../server/src/storage/connection-options.ts';
import { migrate } from '../../server/src/storage/migrate.ts';
import { withOwner } from '../../server/src/storage/owner-session.ts';
import { startPrivatePostgres } from '../../server/src/storage/private-postgres/start.ts';

/** What test files need to know of the cluster; plain data, because it crosses threads. */
export interface TestCluster {
  /** The owner's connection to the maintenance database. */
  readonly owner: ConnectionOptions;
  readonly template: string;
  /** Why the template could not be migrated; then only tests that lease a database fail. */
  readonly failure?: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    testCluster: TestCluster;
  }
}

const template = 'skep_test_template';
const folderPrefix = 'skep-test-';

/** Role passwords of test clusters; nothing outside the machine can reach one. */
export const testRolePassword: RolePassword = (role) => `password of ${role} in tests`;

/** A running test cluster. */
export interface RunningTestCluster {
  readonly cluster: TestCluster;
  stop(): Promise<void>;
}

/** Starts a cluster, or uses the one that `TEST_DATABASE_URL` names, and makes the template. */
export async function startTestCluster(): Promise<RunningTestCluster> {
  const { owner, stop } = await startServer();
  try {
    const failure = await makeTemplate(owner);
    return { cluster: { owner, template, ...(failure === undefined ? {} : { failure }) }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startServer(): Promise<{ owner: ConnectionOptions; stop: () => Promise<void> }> {
  const url = process.env.TEST_DATABASE_URL;
  if (url !== undefined && url !== '') return { owner: readDatabaseUrl(url), stop: async () => undefined };
  await sweepFolders();
  const dataFolder = await mkdtemp(join(tmpdir(), `${folderPrefix}${process.pid}-`));
  await chmod(dataFolder, 0o711);
  const postgres = await startPrivatePostgres({ dataFolder, database: 'postgres', durability: 'throwAway' });
  return {
    owner: postgres.owner,
    async stop() {
      await postgres.stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

/** A killed run ends its cluster, but leaves the folder. */
async function sweepFolders(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(folderPrefix)) continue;
    const pid = Number(name.slice(folderPrefix.length).split('-')[0]);
    if (!isRunning(pid)) await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Gives the reason when the migrations fail. */
async function makeTemplate(owner: ConnectionOptions): Promise<string | undefined> {
  await withOwner(owner, async (session) => {
    await session.query(`drop database if exists ${template}`);
    await session.query(`create database ${template}`);
  });
  try {
    await migrate({ owner: inDatabase(owner, template), rolePassword: testRolePassword });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
