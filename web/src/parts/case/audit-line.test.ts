/** Records of changes in one line each. */
import { describe, expect, it } from 'vitest';
import type { OutputAudit } from '../../../../contract/v1-types.ts';
import { auditLines, changesByOthers } from './audit-line.ts';

const minute = 60_000;
const audit = (part: Partial<OutputAudit>): OutputAudit => ({
  _type: 'Audit',
  _id: '~1',
  _createdAt: 100 * minute,
  _createdBy: 'ana',
  action: 'create',
  requestId: 'r',
  rootId: '~9',
  objectType: 'Observable',
  objectId: '~2',
  mainAction: true,
  details: {},
  previous: {},
  ...part,
});

describe('records of changes', () => {
  it('made in one go are one line', () => {
    const lines = auditLines([
      audit({ details: { data: 'a' } }),
      audit({ details: { data: 'b' }, _createdAt: 95 * minute }),
      audit({ details: { title: 'Collect' }, objectType: 'Task', _createdAt: 94 * minute }),
      audit({ _createdBy: 'bo', _createdAt: 93 * minute }),
    ]);
    expect(lines.map(({ objectType, count, about, by }) => [objectType, count, about, by])).toEqual([
      ['Observable', 2, undefined, 'ana'],
      ['Task', 1, 'Collect', 'ana'],
      ['Observable', 1, undefined, 'bo'],
    ]);
  });
  it('name the fields that somebody changed, without those that follow by themselves', () => {
    const [line] = auditLines([
      audit({
        action: 'update',
        objectType: 'Case',
        details: { status: 'InProgress', stage: 'InProgress', tags: [] },
      }),
    ]);
    expect(line).toMatchObject({ fields: ['status', 'tags'], status: 'InProgress' });
  });
  it('of others are counted by object', () => {
    const counts = changesByOthers(
      [
        audit({ objectId: '~2' }),
        audit({ _createdBy: 'bo', objectId: '~3' }),
        audit({ _createdBy: 'bo', objectId: '~3', action: 'update' }),
        audit({ _createdBy: 'bo', objectId: '~4' }),
        audit({ _createdBy: 'bo', objectType: 'Comment', objectId: '~5' }),
      ],
      'ana',
    );
    expect(counts).toEqual([
      { objectType: 'Observable', count: 2 },
      { objectType: 'Comment', count: 1 },
    ]);
  });
});
