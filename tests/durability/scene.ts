/** A server that is killed at any moment and started again on the same data folder, and what is in that folder afterwards. */
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type OwnerSession, withOwner } from '../../server/src/storage/owner-session.ts';
import { ownerPassword, ownerRole } from '../../server/src/storage/private-postgres/initialise.ts';
import { layoutOf } from '../../server/src/storage/private-postgres/layout.ts';
import { findPostmaster } from '../../server/src/storage/private-postgres/postmaster.ts';
import { socketPort } from '../../server/src/storage/private-postgres/socket-folder.ts';
import { startPrivatePostgres } from '../../server/src/storage/private-postgres/start.ts';
import { type JourneyServer, startServer, stopServer } from '../journeys/server.ts';

/** What is killed: the server, the PostgreSQL it started, or both at the same moment. */
export type Victim = 'server' | 'database' | 'both';

/** All victims. */
export const victims: readonly Victim[] = ['server', 'database', 'both'];

/** A server over a data folder, through all its lives. */
export interface Scene {
  readonly folder: string;
  /** The server as it runs now; a call while it is down waits for its next life. */
  server(): Promise<JourneyServer>;
  /** Kills with SIGKILL, and comes back when the server has ended. */
  kill(victim: Victim): Promise<void>;
  /** Sends SIGTERM; gives the exit code, or the signal that ended it, and how long it took in milliseconds. */
  terminate(): Promise<{ readonly code: number | string; readonly ms: number }>;
  /** Starts it again on the same folder. */
  restart(): Promise<JourneyServer>;
  /** Reads the database of a server that is down, past all policies. */
  look<T>(work: (session: OwnerSession) => Promise<T>): Promise<T>;
  /** Works in the database of the running server, past all policies. */
  reach<T>(work: (session: OwnerSession) => Promise<T>): Promise<T>;
}

/** Longest time, in milliseconds, that a server may live on after its database was killed. */
const longestEnd = 20_000;

/** Settings of a server, by name of its environment variable. */
type Settings = Readonly<Record<string, string>>;

/** Runs work with a scene of its own, whose processes and folder are gone afterwards. */
export async function withScene<T>(
  settings: Settings,
  work: (scene: Scene) => Promise<T>,
  program?: string,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'skep-durability-'));
  // The users of PostgreSQL and of neurons pass through it.
  await chmod(folder, 0o755);
  const lives = createLives(folder, settings, program);
  try {
    await lives.restart();
    return await work({
      folder,
      ...lives,
      look: (read) => lookInto(folder, read),
      reach: (act) => reachInto(folder, act),
    });
  } finally {
    await lives.end();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Waits for a condition, looking often. Throws when it does not hold in time (milliseconds). */
export async function until(
  what: string,
  longest: number,
  holds: () => boolean | Promise<boolean>,
): Promise<void> {
  const deadline = Date.now() + longest;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited ${longest} ms in vain for ${what}`);
    await pause(10);
  }
}

type Lives = Omit<Scene, 'folder' | 'look' | 'reach'> & { readonly end: () => Promise<void> };

function createLives(folder: string, settings: Settings, program?: string): Lives {
  const next = () => Promise.withResolvers<JourneyServer>();
  const state: { life: PromiseWithResolvers<JourneyServer>; now?: JourneyServer } = { life: next() };
  const running = (): JourneyServer => {
    if (state.now === undefined) throw new Error('The server is down');
    return state.now;
  };
  const over = (): void => {
    state.life = next();
    delete state.now;
  };
  return {
    server: () => state.life.promise,
    async kill(victim) {
      const { process: child } = running();
      const postmaster = victim === 'server' ? undefined : await postmasterOf(folder);
      over();
      const ended = hasEnded(child);
      if (postmaster !== undefined) process.kill(postmaster, 'SIGKILL');
      if (victim !== 'database') child.kill('SIGKILL');
      await within(longestEnd, `the server to end after its ${victim} was killed`, ended);
    },
    async terminate() {
      const { process: child } = running();
      over();
      const started = Date.now();
      child.kill('SIGTERM');
      await within(longestEnd, 'the server to end after SIGTERM', hasEnded(child));
      return { code: child.exitCode ?? String(child.signalCode), ms: Date.now() - started };
    },
    async restart() {
      state.now = await startServer(folder, settings, program);
      state.life.resolve(state.now);
      return state.now;
    },
    async end() {
      if (state.now !== undefined) await stopServer(state.now);
    },
  };
}

async function hasEnded(child: JourneyServer['process']): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

async function within(longest: number, what: string, work: Promise<void>): Promise<void> {
  const done = { yes: false };
  await Promise.race([
    work.then(() => {
      done.yes = true;
    }),
    until(what, longest, () => done.yes),
  ]);
}

async function postmasterOf(folder: string): Promise<number> {
  const text = await readFile(join(layoutOf(join(folder, 'data')).cluster, 'postmaster.pid'), 'utf8');
  return Number(text.split('\n')[0]);
}

async function reachInto<T>(folder: string, act: (session: OwnerSession) => Promise<T>): Promise<T> {
  const layout = layoutOf(join(folder, 'data'));
  const postmaster = await findPostmaster(layout);
  if (postmaster === undefined) throw new Error('PostgreSQL does not run');
  const password = await ownerPassword(layout);
  const host = postmaster.socketFolder;
  return withOwner({ host, port: socketPort, database: 'skep', user: ownerRole, password }, act);
}

async function lookInto<T>(folder: string, read: (session: OwnerSession) => Promise<T>): Promise<T> {
  const postgres = await startPrivatePostgres({ dataFolder: join(folder, 'data'), database: 'skep' });
  try {
    return await withOwner(postgres.owner, read);
  } finally {
    await postgres.stop();
  }
}
