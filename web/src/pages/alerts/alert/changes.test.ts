/** What an entry of the history says. */
import { describe, expect, it } from 'vitest';
import { changesOf } from './changes.ts';

describe('an entry of the history', () => {
  it('names each field with its values before and after', () => {
    const entry = {
      details: { status: 'Ignored', tags: ['a'], closedDate: 1 },
      previous: { status: 'New', closedDate: null },
    };
    expect(changesOf(entry)).toEqual([
      { field: 'status', before: 'New', after: 'Ignored' },
      { field: 'tags', before: '–', after: '["a"]' },
    ]);
  });

  it('cuts long values, and says nothing of what is no object', () => {
    const [change] = changesOf({ details: { description: 'x'.repeat(500) }, previous: null });
    expect(change?.after.length).toBe(121);
    expect(changesOf({ details: undefined, previous: undefined })).toEqual([]);
  });
});
