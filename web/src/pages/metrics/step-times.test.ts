import { expect, it } from 'vitest';
import type { ToldStep } from '../../parts/case/steps.ts';
import { quantile, stepTimesOf } from './step-times.ts';

const step = (name: ToldStep['step'], from: number, to: number, worked: number): ToldStep => ({
  step: name,
  from,
  to,
  worked,
  waited: to - from - worked,
  who: [],
});

it('a quantile lies between two values where it has to, as the server computes it', () => {
  expect(quantile([10, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([1, 2, 3, 10], 0.9)).toBeCloseTo(7.9);
  expect(quantile([7], 0.9)).toBe(7);
});

it('each part is the median over all cases, and a part that a case never had counts as nothing', () => {
  const times = stepTimesOf([
    [step('triage', 0, 10, 4), step('investigation', 10, 110, 60), step('closing', 110, 120, 0)],
    [step('triage', 0, 20, 8), step('investigation', 20, 60, 40)],
    [step('investigation', 0, 50, 50), step('waitingForOthers', 10, 40, 0)],
  ]);
  expect(times?.parts.find(({ part }) => part === 'triage')).toMatchObject({ median: 4, cases: 2 });
  expect(times?.parts.find(({ part }) => part === 'investigation')).toMatchObject({ median: 50, cases: 3 });
  expect(times?.parts.find(({ part }) => part === 'others')).toMatchObject({ median: 0, cases: 1 });
  expect(times?.median).toBe(60);
  expect(stepTimesOf([])).toBeUndefined();
});
