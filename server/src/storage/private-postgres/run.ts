/** Runs a short program to its end and gives what it said, without throwing for a failure. */
import { spawn } from 'node:child_process';
import { type Account, runAs } from './account.ts';

/** How a program ended. `status` is undefined when it could not be started. */
export interface RunResult {
  readonly status: number | undefined;
  /** Standard output and standard error, at most the first 64 kB. */
  readonly output: string;
}

const mostOutput = 65_536;

/** No program here takes longer than this. */
const longestRunMs = 120_000;

/** The little that PostgreSQL's programs need of an environment. */
export const plainEnvironment: Readonly<Record<string, string>> = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LC_ALL: 'C',
};

/** Runs a program as the given account (or as ourselves). */
export function run(
  program: string,
  args: readonly string[],
  account: Account | undefined,
): Promise<RunResult> {
  const { promise, resolve } = Promise.withResolvers<RunResult>();
  const child = spawn(program, args, {
    ...runAs(account),
    cwd: '/',
    env: plainEnvironment,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: longestRunMs,
    killSignal: 'SIGKILL',
  });
  let output = '';
  const hear = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(0, mostOutput);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  child.once('error', (error) => resolve({ status: undefined, output: error.message }));
  child.once('close', (status) => resolve({ status: status ?? -1, output }));
  return promise;
}
