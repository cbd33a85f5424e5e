/** The times of the page: which kind of objects has them, by which date they fall into a period, and how they are asked. */
import { list, type Step, where } from '../../data/pipeline.ts';
import {
  aggregation,
  bucketsIn,
  countOf,
  everyOf,
  intervalsOf,
  measureOf,
  numberIn,
  wholeIn,
  wholeOf,
} from '../../parts/charts/aggregation.ts';
import { allOf, type Condition, hasValue, isWithin } from '../../parts/charts/condition.ts';
import { intervalFor, type Stretch } from '../../parts/charts/period.ts';
import { bothPeriods, filterOf, narrowing, notByMachine, type Scope } from './scope.ts';

/** A time. */
export interface TimeMeasure {
  readonly id: 'detect' | 'triage' | 'acknowledge' | 'contain' | 'resolve';
  readonly entity: 'alert' | 'case';
  readonly field: string;
  /** The date that puts an object into a period. */
  readonly dateField: string;
}

/** All of them, in the order of an incident. */
export const timeMeasures: readonly TimeMeasure[] = [
  { id: 'detect', entity: 'alert', field: 'timeToDetect', dateField: '_createdAt' },
  { id: 'triage', entity: 'alert', field: 'timeToTriage', dateField: '_createdAt' },
  { id: 'acknowledge', entity: 'alert', field: 'timeToAcknowledge', dateField: '_createdAt' },
  { id: 'contain', entity: 'case', field: 'timeToContain', dateField: 'containedDate' },
  { id: 'resolve', entity: 'case', field: 'timeToResolve', dateField: 'endDate' },
];

/** What is counted in a stretch of time. */
export function measured(
  { entity, field, dateField }: TimeMeasure,
  scope: Scope,
  stretch: Stretch,
): readonly Condition[] {
  return [isWithin(dateField, stretch), hasValue(field), ...narrowing(entity, scope), notByMachine];
}

/** One question for the period, the one before, and the course. */
export function timeSteps(measure: TimeMeasure, scope: Scope): readonly Step[] {
  const { entity, field, dateField } = measure;
  const { period, previous } = scope;
  const within = (stretch: Stretch) => allOf(isWithin(dateField, stretch), hasValue(field)).filter;
  const numbers = (name: string, stretch: Stretch) => [
    countOf(`${name}Count`, within(stretch)),
    measureOf('median', field, `${name}Median`, within(stretch)),
    measureOf('p90', field, `${name}P90`, within(stretch)),
  ];
  const course = intervalsOf(
    dateField,
    everyOf(intervalFor(period)),
    period.zone,
    [measureOf('median', field, 'median')],
    within(period),
  );
  const base = [...narrowing(entity, scope), notByMachine];
  return [
    list(entity),
    where(bothPeriods(dateField, scope), filterOf(base)),
    aggregation(wholeOf(dateField, [...numbers('now', period), ...numbers('before', previous), course])),
  ];
}

/** A time in one period. */
export interface TimeNumbers {
  readonly count: number;
  readonly median: number | null;
  readonly p90: number | null;
}

/** What was answered. */
export interface TimeAnswer {
  readonly now: TimeNumbers;
  readonly before: TimeNumbers;
  /** Medians in the order of time. */
  readonly course: readonly number[];
}

/** Reads the answer. */
export function readTimes(answer: unknown): TimeAnswer {
  const whole = wholeIn(answer);
  const numbers = (name: string): TimeNumbers => ({
    count: numberIn(whole, `${name}Count`) ?? 0,
    median: numberIn(whole, `${name}Median`),
    p90: numberIn(whole, `${name}P90`),
  });
  const course = bucketsIn(whole)
    .map(([key, bucket]) => [Number(key), numberIn(bucket, 'median')] as const)
    .toSorted(([one], [other]) => one - other)
    .flatMap(([, median]) => (median === null ? [] : [median]));
  return { now: numbers('now'), before: numbers('before'), course };
}
