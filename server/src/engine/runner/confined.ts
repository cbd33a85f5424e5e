/**
 * Runs one command line as the leader of a process group of its own and ends everything it started with it. Printing,
 * time and whatever a supervisor measures are bounded; the result says how it ended.
 *
 * It waits for `exit`, not for `close`: a process that left the group can hold the pipes open for as long as it lives.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import type { Readable } from 'node:stream';
import { errorCode } from '../report/read-text.ts';
import type { CommandLine } from './launch.ts';
import { createPrinted, type Printed } from './printed.ts';
import { belongingTo, listProcesses, type ProcessEntry } from './process-table.ts';
import type { OutputChunk, Stop } from './runner.ts';

/** What to run and within which bounds. */
export interface ConfinedRequest {
  readonly commandLine: CommandLine;
  readonly environment: Readonly<Record<string, string>>;
  readonly workingFolder: string;
  /** Given on standard input, which is closed behind it; nothing when missing. */
  readonly standardInput?: string | undefined;
  /** Descriptors beyond the three usual ones that must not reach the process. */
  readonly inherited: readonly number[];
  readonly wallMs: number;
  readonly streamBytes: number;
  /** Asked again and again while the process with this id runs; a stop ends it. */
  readonly supervise?: ((pid: number) => Promise<Stop | undefined>) | undefined;
  readonly onOutput?: ((chunk: OutputChunk) => void) | undefined;
}

/** How the process ended. */
export type ProcessEnd =
  | { readonly how: 'exited'; readonly code: number }
  | { readonly how: 'signalled'; readonly signal: string }
  | { readonly how: 'stopped'; readonly by: Stop }
  | { readonly how: 'notStarted'; readonly reason: string };

/** What is known afterwards. */
export interface ConfinedOutcome {
  readonly end: ProcessEnd;
  readonly printed: string;
  readonly errors: string;
  /** All of standard output, within the bound of the request. */
  readonly standardOutput: Buffer;
}

/** Milliseconds between measurements. */
const superviseMs = 250;

/** Longest wait, in milliseconds, for what was printed last and for killed processes to be gone. */
const settleMs = 1000;

/** Runs it. Never rejects for anything the process does. */
export async function runConfined(request: ConfinedRequest, signal: AbortSignal): Promise<ConfinedOutcome> {
  if (signal.aborted) return nothingPrinted({ how: 'stopped', by: 'cancelled' });
  const child = start(request);
  if ('reason' in child) return nothingPrinted({ how: 'notStarted', reason: child.reason });
  const printed = createPrinted();
  const end = await follow(child, request, printed, signal);
  return {
    end,
    printed: printed.all(),
    errors: printed.errors(),
    standardOutput: printed.standardOutput(),
  };
}

function nothingPrinted(end: ProcessEnd): ConfinedOutcome {
  return { end, printed: '', errors: '', standardOutput: Buffer.alloc(0) };
}

function start(request: ConfinedRequest): ChildProcess | { readonly reason: string } {
  const { commandLine, environment, workingFolder, inherited, standardInput } = request;
  const nothing = inherited.length === 0 ? undefined : openSync(devNull, 'r');
  try {
    return spawn(commandLine.executable, commandLine.arguments, {
      cwd: workingFolder,
      env: environment,
      detached: true,
      stdio: [
        standardInput === undefined ? 'ignore' : 'pipe',
        'pipe',
        'pipe',
        ...coverFor(inherited, nothing),
      ],
      windowsHide: true,
      ...commandLine.identity,
    });
  } catch (error) {
    return { reason: startReason(error) };
  } finally {
    if (nothing !== undefined) closeSync(nothing);
  }
}

/** Inherited descriptors cannot be closed from here, but in the new process something harmless can take their place. */
function coverFor(inherited: readonly number[], nothing: number | undefined): ('ignore' | number)[] {
  const places = Array.from({ length: Math.max(2, ...inherited) - 2 }, (_, index) => index + 3);
  return places.map((place) => (nothing !== undefined && inherited.includes(place) ? nothing : 'ignore'));
}

async function follow(
  child: ChildProcess,
  request: ConfinedRequest,
  printed: Printed,
  signal: AbortSignal,
): Promise<ProcessEnd> {
  let stopped: Stop | undefined;
  let doomed: Promise<readonly ProcessEntry[]> | undefined;
  const stop = (by: Stop): void => {
    if (stopped !== undefined) return;
    stopped = by;
    doomed = killFamily(child);
  };
  const cancel = (): void => stop('cancelled');
  const clock = setTimeout(() => stop('time'), request.wallMs);
  const supervisor = supervise(child, request, stop);
  signal.addEventListener('abort', cancel);
  listen(child, request, printed, stop);
  hand(child, request.standardInput);
  try {
    const end = await ended(child);
    killGroup(child.pid);
    await gone(await doomed);
    return stopped === undefined ? end : { how: 'stopped', by: stopped };
  } finally {
    clearTimeout(clock);
    clearInterval(supervisor);
    signal.removeEventListener('abort', cancel);
    child.stdin?.destroy();
    await lastWords(child);
  }
}

async function ended(child: ChildProcess): Promise<ProcessEnd> {
  const { promise, resolve } = Promise.withResolvers<ProcessEnd>();
  child.once('error', (error) => resolve({ how: 'notStarted', reason: startReason(error) }));
  child.once('exit', (code, signal) => {
    resolve(signal === null ? { how: 'exited', code: code ?? 0 } : { how: 'signalled', signal });
  });
  return promise;
}

function startReason(error: unknown): string {
  const known: Readonly<Record<string, string>> = {
    ENOENT: 'the program or the folder it starts in does not exist',
    EACCES: 'the program, or a folder above it, may not be executed',
    EAGAIN: 'this machine has no room for another process',
    E2BIG: 'the command line is too long',
  };
  const code = errorCode(error) ?? '';
  return known[code] ?? `the system refused to start it (${code === '' ? String(error) : code})`;
}

function listen(
  child: ChildProcess,
  { streamBytes, onOutput }: ConfinedRequest,
  printed: Printed,
  stop: (by: Stop) => void,
): void {
  let bytes = 0;
  const take = (stream: OutputChunk['stream'], from: Readable | null): void => {
    from?.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > streamBytes) return stop('printed');
      const text = printed.add(stream, chunk);
      if (text !== '') onOutput?.({ stream, text });
    });
    // A pipe that breaks while everything is being killed is no news.
    from?.on('error', () => from.destroy());
  };
  take('stdout', child.stdout);
  take('stderr', child.stderr);
}

/** Most processes never read it: that their end of the pipe closes before everything was taken is no news. */
function hand({ stdin }: ChildProcess, text: string | undefined): void {
  stdin?.on('error', () => stdin.destroy());
  stdin?.end(text);
}

function supervise(
  child: ChildProcess,
  { supervise: measure }: ConfinedRequest,
  stop: (by: Stop) => void,
): NodeJS.Timeout {
  let busy = false;
  return setInterval(async () => {
    const { pid } = child;
    if (busy || pid === undefined || measure === undefined) return;
    busy = true;
    const by = await measure(pid);
    busy = false;
    if (by !== undefined) stop(by);
  }, superviseMs);
}

/** Kills the group, and what has left it but is still known to descend from it. Gives what was killed. */
async function killFamily(child: ChildProcess): Promise<readonly ProcessEntry[]> {
  const { pid } = child;
  if (pid === undefined) return [];
  const family = belongingTo(pid, await listProcesses());
  killGroup(pid);
  for (const member of family) kill(member.pid);
  return family;
}

function killGroup(leader: number | undefined): void {
  if (leader !== undefined) kill(-leader);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already, or another user's: then its owner's processes are ended as a whole afterwards.
  }
}

/** Waits until killed processes have really left: until then they could still write. */
async function gone(killed: readonly ProcessEntry[] | undefined): Promise<void> {
  if (killed === undefined || killed.length === 0) return;
  const names = new Set(killed.map(({ pid, started }) => `${pid} ${started}`));
  const deadline = Date.now() + settleMs;
  while (Date.now() < deadline) {
    const alive = (await listProcesses()).some(({ pid, started }) => names.has(`${pid} ${started}`));
    if (!alive) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** What was printed just before the end is still in the pipes; whoever keeps them open beyond that is not waited for. */
async function lastWords(child: ChildProcess): Promise<void> {
  const open = [child.stdout, child.stderr].filter((stream) => stream !== null && !stream.closed);
  const deadline = AbortSignal.timeout(settleMs / 4);
  await Promise.all(
    open.map((stream) => once(stream ?? child, 'close', { signal: deadline }).catch(() => stream?.destroy())),
  );
}
