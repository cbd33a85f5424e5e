/** The cursor after rows have left the list. */
import { describe, expect, it } from 'vitest';
import { nextCursor } from './next-cursor.ts';

const before = ['a', 'b', 'c', 'd'];

describe('the cursor', () => {
  it('goes on to the row that took the place of those that are gone', () => {
    expect(nextCursor('b', before, ['a', 'd', 'e'])).toBe('d');
  });

  it('goes back when nothing follows', () => {
    expect(nextCursor('d', before, ['a', 'b'])).toBe('b');
  });

  it('goes nowhere when all are gone, or when it was never there', () => {
    expect(nextCursor('b', before, ['x'])).toBeUndefined();
    expect(nextCursor('x', before, ['a'])).toBeUndefined();
  });
});
