/** Observables whose TLP is raised while others have them. */
import { expect, it } from 'vitest';
import { raisedRows } from './raised.ts';

it('asks only for what is raised to a TLP that keeps it from others', () => {
  const rows = [{ tlp: 1 }, { tlp: 3 }, { tlp: 4 }];
  expect(raisedRows(rows, 4)).toEqual([{ tlp: 1 }, { tlp: 3 }]);
  expect(raisedRows(rows, 3)).toEqual([{ tlp: 1 }]);
  expect(raisedRows(rows, 2)).toEqual([]);
});
