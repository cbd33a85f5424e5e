/**
 * The queue of deliveries. Claiming, heartbeats, pauses between attempts and the order within a lane are the library's: of what
 * goes to one webhook about one case or alert, nothing is sent before what happened earlier was delivered or given up.
 */
import { type JobWithMetadata, PgBoss, type WipData } from 'pg-boss';
import type { ConnectionOptions } from '../../storage/connection-options.ts';
import type { Transaction } from '../../storage/database.ts';

/** A delivery to be queued. Ids are digits; `round` counts how often it was begun anew. */
export interface LaneDelivery {
  readonly id: string;
  readonly webhookId: string;
  readonly laneId: string;
  readonly round: number;
}

/** Puts deliveries into the queue, or takes them out of it, in a transaction of the caller. */
export type SendDeliveries = (transaction: Transaction, deliveries: readonly LaneDelivery[]) => Promise<void>;

/** What a row of the queue holds. */
interface QueuedDelivery {
  readonly id: string;
  readonly round: number;
}

/** What handles deliveries. Both may be called again for the same one. */
export interface DeliveryHandlers {
  /** Sends it; true when it has ended, false when it should be tried again. The last attempt always ends. */
  readonly deliver: (id: string, isLast: boolean) => Promise<boolean>;
  /** Ends one whose process was lost each time. */
  readonly giveUp: (id: string) => Promise<void>;
}

/** The queue of one process. */
export interface DeliveryQueue {
  readonly send: SendDeliveries;
  /** Takes deliveries out, whether they wait for their turn or for another attempt. */
  readonly takeOut: SendDeliveries;
  /** Says that something was queued. */
  wake(): void;
  work(handlers: DeliveryHandlers): Promise<void>;
  /** Stops taking deliveries and waits for those under way, at most so long (milliseconds). */
  stop(graceMs: number): Promise<void>;
}

const queueName = 'webhook';
const givenUpName = 'webhook_given_up';
/** Attempts after the first; with the pauses below, the last one comes some three to six hours after it. */
const retries = 10;
/** Seconds of the first pause, up to twice of it; each further one is twice as long, up to an hour. */
const firstPause = 15;
const longestPause = 3_600;
const connections = 2;
const heartbeatSeconds = 10;
/** Seconds for one attempt, reading and writing rows included. */
const attemptSeconds = 60;
/** Seconds for which rows of ended deliveries are kept; our own rows are what counts. */
const endedSeconds = 600;
/** Seconds for which a delivery may wait for its turn: a year, else the library would drop it after two weeks. */
const waitingSeconds = 31_536_000;
/** Deliveries that are under way at once in one process, and of those the most for one webhook. */
const concurrency = 12;
const concurrencyOfOne = 2;

/** Opens the queue; its tables were made by the migration. */
export async function openDeliveryQueue(
  connection: ConnectionOptions,
  report: (error: unknown) => void,
): Promise<DeliveryQueue> {
  const boss = new PgBoss({
    ...connection,
    max: connections,
    schema: 'pgboss',
    migrate: false,
    createSchema: false,
    schedule: false,
  });
  // The library's errors carry the connection they happened on, with more than belongs into a log.
  boss.on('error', ({ message }) => report(new Error(message)));
  await boss.start();
  await declareQueues(boss);
  return {
    send: (transaction, deliveries) => send(boss, transaction, deliveries),
    async takeOut(transaction, deliveries) {
      await boss.deleteJob(queueName, deliveries.map(rowId), { db: within(transaction) });
    },
    wake: () => wake(boss),
    async work(handlers) {
      const options = {
        localConcurrency: concurrency,
        localGroupConcurrency: concurrencyOfOne,
        pollingIntervalSeconds: 5,
        batchSize: 1,
        includeMetadata: true,
      } as const;
      const taken = async ([job]: JobWithMetadata<QueuedDelivery>[]): Promise<void> => {
        if (job !== undefined) await handle(boss, handlers, job);
      };
      await boss.work(queueName, options, taken);
      await boss.work<QueuedDelivery, void>(givenUpName, { pollingIntervalSeconds: 5 }, async ([job]) => {
        if (job === undefined) return;
        await handlers.giveUp(job.data.id);
        // What failed in the queue holds up its lane.
        await boss.deleteJob(queueName, rowId(job.data));
      });
    },
    stop: (graceMs) => boss.stop({ graceful: graceMs > 0, timeout: Math.max(graceMs, 1_000) }),
  };
}

async function declareQueues(boss: PgBoss): Promise<void> {
  const kept = { deleteAfterSeconds: endedSeconds, retentionSeconds: waitingSeconds };
  const givenUp = {
    ...kept,
    retryLimit: 10,
    retryBackoff: true,
    retryDelay: 5,
    expireInSeconds: attemptSeconds,
  };
  const settings = {
    ...kept,
    retryLimit: retries,
    retryDelay: firstPause,
    retryBackoff: true,
    retryDelayMax: longestPause,
    heartbeatSeconds,
    expireInSeconds: attemptSeconds,
    deadLetter: givenUpName,
  };
  await boss.createQueue(givenUpName, givenUp);
  await boss.createQueue(queueName, { ...settings, policy: 'key_strict_fifo' });
  await boss.updateQueue(queueName, settings);
}

async function send(
  boss: PgBoss,
  transaction: Transaction,
  deliveries: readonly LaneDelivery[],
): Promise<void> {
  const jobs = deliveries.map(({ id, webhookId, laneId, round }) => ({
    id: rowId({ id, round }),
    data: { id, round },
    singletonKey: `${webhookId} ${laneId}`,
    group: { id: webhookId },
  }));
  await boss.insert(queueName, jobs, { db: within(transaction) });
}

/** The door through which the library writes into a transaction. */
function within(transaction: Transaction) {
  return {
    async executeSql(text: string, values: unknown[] = []) {
      const { rows } = await transaction.run({ sql: text, parameters: values });
      return { rows: [...rows] };
    },
  };
}

/** The id of a delivery comes first: rows that were queued together are taken in its order. */
function rowId({ id, round }: QueuedDelivery): string {
  const digits = `${BigInt(id).toString(16).padStart(16, '0')}${round.toString(16).padStart(16, '0')}`;
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Ends an attempt that should be made again: the library counts a handler that throws as such. */
class TryAgain extends Error {}

async function handle(
  boss: PgBoss,
  handlers: DeliveryHandlers,
  { data, retryCount, retryLimit }: JobWithMetadata<QueuedDelivery>,
): Promise<void> {
  const ended = await handlers.deliver(data.id, retryCount >= retryLimit);
  // Whoever is at work looks again when done, also for what stood behind this one; those at rest would find nothing more.
  wake(boss, ({ count }) => count > 0);
  if (!ended) throw new TryAgain('The delivery is tried again');
}

/** Workers look for the next delivery at once instead of at their next turn. */
function wake(boss: PgBoss, which: (worker: WipData) => boolean = () => true): void {
  for (const worker of boss.getWipData())
    if ((worker.name === queueName || worker.name === givenUpName) && which(worker))
      boss.notifyWorker(worker.id);
}
