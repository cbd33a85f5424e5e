/** Chooses the Python interpreter: not the first one the server finds, but the first one a neuron can really execute. */

import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { promisify } from 'node:util';
import { CannotStart, type PythonRuntime } from '../run/command.ts';
import type { Identity } from '../runner/identity.ts';

/** An interpreter that works for neurons. */
export interface Interpreter extends PythonRuntime {
  /** Such as `3.11.2`. */
  readonly version: string;
}

/** Oldest version that is accepted. */
const oldest: readonly [number, number] = [3, 9];

const usualFolders = ['/usr/local/bin', '/usr/bin', '/opt/homebrew/bin'];
const newestMinor = 20;
const trialMs = 10_000;

/**
 * Finds the interpreter for a setting: a path is tried alone; a name is looked up in the given folders and the usual
 * ones. Throws `CannotStart` naming every interpreter that was tried and what is wrong with it.
 */
export async function findInterpreter(
  setting: string,
  identity: Identity | undefined,
  folders: readonly string[] = [],
): Promise<Interpreter> {
  const reasons: string[] = [];
  for (const candidate of await candidates(setting, folders)) {
    const tried = await tryInterpreter(candidate, identity);
    if ('executable' in tried) return tried;
    reasons.push(`${candidate}: ${tried.reason}`);
  }
  const found = reasons.length === 0 ? `there is no ${setting}` : reasons.join('; ');
  throw new CannotStart(`no usable Python 3.9 or later was found (${found}); SKEP_PYTHON names another one`);
}

async function candidates(setting: string, folders: readonly string[]): Promise<string[]> {
  if (isAbsolute(setting)) return [setting];
  // What a system keeps for everybody goes first: an interpreter of one person's PATH is often out of a neuron's reach.
  const all = [...usualFolders, ...folders].filter(isAbsolute);
  const names = [setting, ...(setting === 'python3' ? numbered() : [])];
  const paths = new Set(names.flatMap((name) => all.map((folder) => join(folder, name))));
  const existing = await Promise.all(
    [...paths].map(async (path) => ((await isThere(path)) ? path : undefined)),
  );
  return existing.filter((path) => path !== undefined);
}

function numbered(): string[] {
  return Array.from({ length: newestMinor - oldest[1] + 1 }, (_, index) => `python3.${newestMinor - index}`);
}

async function isThere(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

const question = `import json, os, sys, sysconfig
print(json.dumps([list(sys.version_info[:3]), os.path.realpath(sys.executable), sys.base_prefix, sys.base_exec_prefix, sysconfig.get_paths()["stdlib"]]))`;

/** Runs an interpreter as a neuron would be run, and asks it who it is. */
async function tryInterpreter(
  path: string,
  identity: Identity | undefined,
): Promise<Interpreter | { readonly reason: string }> {
  try {
    const { stdout } = await promisify(execFile)(path, ['-E', '-s', '-c', question], {
      ...identity,
      cwd: '/',
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8' },
      timeout: trialMs,
      killSignal: 'SIGKILL',
    });
    return await interpreterFrom(path, JSON.parse(stdout));
  } catch (error) {
    return { reason: reasonOf(error, identity) };
  }
}

async function interpreterFrom(
  path: string,
  answer: [[number, number, number], string, ...string[]],
): Promise<Interpreter | { readonly reason: string }> {
  const [version, executable, ...folders] = answer;
  const shown = version.join('.');
  if (version[0] !== oldest[0] || version[1] < oldest[1]) return { reason: `it is version ${shown}` };
  const needed = new Set([dirname(executable), dirname(await realpath(path)), ...folders]);
  return { executable: path, version: shown, readable: [...needed].filter(isNotSystem) };
}

/** What every neuron sees anyway need not be named, and the root of the file system must not be. */
function isNotSystem(folder: string): boolean {
  return folder !== '/' && !/^\/(usr|bin|lib|lib64)(\/|$)/.test(folder);
}

function reasonOf(error: unknown, identity: Identity | undefined): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EACCES') {
    return identity === undefined
      ? 'it may not be executed'
      : 'the user that neurons run as may not execute it (a folder above it is closed)';
  }
  const stderr = 'stderr' in error ? String(error.stderr).trim().split('\n').at(-1) : '';
  return stderr || error.message.split('\n', 1)[0] || 'it does not work';
}
