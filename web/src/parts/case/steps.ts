/** The steps of a case in their order, as the server derives them from what was recorded: how long each took, and how much of that somebody worked. */
import type { OutputCase } from '../../../../contract/v1-types.ts';

/** A step as the server tells it. `from` is null until it is reached, `to` while it goes on. */
export interface ToldStep {
  readonly step: 'triage' | 'waiting' | 'investigation' | 'waitingForOthers' | 'containment' | 'closing';
  readonly from: number | null;
  readonly to: number | null;
  /** Milliseconds in which somebody worked, and in which nobody did. */
  readonly worked: number;
  readonly waited: number;
  /** Logins of those who worked; organisations that were waited for. */
  readonly who: readonly string[];
}

/** Steps that are drawn, in their order. Containment lies over the others and is told as a figure instead. */
export const stepNames = [
  'detect',
  'triage',
  'waiting',
  'investigation',
  'waitingForOthers',
  'closing',
] as const;
/** Name of a step. */
export type StepName = (typeof stepNames)[number];

/** A step that is drawn. */
export interface CaseStep extends Omit<ToldStep, 'step'> {
  readonly name: StepName;
}

type Dates = Pick<OutputCase, 'startDate' | 'newDate' | 'stage' | 'alertDate' | 'alertNewDate'>;

/** The steps of a case; those that took no time, that it never has, or that it did not reach before it was closed are left out. */
export function caseSteps(dates: Dates, told: readonly ToldStep[]): readonly CaseStep[] {
  const isClosed = dates.stage === 'Closed';
  const drawn = told.flatMap(({ step, ...times }): CaseStep[] =>
    step === 'containment' ? [] : [{ name: step, ...times }],
  );
  return [detection(dates), ...drawn].filter(({ name, from, to }) => {
    if (from === null) return !isClosed && name !== 'triage' && name !== 'waitingForOthers';
    return to === null || to > from;
  });
}

function detection({ alertDate, alertNewDate, startDate, newDate }: Dates): CaseStep {
  const [from, to] = [alertDate ?? startDate, alertNewDate ?? newDate];
  return { name: 'detect', from, to, worked: 0, waited: Math.max(0, to - from), who: [] };
}

/** The step that runs; waiting for others counts before what it lies over. Undefined when the case is closed. */
export function currentStep(steps: readonly CaseStep[]): CaseStep | undefined {
  const running = steps.filter(({ from, to }) => from !== null && to === null);
  return running.find(({ name }) => name === 'waitingForOthers') ?? running.at(-1);
}

/** How long a step took, or has taken so far, in milliseconds; undefined when it was not reached. */
export function stepDuration({ from, to }: CaseStep, now: number): number | undefined {
  return from === null ? undefined : Math.max(0, (to ?? now) - from);
}

/** Time in which somebody worked and in which nobody did, over all steps, in milliseconds. */
export function workedAndWaited(steps: readonly CaseStep[]): {
  readonly worked: number;
  readonly waited: number;
  readonly forOthers: number;
} {
  const sum = (key: 'worked' | 'waited', others: boolean): number =>
    steps
      .filter(({ name }) => (name === 'waitingForOthers') === others)
      .reduce((total, step) => total + step[key], 0);
  return {
    worked: sum('worked', false),
    waited: sum('waited', false),
    forOthers: sum('waited', true) + sum('worked', true),
  };
}
