import { expect, it } from 'vitest';
import { runsKnownAt } from './known-runs.ts';

const run = (_id: string, analyzerId: string, endDate: number, status = 'Success' as const) => ({
  _id,
  analyzerId,
  endDate,
  status,
});

it('what was known of an observable is what the last run of each analyzer had told', () => {
  const runs = [
    run('~4', 'vt', 40),
    run('~3', 'abuse', 30),
    run('~2', 'vt', 20),
    { ...run('~1', 'abuse', 10), status: 'Failure' as const },
  ];
  const idsAt = (moment: number) => runsKnownAt(runs, moment).map(({ _id }) => _id);
  expect(idsAt(50)).toEqual(['~4', '~3']);
  expect(idsAt(30)).toEqual(['~3', '~2']);
  expect(idsAt(15)).toEqual([]);
});
