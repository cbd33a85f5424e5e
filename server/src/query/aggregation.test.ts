/** Aggregations: numbers and buckets, nested, filtered, cut, by field and by time, with the values people meet in practice. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaseDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { type BuiltOrganisation, createRows, type RowFactory } from '../../../tests/support/rows.ts';
import type { Actor } from '../model/actor.ts';
import { type EntityName, entities } from '../model/registry.ts';
import type { Aggregation } from './aggregate.ts';
import { createContext } from './context.ts';
import type { Filter } from './filter/filter.ts';
import { runQuery } from './index.ts';
import { pathsFor, resolvePath } from './path/path.ts';
import { visibleSet } from './set.ts';

type Buckets = Extract<Aggregation, { op: 'field' }>;
type Time = Extract<Aggregation, { op: 'time' }>;

let lease: TestDatabase;
let rows: RowFactory;

beforeAll(async () => {
  lease = await leaseDatabase();
  rows = createRows(lease.database);
});
afterAll(() => lease?.release());

/** An organisation of its own with somebody who asks. */
async function buildAsker(): Promise<{ organisation: BuiltOrganisation; actor: Actor }> {
  const organisation = await rows.buildOrganisation();
  return { organisation, actor: (await rows.buildUser(organisation)).actor };
}

async function aggregate(actor: Actor, aggregation: Aggregation, entity: EntityName = 'alert') {
  const result = await runQuery(lease.database, actor, [
    { op: 'list', entity },
    { op: 'aggregate', aggregation },
  ]);
  if (result.kind !== 'aggregation') throw new Error(`The pipeline gave a ${result.kind}`);
  return result.value;
}

/** Values of custom fields say what kind of object they belong to. */
const ofAlert = { entity_kind: 'alert' };

const count: Aggregation = { op: 'count', name: 'count' };
const severityIs = (value: number): Filter => ({ op: 'equals', path: 'severity', value, at: '' });
const byField = (path: string, more: Partial<Buckets> = {}): Buckets => ({
  op: 'field',
  name: path,
  path,
  order: [],
  select: [count],
  ...more,
});
const byTime = (unit: Time['interval']['unit'], amount = 1, more: Partial<Time> = {}): Time => ({
  op: 'time',
  name: 'date',
  path: 'date',
  interval: { amount, unit },
  select: [count],
  ...more,
});
const measured = (op: 'sum' | 'avg' | 'min' | 'max' | 'median' | 'p90', path: string): Aggregation => ({
  op,
  name: op,
  path,
});

describe('buckets by what alerts have in common', () => {
  it('are those of values that several alerts hold, with the numbers of their alerts', async () => {
    const { organisation, actor } = await buildAsker();
    const alerts = [];
    for (const severity of [1, 3, 3]) alerts.push(await rows.buildAlert(organisation, { severity }));
    const [one, two, three] = alerts;
    if (one === undefined || two === undefined || three === undefined) throw new Error('no alerts');
    for (const alert of [one, two, three])
      await rows.buildObservable(alert, { data_type: 'ip', data: '192.0.2.7' });
    await rows.buildObservable(one, { data_type: 'domain', data: 'a.example' });
    await rows.buildObservable(two, { data_type: 'domain', data: 'b.example' });
    for (const alert of [one, two])
      await rows.buildObservable(alert, { data_type: 'other', data: 'common', ignore_similarity: true });
    const shared = byField('observableValue', {
      atLeast: 2,
      select: [count, byField('severity')],
    });
    await expect(aggregate(actor, shared)).resolves.toEqual({
      'ip:192.0.2.7': { count: 3, 1: { count: 1 }, 3: { count: 2 } },
    });
    const widest = byField('observableValue', { atLeast: 4 });
    await expect(aggregate(actor, widest)).resolves.toEqual({});
  });
});

describe('numbers', () => {
  it('are counted, summed up and averaged', async () => {
    const { organisation, actor } = await buildAsker();
    for (const severity of [1, 2, 4]) await rows.buildAlert(organisation, { severity });
    await expect(aggregate(actor, count)).resolves.toEqual({ count: 3 });
    await expect(aggregate(actor, measured('sum', 'severity'))).resolves.toEqual({ sum: 7 });
    await expect(aggregate(actor, measured('avg', 'severity'))).resolves.toEqual({ avg: 7 / 3 });
    await expect(aggregate(actor, measured('min', 'severity'))).resolves.toEqual({ min: 1 });
    await expect(aggregate(actor, measured('max', 'severity'))).resolves.toEqual({ max: 4 });
  });

  it('count only what their filter lets through', async () => {
    const { organisation, actor } = await buildAsker();
    for (const severity of [1, 2, 2]) await rows.buildAlert(organisation, { severity });
    const filtered: Aggregation = { op: 'count', name: 'medium', filter: severityIs(2) };
    await expect(aggregate(actor, filtered)).resolves.toEqual({ medium: 2 });
    const inBuckets = byField('type', { select: [count, filtered] });
    await expect(aggregate(actor, inBuckets)).resolves.toEqual({ external: { count: 3, medium: 2 } });
  });

  it('give durations in milliseconds, with the median and the ninth decile between two values', async () => {
    const { organisation, actor } = await buildAsker();
    const start = Date.UTC(2026, 0, 1);
    for (const seconds of [1, 2, 3, 10]) {
      await rows.buildAlert(organisation, {
        new_date: new Date(start),
        in_progress_date: new Date(start + seconds * 1_000),
      });
    }
    await rows.buildAlert(organisation, { new_date: new Date(start) });
    await expect(aggregate(actor, measured('median', 'timeToTriage'))).resolves.toEqual({ median: 2_500 });
    await expect(aggregate(actor, measured('p90', 'timeToTriage'))).resolves.toEqual({ p90: 7_900 });
    await expect(aggregate(actor, measured('avg', 'timeToTriage'))).resolves.toEqual({ avg: 4_000 });
  });

  it('give dates in milliseconds and the first of texts by code point', async () => {
    const { organisation, actor } = await buildAsker();
    const dates = [Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 5, 1, 2, 3, 4)];
    for (const date of dates) await rows.buildAlert(organisation, { date: new Date(date), type: `T${date}` });
    await rows.buildAlert(organisation, { date: new Date(dates[0] ?? 0), type: 'a' });
    await expect(aggregate(actor, measured('max', 'date'))).resolves.toEqual({ max: dates[1] });
    await expect(aggregate(actor, measured('max', 'type'))).resolves.toEqual({ max: 'a' });
  });

  it('are missing where nothing is counted', async () => {
    const { actor } = await buildAsker();
    await expect(aggregate(actor, measured('avg', 'severity'))).resolves.toEqual({ avg: null });
    await expect(aggregate(actor, count)).resolves.toEqual({ count: 0 });
    await expect(aggregate(actor, byField('type'))).resolves.toEqual({});
  });
});

describe('buckets of conditions', () => {
  it('hold each object in the first that it fits, in the order asked for', async () => {
    const { organisation, actor } = await buildAsker();
    for (const severity of [1, 2, 2, 4]) await rows.buildAlert(organisation, { severity });
    const atLeast = (value: number): Filter => ({ op: 'greaterOrEqual', path: 'severity', value, at: '' });
    const groups = [
      { name: 'high', filter: atLeast(3) },
      { name: 'some', filter: atLeast(2) },
      { name: 'none', filter: atLeast(9) },
    ];
    const by = (order: Buckets['order'], size?: number): Aggregation => ({
      ...{ op: 'groups', name: 'level', groups, order, select: [count] },
      ...(size === undefined ? {} : { size }),
    });
    const ordered = Object.entries((await aggregate(actor, by([{ by: 'count', descending: true }]))) ?? {});
    expect(ordered).toEqual([
      ['some', { count: 2 }],
      ['high', { count: 1 }],
    ]);
    await expect(aggregate(actor, by([], 1))).resolves.toEqual({ high: { count: 1 } });
    await expect(
      aggregate(actor, { ...by([]), op: 'groups', groups: [] } as Aggregation),
    ).rejects.toMatchObject({
      code: 'tooManyItems',
    });
  });

  it('stand in intervals of time, whose numbers may have a place of their own', async () => {
    const { organisation, actor } = await buildAsker();
    const date = new Date(Date.UTC(2026, 0, 1));
    for (const severity of [1, 4]) await rows.buildAlert(organisation, { severity, date });
    const groups = [{ name: 'low', filter: severityIs(1) }];
    const inside: Aggregation = { op: 'groups', name: 'level', groups, order: [], select: [count] };
    const { inner, ...plain } = byTime('d', 1, { select: [count, inside], inner: 'inside' });
    const numbers = { count: 2, low: { count: 1 } };
    await expect(aggregate(actor, { ...plain, inner: String(inner) })).resolves.toEqual({
      [date.getTime()]: { inside: numbers },
    });
    await expect(aggregate(actor, plain)).resolves.toEqual({ [date.getTime()]: numbers });
  });
});

describe('buckets of a field', () => {
  it('have the value as text for a key', async () => {
    const { organisation, actor } = await buildAsker();
    const caseRow = await rows.buildCase(organisation);
    await rows.buildAlert(organisation, { severity: 3, case_id: caseRow.id, stage: 'Imported' });
    await expect(aggregate(actor, byField('severity'))).resolves.toEqual({ 3: { count: 1 } });
    await expect(aggregate(actor, byField('read'))).resolves.toEqual({ true: { count: 1 } });
    await expect(aggregate(actor, byField('stage'))).resolves.toEqual({ Imported: { count: 1 } });
    await expect(aggregate(actor, byField('caseId'))).resolves.toEqual({ [`~${caseRow.id}`]: { count: 1 } });
  });

  it('hold an object once for each value of a list, and none without a value', async () => {
    const { organisation, actor } = await buildAsker();
    await rows.buildAlert(organisation, { tags: ['a', 'b'], assignee: 'ann@example.org' });
    await rows.buildAlert(organisation, { tags: ['b'] });
    await rows.buildAlert(organisation, { tags: [] });
    const tags = { a: { count: 1 }, b: { count: 2 } };
    await expect(aggregate(actor, byField('tags'))).resolves.toEqual(tags);
    await expect(aggregate(actor, byField('assignee'))).resolves.toEqual({ 'ann@example.org': { count: 1 } });
  });

  it('hold objects whose lists are too long for an index', async () => {
    const { organisation, actor } = await buildAsker();
    const long = [`x${'y'.repeat(900)}`, 'a'];
    const many = Array.from({ length: 65 }, (_, place) => `t${place}`);
    for (const tags of [long, [...many, 'a'], ['a', 't1']]) await rows.buildAlert(organisation, { tags });
    const found = await aggregate(actor, byField('tags'));
    expect(found).toMatchObject({ a: { count: 3 }, t1: { count: 2 }, t64: { count: 1 } });
    expect(Object.keys(found as object)).toHaveLength(67);
  });

  it('stand in the order asked for, and only as many as asked for', async () => {
    const { organisation, actor } = await buildAsker();
    for (const type of ['b', 'a', 'c', 'a', 'c', 'd']) await rows.buildAlert(organisation, { type });
    const keys = async (more: Partial<Buckets>) =>
      Object.keys((await aggregate(actor, byField('type', more))) as object);
    expect(await keys({})).toEqual(['a', 'b', 'c', 'd']);
    expect(await keys({ order: [{ by: 'count', descending: true }] })).toEqual(['a', 'c', 'b', 'd']);
    expect(await keys({ order: [{ by: 'value', descending: true }], size: 2 })).toEqual(['d', 'c']);
    const last: Buckets['order'] = [
      { by: 'count', descending: false },
      { by: 'value', descending: true },
    ];
    expect(await keys({ order: last, size: 3 })).toEqual(['d', 'b', 'c']);
  });

  it('survive values that look like parts of an object', async () => {
    const { organisation, actor } = await buildAsker();
    await rows.buildAlert(organisation, { tags: ['__proto__', 'constructor', 'count'] });
    const found = await aggregate(actor, byField('tags'));
    expect(JSON.stringify(found)).toBe(
      '{"__proto__":{"count":1},"constructor":{"count":1},"count":{"count":1}}',
    );
  });

  it('are made of custom fields of any type', async () => {
    const { organisation, actor } = await buildAsker();
    const [text, number] = [await rows.buildCustomField('string'), await rows.buildCustomField('integer')];
    for (const value of [5, 5, 7]) {
      const alert = await rows.buildAlert(organisation);
      await rows.buildCustomFieldValue(alert, number, value, ofAlert);
      await rows.buildCustomFieldValue(alert, text, `unit ${value}`, ofAlert);
    }
    await rows.buildCustomFieldValue(await rows.buildAlert(organisation), number, null, ofAlert);
    const numbers = { 5: { count: 2 }, 7: { count: 1 } };
    await expect(aggregate(actor, byField(`customFields.${number.name}`))).resolves.toEqual(numbers);
    const texts = { 'unit 5': { count: 2 }, 'unit 7': { count: 1 } };
    await expect(aggregate(actor, byField(`customFields.${text.name}`))).resolves.toEqual(texts);
    const sum = measured('sum', `customFields.${number.name}`);
    await expect(aggregate(actor, sum)).resolves.toEqual({ sum: 17 });
    const largest = measured('max', `customFields.${number.name}`);
    await expect(aggregate(actor, largest)).resolves.toEqual({ max: 7 });
    const last = measured('max', `customFields.${text.name}`);
    await expect(aggregate(actor, last)).resolves.toEqual({ max: 'unit 7' });
  });
});

it('puts an object with the same custom value twice into one bucket once', async () => {
  const { organisation, actor } = await buildAsker();
  const field = await rows.buildCustomField('string');
  const alert = await rows.buildAlert(organisation);
  for (const position of [0, 1])
    await rows.buildCustomFieldValue(alert, field, 'twice', { position, ...ofAlert });
  await expect(aggregate(actor, byField(`customFields.${field.name}`))).resolves.toEqual({
    twice: { count: 1 },
  });
});

describe('buckets of time', () => {
  const dates = async (...instants: string[]): Promise<Actor> => {
    const { organisation, actor } = await buildAsker();
    for (const instant of instants) await rows.buildAlert(organisation, { date: new Date(instant) });
    return actor;
  };
  const starts = async (actor: Actor, aggregation: Time) =>
    Object.entries((await aggregate(actor, aggregation)) as Record<string, { count: number }>).map(
      ([key, bucket]) => [new Date(Number(key)).toISOString().replace(':00.000Z', 'Z'), bucket.count],
    );

  it.each([
    [
      's',
      30,
      [
        ['2026-03-04T10:20:30.000Z', 2],
        ['2026-03-05T00:00Z', 1],
      ],
    ],
    [
      'm',
      15,
      [
        ['2026-03-04T10:15Z', 2],
        ['2026-03-05T00:00Z', 1],
      ],
    ],
    [
      'h',
      6,
      [
        ['2026-03-04T06:00Z', 2],
        ['2026-03-05T00:00Z', 1],
      ],
    ],
    [
      'd',
      1,
      [
        ['2026-03-04T00:00Z', 2],
        ['2026-03-05T00:00Z', 1],
      ],
    ],
    ['w', 1, [['2026-03-02T00:00Z', 3]]],
    ['M', 1, [['2026-03-01T00:00Z', 3]]],
    ['M', 3, [['2026-01-01T00:00Z', 3]]],
    ['y', 1, [['2026-01-01T00:00Z', 3]]],
    ['y', 10, [['2020-01-01T00:00Z', 3]]],
  ] as const)('begin where %s in steps of %i begin', async (unit, amount, expected) => {
    const actor = await dates('2026-03-04T10:20:31Z', '2026-03-04T10:20:59.999Z', '2026-03-05T00:00:00Z');
    await expect(starts(actor, byTime(unit, amount))).resolves.toEqual(expected);
  });

  it('count several weeks from a Monday, also before 1970', async () => {
    const actor = await dates('1969-12-28T23:59:59Z', '1969-12-29T00:00:00Z', '1970-01-11T00:00:00Z');
    await expect(starts(actor, byTime('w', 2))).resolves.toEqual([
      ['1969-12-15T00:00Z', 1],
      ['1969-12-29T00:00Z', 2],
    ]);
  });

  it('begin at midnight in the zone asked for, in summer and in winter', async () => {
    const actor = await dates('2026-01-31T23:30:00Z', '2026-06-30T22:30:00Z', '2026-06-30T21:30:00Z');
    const paris = { timezone: 'Europe/Paris' };
    await expect(starts(actor, byTime('d', 1, paris))).resolves.toEqual([
      ['2026-01-31T23:00Z', 1],
      ['2026-06-29T22:00Z', 1],
      ['2026-06-30T22:00Z', 1],
    ]);
    await expect(starts(actor, byTime('M', 1, paris))).resolves.toEqual([
      ['2026-01-31T23:00Z', 1],
      ['2026-05-31T22:00Z', 1],
      ['2026-06-30T22:00Z', 1],
    ]);
  });

  it('are the same counted alone and beside another number, in zones of every kind and at any time', async () => {
    const moments = [
      ...['1890-05-01T23:41:00Z', '1936-12-31T23:45:00Z', '1971-06-30T00:44:29Z', '1971-06-30T00:44:30Z'],
      ...['1973-01-01T00:00:00Z', '1986-12-31T18:29:59.999Z', '1986-12-31T18:30:00Z', '2026-03-29T00:59:59Z'],
      ...['2026-03-29T01:00:00Z', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '2026-10-25T01:44:59.999Z'],
    ];
    const actor = await dates(...moments, ...moments);
    for (const timezone of ['Europe/Paris', 'Europe/Amsterdam', 'Africa/Monrovia', 'Asia/Kathmandu', 'UTC'])
      for (const unit of ['h', 'd', 'w', 'M', 'y'] as const) {
        const alone = byTime(unit, 1, { timezone });
        const beside = { ...alone, select: [...alone.select, { op: 'min', name: 'least', path: 'date' }] };
        const counted = await starts(actor, alone);
        expect(counted, `${timezone} ${unit}`).toEqual(await starts(actor, beside as typeof alone));
        expect(counted.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(moments.length * 2);
      }
  });

  it('are made of custom dates', async () => {
    const { organisation, actor } = await buildAsker();
    const field = await rows.buildCustomField('date');
    const alert = await rows.buildAlert(organisation);
    await rows.buildCustomFieldValue(alert, field, new Date('2026-03-04T10:20:31Z'), ofAlert);
    await rows.buildAlert(organisation);
    const aggregation = byTime('d', 1, { path: `customFields.${field.name}` });
    await expect(starts(actor, aggregation)).resolves.toEqual([['2026-03-04T00:00Z', 1]]);
  });
});

describe('nested buckets', () => {
  it('stand beside the numbers of the bucket they are in', async () => {
    const { organisation, actor } = await buildAsker();
    await rows.buildAlert(organisation, { type: 'mail', severity: 1, tags: ['a', 'b'] });
    await rows.buildAlert(organisation, { type: 'mail', severity: 3, tags: ['b'] });
    await rows.buildAlert(organisation, { type: 'edr', severity: 3, tags: [] });
    const nested = byField('type', {
      select: [count, byField('tags', { select: [count, byField('severity')] })],
    });
    await expect(aggregate(actor, nested)).resolves.toEqual({
      mail: {
        count: 2,
        a: { count: 1, 1: { count: 1 } },
        b: { count: 2, 1: { count: 1 }, 3: { count: 1 } },
      },
      edr: { count: 1 },
    });
  });

  it('are cut in each bucket above, and only looked for in those that were kept', async () => {
    const { organisation, actor } = await buildAsker();
    const alerts = [
      ['x', 'a'],
      ['x', 'a'],
      ['x', 'b'],
      ['y', 'c'],
      ['y', 'c'],
      ['z', 'd'],
    ] as const;
    for (const [type, source] of alerts) await rows.buildAlert(organisation, { type, source });
    const top: Partial<Buckets> = { order: [{ by: 'count', descending: true }] };
    const nested = byField('type', {
      ...top,
      size: 2,
      select: [byField('source', { ...top, size: 1 })],
    });
    await expect(aggregate(actor, nested)).resolves.toEqual({
      x: { a: { count: 2 } },
      y: { c: { count: 2 } },
    });
  });

  it('count pairs when the same list is nested in itself', async () => {
    const { organisation, actor } = await buildAsker();
    await rows.buildAlert(organisation, { tags: ['a', 'b'] });
    await expect(aggregate(actor, byField('tags', { select: [byField('tags')] }))).resolves.toEqual({
      a: { a: { count: 1 }, b: { count: 1 } },
      b: { a: { count: 1 }, b: { count: 1 } },
    });
  });

  it('keep to the filters of every bucket above', async () => {
    const { organisation, actor } = await buildAsker();
    for (const severity of [1, 2]) await rows.buildAlert(organisation, { severity, type: `t${severity}` });
    const nested = byField('type', {
      filter: severityIs(1),
      select: [byField('severity', { select: [byField('type')] })],
    });
    await expect(aggregate(actor, nested)).resolves.toEqual({ t1: { 1: { t1: { count: 1 } } } });
    const inner = byField('type', { select: [byField('severity', { filter: severityIs(2) })] });
    await expect(aggregate(actor, inner)).resolves.toEqual({ t1: {}, t2: { 2: { count: 1 } } });
  });
});

describe('what cannot be aggregated', () => {
  const list = { op: 'list', entity: 'alert' } as const;
  const refusal = async (aggregation: Aggregation) => {
    const { actor } = await buildAsker();
    return expect(runQuery(lease.database, actor, [list, { op: 'aggregate', aggregation }])).rejects;
  };

  it('is refused with what can be', async () => {
    await (await refusal(byField('title'))).toThrow(
      /title of Alert cannot be used here; possible: .*severity/,
    );
    await (await refusal(byField('attachment.name'))).toThrow(/cannot be used here|is unknown/);
    await (await refusal(measured('sum', 'date'))).toThrow(/no sum of date of Alert; possible: .*severity/);
    await (await refusal(measured('avg', 'source'))).toThrow(/no avg of source/);
    await (await refusal(byTime('d', 1, { path: 'severity' }))).toThrow(/made of dates; severity/);
    await (await refusal(byTime('d', 1, { timezone: '+02' }))).toMatchObject({ code: 'invalidFields' });
    await (await refusal(byTime('d', 0))).toMatchObject({ code: 'invalidFields' });
    await (await refusal(byField('type', { size: 0 }))).toThrow(/size must be/);
  });

  it('is refused when there is too much of it', async () => {
    const deep = Array.from({ length: 10 }).reduce<Aggregation>(
      (inner) => byField('type', { select: [inner] }),
      byField('type'),
    );
    await (await refusal(deep)).toThrow(/nested 10 deep/);
    const wide = byField('type', { select: Array.from({ length: 60 }, () => count) });
    await (await refusal(wide)).toMatchObject({ code: 'tooManyItems' });
  });
});

describe.each(Object.keys(entities).filter((name): name is EntityName => name in entities))('%s', (name) => {
  it('is aggregated by every aggregable path', async () => {
    const { actor } = await buildAsker();
    const context = createContext(actor);
    const set = visibleSet(context, entities[name]);
    for (const path of pathsFor(entities[name], 'aggregable')) {
      const resolved = resolvePath(context, set, path);
      const date = resolved.form === 'custom' || (resolved.form === 'value' && resolved.kind === 'date');
      const inner = date ? byTime('d', 1, { path }) : byField(path);
      await aggregate(actor, byField(path, { size: 2, select: [count, inner] }), name);
    }
  });
});
