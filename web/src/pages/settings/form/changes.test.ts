/** Proves what counts as changed in a form, and what is taken back from the browser. */
import { describe, expect, it } from 'vitest';
import { changedFrom, readChanges } from './changes.ts';

const stored = { name: 'Phishing', order: 1, tags: ['mail'], colour: null };

describe('changes of a form', () => {
  it('are the values that differ, lists compared by their members', () => {
    expect(changedFrom(stored, { name: 'Phishing', tags: ['mail'], order: 2 })).toEqual({ order: 2 });
    expect(changedFrom(stored, { tags: ['mail', 'web'] })).toEqual({ tags: ['mail', 'web'] });
  });

  it('are read back from what was kept', () => {
    expect(readChanges('{"name":"Mail","order":1}', stored)).toEqual({ name: 'Mail' });
    expect(readChanges(null, stored)).toEqual({});
  });

  it('leave out what no longer fits the form', () => {
    expect(readChanges('{"name":["x"],"gone":1,"tags":"mail"}', stored)).toEqual({});
    expect(readChanges('not json', stored)).toEqual({});
    expect(readChanges('[1]', stored)).toEqual({});
  });
});
