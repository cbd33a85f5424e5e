/**
 * The queue of runs. Claiming, heartbeats, retries and giving up are the library's; here its rows are written together with
 * ours, and its workers are woken at once after a commit.
 *
 * Waiting ──► taken ──► ended
 *    ▲          │ the process dies: no heartbeat ─► taken again, at most `retries` times
 *    └──────────┘ after the last time ─► given up: our row ends as a failure with that reason
 */
import { type JobWithMetadata, PgBoss } from 'pg-boss';
import type { JobQueue, WorkKind } from '../commands/run/job-queue.ts';
import type { ConnectionOptions } from '../storage/connection-options.ts';
import { groupOf, turnsWithin } from './run/turns.ts';

/** What a run's queue row holds: only which of our rows it is about. */
export interface QueuedRun {
  readonly kind: WorkKind;
  /** Digits of the id of a job, an action or a direct run. */
  readonly id: string;
}

const queueName = 'run';
/** Runs on Cortex servers wait for answers of others: they have places of their own. */
const elsewhereName = 'run_elsewhere';
/** Those places. */
const placesElsewhere = 20;
/** Those of one person on one server, so that a server that does not answer leaves room for others. */
const placesOnServer = 5;
const minutelyName = 'minutely';
const givenUpName = 'run_given_up';
const upkeepName = 'upkeep';
/** Times a run is taken again after its process died. */
const retries = 2;
/** Connections of the library. */
const connections = 3;
/** Seconds without a heartbeat after which a run counts as lost. */
const heartbeatSeconds = 10;
/** Seconds between looks for lost runs: together with the heartbeat, how long a run stands still after its process died. */
const sweepSeconds = 5;
/** Seconds for which rows of ended runs are kept; our own rows are what counts, and looking for lost runs reads them all. */
const endedSeconds = 600;
/** Seconds for which a run may wait for its turn: a year, else the library would drop it after two weeks. */
const waitingSeconds = 31_536_000;
/** Seconds for ending a lost run, which is one small transaction. */
const givingUpSeconds = 60;
/** How long after a run was written, in milliseconds, its commit may wake workers; later they find it by themselves. */
const wakingMs = 2_000;

/** What handles runs. Both are called at least once for each run and must not mind being called again. */
export interface RunHandlers {
  /** Executes a run. Gives milliseconds after which it should be tried again, when it may not run yet. */
  readonly execute: (
    run: QueuedRun,
    signal: AbortSignal,
  ) => Promise<{ readonly againInMs: number } | undefined>;
  /** Ends a run that was lost too often. */
  readonly giveUp: (run: QueuedRun) => Promise<void>;
}

/** What is done from time to time, by one process of the instance. */
export interface Upkeep {
  /** Once an hour. */
  readonly upkeep: () => Promise<void>;
  /** The same once a minute. */
  readonly eachMinute: () => Promise<void>;
}

/** The queue of one process. */
export interface RunQueue {
  /** The door for commands: writes into their transaction. */
  readonly forCommands: JobQueue;
  /** Starts taking runs. */
  work(handlers: RunHandlers & Upkeep): Promise<void>;
  /** Wakes the workers: something was committed. */
  ring(): void;
  /** Stops taking runs and waits for those under way, at most so long (milliseconds). */
  stop(graceMs: number): Promise<void>;
}

/** What the queue needs. */
export interface RunQueueOptions {
  /** The library keeps a few connections of its own, as the role of background work. */
  readonly connection: ConnectionOptions;
  /** Runs at once in this process. */
  readonly concurrency: number;
  /** Longest run in seconds, bookkeeping included. */
  readonly longestSeconds: number;
  readonly report: (error: unknown) => void;
}

/** Opens the queue; its tables were made by the migration. */
export async function openRunQueue(options: RunQueueOptions): Promise<RunQueue> {
  const boss = new PgBoss({
    ...options.connection,
    max: connections,
    schema: 'pgboss',
    migrate: false,
    createSchema: false,
    superviseIntervalSeconds: sweepSeconds,
    monitorIntervalSeconds: sweepSeconds,
    maintenanceIntervalSeconds: endedSeconds,
  });
  boss.on('error', (error) => options.report(withoutConnection(error)));
  await boss.start();
  await declareQueues(boss, options.longestSeconds);
  const bell = createBell(boss);
  return {
    forCommands: commandQueue(boss, bell),
    async work(handlers) {
      const taken = async ([job]: JobWithMetadata<QueuedRun>[]): Promise<void> => {
        if (job !== undefined) await handle(boss, handlers, job);
      };
      await boss.work(queueName, workOptions(options.concurrency), taken);
      const elsewhere = {
        ...workOptions(placesElsewhere),
        localGroupConcurrency: placesOnServer,
        // Each place looks for itself, and all of them together often enough.
        pollingIntervalSeconds: 10,
      };
      await boss.work(elsewhereName, elsewhere, taken);
      await boss.work<QueuedRun, void>(givenUpName, { pollingIntervalSeconds: 2 }, async ([job]) => {
        if (job !== undefined) await handlers.giveUp(job.data);
      });
      await boss.work(upkeepName, { pollingIntervalSeconds: 30 }, () => handlers.upkeep());
      await boss.schedule(upkeepName, '17 * * * *');
      await boss.work(minutelyName, { pollingIntervalSeconds: 5 }, () => handlers.eachMinute());
      await boss.schedule(minutelyName, '* * * * *');
    },
    ring: bell.ring,
    stop: (graceMs) => boss.stop({ graceful: graceMs > 0, timeout: Math.max(graceMs, 1_000) }),
  };
}

/** Makes the queues, and gives those of an earlier start the settings of this one. */
async function declareQueues(boss: PgBoss, longestSeconds: number): Promise<void> {
  const kept = { deleteAfterSeconds: endedSeconds, retentionSeconds: waitingSeconds };
  const runs = {
    ...kept,
    retryLimit: retries,
    retryDelay: 0,
    heartbeatSeconds,
    expireInSeconds: longestSeconds,
    deadLetter: givenUpName,
  };
  const queues = {
    [givenUpName]: {
      ...kept,
      retryLimit: 10,
      retryBackoff: true,
      retryDelay: 5,
      expireInSeconds: givingUpSeconds,
    },
    [upkeepName]: { ...kept, retryLimit: 0, expireInSeconds: 3_600 },
    [minutelyName]: { ...kept, retryLimit: 0, expireInSeconds: 300 },
    [queueName]: runs,
    [elsewhereName]: runs,
  };
  for (const [name, settings] of Object.entries(queues)) {
    await boss.createQueue(name, settings);
    await boss.updateQueue(name, settings);
  }
}

/** The library's errors carry the connection they happened on, with more than belongs into a log. */
function withoutConnection({ message, stack }: Error): Error {
  return Object.assign(new Error(message), stack === undefined ? {} : { stack });
}

/** Wakes workers when something was queued here, instead of letting them find it at their next look. */
interface Bell {
  /** Notes that a run was written; its transaction may still be open. */
  sent(): void;
  /** Something was committed: wakes one waiting worker for each run that was written lately. */
  ring(): void;
}

function createBell(boss: PgBoss): Bell {
  const state = { last: 0, runs: 0 };
  const recent = (): number => (Date.now() - state.last < wakingMs ? state.runs : 0);
  return {
    sent() {
      state.runs = recent() + 1;
      state.last = Date.now();
    },
    ring() {
      const runs = recent();
      if (runs === 0) return;
      const idle = runWorkers(boss).filter(({ count }) => count === 0);
      for (const { id } of idle.slice(0, runs)) boss.notifyWorker(id);
    },
  };
}

function runWorkers(boss: PgBoss): { readonly id: string; readonly count: number }[] {
  return boss.getWipData().filter(({ name }) => name === queueName || name === elsewhereName);
}

/** Half of the places at most for one person, so that many runs of one leave room for others. */
function workOptions(concurrency: number) {
  return {
    localConcurrency: concurrency,
    localGroupConcurrency: Math.max(1, Math.ceil(concurrency / 2)),
    pollingIntervalSeconds: 1,
    batchSize: 1,
    includeMetadata: true,
  } as const;
}

/** A run that may not start yet comes back later, at the place that it had. */
async function handle(boss: PgBoss, handlers: RunHandlers, job: JobWithMetadata<QueuedRun>): Promise<void> {
  const again = await handlers.execute(job.data, job.signal);
  // A worker that was busy looks for the next run at once instead of at its next turn.
  for (const { id, count } of runWorkers(boss)) if (count > 0) boss.notifyWorker(id);
  if (again === undefined) return;
  const { groupId, priority } = job;
  await boss.send(job.name, job.data, {
    startAfter: new Date(Date.now() + again.againInMs),
    priority,
    ...(typeof groupId === 'string' ? { group: { id: groupId } } : {}),
  });
}

function commandQueue(boss: PgBoss, bell: Bell): JobQueue {
  const unplaced: JobQueue = {
    within(write) {
      const turns = { here: turnsWithin(write, queueName), elsewhere: turnsWithin(write, elsewhereName) };
      const db = {
        async executeSql(text: string, values: unknown[] = []) {
          const { rows } = await write.run({ sql: text, parameters: values });
          return { rows: [...rows] };
        },
      };
      return {
        ...unplaced,
        async send(kind, id, asker, lane, serverId) {
          const [place, name] =
            serverId === undefined ? (['here', queueName] as const) : (['elsewhere', elsewhereName] as const);
          const group = groupOf(asker, serverId);
          const priority = await turns[place].next(asker, lane, group);
          await boss.send(name, { kind, id }, { db, priority, group: { id: group } });
          bell.sent();
        },
      };
    },
    send: () => Promise.reject(new Error('Work is queued inside the transaction of a command only')),
  };
  return unplaced;
}
