import { expect, it } from 'vitest';
import { backlogOf } from './backlog.ts';

it('what is open is counted back from the present', () => {
  const intervals = [
    { start: 1, arrived: 4, ended: 1 },
    { start: 2, arrived: 0, ended: 3 },
    { start: 3, arrived: 5, ended: 2 },
  ];
  expect(backlogOf(intervals, 9).map(({ open }) => open)).toEqual([9, 6, 9]);
  expect(backlogOf([], 9)).toEqual([]);
});
