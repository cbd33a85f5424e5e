/** Medians of ended cases, read from an answer. */
import { expect, it } from 'vitest';
import { usualTimesIn } from './usual-times.ts';

const whole = (count: number) => ({ 0: { count, detect: 60_000, acknowledge: 120_000, resolve: 3_600_000 } });

it('gives a median for each time that cases have', () => {
  expect(usualTimesIn(whole(5))).toEqual({
    count: 5,
    medians: { detect: 60_000, acknowledge: 120_000, contain: null, resolve: 3_600_000 },
  });
});

it.each([[undefined], [{}], [whole(4)]])('calls nothing usual that few cases had', (answer) => {
  expect(usualTimesIn(answer)).toBeUndefined();
});
