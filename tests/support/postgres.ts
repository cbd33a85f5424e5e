/** A database of its own for a test file: a clone of the migrated template, gone after the release. */
import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { type ConnectionOptions, inDatabase } from '../../server/src/storage/connection-options.ts';
import { type Database, type DatabaseOptions, openDatabase } from '../../server/src/storage/database.ts';
import { withOwner } from '../../server/src/storage/owner-session.ts';
import { type TestCluster, testRolePassword } from './test-cluster.ts';

/** A leased database. */
export interface TestDatabase {
  readonly database: Database;
  /** Name of the database in the cluster. */
  readonly name: string;
  /** The owner's connection: sees and changes everything, past all policies. */
  readonly owner: ConnectionOptions;
  /** The same as a URL, as `SKEP_DATABASE_URL` takes it. */
  readonly ownerUrl: string;
  /** Closes `database` and drops it. */
  release(): Promise<void>;
}

/** Bounds of the opened database that a test wants to be different. */
export type LeaseOptions = Omit<DatabaseOptions, 'owner' | 'rolePassword'>;

/** Leases a migrated database; call `release` in `afterAll`. */
export async function leaseDatabase(options: LeaseOptions = {}): Promise<TestDatabase> {
  const { template, failure } = testCluster();
  if (failure !== undefined) throw new Error(`The migrations fail: ${failure}`);
  const owner = await createDatabase(` template ${template} strategy file_copy`);
  const database = await openDatabase({ ...options, owner, rolePassword: testRolePassword });
  return {
    database,
    name: owner.database,
    owner,
    ownerUrl: urlOf(owner),
    async release() {
      await database.close();
      await dropDatabase(owner);
    },
  };
}

/** An empty database without any table, for tests of the migration itself; drop it with `dropDatabase`. */
export function createEmptyDatabase(): Promise<ConnectionOptions> {
  return createDatabase('');
}

/** Drops a database, also when somebody is still connected to it. */
export async function dropDatabase(owner: ConnectionOptions): Promise<void> {
  await withOwner(testCluster().owner, (session) =>
    session.query(`drop database if exists ${session.quoteName(owner.database)} with (force)`),
  );
}

/** Where the test cluster is. */
export function testCluster(): TestCluster {
  return inject('testCluster');
}

async function createDatabase(clause: string): Promise<ConnectionOptions> {
  const { owner } = testCluster();
  const name = `skep_test_${randomBytes(6).toString('hex')}`;
  await withOwner(owner, (session) => session.query(`create database ${name}${clause}`));
  return inDatabase(owner, name);
}

/** An owner's connection as `SKEP_DATABASE_URL` takes it. */
export function urlOf({ host, port, user, password, database }: ConnectionOptions): string {
  const credentials = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  if (!host.startsWith('/')) return `postgres://${credentials}@${host}:${port}/${database}`;
  return `postgres://${credentials}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}
