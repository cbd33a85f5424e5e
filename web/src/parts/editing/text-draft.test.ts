/** Drafts of changes to stored texts. */
import { describe, expect, it } from 'vitest';
import { packDraft, readDraft } from './text-draft.ts';

const stored = { text: 'stored', base: 'stored', version: 3 };

describe('a draft of a change', () => {
  it('comes back with the text and version it was based on', () => {
    const draft = { text: 'mine', base: 'old', version: 2 };
    expect(readDraft(packDraft(draft), stored)).toEqual(draft);
  });
  it.each(['', 'plain text', '{"text":1}', 'null'])(
    'gives way to what is stored when %j was kept',
    (kept) => {
      expect(readDraft(kept, stored)).toEqual(stored);
    },
  );
});
