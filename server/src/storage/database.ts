/**
 * Transactions and reads. A transaction that only queues statements is one socket write: begin, scope, statements, commit and
 * a single Sync. A read is the same in a read-only transaction. Nothing else of the server talks to PostgreSQL.
 */
import type { Step, StepResult } from './batch.ts';
import {
  appRole,
  asRole,
  type ConnectionOptions,
  type RolePassword,
  workerRole,
} from './connection-options.ts';
import {
  type ConnectionPool,
  createConnectionPool,
  type HeldConnection,
  type PoolLimits,
} from './connection-pool.ts';
import { ReadAborted, TransactionRolledBack } from './errors.ts';
import { type Scope, scopeStatements } from './scope.ts';
import type { Rows, Statement } from './statement.ts';

/** What a unit of work does its writes through. */
export interface Transaction {
  /** Sent with the next `run` or with the commit, in one write. Its failure shows there. */
  queue(statement: Statement): void;
  /** Sends what is queued and this statement, and gives its rows. */
  run(statement: Statement): Promise<Rows>;
}

/** Bounds of a single read. */
export interface ReadOptions {
  /** Time limit of the statement in milliseconds, instead of the usual one. */
  readonly timeoutMs?: number;
  /** Cancels the statement on the server; the read then throws `ReadAborted`. */
  readonly signal?: AbortSignal;
}

/** A database with its scopes. Everything throws errors of `errors.ts`. */
export interface Database {
  /** Runs work in one transaction: committed when it returns, rolled back when it throws. */
  transaction<T>(scope: Scope, work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** One statement in a read-only transaction, in one round trip. */
  read(scope: Scope, statement: Statement, options?: ReadOptions): Promise<Rows>;
  /** Lets running work finish and closes all connections. */
  close(): Promise<void>;
}

/** Where the database is, and how much of it may be used. Times in milliseconds. */
export interface DatabaseOptions {
  /** The owner's connection; its user and password are replaced by those of the two roles. */
  readonly owner: ConnectionOptions;
  readonly rolePassword: RolePassword;
  /** Connections of each role; 6 when missing. */
  readonly connections?: number;
  /** Callers that may wait for a connection of a role; 2,000 when missing. */
  readonly waiting?: number;
  /** Longest wait for a connection; 10 s when missing. */
  readonly acquireMs?: number;
  /** Longest run of one statement; 30 s when missing. */
  readonly statementMs?: number;
  /** Longest pause of a transaction between two statements; 30 s when missing. */
  readonly idleInTransactionMs?: number;
}

const begin: Step = { statement: { sql: 'begin', parameters: [], name: 'begin' }, wanted: false };
const beginReading: Step = {
  statement: { sql: 'begin read only', parameters: [], name: 'begin_reading' },
  wanted: false,
};
const commit: Step = { statement: { sql: 'commit', parameters: [], name: 'commit' }, wanted: false };
const rollback: Step = { statement: { sql: 'rollback', parameters: [], name: 'rollback' }, wanted: false };

/** Opens the database and proves that both roles can sign in. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const limits = limitsOf(options);
  const { owner, rolePassword } = options;
  const pools: Readonly<Record<Scope['role'], ConnectionPool>> = {
    organisation: createConnectionPool(asRole(owner, appRole, rolePassword), limits),
    worker: createConnectionPool(asRole(owner, workerRole, rolePassword), limits),
  };
  const database = databaseOver(pools);
  try {
    const probe: Statement = { sql: 'select 1', parameters: [] };
    await database.read({ role: 'organisation', organisationId: '0' }, probe);
    await database.read({ role: 'worker' }, probe);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

function limitsOf(options: DatabaseOptions): PoolLimits {
  return {
    // More of them write no faster on two cores and wait longer for each other: 6 instead of 8 took 6 ms from the p95 of an alert.
    connections: options.connections ?? 6,
    // After a restart everybody who watches comes back at once.
    waiting: options.waiting ?? 2_000,
    acquireMs: options.acquireMs ?? 10_000,
    connectMs: 10_000,
    statementMs: options.statementMs ?? 30_000,
    idleInTransactionMs: options.idleInTransactionMs ?? 30_000,
  };
}

function databaseOver(pools: Readonly<Record<Scope['role'], ConnectionPool>>): Database {
  return {
    async transaction(scope, work) {
      const opening = [begin, ...scopeSteps(scope)];
      return pools[scope.role].withConnection((connection) => inTransaction(connection, opening, work));
    },
    async read(scope, statement, options = {}) {
      const steps = readSteps(scope, statement, options);
      const pool = pools[scope.role];
      return pool.withConnection((connection) => readOnce(pool, connection, steps, options));
    },
    async close() {
      await Promise.all(Object.values(pools).map((pool) => pool.close()));
    },
  };
}

async function inTransaction<T>(
  connection: HeldConnection,
  opening: readonly Step[],
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const sender = createSender(connection, opening);
  try {
    const result = await work(sender.transaction);
    await sender.commit();
    return result;
  } catch (error) {
    await sender.abandon();
    throw error;
  }
}

interface Sender {
  readonly transaction: Transaction;
  commit(): Promise<void>;
  abandon(): Promise<void>;
}

/** Begin and scope go out with the first statements; a transaction that does nothing costs nothing. */
function createSender(connection: HeldConnection, opening: readonly Step[]): Sender {
  let unsent: Step[] = [...opening];
  let phase: 'unopened' | 'open' | 'failed' | 'ended' = 'unopened';

  const send = async (...steps: readonly Step[]): Promise<readonly StepResult[]> => {
    // After a failure the server may have no transaction any more: a statement would run alone, outside the scope.
    if (phase === 'failed') throw ignoredFailure();
    if (phase === 'ended') throw new Error('A transaction was used after its end');
    const all = [...unsent, ...steps];
    unsent = [];
    phase = 'open';
    try {
      return await connection.send(all);
    } catch (error) {
      phase = 'failed';
      throw error;
    }
  };

  return {
    transaction: {
      queue(statement) {
        unsent.push({ statement, wanted: false });
      },
      async run(statement) {
        return rowsOf(await send({ statement, wanted: true }));
      },
    },
    async commit() {
      if (phase === 'unopened' && unsent.length === opening.length) return;
      committed(await send(commit));
      phase = 'ended';
    },
    async abandon() {
      const opened = phase !== 'unopened';
      phase = 'ended';
      if (opened) await rollBack(connection);
    },
  };
}

function ignoredFailure(): TransactionRolledBack {
  return new TransactionRolledBack('Nothing was stored: a statement failed and its failure was ignored');
}

/** A commit after a failed statement succeeds as a command, but with the tag of a rollback. */
function committed(results: readonly StepResult[]): void {
  if (lastOf(results).tag === 'COMMIT') return;
  throw ignoredFailure();
}

/** The first failure is what the caller hears; a connection that cannot even roll back is not used again. */
async function rollBack(connection: HeldConnection): Promise<void> {
  try {
    await connection.send([rollback]);
  } catch {
    connection.retire();
  }
}

function readSteps(scope: Scope, statement: Statement, { timeoutMs }: ReadOptions): readonly Step[] {
  const limit = timeoutMs === undefined ? [] : [timeLimit(timeoutMs)];
  return [beginReading, ...scopeSteps(scope), ...limit, { statement, wanted: true }, commit];
}

function timeLimit(milliseconds: number): Step {
  const whole = Math.max(1, Math.round(milliseconds));
  return { statement: { sql: `set local statement_timeout = ${whole}`, parameters: [] }, wanted: false };
}

async function readOnce(
  pool: ConnectionPool,
  connection: HeldConnection,
  steps: readonly Step[],
  { timeoutMs, signal }: ReadOptions,
): Promise<Rows> {
  const cancelling: Promise<void>[] = [];
  const cancel = (): void => {
    // The order to stop may arrive late, so nobody else may get this connection.
    connection.retire();
    cancelling.push(pool.cancel(connection.processId).catch(() => undefined));
  };
  if (signal?.aborted) throw new ReadAborted('The read was given up before it began');
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    const results = await connection.send(steps, timeoutMs);
    return rowsOf(results.slice(0, -1));
  } catch (error) {
    await rollBack(connection);
    throw signal?.aborted ? new ReadAborted('The read was given up') : error;
  } finally {
    signal?.removeEventListener('abort', cancel);
    await Promise.all(cancelling);
  }
}

function scopeSteps(scope: Scope): readonly Step[] {
  return scopeStatements(scope).map((statement) => ({ statement, wanted: false }));
}

function rowsOf(results: readonly StepResult[]): Rows {
  const { rows, count } = lastOf(results);
  return { rows, count };
}

function lastOf(results: readonly StepResult[]): StepResult {
  const last = results.at(-1);
  if (last === undefined) throw new Error('A batch was answered without a result');
  return last;
}
