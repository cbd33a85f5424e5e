/** What stands beside an observable in a list about the runs on it. */
import type { OutputJob, OutputObservable } from '../../../../contract/v1-types.ts';
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
  /** An analyzer answered, and none had a short result. */
  readonly isSilent: boolean;
}

type Run = Pick<OutputJob, 'status' | 'outcome' | 'analyzerName' | 'errorMessage' | 'case_artifact'>;

const unmarked: RunMarks = { running: 0, end: undefined, isSilent: false };

/**
 * The marks by id of the observable, of runs from the newest to the oldest and of the observables on which analyzers answered
 * without a short result. A run that was called off is no news.
 */
export function marksOf(
  runs: readonly Run[],
  silent: readonly Pick<OutputObservable, '_id'>[],
): ReadonlyMap<string, RunMarks> {
  const marks = new Map<string, RunMarks>();
  for (const { _id } of silent) marks.set(_id, { ...unmarked, isSilent: true });
  for (const run of runs) {
    const id = run.case_artifact?._id;
    if (id === undefined) continue;
    const { running, end, isSilent } = marks.get(id) ?? unmarked;
    marks.set(id, { running: running + (isOpen(run) ? 1 : 0), end: worse(end, endOf(run)), isSilent });
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

/** Most runs and observables of a case that are looked at for the marks in its list. */
const mostMarks = 1_000;

/** What runs, what failed, what found nothing and what had no short result on the observables of a case or alert, by their ids. */
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
  const silentSteps = [
    ...start,
    where(filters.is('analysed', true), filters.not(filters.has('verdict'))),
    page(0, mostMarks),
  ];
  const runs = usePipeline<readonly OutputJob[]>('run-marks', steps, { entities: ['job'] });
  const silent = usePipeline<readonly OutputObservable[]>('silent-marks', silentSteps, {
    entities: ['job'],
  });
  return marksOf(runs.data ?? [], silent.data ?? []);
}
