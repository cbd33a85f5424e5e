import { expect, it } from 'vitest';
import { filterText } from './filter-text.ts';

it.each([
  [{ _eq: { _field: 'stage', _value: 'New' } }, 'stage:New'],
  [{ stage: 'New' }, 'stage:New'],
  [{ _not: { _eq: { _field: 'stage', _value: 'Closed' } } }, 'not stage:Closed'],
  [
    { _and: [{ _has: 'assignee' }, { _gte: { _field: 'severity', _value: 3 } }] },
    'has:assignee severity:>=3',
  ],
  [
    { _or: [{ _eq: { _field: 'a', _value: true } }, { _ne: { _field: 'b', _value: 'x y' } }] },
    '(a:true or not b:"x y")',
  ],
  [{ _in: { _field: 'source', _values: ['EDR', 'SIEM'] } }, 'source:(EDR, SIEM)'],
  [{ _lt: { _field: '_createdAt', _value: Date.UTC(2026, 10, 1) } }, 'created:<2026-11-01T00:00Z'],
  [{}, ''],
])('says a condition in words: %j', (filter, text) => {
  expect(filterText(filter)).toBe(text);
});

it.each([
  { _child: { _type: 'case_artifact', _query: {} } },
  { _and: [{ _string: 'x' }] },
  { _eq: { _field: 'a', _value: { amount: 1 } } },
])('says nothing where there are no words: %j', (filter) => {
  expect(filterText(filter)).toBeUndefined();
});
