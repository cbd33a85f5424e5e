import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import {
  closingLine,
  readResults,
  resultsOf,
  skippedTests,
  slowestTests,
  summarise,
} from './test-results.ts';

const repository = resolve(import.meta.dirname, '../..');

const report = {
  testResults: [
    {
      name: join(repository, 'server/src/lib/a.test.ts'),
      status: 'failed',
      assertionResults: [
        { fullName: 'adds', status: 'passed', duration: 12.4 },
        { fullName: 'subtracts', status: 'failed', duration: 3 },
        { fullName: 'divides', status: 'pending' },
      ],
    },
    { name: join(repository, 'server/src/lib/b.test.ts'), status: 'failed', assertionResults: [] },
  ],
};

it('counts tests and files that fail before their tests', () => {
  const results = resultsOf(report);
  expect(results.map(({ title, status }) => [title, status])).toEqual([
    ['server/src/lib/a.test.ts: adds', 'passed'],
    ['server/src/lib/a.test.ts: subtracts', 'failed'],
    ['server/src/lib/a.test.ts: divides', 'skipped'],
    ['server/src/lib/b.test.ts: the file itself', 'failed'],
  ]);
  expect(skippedTests(results)).toEqual(['not run: server/src/lib/a.test.ts: divides']);
  expect(closingLine(summarise(results, false))).toBe('1 passed, 2 failed');
});

it('counts a run that ended badly without a failed test as a failure', () => {
  const passed = resultsOf(report).slice(0, 1);
  expect(summarise(passed, true)).toEqual({ passed: 1, failed: 0 });
  expect(summarise(passed, false)).toEqual({ passed: 1, failed: 1 });
  expect(summarise([], false)).toEqual({ passed: 0, failed: 1 });
});

it('lists the slowest tests first', () => {
  expect(slowestTests(resultsOf(report), 2)).toEqual([
    'slowest tests:',
    '     12 ms  server/src/lib/a.test.ts: adds',
    '      3 ms  server/src/lib/a.test.ts: subtracts',
  ]);
  expect(slowestTests([], 10)).toEqual([]);
});

it('finds no results where Vitest wrote none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'skep-results-'));
  expect(await readResults(join(folder, 'results.json'))).toEqual([]);
  await rm(folder, { recursive: true });
});

/** Runs `npm test` with arguments and gives its exit code and output. */
async function npmTest(...words: string[]) {
  const child = spawn(process.execPath, ['tests/support/run-all.ts', ...words], { cwd: repository });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => output.push(String(part)));
  const [code] = await once(child, 'close');
  return { code, output: output.join('') };
}

it('ends with one line that counts, and code 0 when all passed', async () => {
  const { code, output } = await npmTest('lib/nearest', '--seed=7');
  expect(output).toContain('order of test files: --seed=7');
  expect(output.trimEnd().split('\n').at(-1)).toMatch(/^\d+ passed, 0 failed$/);
  expect(code).toBe(0);
}, 60_000);

it('fails when no test has the name asked for, and for an option it does not know', async () => {
  const [none, unknown] = await Promise.all([npmTest('there-is-no-such-test'), npmTest('--frist')]);
  expect(none.output.trimEnd().split('\n').at(-1)).toBe('0 passed, 1 failed');
  expect(none.code).toBe(1);
  expect(unknown.output).toContain('Accepted: --seed=');
  expect(unknown.code).not.toBe(0);
}, 60_000);
