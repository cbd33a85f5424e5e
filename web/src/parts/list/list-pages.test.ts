/** Loaded rows: in order, each once, changed where they stand, and the next page behind what still belongs. */
import { describe, expect, it } from 'vitest';
import { nextStart, pageSize, removed, replaced, rowsOf } from './list-pages.ts';

interface Row {
  readonly _id: string;
  readonly title?: string;
}
const page = (ids: readonly string[], full = true) => ({ rows: ids.map((_id): Row => ({ _id })), full });
const idsOf = (rows: readonly Row[]) => rows.map(({ _id }) => _id);

describe('the loaded rows', () => {
  it('show an object once that moved to a later page', () => {
    expect(idsOf(rowsOf([page(['a', 'b']), page(['b', 'c'])]))).toEqual(['a', 'b', 'c']);
  });

  it('go on behind what still belongs to the list', () => {
    const pages = [page(['a', 'b', 'c'])];
    expect(nextStart(pages, new Set())).toBe(3);
    expect(nextStart(pages, new Set(['b']))).toBe(2);
    expect(nextStart([page(['a'], false)], new Set())).toBeUndefined();
    expect(nextStart([], new Set())).toBeUndefined();
    expect(pageSize).toBe(100);
  });

  it('are replaced where they stand', () => {
    const pages = [page(['a', 'b']), page(['c'])];
    const next = replaced(pages, [{ _id: 'b', title: 'new' }]);
    expect(rowsOf(next)).toEqual([{ _id: 'a' }, { _id: 'b', title: 'new' }, { _id: 'c' }]);
    expect(next[1]).toBe(pages[1]);
  });

  it('are taken away without moving pages that hold none of them', () => {
    const pages = [page(['a', 'b']), page(['c'])];
    const next = removed(pages, new Set(['c']));
    expect(idsOf(rowsOf(next))).toEqual(['a', 'b']);
    expect(next[0]).toBe(pages[0]);
  });
});
