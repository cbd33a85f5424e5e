/** A case that is being written. */
import { describe, expect, it } from 'vitest';
import { caseBody, emptyDraft, readCaseDraft, templateFields } from './draft.ts';

describe('a draft of a case', () => {
  it('asks only for what was given', () => {
    expect(caseBody({ ...emptyDraft, title: ' Lost laptop ', fields: { unit: null } })).toEqual({
      title: 'Lost laptop',
      description: '',
    });
    const draft = {
      ...emptyDraft,
      title: 'x',
      template: 'ir',
      tlp: 0,
      tags: ['a'],
      fields: { unit: 'IT' },
    } as const;
    expect(caseBody(draft)).toEqual({
      title: 'x',
      description: '',
      caseTemplate: 'ir',
      tlp: 0,
      tags: ['a'],
      customFields: { unit: 'IT' },
    });
  });
  it('comes back from where it was kept', () => {
    const draft = { ...emptyDraft, title: 'x', severity: 3 } as const;
    expect(readCaseDraft(JSON.stringify(draft))).toEqual(draft);
    expect(readCaseDraft('')).toEqual(emptyDraft);
    expect(readCaseDraft('{"a":1}')).toEqual(emptyDraft);
  });
  it('asks for each field of the template once', () => {
    const value = (name: string) => ({ _id: name, name, type: 'string', value: null, order: 0 });
    expect(templateFields({ customFields: [value('unit'), value('unit'), value('place')] })).toEqual([
      'unit',
      'place',
    ]);
    expect(templateFields(undefined)).toEqual([]);
  });
});
