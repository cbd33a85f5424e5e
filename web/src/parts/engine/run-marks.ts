/** What stands beside an observable in a list about the runs on it. */
import type { OutputJob } from '../../../../contract/v1-types.ts';
import { filters, page, type Step, sort, where } from '../../data/pipeline.ts';
import { usePipeline } from '../../data/queries.ts';
import { isOpen, neuronTitle } from './engine-data.ts';

/** How runs ended that brought nothing, the one that needs somebody first. */
const ends = ['Failure', 'Blocked', 'NoResult'] as const;

/** A run that brought nothing. */
export interface EmptyEnd {
  readonly state: (typeof ends)[number];
  readonly analyzer: string;
  /** What the analyzer or the rule said; empty when its report holds nothing. */
  readonly message: string;
}

/** What stands beside an observable about its runs. */
export interface RunMarks {
  readonly running: number;
  /** The last run that failed, else the last that was blocked, else the last that found nothing. */
  readonly end: EmptyEnd | undefined;
}

type Run = Pick<OutputJob, 'status' | 'outcome' | 'analyzerName' | 'errorMessage' | 'case_artifact'>;

/** The marks by id of the observable, of runs from the newest to the oldest. One that was called off is no news. */
export function marksOf(runs: readonly Run[]): ReadonlyMap<string, RunMarks> {
  const marks = new Map<string, RunMarks>();
  for (const run of runs) {
    const id = run.case_artifact?._id;
    if (id === undefined) continue;
    const { running, end } = marks.get(id) ?? { running: 0, end: undefined };
    marks.set(id, { running: running + (isOpen(run) ? 1 : 0), end: worse(end, endOf(run)) });
  }
  return marks;
}

function endOf({ status, outcome, analyzerName, errorMessage = '' }: Run): EmptyEnd | undefined {
  const state = ends.find((one) => one === (outcome ?? status));
  return state && { state, analyzer: neuronTitle(analyzerName), message: errorMessage };
}

function worse(one: EmptyEnd | undefined, other: EmptyEnd | undefined): EmptyEnd | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return ends.indexOf(other.state) < ends.indexOf(one.state) ? other : one;
}

/** The message with who says so; many analyzers name themselves in it. */
export function saidBy({ analyzer, message }: EmptyEnd): string {
  return message.startsWith(analyzer) ? message : `${analyzer}: ${message}`;
}

/** Most runs of a case that are looked at for the marks in its list. */
const mostMarks = 1_000;

/** What runs, what failed and what found nothing on the observables of a case or alert, by id of the observable. */
export function useRunMarks(start: readonly Step[]): ReadonlyMap<string, RunMarks> {
  const steps = [
    ...start,
    { _name: 'jobs' },
    where(
      filters.any(
        filters.in('status', ['Waiting', 'InProgress', 'Failure']),
        filters.is('outcome', 'NoResult'),
      ),
    ),
    sort([{ startDate: 'desc' }]),
    page(0, mostMarks, ['observable']),
  ];
  const { data } = usePipeline<readonly OutputJob[]>('run-marks', steps, { entities: ['job'] });
  return marksOf(data ?? []);
}
