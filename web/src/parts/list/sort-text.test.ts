/** The order in the address, and what clicks on columns make of it. */
import { describe, expect, it } from 'vitest';
import { orderOf, readSort, sortedBy, writeSort } from './sort-text.ts';

describe('the order of a list', () => {
  it('is read and written as it stands in the address', () => {
    const keys = readSort('-severity,date,,-');
    expect(keys).toEqual([
      { id: 'severity', descending: true },
      { id: 'date', descending: false },
    ]);
    expect(writeSort(keys)).toBe('-severity,date');
    expect(readSort('')).toEqual([]);
  });

  it('turns with each click on the same column, and ends after the third', () => {
    const once = sortedBy([], 'date', false);
    const twice = sortedBy(once, 'date', false);
    expect([writeSort(once), writeSort(twice), writeSort(sortedBy(twice, 'date', false))]).toEqual([
      '-date',
      'date',
      '',
    ]);
  });

  it('keeps the other columns when one is added, and its place when it turns', () => {
    const both = sortedBy(readSort('-severity'), 'date', true);
    expect(writeSort(both)).toBe('-severity,-date');
    expect(writeSort(sortedBy(both, 'severity', true))).toBe('severity,-date');
    expect(writeSort(sortedBy(both, 'title', false))).toBe('-title');
  });

  it('asks for fields of the server only', () => {
    const fieldOf = (id: string) => (id === 'created' ? '_createdAt' : undefined);
    expect(orderOf(readSort('-created,unknown'), fieldOf)).toEqual([{ _createdAt: 'desc' }]);
  });
});
