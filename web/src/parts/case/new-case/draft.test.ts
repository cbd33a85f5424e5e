/** A case that is being written. */
import { describe, expect, it } from 'vitest';
import { caseBody, emptyDraft, readCaseDraft, shownValues, templateFields } from './draft.ts';

const value = (name: string, of: string | null = null) => ({
  _id: `${name}-${of}`,
  name,
  type: 'string',
  value: of,
  order: 0,
});
const template = { customFields: [value('unit', 'IT'), value('unit', 'HR'), value('place')] };

describe('a draft of a case', () => {
  it('asks only for what was given', () => {
    expect(caseBody({ ...emptyDraft, title: ' Lost laptop ', fields: { unit: ['IT'] } }, undefined)).toEqual({
      title: 'Lost laptop',
      description: '',
    });
    const draft = { ...emptyDraft, title: 'x', template: 'ir', tlp: 0, tags: ['a'] } as const;
    expect(caseBody(draft, template)).toEqual({
      title: 'x',
      description: '',
      caseTemplate: 'ir',
      tlp: 0,
      tags: ['a'],
    });
  });
  it('gives several values of one field, and none where the values of the template were taken out', () => {
    const fieldsOf = (fields: typeof emptyDraft.fields) =>
      caseBody({ ...emptyDraft, fields }, template).customFields;
    expect(fieldsOf({ place: ['Lyon', null, 'Nantes'] })).toEqual([
      { name: 'place', value: 'Lyon' },
      { name: 'place', value: 'Nantes' },
    ]);
    expect(fieldsOf({ unit: [null] })).toEqual([{ name: 'unit', value: null }]);
  });
  it('shows the values of the template until others are given, and a place where there is none', () => {
    expect(shownValues('unit', emptyDraft, template)).toEqual(['IT', 'HR']);
    expect(shownValues('unit', { fields: { unit: ['IT'] } }, template)).toEqual(['IT']);
    expect(shownValues('place', { fields: { place: [] } }, template)).toEqual([null]);
  });
  it('comes back from where it was kept', () => {
    const draft = { ...emptyDraft, title: 'x', severity: 3, fields: { unit: ['IT', null] } } as const;
    expect(readCaseDraft(JSON.stringify(draft))).toEqual(draft);
    expect(readCaseDraft('{"title":"x","fields":{"unit":"IT"}}').fields).toEqual({ unit: ['IT'] });
    expect(readCaseDraft('')).toEqual(emptyDraft);
    expect(readCaseDraft('{"a":1}')).toEqual(emptyDraft);
  });
  it('asks for each field of the template once', () => {
    expect(templateFields(template)).toEqual(['unit', 'place']);
    expect(templateFields(undefined)).toEqual([]);
  });
});
