/** What is told of a merge and of undoing it. */
import { describe, expect, it } from 'vitest';
import { decided, keptByReason, type MergePreview, type UnmergePreview } from './merge-preview.ts';

const nothing = { removed: [], kept: [] };

describe('a merge', () => {
  it('keeps the value of the case where nothing else was chosen', () => {
    const conflict = (field: string) => ({ field, mine: ['a'], theirs: ['b'] });
    const preview: MergePreview = {
      observables: { added: [], present: [] },
      tags: [],
      customFields: { added: [], conflicts: [conflict('site'), conflict('unit')] },
      files: [],
    };
    expect(decided(preview, { unit: 'both', gone: 'mine' })).toEqual({ site: 'theirs', unit: 'both' });
    expect(decided(undefined, {})).toEqual({});
  });
});

describe('undoing a merge', () => {
  it('counts what stays by the reason', () => {
    const file = {
      _type: 'Attachment',
      _id: '~1',
      _createdAt: 0,
      _createdBy: 'ana',
      _version: 1,
      name: 'a.eml',
      hashes: [],
      size: 1,
      contentType: 'message/rfc822',
      external: false,
    } as const;
    const preview: UnmergePreview = {
      observables: nothing,
      files: { removed: [], kept: [{ object: file, why: 'shared' }] },
      tags: nothing,
      customFields: nothing,
    };
    expect(keptByReason(preview)).toEqual({ shared: 1, analyzed: 0, changed: 0 });
  });
});
