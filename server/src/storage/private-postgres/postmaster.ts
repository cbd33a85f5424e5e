/** PostgreSQL's main process: started, found again, and stopped. */
import { spawn } from 'node:child_process';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Account, runAs } from './account.ts';
import type { Layout } from './layout.ts';
import { exists, isAlive, signal } from './processes.ts';
import type { Programs } from './programs.ts';
import { plainEnvironment } from './run.ts';
import { type Durability, settingArguments } from './settings.ts';

/** A postmaster as its own pid file tells. */
export interface Postmaster {
  readonly pid: number;
  /** Folder of its socket, empty until it has one. */
  readonly socketFolder: string;
  /** `starting`, `ready`, `stopping`, or empty when not yet written. */
  readonly status: string;
}

const programName = 'postgres';
const pollMs = 20;
/** A fast shutdown that takes longer becomes an immediate one, which the next start recovers from. */
const patienceMs = 30_000;
/** A larger log is set aside at the next start; one older log is kept. */
const largestLog = 5_000_000;

/** The living postmaster of a folder. A pid file whose process is gone, or is something else, counts as none. */
export async function findPostmaster(layout: Layout): Promise<Postmaster | undefined> {
  const written = await readPidFile(layout);
  return written !== undefined && (await isAlive(written.pid, programName)) ? written : undefined;
}

async function readPidFile(layout: Layout): Promise<Postmaster | undefined> {
  const text = await readFile(join(layout.cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, socketFolder: lines[4] ?? '', status: lines[7] ?? '' };
}

/**
 * PostgreSQL takes any process under the id in an old pid file for a living postmaster: a zombie that nobody reaps (common in
 * containers), or whoever got the id after a restart of the machine. It makes an exception for the id in this variable, which
 * its own starter uses too, and still checks that nothing uses the folder's shared memory.
 */
async function exceptionFor(layout: Layout): Promise<Record<string, string>> {
  const old = await readPidFile(layout);
  if (old === undefined || !exists(old.pid) || (await isAlive(old.pid, programName))) return {};
  return { PG_GRANDPARENT_PID: String(old.pid) };
}

/** A postmaster just started: `ended` resolves with its exit status if it ends. */
export interface StartedPostmaster {
  readonly ended: Promise<number>;
}

/** Starts a postmaster in a session of its own, so that it outlives signals to the server's group. */
export async function startPostmaster(
  layout: Layout,
  programs: Programs,
  account: Account | undefined,
  socketFolder: string,
  durability: Durability,
): Promise<StartedPostmaster> {
  const environment = { ...plainEnvironment, ...(await exceptionFor(layout)) };
  const log = await openLog(layout.log);
  try {
    const child = spawn(
      programs.postgres,
      ['-D', layout.cluster, ...settingArguments(socketFolder, durability)],
      {
        ...runAs(account),
        cwd: '/',
        env: environment,
        detached: true,
        stdio: ['ignore', log.fd, log.fd],
      },
    );
    child.unref();
    const ended = Promise.withResolvers<number>();
    child.once('error', () => ended.resolve(-1));
    child.once('exit', (status) => ended.resolve(status ?? -1));
    return { ended: ended.promise };
  } finally {
    await log.close();
  }
}

/** Stops a postmaster in order: running statements are rolled back, everything committed is on disk. */
export async function stopPostmaster(layout: Layout, pid: number): Promise<void> {
  signal(pid, 'SIGINT');
  if (await isGone(layout, pid, patienceMs)) return;
  signal(pid, 'SIGQUIT');
  await isGone(layout, pid, patienceMs);
}

/** Waits until a postmaster is gone; false when it is still there after the given milliseconds. */
export async function isGone(layout: Layout, pid: number, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while ((await findPostmaster(layout))?.pid === pid) {
    if (Date.now() > deadline) return false;
    await pause(pollMs);
  }
  return true;
}

/** The last lines of the log, for an error message. */
export async function tailOfLog(layout: Layout): Promise<string> {
  const text = await readFile(layout.log, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-5).join('\n');
}

async function openLog(path: string): Promise<Awaited<ReturnType<typeof open>>> {
  const size = (await stat(path).catch(() => undefined))?.size ?? 0;
  if (size > largestLog) {
    await rm(`${path}.1`, { force: true });
    await rename(path, `${path}.1`);
  }
  return open(path, 'a', 0o600);
}
