import { expect, it } from 'vitest';
import type { Procedure } from './attack-data.ts';
import { groupProcedures } from './procedure-groups.ts';

const seen = (id: number, patternId: string, tactic?: string): Procedure => ({
  _id: `~${id}`,
  _createdAt: 1,
  _createdBy: 'ann@main.test',
  _version: 1,
  patternId,
  patternName: `Name of ${patternId}`,
  occurDate: id,
  ...(tactic === undefined ? {} : { tactic }),
});

it('names a technique once for each tactic, in the order of an attack', () => {
  const groups = groupProcedures([
    seen(1, 'T2', 'execution'),
    seen(2, 'T1', 'initial-access'),
    seen(3, 'T2', 'execution'),
    seen(4, 'T3'),
  ]);
  expect(
    groups.map(({ tactic, techniques }) => [
      tactic,
      ...techniques.map(({ patternId, procedures }) => `${patternId} × ${procedures.length}`),
    ]),
  ).toEqual([
    ['initial-access', 'T1 × 1'],
    ['execution', 'T2 × 2'],
    ['', 'T3 × 1'],
  ]);
});
