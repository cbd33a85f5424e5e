/** The processes of this machine as Linux lists them. Elsewhere the list is empty and callers do without. */

import { readdir, readFile, stat } from 'node:fs/promises';

/** One process. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** Clock ticks since the machine started; with the pid it names a process for ever. */
  readonly started: number;
}

/** All processes that can be seen. */
export async function listProcesses(): Promise<ProcessEntry[]> {
  const names = await readdir('/proc').catch(() => []);
  const pids = names.filter((name) => /^\d+$/.test(name));
  const entries = await Promise.all(pids.map((pid) => processEntry(Number(pid))));
  return entries.filter((entry) => entry !== undefined);
}

async function processEntry(pid: number): Promise<ProcessEntry | undefined> {
  const line = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
  // The name stands in parentheses and may hold anything, so fields are counted from the last one.
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const [state, parent, group, session] = fields;
  if (state === undefined || session === undefined || state === 'Z' || state === 'X') return undefined;
  const started = Number(fields[19]);
  return { pid, parent: Number(parent), group: Number(group), session: Number(session), started };
}

/** Processes that belong to a launcher: itself, what descends from it, and what shares its session or group. */
export function belongingTo(launcher: number, all: readonly ProcessEntry[]): ProcessEntry[] {
  const found = new Map<number, ProcessEntry>();
  const children = Map.groupBy(all, ({ parent }) => parent);
  const queue = all.filter(
    ({ pid, group, session }) => pid === launcher || group === launcher || session === launcher,
  );
  for (let entry = queue.pop(); entry !== undefined; entry = queue.pop()) {
    if (found.has(entry.pid)) continue;
    found.set(entry.pid, entry);
    queue.push(...(children.get(entry.pid) ?? []));
  }
  return [...found.values()];
}

/** Processes of a user. */
export async function ownedBy(uid: number, all: readonly ProcessEntry[]): Promise<ProcessEntry[]> {
  const owners = await Promise.all(all.map(({ pid }) => stat(`/proc/${pid}`).catch(() => undefined)));
  return all.filter((_, index) => owners[index]?.uid === uid);
}

/** Bytes of memory that only exist because of these processes; shared pages are counted once where the system tells. */
export async function memoryOf(processes: readonly ProcessEntry[], limit: number): Promise<number> {
  const quick = await sum(processes, quickMemory);
  // What processes share after a fork is in each one's figure; the exact figure costs more and is only asked in doubt.
  return quick <= limit ? quick : sum(processes, exactMemory);
}

async function sum(
  processes: readonly ProcessEntry[],
  measure: (pid: number) => Promise<number>,
): Promise<number> {
  const all = await Promise.all(processes.map(({ pid }) => measure(pid)));
  return all.reduce((total, bytes) => total + bytes, 0);
}

async function quickMemory(pid: number): Promise<number> {
  return kibibytes(await read(`/proc/${pid}/status`), /^(?:RssAnon|RssShmem|VmSwap):\s+(\d+) kB/gm);
}

async function exactMemory(pid: number): Promise<number> {
  const rollup = await read(`/proc/${pid}/smaps_rollup`);
  if (rollup === '') return quickMemory(pid);
  return kibibytes(rollup, /^(?:Pss_Anon|Pss_Shmem|SwapPss):\s+(\d+) kB/gm);
}

function kibibytes(text: string, lines: RegExp): number {
  return [...text.matchAll(lines)].reduce((total, [, number]) => total + Number(number) * 1024, 0);
}

async function read(path: string): Promise<string> {
  return readFile(path, 'latin1').catch(() => '');
}
