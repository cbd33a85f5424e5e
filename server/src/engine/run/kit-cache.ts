/**
 * Lets neurons written for Node.js start in half the time. The server compiles the kit that most of them import, once, when the first
 * of them runs; from then on each finds the result in a folder that it can read and not change. What else it imports it compiles by
 * itself, as ever.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { productVersion } from '../../config/version.ts';
import { kitEntries } from './node-kit.ts';

/** Gives the folder of compiled code; undefined while there is none, which costs a neuron nothing but time. */
export type KitCache = () => string | undefined;

/** What it needs. */
export interface KitCacheOptions {
  /** Where it keeps what it has compiled, for this process alone. */
  readonly folder: string;
  /** Users that neurons run under, besides the server's own. */
  readonly uids: readonly number[];
  readonly report: (error: unknown) => void;
  /** Fires when the program stops. */
  readonly signal: AbortSignal;
}

const run = promisify(execFile);

/** Longest time for compiling, in milliseconds. */
const longestMs = 60_000;

/** Begins to compile when it is asked for the first time, unless an earlier process has left the result. */
export function createKitCache(options: KitCacheOptions): KitCache {
  let ready: string | undefined;
  let isBegun = false;
  const begin = async (): Promise<void> => {
    try {
      ready = await prepare(options);
    } catch (error) {
      if (!options.signal.aborted) options.report(error);
    }
  };
  return () => {
    if (!isBegun) void begin();
    isBegun = true;
    return ready;
  };
}

async function prepare({ folder, uids, signal }: KitCacheOptions): Promise<string> {
  // Code that another Node.js or another Skep has compiled is not looked at.
  const target = join(folder, `${await productVersion()}-${process.version}`);
  if (!existsSync(target)) {
    // What a killed server had begun may still be written for a moment.
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    const unfinished = `${target}.unfinished`;
    await mkdir(unfinished, { recursive: true, mode: 0o755 });
    await compileInto(unfinished, signal);
    await rename(unfinished, target);
  }
  await shareWith(target, uids);
  return target;
}

async function compileInto(folder: string, signal: AbortSignal): Promise<void> {
  const imports = kitEntries().map((entry) => `await import(${JSON.stringify(pathToFileURL(entry).href)});`);
  const words = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', imports.join('\n')];
  const env = { NODE_COMPILE_CACHE: folder };
  await run(process.execPath, words, { env, signal, timeout: longestMs });
  // Node.js makes files that only their owner reads.
  const made = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of made)
    await chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
}

/** Node.js looks in a folder whose name ends with the number of the user. If a later one names it otherwise, nothing is found there. */
async function shareWith(folder: string, uids: readonly number[]): Promise<void> {
  const own = `-${process.getuid?.() ?? ''}`;
  const names = await readdir(folder);
  for (const name of names.filter((one) => one.endsWith(own)))
    for (const other of uids.map((uid) => `${name.slice(0, -own.length)}-${uid}`))
      if (!names.includes(other)) await symlink(name, join(folder, other));
}
