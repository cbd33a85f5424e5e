/** Sums up what Vitest writes down about a run. */
import { readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';

/** One test that was found. */
export interface TestResult {
  /** File and title. */
  readonly title: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly milliseconds: number;
}

/** What was found about one run of all tests. */
export interface Summary {
  readonly passed: number;
  readonly failed: number;
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly duration?: number | null;
    }[];
  }[];
}

const repository = resolve(import.meta.dirname, '../..');

function statusOf(status: string): TestResult['status'] {
  return status === 'passed' || status === 'failed' ? status : 'skipped';
}

/** The tests in a report, and one failed entry for each file that failed before or outside its tests. */
export function resultsOf(report: Report): TestResult[] {
  return report.testResults.flatMap(({ name, status, assertionResults }) => {
    const file = relative(repository, name);
    const tests = assertionResults.map((test) => ({
      title: `${file}: ${test.fullName}`,
      status: statusOf(test.status),
      milliseconds: test.duration ?? 0,
    }));
    const broken = status === 'failed' && !tests.some((test) => test.status === 'failed');
    return broken
      ? [...tests, { title: `${file}: the file itself`, status: 'failed' as const, milliseconds: 0 }]
      : tests;
  });
}

/** Reads the report of a run; none when Vitest ended before it could write one. */
export async function readResults(path: string): Promise<TestResult[]> {
  try {
    return resultsOf(JSON.parse(await readFile(path, 'utf8')) as Report);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/**
 * Counts tests. A run that ended badly although no test failed (unhandled errors, no tests, killed) counts as one failure.
 * Skipped tests are in neither number; `skippedTests` names them.
 */
export function summarise(tests: readonly TestResult[], succeeded: boolean): Summary {
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const failed = tests.filter(({ status }) => status === 'failed').length;
  return { passed, failed: failed === 0 && !succeeded ? 1 : failed };
}

/** Lines about tests that did not run: they prove nothing here, and nobody should think they do. */
export function skippedTests(tests: readonly TestResult[]): string[] {
  return tests.filter(({ status }) => status === 'skipped').map(({ title }) => `not run: ${title}`);
}

/** Lines about the slowest tests, slowest first. */
export function slowestTests(tests: readonly TestResult[], count: number): string[] {
  const slowest = tests.toSorted((one, other) => other.milliseconds - one.milliseconds).slice(0, count);
  const lines = slowest.map(
    ({ title, milliseconds }) => `${String(Math.round(milliseconds)).padStart(7)} ms  ${title}`,
  );
  return lines.length === 0 ? [] : ['slowest tests:', ...lines];
}

/** The last line of a run. */
export function closingLine({ passed, failed }: Summary): string {
  return `${passed} passed, ${failed} failed`;
}
