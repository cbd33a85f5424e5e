/**
 * Virtual environments for neurons written in Python: one for each different list of packages and interpreter version,
 * shared by all neurons that name the same. They are made in their final place, since they cannot be moved, and count only
 * once a marker lies in them; neurons can read but not change them. Installing runs foreign code, so it is isolated as
 * neurons are.
 */

import { createHash } from 'node:crypto';
import { chown, mkdir, open, readdir, realpath, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode, readSmallText } from '../report/read-text.ts';
import { CannotStart, type PythonRuntime } from '../run/command.ts';
import type { ProcessEnd } from '../runner/confined.ts';
import type { Identity } from '../runner/identity.ts';
import type { OutputChunk } from '../runner/runner.ts';
import { type Isolation, runTool, type ToolRequest } from '../runner/tool.ts';
import type { Interpreter } from './interpreter.ts';
import type { PipSettings } from './pip-settings.ts';
import { protectTree } from './protect-tree.ts';

/** A step of making an environment. */
export type EnvironmentStep = 'create' | 'install' | 'compile' | 'protect';

/** Told how far it is. */
export interface EnvironmentListener {
  readonly onStep?: ((step: EnvironmentStep) => void) | undefined;
  readonly onOutput?: ((chunk: OutputChunk) => void) | undefined;
}

/** What an environment is made of. */
export interface EnvironmentRequest {
  /** Folder of all environments. */
  readonly folder: string;
  /** The list of packages, as in `requirements.txt`. */
  readonly requirements: string;
  readonly interpreter: Interpreter;
  readonly isolation: Isolation;
  readonly identity: Identity | undefined;
  readonly pip: PipSettings;
}

const markerName = 'environment.json';
const installMs = 900_000;
const lastLines = 60;

/** Name of the environment for a list of packages and an interpreter; line ends and empty lines make no difference. */
export function environmentKey(requirements: string, { executable, version }: Interpreter): string {
  const list = normalised(requirements);
  return createHash('sha256')
    .update(JSON.stringify([list, executable, version]))
    .digest('hex')
    .slice(0, 32);
}

function normalised(requirements: string): string {
  const lines = requirements.split(/\r?\n/).map((line) => line.trim());
  return `${lines.filter((line) => line !== '' && !line.startsWith('#')).join('\n')}\n`;
}

/** The environment in a folder if it is complete, else undefined. */
export async function readyEnvironment(
  folder: string,
  key: string,
  { readable }: Interpreter,
): Promise<PythonRuntime | undefined> {
  const path = join(folder, key);
  // Its time tells when it was last handed out; without it the environment does not count.
  const now = new Date();
  const isComplete = await utimes(join(path, markerName), now, now).then(
    () => true,
    () => false,
  );
  if (!isComplete) return undefined;
  return { executable: join(path, 'bin', 'python'), readable: [path, ...readable] };
}

/** Makes an environment. Throws `CannotStart` with the reason; nothing is then left of it. */
export async function makeEnvironment(
  request: EnvironmentRequest,
  listener: EnvironmentListener,
  signal: AbortSignal,
): Promise<PythonRuntime> {
  const { requirements, interpreter } = request;
  await mkdir(request.folder, { recursive: true, mode: 0o755 });
  const folder = await realpath(request.folder);
  const key = environmentKey(requirements, interpreter);
  await using _lock = await lockEnvironment(folder, key);
  const ready = await readyEnvironment(folder, key, interpreter);
  if (ready !== undefined) return ready;
  const path = join(folder, key);
  try {
    await build(path, request, listener, signal);
  } catch (error) {
    await rm(path, { recursive: true, force: true });
    throw error;
  }
  return { executable: join(path, 'bin', 'python'), readable: [path, ...interpreter.readable] };
}

async function build(
  path: string,
  request: EnvironmentRequest,
  { onStep, onOutput }: EnvironmentListener,
  signal: AbortSignal,
): Promise<void> {
  const { interpreter, requirements } = request;
  await emptyFolder(path, request);
  const python = join(path, 'bin', 'python');
  const run = (executable: string, words: readonly string[]): Promise<string | undefined> =>
    step(executable, words, path, request, onOutput, signal);

  onStep?.('create');
  mustWork(await run(interpreter.executable, ['-E', '-s', '-m', 'venv', '--without-pip', path]), venvAdvice);
  // Apart from making the environment, so that what it says when it fails is seen.
  mustWork(await run(python, ['-E', '-s', '-m', 'ensurepip', '--default-pip']), venvAdvice);
  onStep?.('install');
  mustWork(await run(python, [...pipInstall, '-r', join(path, 'requirements.txt')]), pipAdvice);
  onStep?.('compile');
  // Packages bring files for other versions of Python that do not compile; they are not imported either.
  await run(python, ['-E', '-s', '-m', 'compileall', '-q', join(path, 'lib')]);
  if (signal.aborted) throw new CannotStart('the installation was cancelled');
  onStep?.('protect');
  await rm(join(path, 'pip.conf'), { force: true });
  await protectTree(path);
  const marker = { requirements: normalised(requirements), python: interpreter.version, madeAt: Date.now() };
  await writeFile(join(path, `${markerName}.new`), JSON.stringify(marker), { mode: 0o644 });
  await rename(join(path, `${markerName}.new`), join(path, markerName));
}

const pipInstall = [
  ...['-E', '-s', '-m', 'pip', 'install', '--no-input', '--disable-pip-version-check'],
  ...['--no-cache-dir', '--progress-bar', 'off'],
];
const venvAdvice = 'the virtual environment could not be made (on Debian and Ubuntu it needs python3-venv)';
const pipAdvice = 'its packages could not be installed';

async function emptyFolder(path: string, { identity, pip, requirements }: EnvironmentRequest): Promise<void> {
  await rm(path, { recursive: true, force: true });
  await mkdir(path, { mode: 0o755 });
  const files = [
    [join(path, 'requirements.txt'), normalised(requirements)],
    [join(path, 'pip.conf'), pip.configuration],
  ] as const;
  for (const [file, content] of files) {
    await writeFile(file, content, { flag: 'wx', mode: 0o600 });
    if (identity !== undefined) await chown(file, identity.uid, identity.gid);
  }
  if (identity !== undefined) await chown(path, identity.uid, identity.gid);
}

/** Runs one step; gives the end of what it printed when it failed, undefined when it worked. */
async function step(
  executable: string,
  words: readonly string[],
  path: string,
  { interpreter, isolation, identity, pip }: EnvironmentRequest,
  onOutput: ToolRequest['onOutput'],
  signal: AbortSignal,
): Promise<string | undefined> {
  const { end, printed } = await runTool(
    {
      executable,
      // `-E` would keep pip's own variables from pip; nothing else reads them.
      arguments: words.includes('pip') ? words.filter((word) => word !== '-E') : words,
      environment: environmentFor(path, pip),
      folder: path,
      readable: [...interpreter.readable, ...pip.readable],
      identity,
      wallMs: installMs,
      onOutput,
    },
    isolation,
    signal,
  );
  if (end.how === 'exited' && end.code === 0) return undefined;
  return [howItEnded(end), withoutCredentials(printed.trim().split('\n').slice(-lastLines).join('\n'))]
    .join('\n')
    .trim();
}

/** Empty when it ended by itself: what it printed says why then. */
function howItEnded(end: ProcessEnd): string {
  if (end.how === 'notStarted') return end.reason;
  if (end.how === 'stopped') return `stopped: ${end.by}`;
  return end.how === 'signalled' ? `ended by ${end.signal}` : '';
}

function environmentFor(path: string, pip: PipSettings): Record<string, string> {
  return {
    ...pip.environment,
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: path,
    TMPDIR: '/tmp',
    LANG: 'C.UTF-8',
    PIP_CONFIG_FILE: join(path, 'pip.conf'),
  };
}

function mustWork(failed: string | undefined, advice: string): void {
  if (failed !== undefined) throw new CannotStart(`${advice}: ${failed}`);
}

/** Addresses of registries may hold a name and a password, which pip prints; a password may hold an @ itself. */
export function withoutCredentials(text: string): string {
  return text.replaceAll(/(\w+:\/\/)[^\s/]+@/g, '$1');
}

/** One maker at a time, also across servers that share a data folder. A lock whose owner is gone does not count. */
async function lockEnvironment(folder: string, key: string): Promise<AsyncDisposable> {
  const path = join(folder, `${key}.lock`);
  const handle = await takeLock(path);
  await handle.writeFile(String(process.pid));
  await handle.close();
  return { [Symbol.asyncDispose]: () => rm(path, { force: true }) };
}

async function takeLock(path: string): Promise<Awaited<ReturnType<typeof open>>> {
  try {
    return await open(path, 'wx', 0o644);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    const owner = Number(await readSmallText(path, 32).catch(() => ''));
    if (owner === process.pid || isAlive(owner)) {
      throw new CannotStart('its packages are being installed', error);
    }
    await rm(path, { force: true });
    return open(path, 'wx', 0o644);
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** Keys of the environments in a folder that are not among those in use, complete or not. */
export async function unusedEnvironments(folder: string, inUse: ReadonlySet<string>): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => /^[0-9a-f]{32}$/.test(name) && !inUse.has(name)).sort();
}

/**
 * Removes an environment that nobody has been handed for so many milliseconds; tells whether it did. One that is being made,
 * here or by another server, stays.
 */
export async function removeEnvironment(folder: string, key: string, idleMs: number): Promise<boolean> {
  if (!/^[0-9a-f]{32}$/.test(key)) return false;
  const path = join(folder, key);
  await using lock = await lockEnvironment(folder, key).catch((error: unknown) => {
    if (error instanceof CannotStart) return undefined;
    throw error;
  });
  if (lock === undefined) return false;
  // The marker goes first: half an environment must not count as one. From then on nobody is handed it, so its time is final.
  const marker = join(path, markerName);
  const aside = join(path, `${markerName}.old`);
  const hadMarker = await renamed(marker, aside);
  if (hadMarker && Date.now() - (await stat(aside)).mtimeMs < idleMs) {
    await rename(aside, marker);
    return false;
  }
  await rm(path, { recursive: true, force: true });
  return true;
}

async function renamed(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
