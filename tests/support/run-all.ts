/**
 * `npm test`: types and lint side by side, then all tests in a shuffled order of files whose seed is printed, then the
 * ten slowest tests and one closing line. `npm test -- query` runs only the tests whose path contains "query".
 * `--seed=N` repeats an order.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  closingLine,
  readResults,
  type Summary,
  skippedTests,
  slowestTests,
  summarise,
} from './test-results.ts';

const repository = resolve(import.meta.dirname, '../..');

/** Nothing may run longer: a test that hangs must not hang whoever waits for it. */
const longestMs = 15 * 60_000;

/** A command of the tool chain, run with the pinned Node.js. */
interface Check {
  readonly name: string;
  readonly arguments: readonly string[];
}

const compiler = ['node_modules/typescript/bin/tsc', '--noEmit'] as const;
const types: Check = { name: 'types', arguments: compiler };
const webTypes: Check = { name: 'types of the web client', arguments: [...compiler, '-p', 'web'] };
const lint: Check = {
  name: 'lint',
  arguments: ['node_modules/@biomejs/biome/bin/biome', 'ci', '--colors=off', '.'],
};

interface Outcome {
  readonly succeeded: boolean;
  readonly output: string;
}

/** Runs a command; `shown` writes its output as it comes, otherwise it is collected. */
function run(command: readonly string[], shown: boolean): Promise<Outcome> {
  const { promise, resolve: settle } = Promise.withResolvers<Outcome>();
  const output: string[] = [];
  const child = spawn(process.execPath, command, {
    cwd: repository,
    stdio: ['ignore', shown ? 'inherit' : 'pipe', shown ? 'inherit' : 'pipe'],
    timeout: longestMs,
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => output.push(String(part)));
  child.on('error', (error) => settle({ succeeded: false, output: error.message }));
  child.on('close', (code) => settle({ succeeded: code === 0, output: output.join('') }));
  return promise;
}

/** Runs a check and says how it went; its output is shown only when it failed. */
async function runCheck(check: Check): Promise<boolean> {
  const started = performance.now();
  const { succeeded, output } = await run(check.arguments, false);
  if (!succeeded) console.log(output);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${check.name}: ${succeeded ? 'passed' : 'FAILED'} (${seconds} s)`);
  return succeeded;
}

/** Runs the tests whose path contains one of the filters, or all, and sums up what Vitest wrote down. */
async function runTests(filters: readonly string[], seed: number): Promise<Summary> {
  const folder = await mkdtemp(join(tmpdir(), 'skep-tests-'));
  const results = join(folder, 'results.json');
  const order = ['--sequence.shuffle.files=true', `--sequence.seed=${seed}`];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  console.log(`order of test files: --seed=${seed}`);
  const { succeeded } = await run(
    ['node_modules/vitest/vitest.mjs', 'run', ...order, ...reporters, ...filters],
    true,
  );
  const tests = await readResults(results);
  await rm(folder, { recursive: true });
  for (const line of [...slowestTests(tests, 10), ...skippedTests(tests)]) console.log(line);
  return summarise(tests, succeeded);
}

function seedOf(given: string | undefined): number {
  const seed =
    given === undefined ? Math.floor(Math.random() * 1_000_000) : Number(given.slice('--seed='.length));
  if (!Number.isSafeInteger(seed))
    throw new Error(`${given} is not accepted. Accepted: --seed= and a whole number`);
  return seed;
}

/** With a filter only tests run, so that the answer for one layer comes in seconds. */
async function main(given: readonly string[]): Promise<void> {
  const filters = given.filter((word) => !word.startsWith('--'));
  const options = given.filter((word) => word.startsWith('--'));
  const unknown = options.find((word) => !word.startsWith('--seed='));
  if (unknown !== undefined)
    throw new Error(`${unknown} is not accepted. Accepted: --seed= and words of test paths`);
  const seed = seedOf(options[0]);
  const checks = filters.length > 0 ? [] : await Promise.all([types, webTypes, lint].map(runCheck));
  const tests = await runTests(filters, seed);
  const summary = {
    passed: tests.passed + checks.filter(Boolean).length,
    failed: tests.failed + checks.filter((passed) => !passed).length,
  };
  console.log(closingLine(summary));
  process.exitCode = summary.failed === 0 ? 0 : 1;
}

if (import.meta.main) await main(process.argv.slice(2));
