/** The product as people run it: a process of its own on the data folder, started by its launcher. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

/** A running server. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** Milliseconds from the start of the process until it said that it answers. */
  readonly startedInMs: number;
  stop(): Promise<void>;
}

const launcher = resolve(import.meta.dirname, '../server/bin/skep.mjs');
const startLimitMs = 60_000;
/** Those who are told of changes stand on this machine. */
const receiversHere = { SKEP_ALLOWED_INTERNAL_NETWORKS: '127.0.0.1' } as const;

/** Starts the server on any free port. Throws with what it printed when it does not get ready. */
export async function startServer(dataFolder: string): Promise<ServerProcess> {
  const start = performance.now();
  const { PATH = '', HOME = '/' } = process.env;
  const child = spawn(process.execPath, [launcher], {
    env: { PATH, HOME, SKEP_DATA_DIR: dataFolder, SKEP_PORT: '0', SKEP_LOG_LEVEL: 'warn', ...receiversHere },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await addressOf(child);
  const startedInMs = performance.now() - start;
  return {
    url,
    pid: Number(child.pid),
    startedInMs,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const fail = (reason: string): void => {
      child.kill('SIGKILL');
      reject(new Error(`The server ${reason}. It printed:\n${printed}`));
    };
    const limit = setTimeout(() => fail('was not ready in time'), startLimitMs);
    const read = (text: string): void => {
      // Whatever it prints later is not kept.
      if (printed.length < 100_000) printed += text;
      const address = /answers at (\S+)/.exec(printed)?.[1];
      if (address === undefined) return;
      clearTimeout(limit);
      resolve(address);
    };
    child.stdout?.setEncoding('utf8').on('data', read);
    child.stderr?.setEncoding('utf8').on('data', read);
    child.once('exit', (code) => {
      clearTimeout(limit);
      fail(`ended with code ${code}`);
    });
  });
}
