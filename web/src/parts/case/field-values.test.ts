import { expect, it } from 'vitest';
import { groupsOfFields, withFieldValues } from './field-values.ts';
import { inverseOf } from './use-case-change.ts';

const value = (name: string, of: unknown, order: number) => ({
  _id: `${name}-${order}`,
  name,
  type: 'string',
  value: of,
  order,
});
const customFields = [value('unit', 'sales', 0), value('cause', null, 1), value('unit', 'stock', 2)];

it('fields show every filled value, together by group', () => {
  const definitions = new Map([
    ['unit', { group: 'business' }],
    ['cause', { group: 'technical' }],
  ]);
  const shown = groupsOfFields([...customFields, value('cause', 'phishing', 3)], definitions);
  expect(
    shown.map(({ name, fields }) => [name, fields.map((field) => field.values.map((one) => one.value))]),
  ).toEqual([
    ['business', [['sales', 'stock']]],
    ['technical', [['phishing']]],
  ]);
});

it('a change of one field leaves the others and stands in its place', () => {
  const names = (given: unknown) =>
    withFieldValues({ customFields }, 'unit', given).map((one) => [one.name, one.value]);
  expect(names(['stock'])).toEqual([
    ['unit', 'stock'],
    ['cause', null],
  ]);
  expect(names([])).toEqual([['cause', null]]);
});

it('taking a change of a field back gives all its former values', () => {
  expect(inverseOf({ customFields }, { 'customFields.unit': ['other'], 'customFields.new': ['x'] })).toEqual({
    'customFields.unit': ['sales', 'stock'],
    'customFields.new': [],
  });
});
