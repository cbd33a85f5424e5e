/** Taking changes of alerts back. */
import { describe, expect, it } from 'vitest';
import { type AlertState, backTo } from './alert-state.ts';

const state = (id: string, part: Partial<AlertState>): AlertState => ({
  _id: id,
  title: id,
  status: 'New',
  tags: [],
  severity: 2,
  follow: true,
  ...part,
});

describe('taking back a change of several alerts', () => {
  it('gives each what it had, in one change for all that had the same', () => {
    const before = [state('~1', {}), state('~2', {}), state('~3', { status: 'InProgress', assignee: 'bo' })];
    expect(backTo(before, ['status', 'assignee'])).toEqual([
      { status: 'New', assignee: null, ids: ['~1', '~2'] },
      { status: 'InProgress', assignee: 'bo', ids: ['~3'] },
    ]);
  });

  it('changes nothing else', () => {
    const [change] = backTo([state('~1', { tags: ['a'] })], ['tags']);
    expect(Object.keys(change ?? {})).toEqual(['tags', 'ids']);
  });
});
