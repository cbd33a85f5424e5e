/** The beginning of a report is the beginning of its JSON. */
import { expect, it } from 'vitest';
import { beginningOf } from './json-beginning.ts';

const report = { a: [1, 'two"', null, {}, []], b: { c: true, 'd e': [{ f: 1.5 }] }, g: '表' };

it('writes a small value whole, as JSON does', () => {
  for (const value of [report, [], {}, 'text', null, 7, [[1], [2]]])
    expect(beginningOf(value, 10_000)).toEqual({ text: JSON.stringify(value, null, 2), isWhole: true });
});

it('stops where there is enough, however large the value is', () => {
  const whole = JSON.stringify(report, null, 2);
  for (const most of [0, 1, 17, whole.length - 1])
    expect(beginningOf(report, most)).toEqual({ text: whole.slice(0, most), isWhole: false });
  const endless = Array.from({ length: 1_000_000 }, () => report);
  expect(beginningOf(endless, 100)).toEqual({
    text: JSON.stringify([report, report, report], null, 2).slice(0, 100),
    isWhole: false,
  });
});
