/** Saving a text that others change too. */
import { describe, expect, it } from 'vitest';
import { ApiError } from '../../data/api.ts';
import { saveMerged, type TextStore } from './use-text-change.ts';

/** A store that keeps one text and its version. */
function storeWith(text: string, version: number): TextStore & { readonly kept: () => string } {
  let stored = { text, version };
  return {
    async save(next, based) {
      if (based !== stored.version) throw new ApiError(409, 'conflict', 'changed', {}, []);
      stored = { text: next, version: based + 1 };
    },
    read: async () => ({ ...stored, name: 'Bo', at: 5 }),
    kept: () => stored.text,
  };
}

describe('saving a text', () => {
  it('stores it when nobody else did', async () => {
    const store = storeWith('a\n', 1);
    expect(await saveMerged(store, { text: 'b\n', base: 'a\n', version: 1 })).toBeUndefined();
    expect(store.kept()).toBe('b\n');
  });
  it('keeps what others changed in other lines', async () => {
    const store = storeWith('theirs\nb\nc\n', 2);
    expect(await saveMerged(store, { text: 'a\nb\nmine\n', base: 'a\nb\nc\n', version: 1 })).toBeUndefined();
    expect(store.kept()).toBe('theirs\nb\nmine\n');
  });
  it('stores nothing when both changed the same line, and hands over both', async () => {
    const store = storeWith('their words\n', 2);
    const conflict = await saveMerged(store, { text: 'my words\n', base: 'old words\n', version: 1 });
    expect(conflict).toEqual({
      base: 'old words\n',
      theirs: 'their words\n',
      mine: 'my words\n',
      version: 2,
      name: 'Bo',
      at: 5,
    });
    expect(store.kept()).toBe('their words\n');
  });
  it('passes on what the server refuses', async () => {
    const store: TextStore = {
      save: () => Promise.reject(new ApiError(403, 'notAllowed', 'no', {}, [])),
      read: storeWith('', 1).read,
    };
    await expect(saveMerged(store, { text: '', base: '', version: 1 })).rejects.toThrow('no');
  });
});
