/**
 * One server per data folder: the server that holds a lock inside the database owns the cluster. The lock goes with its
 * connection, so a server that is killed never leaves a stale one behind.
 */

import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { ConnectionOptions } from '../connection-options.ts';
import { PrivatePostgresRefused } from './refusal.ts';

/** Any number that nothing else locks in the maintenance database. */
const lockKey = 7_537_001;

const retryMs = 250;

/** The lock, held. */
export interface Ownership {
  /** Resolves when the lock is lost for good because the cluster is gone; never after `release`. */
  readonly lost: Promise<void>;
  release(): Promise<void>;
}

/**
 * Takes the lock. Gives undefined while the cluster takes no connections (starting, stopping). Throws when another server
 * holds it.
 */
export async function takeOwnership(
  owner: ConnectionOptions,
  clusterLives: () => Promise<boolean>,
): Promise<Ownership | undefined> {
  const first = await lockedClient(owner);
  if (first === undefined) return undefined;
  const lost = Promise.withResolvers<void>();
  const state = { client: first, released: false };

  /** PostgreSQL ends all connections when one of its processes crashes; the lock is then taken again. */
  const keep = async (): Promise<void> => {
    while (!state.released) {
      await closed(state.client);
      if (state.released) return;
      const again = await relock(owner, clusterLives);
      if (again === undefined) return lost.resolve();
      state.client = again;
    }
  };
  keep().catch(() => lost.resolve());

  return {
    lost: lost.promise,
    async release() {
      state.released = true;
      await state.client.end();
    },
  };
}

async function relock(
  owner: ConnectionOptions,
  clusterLives: () => Promise<boolean>,
): Promise<pg.Client | undefined> {
  while (await clusterLives()) {
    const client = await lockedClient(owner);
    if (client !== undefined) return client;
    await pause(retryMs);
  }
  return undefined;
}

function closed(client: pg.Client): Promise<void> {
  return new Promise((resolve) => client.once('end', resolve));
}

async function lockedClient(owner: ConnectionOptions): Promise<pg.Client | undefined> {
  const client = new pg.Client({
    ...owner,
    application_name: `skep server ${process.pid}`,
    connectionTimeoutMillis: 5000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
      lockKey,
    ]);
    if (rows[0]?.taken === true) return client;
  } catch (error) {
    await client.end();
    if (isPassing(error)) return undefined;
    throw error;
  }
  const holder = await holderOf(client);
  await client.end();
  throw new PrivatePostgresRefused(
    'alreadyRunning',
    `Another Skep (${holder}) is already using this data folder. Stop it first, or name another folder in SKEP_DATA_DIR.`,
  );
}

async function holderOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
      where l.locktype = 'advisory' and l.objid = $1 and l.granted limit 1`,
    [lockKey],
  );
  return rows[0]?.name ?? 'skep server';
}

/** No socket yet or any more, or a cluster that is starting or stopping. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return code === '' || code === '57P03' || code === '57P01' || /^E[A-Z]+$/.test(code);
}
