/** What applying a template asks for, and what takes it back. */
import { expect, it } from 'vitest';
import type { Template } from '../alert/promote/templates.ts';
import { applyBody, formerValues, partsAtFirst, untouched } from './apply-template.ts';

const template: Template = {
  _type: 'CaseTemplate',
  _id: '~1',
  _createdAt: 0,
  _createdBy: 'a',
  _version: 1,
  name: 'phishing',
  displayName: 'Phishing',
  titlePrefix: '[PHI]',
  severity: 3,
  tags: ['mail'],
  flag: false,
  tasks: [{ title: 'Look' }],
  customFields: ['site', 'team'].map((name, order) => ({
    _id: `~${order}`,
    name,
    type: 'string',
    value: 'x',
    order,
  })),
  extraData: { pageTemplateHeaders: [{ _id: '~7', title: 'Plan' }] },
};
const site = { _id: '~9', name: 'site', type: 'string', value: 'Lyon', order: 0 } as const;
const detail = {
  title: 'Salary',
  tags: ['own'],
  severity: 2 as const,
  tlp: 2 as const,
  customFields: [site],
};
const nothing = {
  ...partsAtFirst,
  tasks: false,
  pages: false,
  fields: false,
  tags: false,
  prefix: false,
};

it('asks for tasks and pages of the template only where they are wanted', () => {
  expect(applyBody('~5', template, partsAtFirst)).toMatchObject({
    ids: ['~5'],
    importTasks: ['Look'],
    importPages: ['~7'],
    updateTags: true,
    updateSeverity: false,
  });
  expect(applyBody('~5', template, nothing)).toMatchObject({ importTasks: [], importPages: [] });
});

it('keeps the former values of what the template changes, and of nothing else', () => {
  expect(formerValues(detail, template, partsAtFirst)).toEqual({
    'customFields.team': [],
    tags: ['own'],
    title: 'Salary',
  });
  expect(formerValues(detail, template, { ...nothing, ratings: true, description: true })).toEqual({
    severity: 2,
  });
});

it('takes back what was added by the person and nobody has touched since', () => {
  const child = (_id: string, title: string, _createdBy: string, more = {}) => ({
    _id,
    title,
    _createdBy,
    ...more,
  });
  const now = [
    child('~1', 'Look', 'ann'),
    child('~2', 'Look', 'ann'),
    child('~3', 'Look', 'ben'),
    child('~4', 'Own', 'ann'),
    child('~5', 'Look', 'ann', { _updatedAt: 7 }),
  ];
  expect(untouched(new Set(['~1']), now, new Set(['Look']), 'ann')).toEqual(['~2']);
});
