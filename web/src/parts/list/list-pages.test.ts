/** Loaded rows: in order, each once, changed where they stand, and the next page behind what still belongs. */
import { describe, expect, it } from 'vitest';
import { type ListPage, nextStart, pageGatherer, pageSize, removed, replaced } from './list-pages.ts';

interface Row {
  readonly _id: string;
  readonly title?: string;
}
const page = (ids: readonly string[], full = true) => ({ rows: ids.map((_id): Row => ({ _id })), full });
const gathered = (pages: readonly ListPage<Row>[]) => pageGatherer<Row>()(pages);
const idsOf = (rows: readonly Row[]) => rows.map(({ _id }) => _id);

describe('the loaded rows', () => {
  it('show an object once that moved to a later page', () => {
    const { rows, items, places } = gathered([page(['a', 'b']), page(['b', 'c'])]);
    expect(idsOf(rows)).toEqual(['a', 'b', 'c']);
    expect(items.map(({ id }) => places.get(id))).toEqual([0, 1, 2]);
  });

  it('stay the same objects while pages are added and others of their page are replaced', () => {
    const gather = pageGatherer<Row>();
    const pages = [page(['a', 'b'])];
    const first = gather(pages);
    const grown = gather([...pages, page(['c'])]);
    expect(idsOf(grown.rows)).toEqual(['a', 'b', 'c']);
    expect(grown.items[0]).toBe(first.items[0]);
    const changed = gather(replaced(grown.pages, [{ _id: 'b', title: 'new' }]));
    expect(changed.items[0]).toBe(first.items[0]);
    expect(changed.items[1]?.row).toEqual({ _id: 'b', title: 'new' });
    expect(idsOf(first.rows)).toEqual(['a', 'b']);
  });

  it('begin anew when the list is read from its beginning', () => {
    const gather = pageGatherer<Row>();
    gather([page(['a', 'b']), page(['c'])]);
    const { rows, places } = gather([page(['n', 'a'])]);
    expect(idsOf(rows)).toEqual(['n', 'a']);
    expect(places.has('c')).toBe(false);
  });

  it('go on behind what still belongs to the list', () => {
    const pages = gathered([page(['a', 'b', 'c'])]);
    expect(nextStart(pages, new Set())).toBe(3);
    expect(nextStart(pages, new Set(['b', 'elsewhere']))).toBe(2);
    expect(nextStart(gathered([page(['a'], false)]), new Set())).toBeUndefined();
    expect(nextStart(gathered([]), new Set())).toBeUndefined();
    expect(pageSize).toBe(100);
  });

  it('are replaced where they stand', () => {
    const pages = [page(['a', 'b']), page(['c'])];
    const next = replaced(pages, [{ _id: 'b', title: 'new' }]);
    expect(gathered(next).rows).toEqual([{ _id: 'a' }, { _id: 'b', title: 'new' }, { _id: 'c' }]);
    expect(next[1]).toBe(pages[1]);
  });

  it('are taken away without moving pages that hold none of them', () => {
    const pages = [page(['a', 'b']), page(['c'])];
    const next = removed(pages, new Set(['c']));
    expect(idsOf(gathered(next).rows)).toEqual(['a', 'b']);
    expect(next[0]).toBe(pages[0]);
  });
});
