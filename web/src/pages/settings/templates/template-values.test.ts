import { expect, it } from 'vitest';
import { bodyOf, valuesOf } from './template-values.ts';

const stored = {
  _type: 'CaseTemplate',
  _id: '~1',
  _createdAt: 0,
  _createdBy: 'ana',
  _version: 1,
  name: 'phishing',
  displayName: 'Phishing',
  tags: [],
  flag: false,
} as const;

it('the pages of a template are read from what the server names, and sent as their ids', () => {
  const read = valuesOf({ ...stored, extraData: { pageTemplateHeaders: [{ _id: '~7' }, { _id: '~8' }] } });
  expect(read.pages).toEqual(['~7', '~8']);
  expect(valuesOf(stored).pages).toEqual([]);
  expect(bodyOf({ pages: ['~8'] }, false)).toEqual({ pageTemplateIds: ['~8'] });
  expect(bodyOf({ titlePrefix: 'x' }, false)).toEqual({ titlePrefix: 'x' });
});
