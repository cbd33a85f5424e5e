/** Bursts of changes and what each change tells. */
import { describe, expect, it } from 'vitest';
import { burstsOf, type Change, evidenceIdsOf, fieldChangesOf, saidBy } from './bursts.ts';

function change(id: string, by: string, at: number, rest: Partial<Change> = {}): Change {
  return {
    _type: 'Audit',
    _id: id,
    _createdAt: at,
    _createdBy: by,
    action: 'update',
    requestId: id,
    rootId: '~1',
    objectType: 'Case',
    objectId: '~1',
    mainAction: true,
    details: {},
    previous: {},
    ...rest,
  };
}

const minute = 60_000;

describe('bursts of changes', () => {
  it('end with another person or a pause', () => {
    const changes = [
      change('5', 'ana', 20 * minute),
      change('4', 'ana', 19 * minute),
      change('3', 'bo', 18 * minute),
      change('2', 'ana', 17 * minute),
      change('1', 'ana', 3 * minute),
    ];
    expect(burstsOf(changes).map(({ by, from, to, changes: { length } }) => [by, from, to, length])).toEqual([
      ['ana', 19 * minute, 20 * minute, 2],
      ['bo', 18 * minute, 18 * minute, 1],
      ['ana', 17 * minute, 17 * minute, 1],
      ['ana', 3 * minute, 3 * minute, 1],
    ]);
  });
});

describe('a change', () => {
  it('tells fields with what they were, without those that follow from others', () => {
    const changed = change('1', 'ana', 0, {
      details: { status: 'Closed', stage: 'Closed', severity: 3 },
      previous: { status: 'New', stage: 'New' },
    });
    expect(fieldChangesOf(changed)).toEqual([
      { field: 'status', before: 'New', after: 'Closed' },
      { field: 'severity', before: undefined, after: 3 },
    ]);
    expect(fieldChangesOf(change('2', 'ana', 0, { action: 'create', details: { status: 'New' } }))).toEqual(
      [],
    );
  });

  it('of an event names what that stood on', () => {
    const details = { evidence: ['~2', '~3'] };
    const changed = change('1', 'ana', 0, {
      objectType: 'CustomEvent',
      details,
      previous: { evidence: ['~1'] },
    });
    expect(evidenceIdsOf(changed)).toEqual(['~1', '~2', '~3']);
    expect(evidenceIdsOf({ ...changed, objectType: 'Case' })).toEqual([]);
  });

  it('names what it made or deleted', () => {
    expect(saidBy(change('1', 'ana', 0, { details: { data: 'evil.example' } }))).toBe('evil.example');
    expect(saidBy(change('2', 'ana', 0, { action: 'delete', previous: { title: 'Block it' } }))).toBe(
      'Block it',
    );
    expect(saidBy(change('3', 'ana', 0, { details: null }))).toBeUndefined();
  });
});
