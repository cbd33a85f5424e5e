/** The order of pages, and what moving one changes. */
import { describe, expect, it } from 'vitest';
import { groupPages, nextPlace, placesAfterMove } from './page-order.ts';

const page = (_id: string, category: string, order: number, title = _id) => ({ _id, category, order, title });

describe('the order of pages', () => {
  it('puts headings by name and pages by place, then by title', () => {
    const groups = groupPages([page('c', 'B', 1), page('b', 'B', 0), page('a', 'A', 5), page('d', 'B', 0)]);
    expect(groups.map(({ category, pages }) => [category, pages.map(({ _id }) => _id)])).toEqual([
      ['A', ['a']],
      ['B', ['b', 'd', 'c']],
    ]);
  });

  it('changes only the places that differ after a move', () => {
    const pages = [page('a', 'A', 0), page('b', 'A', 1), page('c', 'A', 2), page('x', 'B', 0)];
    expect(placesAfterMove(pages, 'c', -1)).toEqual([
      { id: 'c', order: 1 },
      { id: 'b', order: 2 },
    ]);
    expect(placesAfterMove(pages, 'a', -1)).toEqual([]);
    expect(placesAfterMove(pages, 'c', 1)).toEqual([]);
    expect(placesAfterMove(pages, 'nobody', 1)).toEqual([]);
  });

  it('gives pages that share a place one of their own', () => {
    expect(placesAfterMove([page('a', 'A', 0), page('b', 'A', 0)], 'b', -1)).toEqual([{ id: 'a', order: 1 }]);
  });

  it('adds below the last page of a heading', () => {
    expect(nextPlace([page('a', 'A', 4), page('b', 'B', 9)], 'A')).toBe(5);
    expect(nextPlace([], 'A')).toBe(0);
  });
});
