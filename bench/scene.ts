/** The instance that is measured: a data folder as the product keeps it, with its private PostgreSQL and the settings of production. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConnectionOptions, RolePassword } from '../server/src/storage/connection-options.ts';
import { type Database, openDatabase } from '../server/src/storage/database.ts';
import { type InstanceKeys, readInstanceKeys, rolePasswordFrom } from '../server/src/storage/instance-key.ts';
import { migrate } from '../server/src/storage/migrate.ts';
import { startPrivatePostgres } from '../server/src/storage/private-postgres/start.ts';

/** The instance with its database open in this process. */
export interface Scene {
  readonly dataFolder: string;
  readonly owner: ConnectionOptions;
  readonly rolePassword: RolePassword;
  readonly keys: InstanceKeys;
  readonly database: Database;
  /** Ends PostgreSQL, so that a server can start on the folder. */
  close(): Promise<void>;
}

/** Opens the instance of a data folder; a new one is made in an empty folder. */
export async function openScene(dataFolder: string): Promise<Scene> {
  const postgres = await startPrivatePostgres({ dataFolder, database: 'skep' });
  const keys = await readInstanceKeys(dataFolder);
  const rolePassword = rolePasswordFrom(keys.current);
  const { owner } = postgres;
  await migrate({ owner, rolePassword });
  const database = await openDatabase({ owner, rolePassword });
  return {
    dataFolder,
    owner,
    rolePassword,
    keys,
    database,
    async close() {
      await database.close();
      await postgres.stop();
    },
  };
}

/** Runs work with a data folder that goes afterwards, or with the given one, which is kept. */
export async function withDataFolder<T>(
  kept: string | undefined,
  work: (dataFolder: string) => Promise<T>,
): Promise<T> {
  if (kept !== undefined) return work(kept);
  const folder = await mkdtemp(join(tmpdir(), 'skep-bench-'));
  try {
    // PostgreSQL runs as another user when started by root, and has to enter the folder.
    await chmod(folder, 0o711);
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
