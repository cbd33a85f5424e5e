/** Ticks: single rows, ranges, everything; they belong to objects, not to places. */
import { describe, expect, it } from 'vitest';
import { nothingSelected, toggled, toggledAll } from './selection.ts';

const order = ['a', 'b', 'c', 'd'];
const ids = (selection: { readonly ids: ReadonlySet<string> }) => [...selection.ids].sort();

describe('ticks', () => {
  it('are set and taken away one by one', () => {
    const one = toggled(nothingSelected, 'b', false, order);
    expect(ids(one)).toEqual(['b']);
    expect(ids(toggled(one, 'b', false, order))).toEqual([]);
  });

  it('reach from the last one to where one points, in both directions', () => {
    const down = toggled(toggled(nothingSelected, 'b', false, order), 'd', true, order);
    expect(ids(down)).toEqual(['b', 'c', 'd']);
    expect(ids(toggled(down, 'a', true, order))).toEqual(['a', 'b', 'c', 'd']);
  });

  it('begin anew where no range can begin', () => {
    expect(ids(toggled(nothingSelected, 'c', true, order))).toEqual(['c']);
  });

  it('take all rows, or none when all are taken', () => {
    const all = toggledAll(nothingSelected, order);
    expect(ids(all)).toEqual(order);
    expect(toggledAll(all, order)).toBe(nothingSelected);
    expect(toggledAll({ ...nothingSelected, allMatching: true }, order)).toBe(nothingSelected);
  });
});
