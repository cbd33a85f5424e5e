/** The grammar of filters: text becomes parts and conditions, and every mistake says where and why. */
import { describe, expect, it } from 'vitest';
import { compileFilterText, type FilterContext } from './compile.ts';
import { joinParts, partTexts, withoutPart, withPart } from './edit.ts';
import { lastPiece, suggest } from './suggest.ts';
import { fieldText, quoted } from './value-text.ts';
import { type AttributeDescription, vocabularyOf } from './vocabulary.ts';

const attribute = (
  name: string,
  type: string,
  more: Partial<AttributeDescription> = {},
): AttributeDescription => ({
  name,
  type,
  cardinality: 'single',
  description: name,
  indexType: 'standard',
  sortable: true,
  aggregable: true,
  ...more,
});
const vocabulary = vocabularyOf([
  attribute('_createdAt', 'date'),
  attribute('title', 'string', { indexType: 'fulltext' }),
  attribute('source', 'string'),
  attribute('tags', 'string', { cardinality: 'set' }),
  attribute('severity', 'integer', { values: [1, 2, 3, 4], labels: ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] }),
  attribute('stage', 'enumeration', { values: ['New', 'InProgress', 'Closed'] }),
  attribute('date', 'date'),
  attribute('assignee', 'user'),
  attribute('follow', 'boolean'),
  attribute('timeToDetect', 'integer'),
  attribute('timeToDetectInHours', 'integer'),
  attribute('timeQueued', 'integer'),
  attribute('timeQueuedInHours', 'integer'),
  attribute('report', 'object'),
  attribute('observableCount', 'integer'),
  attribute('customFields.business-unit', 'string', { description: 'Business unit' }),
]);
const context: FilterContext = {
  vocabulary,
  states: {
    unassigned: { _not: { _has: 'assignee' } },
    mine: { _eq: { _field: 'assignee', _value: 'ana' } },
  },
  me: 'ana',
  now: Date.parse('2026-05-04T12:00'),
};
const read = (text: string) => compileFilterText(text, context);
const asked = (text: string) => {
  const { filters, faults } = read(text);
  expect(faults).toEqual([]);
  return filters;
};
const eq = (field: string, value: unknown) => ({ _eq: { _field: field, _value: value } });

describe('a filter', () => {
  it.each([
    ['stage:New', [eq('stage', 'New')]],
    ['STAGE:new', [eq('stage', 'New')]],
    ['severity:high', [eq('severity', 3)]],
    ['severity:>=3', [{ _gte: { _field: 'severity', _value: 3 } }]],
    ['stage:(New, inprogress)', [{ _or: [eq('stage', 'New'), eq('stage', 'InProgress')] }]],
    ['source:"a b"', [eq('source', 'a b')]],
    ['source:mail*', [{ _like: { _field: 'source', _value: 'mail*' } }]],
    ['source:"mail*"', [eq('source', 'mail*')]],
    ['title:invoice', [{ _match: { _field: 'title', _value: 'invoice' } }]],
    ['assignee:me', [eq('assignee', 'ana')]],
    ['follow:no', [eq('follow', false)]],
    ['has:business-unit', [{ _has: 'customFields.business-unit' }]],
    ['business-unit:IT', [eq('customFields.business-unit', 'IT')]],
    ['is:unassigned', [{ _not: { _has: 'assignee' } }]],
    [
      'created:<24h',
      [{ _gte: { _field: '_createdAt', _value: { amount: 24, unit: 'hours', look: 'behind' } } }],
    ],
    ['date:>7d', [{ _lt: { _field: 'date', _value: { amount: 7, unit: 'days', look: 'behind' } } }]],
    ['timeToDetect:>30min', [{ _gt: { _field: 'timeToDetect', _value: 1_800_000 } }]],
    ['timeQueued:<1h', [{ _lt: { _field: 'timeQueued', _value: 3_600_000 } }]],
    ['not tags:test', [{ _not: eq('tags', 'test') }]],
    ['two words', [{ _string: 'two words' }]],
    ['https://evil.example/a', [{ _string: 'https://evil.example/a' }]],
    [
      'observableCount:2..4',
      [
        {
          _and: [
            { _gte: { _field: 'observableCount', _value: 2 } },
            { _lte: { _field: 'observableCount', _value: 4 } },
          ],
        },
      ],
    ],
  ])('reads %s', (text, expected) => {
    expect(asked(text)).toEqual(expected);
  });

  it('takes a date for its whole day in the zone of the reader', () => {
    const from = Date.parse('2026-05-04T00:00');
    const to = Date.parse('2026-05-05T00:00');
    const day = {
      _and: [{ _gte: { _field: 'date', _value: from } }, { _lt: { _field: 'date', _value: to } }],
    };
    expect(asked('date:2026-05-04')).toEqual([day]);
    expect(asked('date:today')).toEqual([day]);
    expect(asked('date:>2026-05-04')).toEqual([{ _gte: { _field: 'date', _value: to } }]);
  });

  it('joins parts beside each other by and, weaker by or, and groups by brackets', () => {
    expect(asked('is:mine source:a or source:b')).toEqual([
      { _or: [{ _and: [eq('assignee', 'ana'), eq('source', 'a')] }, eq('source', 'b')] },
    ]);
    expect(asked('source:a (is:mine or is:unassigned)')).toEqual([
      eq('source', 'a'),
      { _or: [eq('assignee', 'ana'), { _not: { _has: 'assignee' } }] },
    ]);
    expect(asked('not (source:a source:b)')).toEqual([
      { _not: { _and: [eq('source', 'a'), eq('source', 'b')] } },
    ]);
  });

  it.each([
    ['sverity:high', 'unknownField', 0, 12],
    ['source:a severity:huge', 'notAChoice', 9, 22],
    ['date:<soon', 'notADate', 0, 10],
    ['timeToDetect:>soon', 'notADuration', 0, 18],
    ['observableCount:many', 'notANumber', 0, 20],
    ['source:>a', 'noOrder', 0, 9],
    ['is:happy', 'unknownState', 0, 8],
    ['source:', 'emptyValue', 0, 7],
    ['source:"a', 'unclosedQuote', 7, 9],
    ['stage:(New', 'unclosedBracket', 6, 10],
    ['(source:a', 'unclosedBracket', 0, 1],
    ['source:a )', 'strayBracket', 9, 10],
    ['or source:a', 'strayWord', 0, 2],
    ['source:a not', 'strayWord', 9, 12],
  ])('says where and why %s cannot be read', (text, reason, from, to) => {
    expect(read(text).faults).toMatchObject([{ reason, from, to }]);
  });

  it('reads back every value that was put in quotes', () => {
    for (const value of ['a', 'a b', 'a"b', 'a\\b', '(x)', 'or', '<b>', 'a:b', 'a,b', 'a..b', '*', '\u202e'])
      expect([value, asked(fieldText('source', value))]).toEqual([value, [eq('source', value)]]);
    expect(quoted('plain')).toBe('plain');
  });
});

describe('parts of a filter', () => {
  it('are the texts between which and stands', () => {
    expect(partTexts('stage:New (is:mine or is:unassigned) two words')).toEqual([
      'stage:New',
      '(is:mine or is:unassigned)',
      'two words',
    ]);
    expect(partTexts('a:b or c:d')).toEqual(['a:b or c:d']);
  });

  it('are added once, and put in brackets when they are a choice', () => {
    expect(withPart('stage:New', 'is:mine')).toBe('stage:New is:mine');
    expect(withPart('stage:New', 'stage:New')).toBe('stage:New');
    expect(withPart('a:b or c:d', 'is:mine')).toBe('(a:b or c:d) is:mine');
    expect(joinParts(['', 'is:mine'])).toBe('is:mine');
  });

  it('are taken away one by one', () => {
    expect(withoutPart('stage:New (is:mine or is:unassigned) word', 1)).toBe('stage:New word');
    expect(withoutPart('stage:New', 0)).toBe('');
  });
});

describe('suggestions', () => {
  const source = {
    vocabulary,
    states: ['unassigned', 'mine'],
    valuesOf: ({ name }: { readonly name: string }) => (name === 'source' ? ['mail gateway'] : []),
  };
  const texts = (piece: string) => suggest(piece, source).map(({ text }) => text);

  it('name fields, states and values', () => {
    expect(texts('sev')).toEqual(['severity:']);
    expect(texts('un')).toEqual(['is:unassigned', 'observableCount:', 'business-unit:']);
    expect(texts('severity:')).toEqual([
      'severity:low',
      'severity:medium',
      'severity:high',
      'severity:critical',
    ]);
    expect(texts('severity:>=h')).toEqual(['severity:>=high']);
    expect(texts('source:mail')).toEqual(['source:"mail gateway"']);
    expect(texts('date:<2')).toEqual(['date:<24h']);
    expect(texts('is:')).toEqual(['is:unassigned', 'is:mine']);
  });

  it('replace the last piece only', () => {
    expect(lastPiece('stage:New sev')).toEqual({ before: 'stage:New ', piece: 'sev' });
    expect(lastPiece('(is:m')).toEqual({ before: '(', piece: 'is:m' });
  });
});
