/** Steps of many cases as one: the median of each part, worked and waited apart. */
import type { ToldStep } from '../../parts/case/steps.ts';

/** Parts of the bar in their order. Containment lies over the others, and is told by itself. */
export const stepParts = [
  'triageWait',
  'triage',
  'start',
  'investigation',
  'idle',
  'others',
  'closing',
] as const;
/** A part. */
export type StepPart = (typeof stepParts)[number];

/** What a part looks like: handled by us, waiting, waiting for somebody else. */
export const lookOf: Readonly<Record<StepPart, 'triage' | 'work' | 'wait' | 'others'>> = {
  triageWait: 'wait',
  triage: 'triage',
  start: 'wait',
  investigation: 'work',
  idle: 'wait',
  others: 'others',
  closing: 'wait',
};

const sources: Readonly<Record<StepPart, readonly [step: ToldStep['step'], side: 'worked' | 'waited']>> = {
  triageWait: ['triage', 'waited'],
  triage: ['triage', 'worked'],
  start: ['waiting', 'waited'],
  investigation: ['investigation', 'worked'],
  idle: ['investigation', 'waited'],
  others: ['waitingForOthers', 'waited'],
  closing: ['closing', 'waited'],
};

/** A part over many cases, in milliseconds. A case that never had it counts as nothing. */
export interface PartTimes {
  readonly part: StepPart;
  readonly median: number;
  readonly p90: number;
  /** Cases that had it. */
  readonly cases: number;
}

/** Steps over many cases. */
export interface StepTimes {
  readonly parts: readonly PartTimes[];
  /** Median and ninth decile of the whole, from the first step to the last. */
  readonly median: number;
  readonly p90: number;
}

/** The value below which a part of all values lies, between two of them where it has to be. */
export function quantile(values: readonly number[], fraction: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const place = (sorted.length - 1) * fraction;
  const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
  return low + (high - low) * (place - Math.floor(place));
}

/** The steps of some closed cases as one; undefined without any. */
export function stepTimesOf(cases: readonly (readonly ToldStep[])[]): StepTimes | undefined {
  if (cases.length === 0) return undefined;
  const parts = stepParts.map((part): PartTimes => {
    const [name, side] = sources[part];
    const values = cases.map((steps) => steps.find(({ step }) => step === name)?.[side] ?? 0);
    return {
      part,
      median: quantile(values, 0.5),
      p90: quantile(values, 0.9),
      cases: values.filter((value) => value > 0).length,
    };
  });
  const wholes = cases.map(spanOf);
  return { parts, median: quantile(wholes, 0.5), p90: quantile(wholes, 0.9) };
}

function spanOf(steps: readonly ToldStep[]): number {
  const starts = steps.flatMap(({ from }) => (from === null ? [] : [from]));
  const ends = steps.flatMap(({ to }) => (to === null ? [] : [to]));
  return starts.length === 0 || ends.length === 0 ? 0 : Math.max(...ends) - Math.min(...starts);
}
