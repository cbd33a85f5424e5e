/** Custom fields: values of every type filtered, sorted and read, whatever the database knows about their type. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaseDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { createReader, type Reader } from '../../../tests/support/reading.ts';
import { type BuiltCustomField, type BuiltRow, builtAt, createRows } from '../../../tests/support/rows.ts';
import type { Filter, Operand } from './filter/filter.ts';

let lease: TestDatabase;
let reader: Reader;
let first: BuiltRow;
let second: BuiltRow;
let without: BuiltRow;
const fields: Record<string, BuiltCustomField> = {};
let long: BuiltCustomField;
const longAlerts: BuiltRow[] = [];
const longTexts = ['a', 'b', ''].map((end) => 'x'.repeat(199) + end.repeat(30));

const types = ['string', 'integer', 'float', 'boolean', 'date', 'url'] as const;
const values: Readonly<Record<(typeof types)[number], readonly [unknown, unknown]>> = {
  string: ['Finance', 'operations'],
  integer: [5, 12],
  float: [0.5, 7.25],
  boolean: [false, true],
  date: [new Date(builtAt), new Date(builtAt + 1_000)],
  url: ['https://a.example', 'https://b.example'],
};

beforeAll(async () => {
  lease = await leaseDatabase();
  const rows = createRows(lease.database);
  const organisation = await rows.buildOrganisation();
  first = await rows.buildCase(organisation);
  second = await rows.buildCase(organisation);
  without = await rows.buildCase(organisation);
  for (const [position, type] of types.entries()) {
    const field = await rows.buildCustomField(type, { name: `my-${type}` });
    fields[type] = field;
    await rows.buildCustomFieldValue(first, field, values[type][0], { position });
    await rows.buildCustomFieldValue(second, field, values[type][1], { position });
    await rows.buildCustomFieldValue(without, field, null, { position });
  }
  long = await rows.buildCustomField('string');
  for (const value of longTexts) {
    const alert = await rows.buildAlert(organisation);
    await rows.buildCustomFieldValue(alert, long, value, { entity_kind: 'alert' });
    longAlerts.push(alert);
  }
  reader = createReader(lease.database, (await rows.buildUser(organisation)).actor);
});
afterAll(() => lease?.release());

const at = 'value';
const found = (filter: Filter): Promise<readonly string[]> => reader.matching('case', filter);

describe('filters', () => {
  it.each<[string, Operand]>([
    ['string', 'Finance'],
    ['integer', 5],
    ['integer', '5'],
    ['float', 0.5],
    ['boolean', false],
    ['boolean', 'false'],
    ['date', builtAt],
    ['url', 'https://a.example'],
  ])('find an equal %s given as %j', async (type, value) => {
    expect(await found({ op: 'equals', path: `customFields.my-${type}`, value, at })).toEqual([first.id]);
    expect(await found({ op: 'in', path: `customFields.my-${type}`, values: [value], at })).toEqual([
      first.id,
    ]);
    expect(await found({ op: 'equals', path: `customFields.my-${type}.${type}`, value, at })).toEqual([
      first.id,
    ]);
  });

  it('compare in the order of the type', async () => {
    expect(await found({ op: 'greater', path: 'customFields.my-integer', value: 6, at })).toEqual([
      second.id,
    ]);
    expect(await found({ op: 'less', path: 'customFields.my-float', value: '1', at })).toEqual([first.id]);
    expect(
      await found({ op: 'between', path: 'customFields.my-date', from: builtAt, to: builtAt + 1_000, at }),
    ).toEqual([first.id]);
  });

  it('look into text', async () => {
    expect(await found({ op: 'like', path: 'customFields.my-string', value: 'FIN', at })).toEqual([first.id]);
    expect(await found({ op: 'match', path: 'customFields.my-url', value: 'b.example', at })).toEqual([
      second.id,
    ]);
    expect(await found({ op: 'startsWith', path: 'customFields.my-string', value: 'oper', at })).toEqual([
      second.id,
    ]);
  });

  it('differ only where there is a value, and are there only with one', async () => {
    expect(await found({ op: 'differs', path: 'customFields.my-string', value: 'Finance', at })).toEqual([
      second.id,
    ]);
    expect(await found({ op: 'has', path: 'customFields.my-string', at })).toEqual([first.id, second.id]);
    const absent: Filter = { op: 'not', of: { op: 'has', path: 'customFields.my-string', at } };
    expect(await found(absent)).toEqual([without.id]);
  });

  it('find nothing by a field that nobody defined or named', async () => {
    expect(await found({ op: 'has', path: 'customFields.unknown', at })).toEqual([]);
    expect(await found({ op: 'has', path: 'customFields', at })).toEqual([]);
  });

  it('take the id of the field for its name', async () => {
    expect(
      await found({ op: 'equals', path: `customFields.~${fields.string?.id}`, value: 'Finance', at }),
    ).toEqual([first.id]);
  });

  it('tell long texts apart that begin alike', async () => {
    const path = `customFields.${long.name}`;
    for (const [index, value] of longTexts.entries())
      expect(await reader.matching('alert', { op: 'equals', path, value, at })).toEqual([
        longAlerts[index]?.id,
      ]);
    const beginning = longTexts[0]?.slice(0, 200) ?? '';
    expect(await reader.matching('alert', { op: 'equals', path, value: beginning, at })).toEqual([]);
  });

  it('refuse a value that no type of the path can have', async () => {
    await expect(
      found({ op: 'equals', path: 'customFields.my-integer.integer', value: 'many', at }),
    ).rejects.toMatchObject({ code: 'invalidFields' });
    await expect(
      found({ op: 'equals', path: 'customFields.my-integer', value: null, at }),
    ).rejects.toMatchObject({ code: 'invalidFields' });
  });
});

describe('order', () => {
  it.each(types)('of %s is that of the type, with missing values last', async (type) => {
    const by = (descending: boolean) =>
      reader.ids(
        { op: 'list', entity: 'case' },
        { op: 'sort', keys: [{ path: `customFields.my-${type}`, descending }] },
      );
    expect(await by(false)).toEqual([first.id, second.id, without.id]);
    expect(await by(true)).toEqual([second.id, first.id, without.id]);
  });
});

describe('values', () => {
  it('are read in their order with their type', async () => {
    const { customFields } = await reader.first({ op: 'get', entity: 'case', id: first.id });
    expect(customFields?.map(({ name, type, value, order }) => [name, type, value, order])).toEqual([
      ['my-string', 'string', 'Finance', 0],
      ['my-integer', 'integer', 5, 1],
      ['my-float', 'float', 0.5, 2],
      ['my-boolean', 'boolean', false, 3],
      ['my-date', 'date', builtAt, 4],
      ['my-url', 'url', 'https://a.example', 5],
    ]);
  });

  it('are an empty list where nothing is attached, and missing where nothing can be', async () => {
    const { customFields } = await reader.first({ op: 'get', entity: 'case', id: without.id });
    expect(customFields?.every(({ value }) => value === null)).toBe(true);
    const [user] = await reader.objects({ op: 'list', entity: 'user' });
    expect(user).not.toHaveProperty('customFields');
  });
});
