/** A server of its own for a journey: a process with a data folder that is removed afterwards. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { layOutPrepared } from '../support/prepared-data.ts';

/** A running server. */
export interface JourneyServer {
  readonly url: string;
  readonly administrator: { readonly login: string; readonly password: string };
  readonly folder: string;
  readonly process: ChildProcess;
  /** What it has printed so far. */
  readonly printed: () => string;
}

const administrator = { login: 'root@main.test', password: 'a-journey-needs-a-key-9' } as const;
const launcher = fileURLToPath(new URL('../../server/bin/skep.mjs', import.meta.url));

/** Longest wait for a server to answer, in milliseconds. */
const longestStart = 60_000;

/** A server that may still be on its way up. */
export type LaunchedServer = Pick<JourneyServer, 'process' | 'printed'>;

/** Starts a server on a free port over a data folder, which is a prepared one when there is none yet, and waits until it answers. */
export async function startServer(
  folder: string,
  settings: Readonly<Record<string, string>> = {},
  program = launcher,
): Promise<JourneyServer> {
  if (!Object.keys(settings).some((name) => firstStartSettings.has(name)))
    await layOutPrepared(join(folder, 'data'), async (draft) => stopServer(await startFresh(draft)));
  return startFresh(folder, settings, program);
}

/** Settings that the first start reads: a folder that another start has made does not follow them. */
const firstStartSettings: ReadonlySet<string> = new Set([
  'SKEP_DATABASE_URL',
  'SKEP_ORGANISATION',
  'SKEP_ADMIN_LOGIN',
  'SKEP_ADMIN_PASSWORD',
]);

async function startFresh(
  folder: string,
  settings: Readonly<Record<string, string>> = {},
  program = launcher,
): Promise<JourneyServer> {
  const launched = launchServer(folder, settings, program);
  try {
    const url = await answering(launched.process, launched.printed);
    return { url, administrator, folder, ...launched };
  } catch (error) {
    await endProcess(launched.process);
    throw error;
  }
}

/** Starts a server and does not wait for it. */
export function launchServer(
  folder: string,
  settings: Readonly<Record<string, string>> = {},
  program = launcher,
): LaunchedServer {
  const child = spawn(process.execPath, [program], {
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      SKEP_DATA_DIR: join(folder, 'data'),
      SKEP_PORT: '0',
      SKEP_LOG_LEVEL: 'warn',
      SKEP_ADMIN_LOGIN: administrator.login,
      SKEP_ADMIN_PASSWORD: administrator.password,
      ...compileCache(),
      ...settings,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const output = { text: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    output.text += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output.text += chunk.toString();
  });
  return { process: child, printed: () => output.text };
}

/** Servers begin with what Node.js has compiled for those before them, where the run keeps that. */
function compileCache(): Readonly<Record<string, string>> {
  const folder = process.env.NODE_COMPILE_CACHE;
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: folder };
}

/** Asks a server to end, and waits until it has. */
export async function stopServer(server: JourneyServer): Promise<void> {
  await endProcess(server.process);
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** Runs work against a server of its own. */
export async function withServer<T>(
  settings: Readonly<Record<string, string>>,
  work: (server: JourneyServer) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'skep-journey-'));
  // The users of PostgreSQL and of neurons pass through it.
  await chmod(folder, 0o755);
  try {
    const server = await startServer(folder, settings);
    try {
      return await work(server);
    } finally {
      await stopServer(server);
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function answering(child: ChildProcess, printed: () => string): Promise<string> {
  const deadline = Date.now() + longestStart;
  for (;;) {
    const url = /Skep answers at (\S+)/.exec(printed())?.[1];
    if (url !== undefined) return url;
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`The server ended at once:\n${printed()}`);
    if (Date.now() > deadline) throw new Error(`The server does not answer:\n${printed()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
