/** Proves that every right of the server has its place and word, and how profiles are compared. */
import { describe, expect, it } from 'vitest';
import { permissions } from '../../../../../server/src/model/permission.ts';
import { groupNames, incompleteRights, rightGroups, rightsBeyond } from './rights.ts';

describe('the rights', () => {
  it('are those of the server, each in one group', () => {
    const grouped = groupNames.flatMap((group): readonly string[] => rightGroups[group]);
    expect([...grouped].sort()).toEqual([...permissions.keys()].sort());
  });

  it('are compared in the order of the groups', () => {
    expect(rightsBeyond(['manageTask', 'manageAlert/create', 'manageShare'], ['manageTask'])).toEqual([
      'manageAlert/create',
      'manageShare',
    ]);
  });

  it('tell which need another one', () => {
    expect(incompleteRights(['manageAlert/import'])).toEqual([['manageAlert/import', 'manageCase/create']]);
    expect(incompleteRights(['manageAlert/import', 'manageCase/create'])).toEqual([]);
  });
});
