/**
 * A lock that a process holds together with others, so that each can see how many there are: it goes with its connection,
 * and so with its process, however that ends. The database keeps it; there is nothing to tidy up.
 */
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { ConnectionOptions } from './connection-options.ts';
import type { Statement } from './statement.ts';

/** Milliseconds between two attempts to take it again after the connection was lost. */
const retryMs = 1_000;

/** What is locked: a number for what it is about, and one that the holder tells the others. */
export interface SharedLock {
  readonly about: number;
  readonly told: number;
}

/** The lock, held until it is released. */
export interface HeldLock {
  release(): Promise<void>;
}

/** Takes the lock on a connection of its own, and takes it again when that is lost. */
export async function holdSharedLock(
  connection: ConnectionOptions,
  lock: SharedLock,
  report: (error: unknown) => void,
): Promise<HeldLock> {
  const state = { client: await lockedClient(connection, lock), released: false };
  const keep = async (): Promise<void> => {
    while (!state.released) {
      await closed(state.client);
      const again = await lockedAgain(connection, lock, () => state.released);
      if (again === undefined) return;
      state.client = again;
    }
  };
  const keeping = keep().catch(report);
  return {
    async release() {
      state.released = true;
      await state.client.end();
      await keeping;
    },
  };
}

/** Undefined once it is not wanted any more. While there is no database, everybody else reports that. */
async function lockedAgain(
  connection: ConnectionOptions,
  lock: SharedLock,
  isReleased: () => boolean,
): Promise<pg.Client | undefined> {
  while (!isReleased()) {
    const client = await lockedClient(connection, lock).catch(() => undefined);
    if (client !== undefined && isReleased()) await client.end();
    else if (client !== undefined) return client;
    await pause(retryMs);
  }
  return undefined;
}

function closed(client: pg.Client): Promise<void> {
  return new Promise((resolve) => client.once('end', resolve));
}

async function lockedClient(connection: ConnectionOptions, { about, told }: SharedLock): Promise<pg.Client> {
  const client = new pg.Client({
    ...connection,
    application_name: `skep server ${process.pid}`,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  // A connection that breaks ends, which is what is waited for.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select pg_advisory_lock_shared($1, $2)', [about, told]);
    return client;
  } catch (error) {
    await client.end();
    throw error;
  }
}

/** Reads how many hold such locks about something, and the sum of what they tell. */
export function holdersOf(about: number): Statement {
  return {
    sql: `select count(*)::int as holders, coalesce(sum(objid::bigint), 0)::int as told from pg_locks
      where locktype = 'advisory' and classid = $1::int and objsubid = 2 and granted
        and database = (select oid from pg_database where datname = current_database())`,
    parameters: [about],
  };
}
