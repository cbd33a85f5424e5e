/** Runs the fuzzer once: over the description of the API, as one caller, for a time. */
import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import fc from 'fast-check';
import type { Caller } from '../../conformance/random-callers.ts';

/** What a run is made with. */
export interface FuzzRun {
  /** Interpreter of the environment in which the fuzzer is installed. */
  readonly python: string;
  /** Where files of the run are put. */
  readonly folder: string;
  readonly address: string;
  readonly caller: Caller;
  /** A whole number. */
  readonly seconds: number;
  readonly seed: number;
}

/** What came of it. */
export interface FuzzOutcome {
  /** Operations of the API that were called at least once. */
  readonly operations: number;
  /** Requests sent. */
  readonly cases: number;
  /** Kinds of failures, and errors of the run itself, in short. */
  readonly faults: readonly string[];
  readonly printed: string;
}

/** Streams that stay open, and requests that wait for something to happen. */
const longLived = ['/api/v1/live', '/api/v1/stream', '/api/v1/stream/{streamId}'];

const checks = [
  ...['not_a_server_error', 'status_code_conformance', 'content_type_conformance'],
  ...['response_schema_conformance', 'tells_nothing_of_others'],
];

/** Longest wait for one answer, in seconds. */
const longestAnswer = 10;
/** Longest time beyond that of the requests, in milliseconds: starting, reading the description, reporting. */
const longestRest = 90_000;

/** Runs it. Throws when it does not end in time or leaves no report. */
export async function runFuzzer(run: FuzzRun): Promise<FuzzOutcome> {
  const at = (kind: string): string => join(run.folder, `${run.caller.name}-${kind}.json`);
  const { own, foreign, secret, person } = run.caller;
  const caller = person === undefined ? [] : [`~${person.userId}`, String(person.userId), person.login];
  await writeFile(at('references'), JSON.stringify({ own, foreign, words: secret, caller }));
  await writeFile(at('description'), await shuffledDescription(run.seed));
  const printed = await printedBy(run, at);
  const text = await readFile(at('report'), 'utf8').catch(() => {
    throw new Error(`The fuzzer left no report:\n${printed}`);
  });
  return { ...readReport(JSON.parse(text), printed), printed };
}

/** The description with its paths in another order for each seed: a short run does not get to the end of them. */
async function shuffledDescription(seed: number): Promise<string> {
  const file = join(import.meta.dirname, '..', '..', '..', 'contract', 'openapi-v1.json');
  const description: { paths: Readonly<Record<string, unknown>> } = JSON.parse(await readFile(file, 'utf8'));
  const paths = Object.entries(description.paths).filter(([path]) => !longLived.includes(path));
  const anyOrder = fc.shuffledSubarray(paths, { minLength: paths.length });
  const [shuffled = []] = fc.sample(anyOrder, { seed, numRuns: 1 });
  return JSON.stringify({ ...description, paths: Object.fromEntries(shuffled) });
}

async function printedBy(run: FuzzRun, at: (kind: string) => string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const printed: string[] = [];
  const child = spawn(join(dirname(run.python), 'st'), wordsFor(run, at), {
    cwd: run.folder,
    env: {
      ...process.env,
      SCHEMATHESIS_HOOKS: 'hooks',
      PYTHONPATH: [import.meta.dirname, process.env.PYTHONPATH ?? []].flat().join(delimiter),
      PYTHONDONTWRITEBYTECODE: '1',
      SKEP_TEST_FUZZ_REFERENCES: at('references'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: run.seconds * 1_000 + longestRest,
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => printed.push(String(part)));
  child.on('error', reject);
  child.on('close', () => resolve(printed.join('')));
  return promise;
}

function wordsFor({ address, caller, seconds, seed }: FuzzRun, at: (kind: string) => string): string[] {
  const key = caller.person?.key;
  return [
    ...['run', at('description'), '--url', address, '--seed', String(seed)],
    ...(key === undefined ? [] : ['-H', `Authorization: Bearer ${key}`]),
    ...['--max-time', String(seconds), '--phases', 'coverage,fuzzing', '-n', '5', '--no-shrink'],
    ...['--continue-on-failure', '-c', checks.join(','), '--request-timeout', String(longestAnswer)],
    ...['--generation-database', 'none', '--warnings', 'off', '--no-color'],
    ...['--report', 'json', '--report-json-path', at('report')],
  ];
}

/** The part of a report that is looked at. */
interface Report {
  readonly operations: { readonly tested: number } | null;
  readonly test_cases: { readonly generated: number };
  readonly failures: readonly { readonly title: string; readonly operations: readonly string[] }[];
  readonly errors: readonly { readonly title: string }[];
}

function readReport(report: Report, printed: string): Omit<FuzzOutcome, 'printed'> {
  if (report.operations === null) throw new Error(`The fuzzer did not begin:\n${printed}`);
  return {
    operations: report.operations.tested,
    cases: report.test_cases.generated,
    faults: [
      ...report.failures.map(({ title, operations }) => `${title}: ${operations.join(', ')}`),
      ...report.errors.map(({ title }) => title),
    ],
  };
}
