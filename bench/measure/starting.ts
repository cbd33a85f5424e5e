/** How long the product takes from its start to serving, and how much memory it then needs. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type ServerProcess, startServer } from '../server-process.ts';
import { type Budget, described, type Section } from './measurement.ts';

const starts = 5;
/** After this pause the server is idle: connections to the database that nobody used for a minute have been closed. */
const settleMs = 75_000;
const memorySamples = 5;
const memoryBudget: Budget = { of: 'p95', most: 350 };

/** Starts the server several times on the existing database. */
export async function measureStarts(dataFolder: string): Promise<Section> {
  const times: number[] = [];
  for (let index = 0; index < starts; index += 1) {
    const server = await startServer(dataFolder);
    times.push(server.startedInMs);
    await server.stop();
  }
  const measurements = [described('from start to serving', 'ms', times, { of: 'p95', most: 3_000 })];
  return { title: 'Start on an existing database', measurements };
}

/** Memory of the idle server and its database: each page counts once, shared ones in parts. */
export async function measureMemory(
  server: ServerProcess,
  dataFolder: string,
  when: string,
): Promise<Section> {
  await pause(settleMs);
  const postmaster = await postmasterOf(dataFolder);
  const samples: { readonly database: number; readonly together: number }[] = [];
  for (let index = 0; index < memorySamples; index += 1) {
    const database = await memoryOf([postmaster]);
    samples.push({ database, together: await memoryOf([server.pid, postmaster]) });
    await pause(500);
  }
  const row = (name: string, of: (sample: (typeof samples)[number]) => number, budget?: Budget) =>
    described(name, 'MB', samples.map(of), budget);
  return {
    title: `Idle memory, ${when}`,
    measurements: [
      row('server', ({ database, together }) => together - database),
      row('database', ({ database }) => database),
      row('server and database', ({ together }) => together, memoryBudget),
    ],
  };
}

async function postmasterOf(dataFolder: string): Promise<number> {
  const text = await readFile(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8');
  return Number(text.split('\n')[0]);
}

/** Megabytes of processes and all below them. */
export async function memoryOf(roots: readonly number[]): Promise<number> {
  const parents = await readParents();
  const wanted = new Set(roots);
  // A child's number may be lower than its parent's, so the tree is walked until nothing is added.
  for (let size = 0; size < wanted.size; ) {
    size = wanted.size;
    for (const [pid, parent] of parents) if (wanted.has(parent)) wanted.add(pid);
  }
  const sizes = await Promise.all([...wanted].map(proportionalKilobytes));
  return sizes.reduce((sum, size) => sum + size, 0) / 1_024;
}

async function readParents(): Promise<ReadonlyMap<number, number>> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const entries = await Promise.all(
    pids.map(async (pid) => {
      const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
      return [pid, Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0)] as const;
    }),
  );
  return new Map(entries);
}

/** Zero for a process that has just ended. */
async function proportionalKilobytes(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0);
}
