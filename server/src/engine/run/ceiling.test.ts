/** Ceilings of TLP and PAP. */

import { expect, test } from 'vitest';
import { ceilingOf, exceeded, stricter, tlpForNeurons, tlpFromNeurons } from './ceiling.ts';

test.each([
  [0, 0, undefined],
  [1, 1, undefined],
  [2, 1, 'tlpTooHigh'],
  [3, 2, 'tlpTooHigh'],
  [3, 3, undefined],
  // Red is compared as the 3 it is for neurons.
  [4, 3, undefined],
  [4, 2, 'tlpTooHigh'],
])('TLP %i under the ceiling %i gives %s', (tlp, maxTlp, expected) => {
  expect(exceeded({ tlp, pap: 3 }, { maxTlp, maxPap: undefined })).toBe(expected);
});

test('PAP is compared as it is, after TLP', () => {
  expect(exceeded({ tlp: 0, pap: 3 }, { maxTlp: 2, maxPap: 2 })).toBe('papTooHigh');
  expect(exceeded({ tlp: 4, pap: 3 }, { maxTlp: 2, maxPap: 2 })).toBe('tlpTooHigh');
});

test('nothing is checked where the check is off, and amber is the ceiling where no level is said', () => {
  expect(ceilingOf({ max_tlp: 1, check_pap: true })).toEqual({ maxTlp: undefined, maxPap: 2 });
});

test('of two ceilings the stricter counts', () => {
  expect(stricter({ maxTlp: 1, maxPap: undefined }, { maxTlp: 2, maxPap: 0 })).toEqual({
    maxTlp: 1,
    maxPap: 0,
  });
});

test('red survives the way to neurons and back', () => {
  expect([0, 1, 2, 3, 4].map(tlpForNeurons)).toEqual([0, 1, 2, 3, 3]);
  expect([0, 1, 2, 3].map(tlpFromNeurons)).toEqual([0, 1, 2, 4]);
});
