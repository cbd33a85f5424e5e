import { expect, it } from 'vitest';
import { momentAt, placeOf, scaleOf, ticksOf } from './scale.ts';

const hour = 3_600_000;
const day = 24 * hour;

it('folds the span in which nothing happened', () => {
  const moments = [0, 400 * day, 400 * day + hour, 400 * day + 3 * hour];
  const { stretches } = scaleOf(moments, 1_200);
  expect(stretches.map(({ folded, from, to }) => [folded, from, to])).toEqual([
    [false, 0, 0],
    [true, 0, 400 * day],
    [false, 400 * day, 400 * day + 3 * hour],
  ]);
});

it('folds neither what is all there is nor what is one gap among others', () => {
  expect(scaleOf([0, 90 * day], 800).stretches).toHaveLength(1);
  expect(scaleOf([0, 2 * hour, 5 * hour, 7 * hour], 800).stretches).toHaveLength(1);
  expect(scaleOf([], 800)).toEqual({ stretches: [], width: 800 });
});

it('keeps the order of moments and finds them again', () => {
  const scale = scaleOf([0, 400 * day, 400 * day + hour, 400 * day + 3 * hour], 1_200);
  const places = [0, 200 * day, 400 * day, 400 * day + hour, 400 * day + 3 * hour].map((at) =>
    placeOf(scale, at),
  );
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  expect(places.at(-1)).toBeLessThan(1_200);
  expect(momentAt(scale, placeOf(scale, 400 * day + hour))).toBeCloseTo(400 * day + hour, -3);
});

it('puts ticks on round times of the zone, apart from each other', () => {
  const scale = scaleOf([0.5 * hour, 30 * hour], 1_400);
  const ticks = ticksOf(scale, () => 2 * hour);
  expect(ticks.length).toBeGreaterThan(4);
  expect(ticks.every(({ at }) => (at + 2 * hour) % hour === 0)).toBe(true);
  expect(ticks.slice(1).every(({ x }, index) => x - (ticks[index]?.x ?? 0) >= 92)).toBe(true);
  expect(ticks.filter(({ newDay }) => newDay)).toHaveLength(2);
});
