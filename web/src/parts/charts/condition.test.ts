/** What counts a figure and what opens its rows ask the same: each text is read back by the filter of lists. */
import { describe, expect, it } from 'vitest';
import { compileFilterText } from '../list/query/compile.ts';
import { vocabularyOf } from '../list/query/vocabulary.ts';
import {
  allOf,
  anyOf,
  type Condition,
  hasValue,
  isBefore,
  isNot,
  isOneOf,
  isSince,
  isValue,
  isWithin,
} from './condition.ts';

const attribute = (name: string, type: string, more = {}) => ({
  name,
  type,
  cardinality: 'one',
  description: name,
  indexType: 'standard' as const,
  sortable: true,
  aggregable: true,
  ...more,
});
const vocabulary = vocabularyOf([
  attribute('source', 'string'),
  attribute('ruleKey', 'string'),
  attribute('severity', 'integer', { values: [1, 2, 3, 4], labels: ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] }),
  attribute('stage', 'enumeration', { values: ['New', 'InProgress', 'Closed'] }),
  attribute('assignee', 'user'),
  attribute('_createdAt', 'date'),
]);
const context = { vocabulary, states: {}, me: 'me@main.test', now: Date.UTC(2026, 10, 25) };

function readBack({ text }: Condition): unknown {
  const { filters, faults } = compileFilterText(text ?? '', context);
  expect(faults).toEqual([]);
  return filters.length === 1 ? filters[0] : { _and: filters };
}

describe('the text of a condition', () => {
  const from = Date.UTC(2026, 10, 1, 8);
  it.each([
    isValue('source', 'EDR'),
    isValue('ruleKey', 'edr;sensor;beacon from * "x" (a, b)'),
    isValue('severity', 3),
    isValue('assignee', 'bo@demo.test'),
    isOneOf('stage', ['New', 'InProgress']),
    isNot(isValue('stage', 'Closed')),
    isNot(hasValue('assignee')),
    anyOf(isValue('stage', 'New'), isSince('_createdAt', from)),
    isBefore('_createdAt', from),
    isSince('_createdAt', from),
  ])('is read as the condition itself: %j', (condition) => {
    expect(readBack(condition)).toEqual(condition.filter);
  });

  it('names whole days as days, and other stretches as moments up to the last millisecond', () => {
    const midnight = new Date(2026, 10, 3).getTime();
    const end = new Date(2026, 10, 5).getTime();
    expect(isWithin('_createdAt', { from: midnight, to: end }).text).toBe('created:2026-11-03..2026-11-04');
    expect(readBack(isWithin('_createdAt', { from: midnight, to: end }))).toEqual({
      _and: [
        { _gte: { _field: '_createdAt', _value: midnight } },
        { _lt: { _field: '_createdAt', _value: end } },
      ],
    });
    const hour = { from: midnight + 3_600_000, to: midnight + 7_200_000 };
    expect(readBack(isWithin('_createdAt', hour))).toEqual({
      _and: [
        { _gte: { _field: '_createdAt', _value: hour.from } },
        { _lte: { _field: '_createdAt', _value: hour.to - 1 } },
      ],
    });
  });

  it('is missing as soon as one part has no words', () => {
    const unspeakable: Condition = { filter: { _id: '~1' }, text: undefined };
    expect(allOf(isValue('source', 'EDR'), unspeakable).text).toBeUndefined();
    expect(anyOf(isValue('source', 'EDR'), unspeakable).text).toBeUndefined();
  });
});
