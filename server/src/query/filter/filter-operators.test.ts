/** Filters: every operator on every kind of field, missing values, lists, and values of the wrong kind. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaseDatabase, type TestDatabase } from '../../../../tests/support/postgres.ts';
import { createReader, type Reader } from '../../../../tests/support/reading.ts';
import { type BuiltRow, builtAt, createRows } from '../../../../tests/support/rows.ts';
import type { Filter, Operand } from './filter.ts';

let lease: TestDatabase;
let reader: Reader;
let low: BuiltRow;
let high: BuiltRow;
let bare: BuiltRow;

const later = builtAt + 86_400_000;

beforeAll(async () => {
  lease = await leaseDatabase();
  const rows = createRows(lease.database);
  const organisation = await rows.buildOrganisation();
  low = await rows.buildAlert(organisation, {
    title: 'Phishing 100% sure_thing',
    source: 'siem',
    severity: 1,
    date: new Date(builtAt),
    tags: ['Mail', 'fr:dept="hr"'],
    assignee: 'ann@example.org',
    follow: false,
    in_progress_date: new Date(builtAt + 60_000),
    stage: 'InProgress',
  });
  high = await rows.buildAlert(organisation, {
    title: 'Malware on a laptop',
    source: 'edr',
    severity: 4,
    date: new Date(later),
    tags: ['mail', 'urgent'],
    assignee: 'bob@example.org',
  });
  bare = await rows.buildAlert(organisation, {
    title: 'Nothing',
    source: 'SIEM',
    severity: 2,
    date: new Date(later),
  });
  reader = createReader(lease.database, (await rows.buildUser(organisation)).actor);
});
afterAll(() => lease?.release());

const at = 'value';
const found = (filter: Filter): Promise<readonly string[]> => reader.matching('alert', filter);
const equals = (path: string, value: Operand): Filter => ({ op: 'equals', path, value, at });
const differs = (path: string, value: Operand): Filter => ({ op: 'differs', path, value, at });

describe('equality', () => {
  it('of text respects letter case', async () => {
    expect(await found(equals('source', 'siem'))).toEqual([low.id]);
  });

  it('of numbers and booleans reads text as clients send it', async () => {
    expect(await found(equals('severity', '4'))).toEqual([high.id]);
    expect(await found(equals('severity', 2.5))).toEqual([]);
    expect(await found(equals('follow', 'false'))).toEqual([low.id]);
    expect(await found(equals('imported', true))).toEqual([]);
    expect(await found(equals('read', '1'))).toEqual([low.id]);
  });

  it('of dates reads milliseconds, their digits and ISO 8601', async () => {
    for (const value of [
      builtAt,
      String(builtAt),
      '2026-01-02T03:04:05Z',
      '2026-01-02T04:04:05+01:00',
      '2026-01-02T03:04:05',
    ]) {
      expect(await found(equals('date', value)), String(value)).toEqual([low.id]);
    }
  });

  it('of ids takes a tilde or none, and anything else differs from all', async () => {
    expect(await found(equals('id', `~${low.id}`))).toEqual([low.id]);
    expect(await found(equals('id', low.id))).toEqual([low.id]);
    expect(await found(differs('id', 'no id at all'))).toHaveLength(3);
    expect(await found({ op: 'id', id: high.id })).toEqual([high.id]);
  });

  it('of durations compares milliseconds', async () => {
    expect(await found(equals('timeToTriage', 60_000))).toEqual([low.id]);
    expect(await found(equals('timeToTriageInMinutes', 1))).toEqual([low.id]);
  });
});

describe('difference', () => {
  it('holds for missing values too', async () => {
    expect(await found(differs('assignee', 'ann@example.org'))).toEqual([high.id, bare.id]);
  });

  it('of a list means that no element is equal', async () => {
    expect(await found(differs('tags', 'mail'))).toEqual([low.id, bare.id]);
  });
});

describe('order', () => {
  it('compares numbers', async () => {
    expect(await found({ op: 'greater', path: 'severity', value: 2, at })).toEqual([high.id]);
    expect(await found({ op: 'greaterOrEqual', path: 'severity', value: 2, at })).toEqual([high.id, bare.id]);
    expect(await found({ op: 'less', path: 'severity', value: 2, at })).toEqual([low.id]);
    expect(await found({ op: 'lessOrEqual', path: 'severity', value: 2, at })).toEqual([low.id, bare.id]);
  });

  it('compares text by code point', async () => {
    expect(await found({ op: 'less', path: 'source', value: 'a', at })).toEqual([bare.id]);
  });

  it('between includes the beginning and leaves out the end', async () => {
    expect(await found({ op: 'between', path: 'date', from: builtAt, to: later, at })).toEqual([low.id]);
  });

  it('skips missing values', async () => {
    expect(await found({ op: 'greater', path: 'inProgressDate', value: 0, at })).toEqual([low.id]);
  });
});

describe('lists of values', () => {
  it('match any of them', async () => {
    expect(await found({ op: 'in', path: 'severity', values: ['1', 4], at })).toEqual([low.id, high.id]);
    expect(await found({ op: 'in', path: 'source', values: ['edr', 'other'], at })).toEqual([high.id]);
    expect(await found({ op: 'in', path: 'id', values: [bare.id, `~${low.id}`], at })).toEqual([
      low.id,
      bare.id,
    ]);
    expect(await found({ op: 'in', path: 'date', values: [later], at })).toEqual([high.id, bare.id]);
  });

  it('match nothing when empty', async () => {
    expect(await found({ op: 'in', path: 'source', values: [], at })).toEqual([]);
    expect(await found({ op: 'in', path: 'tags', values: [], at })).toEqual([]);
  });
});

describe('fields that are lists', () => {
  it('match when an element does', async () => {
    expect(await found(equals('tags', 'mail'))).toEqual([high.id]);
    expect(await found({ op: 'in', path: 'tags', values: ['Mail', 'urgent'], at })).toEqual([
      low.id,
      high.id,
    ]);
    expect(await found({ op: 'like', path: 'tags', value: '*HR*', at })).toEqual([low.id]);
    expect(await found({ op: 'startsWith', path: 'tags', value: 'fr:', at })).toEqual([low.id]);
  });

  it('equal a list when they have all of its elements', async () => {
    expect(await found(equals('tags', ['urgent', 'mail']))).toEqual([high.id]);
  });

  it('have a value when there is an element', async () => {
    expect(await found({ op: 'has', path: 'tags', at })).toEqual([low.id, high.id]);
  });
});

describe('text operators', () => {
  it('ignore letter case and take wildcards literally, except for the star', async () => {
    expect(await found({ op: 'like', path: 'title', value: 'phishing', at })).toEqual([low.id]);
    expect(await found({ op: 'like', path: 'title', value: '100% sure_', at })).toEqual([low.id]);
    expect(await found({ op: 'like', path: 'title', value: 'sure%thing', at })).toEqual([]);
    expect(await found({ op: 'like', path: 'title', value: 'mal*laptop', at })).toEqual([high.id]);
    expect(await found({ op: 'like', path: 'title', value: 'mal*', at })).toEqual([high.id]);
    expect(await found({ op: 'like', path: 'title', value: 'laptop*', at })).toEqual([]);
    expect(await found({ op: 'startsWith', path: 'title', value: 'MALWARE', at })).toEqual([high.id]);
    expect(await found({ op: 'endsWith', path: 'title', value: 'LAPTOP', at })).toEqual([high.id]);
  });

  it('find every object that has the field by a star alone', async () => {
    expect(await found({ op: 'like', path: 'assignee', value: '*', at })).toEqual([low.id, high.id]);
  });
});

describe('combinations', () => {
  it('of nothing match all with and, none with or', async () => {
    expect(await found({ op: 'and', of: [] })).toHaveLength(3);
    expect(await found({ op: 'or', of: [] })).toEqual([]);
    expect(await found({ op: 'all' })).toHaveLength(3);
    expect(await found({ op: 'none' })).toEqual([]);
  });

  it('negate as the complement, missing values included', async () => {
    const negated: Filter = { op: 'not', of: equals('assignee', 'ann@example.org') };
    expect(await found(negated)).toEqual([high.id, bare.id]);
    expect(await found({ op: 'not', of: { op: 'has', path: 'assignee', at } })).toEqual([bare.id]);
    expect(await found({ op: 'and', of: [negated, equals('severity', 4)] })).toEqual([high.id]);
    expect(await found({ op: 'or', of: [equals('severity', 1), equals('severity', 4)] })).toEqual([
      low.id,
      high.id,
    ]);
  });

  it('several filters in a row all apply', async () => {
    const ids = await reader.ids(
      { op: 'list', entity: 'alert' },
      { op: 'filter', filter: equals('date', later) },
      { op: 'filter', filter: equals('severity', 4) },
    );
    expect(ids).toEqual([high.id]);
  });
});

describe('what cannot be compared', () => {
  it.each<[string, Filter, unknown]>([
    ['text for a number', equals('severity', 'high'), { name: at, accepted: 'number', given: 'high' }],
    ['a number for text', equals('source', 5), { name: at, accepted: 'text', given: '5' }],
    ['null', equals('assignee', null), { name: at, given: 'null' }],
    [
      'an unknown member of an enumeration',
      equals('stage', 'Open'),
      {
        accepted: 'one of New, InProgress, Closed, Imported',
        choices: ['New', 'InProgress', 'Closed', 'Imported'],
      },
    ],
    ['text for a date', equals('date', 'yesterday'), { name: at }],
    ['a date that does not exist', equals('date', '2026-13-45'), { name: at }],
    ['an id that is too large', equals('id', '9999999999999999999'), { name: at }],
    [
      'one bad value of a list',
      { op: 'in', path: 'severity', values: [1, 'x'], at },
      { name: 'value[1]', given: 'x' },
    ],
    ['text with a NUL character', equals('source', 'a\u0000'), { name: at }],
    ['a list for a single value', equals('source', ['a']), { name: at }],
  ])('%s is refused with what would be accepted', async (_, filter, fault) => {
    await expect(found(filter)).rejects.toMatchObject({ code: 'invalidFields', faults: [fault] });
  });

  it('an unknown field is refused with those that exist and the likely one', async () => {
    const error = await found(equals('severty', 1)).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: 'invalidQuery', parameters: { field: 'severty', entity: 'Alert' } });
    expect(String(error)).toContain('did you mean severity?');
    expect(String(error)).toContain('customFields.NAME');
  });

  it('a field that is only shown is refused', async () => {
    await expect(found(equals('observableCount', 1))).rejects.toMatchObject({ code: 'invalidQuery' });
  });

  it('a text operator on a number is refused', async () => {
    await expect(found({ op: 'like', path: 'severity', value: '1', at })).rejects.toMatchObject({
      code: 'invalidQuery',
    });
  });

  it('names of the language itself are unknown fields', async () => {
    for (const path of ['constructor', '__proto__', 'toString', 'attachment.constructor']) {
      await expect(found(equals(path, 'x')), path).rejects.toMatchObject({ code: 'invalidQuery' });
    }
  });

  it('filters that are nested or repeated without end are refused', async () => {
    let deep: Filter = { op: 'all' };
    for (let level = 0; level < 100; level += 1) deep = { op: 'not', of: deep };
    await expect(found(deep)).rejects.toMatchObject({ code: 'invalidQuery' });
    const wide: Filter = { op: 'or', of: Array.from({ length: 5_000 }, () => equals('severity', 1)) };
    await expect(found(wide)).rejects.toMatchObject({ code: 'invalidQuery' });
  });
});
