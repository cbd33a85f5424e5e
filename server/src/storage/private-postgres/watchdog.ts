/**
 * A small shell that ends PostgreSQL when its server ends, however that happens: it holds one end of a pipe whose other end
 * closes with the server. It runs in a session of its own, so that signals to the server's group do not reach it.
 */
import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { type Account, runAs } from './account.ts';
import type { Layout } from './layout.ts';
import { isAlive } from './processes.ts';
import { plainEnvironment } from './run.ts';

/** Name under which the shell shows in process lists. */
const title = 'skep-postgres-watchdog';

/**
 * Waits for the end of the pipe; then, if the postmaster is still the one it was made for, asks for a fast shutdown, and
 * after half a minute for an immediate one.
 */
const script = `
trap '' HUP INT TERM
while read -r line; do :; done
read -r current < "$1/postmaster.pid" && [ "$current" = "$2" ] || exit 0
kill -INT "$2" || exit 0
left=30
while [ "$left" -gt 0 ]; do
  sleep 1
  kill -0 "$2" || exit 0
  left=$((left - 1))
done
kill -QUIT "$2"
`;

/** A running watchdog. */
export interface Watchdog {
  /** Lets it look once more and end. */
  release(): void;
}

/** Starts a watchdog over a postmaster. */
export async function startWatchdog(
  layout: Layout,
  postmaster: number,
  account: Account | undefined,
): Promise<Watchdog> {
  const child = spawn('/bin/sh', ['-c', script, title, layout.cluster, String(postmaster)], {
    ...runAs(account),
    cwd: '/',
    env: plainEnvironment,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  await writeFile(layout.watchdog, String(child.pid ?? ''), { mode: 0o600 });
  return { release: () => child.stdin.end() };
}

/** Whether the watchdog of an earlier server still lives, and so is about to end the postmaster. */
export async function earlierWatchdogLives(layout: Layout): Promise<boolean> {
  const pid = Number(await readFile(layout.watchdog, 'utf8').catch(() => ''));
  return Number.isInteger(pid) && pid > 0 && isAlive(pid, title);
}
