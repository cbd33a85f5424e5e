/** Groups as the aggregations tell them, and the bars of their days. */
import { describe, expect, it } from 'vitest';
import { barsOf, readGroups } from './group.ts';

const day = 86_400_000;

describe('groups', () => {
  it('are read with their ratings, their times and their days, in the order of the answer', () => {
    const answer = {
      'edr;a;b': {
        count: 3,
        first: 10,
        last: 20,
        2: { count: 1 },
        4: { count: 2 },
        1792972800000: { count: 3 },
      },
      other: { count: 1 },
    };
    expect(readGroups(answer, 'group:')).toEqual([
      {
        id: 'group:edr;a;b',
        key: 'edr;a;b',
        count: 3,
        first: 10,
        last: 20,
        severities: [
          { severity: 4, count: 2 },
          { severity: 2, count: 1 },
        ],
        days: [{ at: 1_792_972_800_000, count: 3 }],
      },
      { id: 'group:other', key: 'other', count: 1, severities: [], days: [] },
    ]);
    expect(readGroups('nonsense', 'group:')).toEqual([]);
  });

  it('show their days as bars up to now, the highest full', () => {
    const now = 100 * day;
    const days = [
      { at: now - 1, count: 4 },
      { at: now - 29 * day, count: 2 },
      { at: now - 400 * day, count: 1 },
    ];
    expect(barsOf(days, now, 3, 30)).toEqual([0.75, 0, 1]);
    expect(barsOf([], now, 2, 30)).toEqual([0, 0]);
  });
});
