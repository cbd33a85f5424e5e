/** What stands beside an observable about its runs. */
import { expect, it } from 'vitest';
import { marksOf, saidBy } from './run-marks.ts';

type Run = Parameters<typeof marksOf>[0][number];

function run(id: string, status: Run['status'], more: Partial<Run> = {}): Run {
  return { status, analyzerName: 'Look_Up_1_0', case_artifact: { _id: id }, ...more } as Run;
}

it('counts what runs, and names the end that needs somebody most', () => {
  const marks = marksOf(
    [
      run('~1', 'Waiting'),
      run('~1', 'InProgress'),
      run('~1', 'Success', { outcome: 'NoResult' }),
      run('~1', 'Failure', { outcome: 'Blocked', errorMessage: 'TLP' }),
      run('~1', 'Failure', { errorMessage: 'newer' }),
      run('~1', 'Failure', { errorMessage: 'older' }),
      run('~2', 'Success', { outcome: 'NoResult' }),
      run('~2', 'Failure', { outcome: 'Blocked', errorMessage: 'TLP' }),
      run('~3', 'Success', { outcome: 'NoResult' }),
      run('~4', 'Failure', { outcome: 'Cancelled', errorMessage: 'Cancelled' }),
    ],
    [{ _id: '~3' }, { _id: '~6' }],
  );
  const of = (id: string) => marks.get(id);
  expect(of('~1')).toMatchObject({ running: 2, end: { state: 'Failure', message: 'newer' } });
  expect(of('~2')).toMatchObject({ running: 0, end: { state: 'Blocked', message: 'TLP' } });
  expect(of('~3')).toMatchObject({ end: { state: 'NoResult', analyzer: 'Look Up', message: '' } });
  expect(of('~4')).toEqual({ running: 0, end: undefined, isSilent: false });
  expect(of('~3')).toMatchObject({ isSilent: true });
  expect(of('~6')).toEqual({ running: 0, end: undefined, isSilent: true });
  expect(of('~5')).toBeUndefined();
});

it.each([
  ['no answer', 'Look Up: no answer'],
  ['Look Up has no answer', 'Look Up has no answer'],
])('says who says %s, once', (message, said) => {
  expect(saidBy({ state: 'Failure', analyzer: 'Look Up', message })).toBe(said);
});
