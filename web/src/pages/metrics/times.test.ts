import { expect, it } from 'vitest';
import { changeOf } from '../../parts/charts/time-change.ts';
import { readTimes } from './times.ts';

it('the answer holds both periods and the course in the order of time', () => {
  const whole = {
    nowCount: 4,
    nowMedian: 60_000,
    nowP90: 120_000,
    beforeCount: 0,
    beforeMedian: null,
    beforeP90: null,
    '1795000000000': { median: 5 },
    '1794000000000': { median: 7 },
    '1796000000000': { median: null },
  };
  expect(readTimes({ '946684800000': whole })).toEqual({
    now: { count: 4, median: 60_000, p90: 120_000 },
    before: { count: 0, median: null, p90: null },
    course: [7, 5],
  });
  expect(readTimes({}).now).toEqual({ count: 0, median: null, p90: null });
});

it('a change is told when it is more than noise', () => {
  expect(changeOf(600_000, null)).toBe('unknown');
  expect(changeOf(600_000, 605_000)).toBe('same');
  expect(changeOf(420_000, 600_000)).toEqual({ by: -180_000 });
  expect(changeOf(3_600_000 * 10, 3_600_000 * 9)).toEqual({ by: 3_600_000 });
});
