/**
 * A data folder as the first start leaves it, made once in a test run and copied for every server of its own: making a cluster
 * and its schema costs more than most of what is then asked of it. Tests of the first start itself begin with nothing.
 */
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Names the folder of the test run to all its threads and processes. */
const variable = 'SKEP_TEST_RUN_FOLDER';

/** Longest time, in milliseconds, that somebody else may take to make it. */
const longest = 90_000;

/** Makes the folder of a test run; gives what removes it. Called once before all test files. */
export async function openRunFolder(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'skep-run-'));
  // The users of PostgreSQL and of neurons pass through it.
  await chmod(folder, 0o755);
  process.env[variable] = folder;
  return () => rm(folder, { recursive: true, force: true });
}

/**
 * Lays a prepared data folder out at a path where nothing is yet. `make` makes one: it starts a server on the folder it is given,
 * and ends it. Outside of a test run, nothing happens.
 */
export async function layOutPrepared(path: string, make: (folder: string) => Promise<void>): Promise<void> {
  const folder = process.env[variable];
  if (folder === undefined || (await exists(path))) return;
  const prepared = join(folder, 'prepared');
  if (!(await exists(prepared))) await prepare(folder, prepared, make);
  // Owners are kept: the database belongs to a user of its own.
  await run('cp', ['-a', join(prepared, 'data'), path]);
}

async function prepare(
  folder: string,
  prepared: string,
  make: (folder: string) => Promise<void>,
): Promise<void> {
  if (!(await isFirst(join(folder, 'preparing')))) return waitFor(prepared);
  const draft = join(folder, 'draft');
  await mkdir(draft, { mode: 0o755 });
  await make(draft);
  // On a busy machine the database may still be ending when its server has ended.
  await waitUntil(
    async () => !(await exists(join(draft, 'data', 'postgres', 'postmaster.pid'))),
    'The database of the prepared data folder has not ended in time',
  );
  await rename(draft, prepared);
}

/** Only one of all that ask at the same time can make a folder. */
async function isFirst(mark: string): Promise<boolean> {
  try {
    await mkdir(mark);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function waitFor(prepared: string): Promise<void> {
  return waitUntil(() => exists(prepared), 'Nobody has made the prepared data folder in time');
}

async function waitUntil(isSo: () => Promise<boolean>, otherwise: string): Promise<void> {
  const deadline = Date.now() + longest;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(otherwise);
    await pause(50);
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
