/** Opens the database of an instance: the private one, or the one that the settings name. */
import type { Config } from '../config/schema.ts';
import type { Undo } from '../lib/take-down.ts';
import { type ConnectionOptions, readDatabaseUrl } from './connection-options.ts';
import { type Database, openDatabase } from './database.ts';
import { type InstanceKeys, rolePasswordFrom } from './instance-key.ts';
import { migrate } from './migrate.ts';
import { startPrivatePostgres } from './private-postgres/start.ts';

/** What opening tells, and where it notes how to close. */
export interface OpeningSurroundings {
  readonly log: {
    info(facts: object, sentence: string): void;
    warn(sentence: string): void;
  };
  readonly undo: Undo;
}

/** An open database. */
export interface OpenedStorage {
  readonly database: Database;
  readonly owner: ConnectionOptions;
  /** Resolves when the private database ended by itself. */
  readonly lost: Promise<void>;
}

/** Starts the private database where none is named, migrates, and connects. */
export async function openStorage(
  data: Config['data'],
  keys: InstanceKeys,
  { log, undo }: OpeningSurroundings,
): Promise<OpenedStorage> {
  const rolePassword = rolePasswordFrom(keys.current);
  const address = data.databaseUrl;
  const cluster =
    address === undefined
      ? await startPrivatePostgres({ dataFolder: data.folder, database: 'skep' })
      : undefined;
  if (cluster !== undefined) undo.push(() => cluster.stop());
  const owner = cluster?.owner ?? readDatabaseUrl(String(address));
  const { applied, warnings } = await migrate({ owner, rolePassword });
  for (const warning of warnings) log.warn(warning);
  if (applied.length > 0) log.info({ applied }, 'Migrated the database');
  const database = await openDatabase({ owner, rolePassword });
  undo.push(() => database.close());
  return { database, owner, lost: cluster?.lost ?? new Promise(() => undefined) };
}
