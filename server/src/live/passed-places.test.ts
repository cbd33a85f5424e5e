import { expect, it } from 'vitest';
import { createPassedPlaces } from './passed-places.ts';

const second = 1_000;
const minute = 60 * second;
const place = (record: number) => ({ transaction: '7', record: String(record) });

it('tells where the stream was at a time', () => {
  const passed = createPassedPlaces();
  for (const [at, record] of [
    [10, 1],
    [11, 1],
    [12, 2],
  ] as const)
    passed.note(at * second, place(record));
  expect([9, 10, 11.5, 12, 900].map((at) => passed.at(at * second)?.record)).toEqual([
    undefined,
    '1',
    '1',
    '2',
    '2',
  ]);
});

it('forgets what is older than five minutes, and still knows where the stream was then', () => {
  const passed = createPassedPlaces();
  for (let at = 0; at <= 20; at += 1) passed.note(at * minute, place(at));
  expect(passed.at(14 * minute)).toBeUndefined();
  expect(passed.at(15.5 * minute)).toEqual(place(15));
});

it('keeps the only place of a stream that stands still', () => {
  const passed = createPassedPlaces();
  for (let at = 0; at <= 20; at += 1) passed.note(at * minute, place(1));
  expect(passed.at(20 * minute)).toEqual(place(1));
});
