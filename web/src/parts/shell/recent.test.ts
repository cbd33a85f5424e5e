/** What was opened last. */
import { describe, expect, it } from 'vitest';
import { noted, type RecentItem, stillSeen } from './recent.ts';

const alert = (id: string): RecentItem => ({ kind: 'alert', id, title: `Alert ${id}` });

describe('what was opened last', () => {
  it('comes first and is there once, under its present title', () => {
    const items = noted(noted(noted([], alert('~1')), alert('~2')), { ...alert('~1'), title: 'Renamed' });
    expect(items.map(({ id, title }) => [id, title])).toEqual([
      ['~1', 'Renamed'],
      ['~2', 'Alert ~2'],
    ]);
  });

  it('forgets what is not seen any more, and calls the rest by its present title', () => {
    const items = [alert('~1'), alert('~2'), alert('~3')];
    const left = stillSeen(items, { asked: ['~1', '~2'], titles: new Map([['~2', 'Renamed']]) });
    expect(left.map(({ id, title }) => [id, title])).toEqual([
      ['~2', 'Renamed'],
      ['~3', 'Alert ~3'],
    ]);
  });

  it('is bounded', () => {
    const items = Array.from({ length: 40 }, (_, index) => alert(`~${index}`)).reduce(noted, []);
    expect(items).toHaveLength(15);
    expect(items[0]?.id).toBe('~39');
  });
});
