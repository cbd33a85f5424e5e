/** A virtual environment for a client written in Python, made from the registry for one test run. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Longest time one step may take, in milliseconds. */
const longestStep = 150_000;

/** Interpreters that are tried, in order. */
const interpreters = ['/usr/bin/python3', 'python3'];

/** Makes it in a folder; gives its interpreter. Throws with what was printed when there is no interpreter or no registry. */
export async function makeVirtualEnvironment(folder: string, packages: readonly string[]): Promise<string> {
  const reasons: string[] = [];
  for (const interpreter of interpreters) {
    const reason = await failureOf(interpreter, ['-m', 'venv', '--clear', folder]);
    if (reason === undefined) return install(join(folder, 'bin', 'python'), packages);
    reasons.push(`${interpreter}: ${reason}`);
  }
  throw new Error(`Python 3.9 or later with its module venv is needed:\n${reasons.join('\n')}`);
}

/** Adds one package without what it depends on. Throws with what was printed when the registry does not give it. */
export async function installAlone(python: string, name: string): Promise<void> {
  await install(python, ['--no-deps', name]);
}

async function install(python: string, packages: readonly string[]): Promise<string> {
  const words = ['-m', 'pip', 'install', '--no-input', '--disable-pip-version-check', ...packages];
  const reason = await failureOf(python, words);
  if (reason !== undefined)
    throw new Error(`The registry of Python packages gave no ${packages.join(', ')}:\n${reason}`);
  return python;
}

async function failureOf(executable: string, words: readonly string[]): Promise<string | undefined> {
  try {
    await execute(executable, words, { timeout: longestStep });
    return undefined;
  } catch (error) {
    const printed = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    return printed || String(error);
  }
}
