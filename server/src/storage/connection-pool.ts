/** Exclusively held connections of one role, as many as are useful, with a bounded number of callers waiting for them. */
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { createSemaphore, NoPlace, type Semaphore } from '../lib/semaphore.ts';
import { Batch, encodeBatch, type Step, type StepResult } from './batch.ts';
import type { ConnectionOptions } from './connection-options.ts';
import { ConnectionLost, DatabaseBusy, endsConnection, StorageError, translateError } from './errors.ts';
import { createPreparedStatements, type PreparedStatements } from './prepared-statements.ts';

/** Limits of a pool. Times in milliseconds. */
export interface PoolLimits {
  readonly connections: number;
  readonly waiting: number;
  readonly acquireMs: number;
  readonly connectMs: number;
  /** Longest run of one statement. */
  readonly statementMs: number;
  /** Longest pause of a transaction between two statements. */
  readonly idleInTransactionMs: number;
}

/** A batch that takes twice the limit of a statement and this much longer counts as a dead connection. */
const graceMs = 15_000;
/** Idle connections are closed after this; a process of the server each. */
const idleMs = 60_000;

/** A connection held by one caller. */
export interface HeldConnection {
  /**
   * Sends steps in one write with one Sync. Calls while one is in flight wait their turn. `limitMs` is what one statement may
   * take, when that differs from the pool's limit.
   */
  send(steps: readonly Step[], limitMs?: number): Promise<readonly StepResult[]>;
  /** The server process behind it, for cancelling. */
  readonly processId: number;
  /** Never hands this connection out again. */
  retire(): void;
}

/** A pool of connections. */
export interface ConnectionPool {
  /** Runs the work with a connection of its own. Throws `DatabaseBusy` or `ConnectionLost` when there is none. */
  withConnection<T>(work: (connection: HeldConnection) => Promise<T>): Promise<T>;
  /** Asks the server to stop what a process of this role is doing. */
  cancel(processId: number): Promise<void>;
  close(): Promise<void>;
}

/** A pool that connects when first used. */
export function createConnectionPool(options: ConnectionOptions, limits: PoolLimits): ConnectionPool {
  const config = clientConfig(options, limits);
  const pool = new pg.Pool({ ...config, max: limits.connections, idleTimeoutMillis: idleMs });
  const places = createSemaphore({
    places: limits.connections,
    waiting: limits.waiting,
    waitMs: limits.acquireMs,
  });
  const prepared = new WeakMap<pg.PoolClient, PreparedStatements>();
  // A connection that breaks while idle is dropped by the pool; one that breaks in use fails its caller.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    prepared.set(client, createPreparedStatements());
  });

  return {
    async withConnection(work) {
      const leave = await placeIn(places);
      try {
        const client = await connected(pool);
        return await held(client, prepared.get(client) ?? createPreparedStatements(), limits, work);
      } finally {
        leave();
      }
    },
    async cancel(processId) {
      await withClient(config, (client) => client.query('select pg_cancel_backend($1)', [processId]));
    },
    close: () => pool.end(),
  };
}

/** Longest wait for a connection to say that it has ended, in milliseconds: one that broke may never do so. */
const longestEnd = 2_000;

/** Runs work with a connection outside any pool, for the rare statements that are not a request's. */
export async function withClient<T>(
  config: pg.ClientConfig,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(config);
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } catch (error) {
    throw translateError(error);
  } finally {
    await Promise.race([client.end(), pause(longestEnd, undefined, { ref: false })]);
  }
}

async function placeIn(places: Semaphore): Promise<() => void> {
  try {
    return await places.take();
  } catch (error) {
    throw error instanceof NoPlace ? new DatabaseBusy(`No database connection: ${error.message}`) : error;
  }
}

async function connected(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    const translated = translateError(error);
    // The driver's own failures before a connection stands (a time limit, a closed socket) carry no code.
    if (translated !== error || !(error instanceof Error)) throw translated;
    throw new ConnectionLost(`No connection to the database: ${error.message}`);
  }
}

async function held<T>(
  client: pg.PoolClient,
  prepared: PreparedStatements,
  limits: PoolLimits,
  work: (connection: HeldConnection) => Promise<T>,
): Promise<T> {
  const state = { retired: false };
  const retire = (): void => {
    state.retired = true;
  };
  try {
    return await work(heldConnection(client, prepared, limits, retire));
  } finally {
    client.release(state.retired);
  }
}

function heldConnection(
  client: pg.PoolClient,
  prepared: PreparedStatements,
  limits: PoolLimits,
  retire: () => void,
): HeldConnection {
  let turn: Promise<unknown> = Promise.resolve();

  const sendNow = async (steps: readonly Step[], limitMs: number): Promise<readonly StepResult[]> => {
    const { preparing, ...encoded } = encodeBatch(steps, prepared);
    const deadline = setTimeout(() => client.connection.stream.destroy(), 2 * limitMs + graceMs);
    try {
      return await client.query(new Batch(encoded)).done;
    } catch (error) {
      prepared.doubt(preparing);
      const translated = asDatabaseError(error);
      if (endsConnection(translated)) retire();
      throw translated;
    } finally {
      clearTimeout(deadline);
    }
  };

  return {
    processId: processIdOf(client),
    retire,
    send(steps, limitMs = limits.statementMs) {
      const mine = turn.then(() => sendNow(steps, limitMs));
      turn = mine.catch(() => undefined);
      return mine;
    },
  };
}

/** Whatever the driver throws without a code means that the connection stands no more. */
function asDatabaseError(error: unknown): unknown {
  const translated = translateError(error);
  if (translated instanceof StorageError || !(error instanceof Error)) return translated;
  return new ConnectionLost(`The connection to the database broke: ${error.message}`);
}

function processIdOf(client: pg.PoolClient): number {
  return Number(Reflect.get(client, 'processID'));
}

/** The driver's settings: dates in ISO form and UTC, which the reading of results relies on. */
function clientConfig(options: ConnectionOptions, limits: PoolLimits): pg.ClientConfig {
  return {
    ...options,
    application_name: 'skep',
    connectionTimeoutMillis: limits.connectMs,
    statement_timeout: limits.statementMs,
    idle_in_transaction_session_timeout: limits.idleInTransactionMs,
    keepAlive: true,
    options: '-c TimeZone=UTC -c DateStyle=ISO -c search_path=skep,public -c jit=off',
  };
}
