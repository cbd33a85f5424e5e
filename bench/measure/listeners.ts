/** What a thousand people who watch cost a server: memory, questions about their rights, and how long the last of them waits for a change. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../../server/src/storage/database.ts';
import { type Client, openClient } from '../client.ts';
import type { Facts } from '../facts.ts';
import type { ServerProcess } from '../server-process.ts';
import { described, failed, type Section } from './measurement.ts';
import { memoryOf } from './starting.ts';

/** What listening is measured with. */
export interface ListenersOptions {
  readonly client: Client;
  readonly key: string;
  readonly server: ServerProcess;
  readonly database: Database;
  readonly facts: Facts;
}

const listeners = 1_000;
const changes = 20;
const patienceMs = 60_000;
/** The counters of PostgreSQL are written with a delay. */
const countersMs = 2_000;
const title = 'A thousand live listeners';

/** Opens the listeners, and changes an alert again and again. */
export async function measureListeners(options: ListenersOptions): Promise<Section> {
  try {
    const before = await memoryOf([options.server.pid]);
    const many = await watched(options);
    return {
      title,
      measurements: [
        described('memory of the server they take', 'MB', [many.memory - before], { of: 'p95', most: 200 }),
        described('from the request to the last of them', 'ms', many.times, { of: 'p95', most: 1_000 }),
        described('statements a second while nothing changes', '/s', [many.idle]),
      ],
    };
  } catch (error) {
    return { title, measurements: [failed('a thousand live listeners', error)] };
  }
}

interface Watched {
  /** Milliseconds from each request until every listener has heard of it. */
  readonly times: readonly number[];
  /** Transactions a second while nothing changes: the rights of each listener are asked again every few seconds. */
  readonly idle: number;
  /** Megabytes of the server while all listen. */
  readonly memory: number;
}

async function watched(options: ListenersOptions): Promise<Watched> {
  const { client, key, server, facts } = options;
  const own = openClient(server.url, key, listeners);
  const ended = new AbortController();
  const ready = new Set<number>();
  const heard = new Set<number>();
  const following = Array.from({ length: listeners }, (_, index) =>
    own.follow(
      '/api/v1/live',
      (text) => {
        if (text.includes('ready')) ready.add(index);
        if (text.includes(`~${facts.alertId}`)) heard.add(index);
      },
      ended.signal,
    ),
  );
  try {
    await until(() => ready.size === listeners, following);
    const memory = await memoryOf([server.pid]);
    const idle = await idleRate(options.database);
    const times: number[] = [];
    for (let index = 0; index < changes; index += 1) {
      const start = performance.now();
      heard.clear();
      await client.send('PATCH', `/api/v1/alert/~${facts.alertId}`, {
        summary: `Watched since ${start}`,
      });
      await until(() => heard.size === listeners, following);
      times.push(performance.now() - start);
    }
    return { times, memory, idle };
  } finally {
    ended.abort();
    await Promise.allSettled(following);
    await own.close();
  }
}

async function until(holds: () => boolean, following: readonly Promise<void>[]): Promise<void> {
  const broken = Promise.race(following).then(() => Promise.reject(new Error('A stream ended')));
  const waiting = (async () => {
    const deadline = performance.now() + patienceMs;
    while (!holds()) {
      if (performance.now() > deadline) throw new Error('Not everybody heard of it in time');
      await pause(1);
    }
  })();
  await Promise.race([waiting, broken]);
}

async function idleRate(database: Database): Promise<number> {
  await pause(countersMs);
  const before = await transactionsOf(database);
  await pause(10_000);
  return ((await transactionsOf(database)) - before) / 10;
}

async function transactionsOf(database: Database): Promise<number> {
  const { rows } = await database.read(
    { role: 'worker' },
    {
      sql: 'select xact_commit from pg_stat_database where datname = current_database()',
      parameters: [],
    },
  );
  return Number(rows[0]?.xact_commit);
}
