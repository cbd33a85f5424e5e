/** What a report leaves out, read from the header of the answer. */
import { expect, it } from 'vitest';
import { readWithheld, withheldSum } from './withheld.ts';

it('reads each kind with its number, in one order', () => {
  const withheld = readWithheld('observable=12, alert=1');
  expect(withheld).toEqual([
    { kind: 'alert', count: 1 },
    { kind: 'observable', count: 12 },
  ]);
  expect(withheldSum(withheld)).toBe(13);
});

it('reads nothing from what says nothing', () => {
  for (const told of [null, '', 'task=3', 'alert=0']) expect(readWithheld(told)).toEqual([]);
});
