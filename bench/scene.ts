/** Where measurements take place: a private PostgreSQL with the settings of production, in a folder that goes afterwards or is kept. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConnectionOptions, RolePassword } from '../server/src/storage/connection-options.ts';
import { type Database, openDatabase } from '../server/src/storage/database.ts';
import { migrate } from '../server/src/storage/migrate.ts';
import { startPrivatePostgres } from '../server/src/storage/private-postgres/start.ts';

/** A database ready for measurements. */
export interface Scene {
  readonly dataFolder: string;
  readonly owner: ConnectionOptions;
  readonly database: Database;
  close(): Promise<void>;
}

/** Nothing outside the machine can reach this database. */
const rolePassword: RolePassword = (role) => `password of ${role} in the bench`;

/** Opens the scene in a folder that is kept, or in a temporary one. */
export async function openScene(keptFolder?: string): Promise<Scene> {
  const dataFolder = keptFolder ?? (await temporaryFolder());
  const postgres = await startPrivatePostgres({ dataFolder, database: 'skep' });
  await migrate({ owner: postgres.owner, rolePassword });
  const database = await openDatabase({ owner: postgres.owner, rolePassword });
  return {
    dataFolder,
    owner: postgres.owner,
    database,
    async close() {
      await database.close();
      await postgres.stop();
      if (keptFolder === undefined) await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL runs as another user when started by root, so the folder must be one that it can enter. */
async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'skep-bench-'));
  await chmod(folder, 0o711);
  return folder;
}
