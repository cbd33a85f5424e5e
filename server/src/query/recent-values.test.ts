/** Pages by values of custom fields: the newest objects are looked at first, and the page is the same as if all had been. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { leaseDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { createReader, type Reader } from '../../../tests/support/reading.ts';
import { builtAt, createRows } from '../../../tests/support/rows.ts';
import type { Filter } from './filter/filter.ts';
import { compilePipeline } from './index.ts';
import type { Pipeline } from './stage.ts';

let lease: TestDatabase;
let reader: Reader;
let actor: Parameters<typeof createReader>[1];
let kept: string;
let hidden: string;

/** More than are looked at before all others; one in thirty has the usual value, the oldest few the rare one. */
const many = 5_400;
const few = 12;
const usual = many / 30;

beforeAll(async () => {
  lease = await leaseDatabase();
  const rows = createRows(lease.database);
  const organisation = await rows.buildOrganisation();
  actor = (await rows.buildUser(organisation)).actor;
  reader = createReader(lease.database, actor);
  const field = await rows.buildCustomField('string', { name: 'unit' });
  const at = (minutes: number) => ({ start_date: new Date(builtAt + minutes * 60_000) });
  const model = await rows.buildCase(organisation, at(-1));
  await rows.buildCustomFieldValue(model, field, 'none');
  const keptTo = (...people: readonly string[]) => ({ restricted: true, restricted_to: people });
  const [own, others] = [
    await rows.buildCase(organisation, { ...at(2), ...keptTo(actor.login) }),
    await rows.buildCase(organisation, { ...at(3), ...keptTo('bob@example.org') }),
  ];
  for (const one of [own, others]) await rows.buildCustomFieldValue(one, field, 'rare');
  [kept, hidden] = [own.id, others.id];
  await lease.database.transaction({ role: 'worker' }, async (transaction) => {
    await transaction.run({
      sql: `insert into skep."case" select (jsonb_populate_record(c, jsonb_build_object('root_id', 800000000 + i, 'id', 800000000 + i,
          'number', 800000000 + i, 'start_date', c.start_date + i * interval '1 minute'))).*
        from skep."case" c cross join generate_series(1, $2::integer) i where c.id = $1`,
      parameters: [model.id, many],
    });
    await transaction.run({
      sql: `insert into skep.custom_field_value select (jsonb_populate_record(v, jsonb_build_object('root_id', 800000000 + i,
          'id', 700000000 + i, 'entity_id', 800000000 + i, 'string_value', case when i <= $3 then 'rare' else 'usual' end))).*
        from skep.custom_field_value v cross join generate_series(1, $2::integer) i where v.entity_id = $1 and (i <= $3 or i % 30 = 0)`,
      parameters: [model.id, many, few],
    });
  });
});
afterAll(() => lease?.release());

const unit = (value: string): Filter => ({ op: 'equals', path: 'customFields.unit', value, at: '' });
const cases = (filter: Filter): Pipeline => [
  { op: 'list', entity: 'case' },
  { op: 'filter', filter },
];
const page = (from: number, to: number) => ({ op: 'page', from, to, extraData: [] }) as const;
const sorted = (descending: boolean, path = 'startDate') =>
  ({ op: 'sort', keys: [{ path, descending }] }) as const;

it.each([
  ['a value that the newest have', unit('usual'), usual],
  ['a value that only the oldest have', unit('rare'), few + 1],
  ['either value', { op: 'or', of: [unit('usual'), unit('rare')] }, usual + few + 1],
  ['a value that nothing has', unit('nothing'), 0],
] satisfies readonly [string, Filter, number][])(
  'is the same as of everything that has %s',
  async (_, filter, size) => {
    for (const order of [sorted(true), sorted(false)]) {
      const whole = await reader.ids(...cases(filter), order);
      expect(whole).toHaveLength(size);
      expect(whole).not.toContain(hidden);
      for (const [from, to] of [
        [0, 5],
        [7, 20],
        [0, 300],
      ] as const)
        expect(await reader.ids(...cases(filter), order, page(from, to))).toEqual(whole.slice(from, to));
    }
  },
);

it('holds what is kept to the reader at its place', async () => {
  expect(await reader.ids(...cases(unit('rare')), sorted(false), page(0, 3))).toContain(kept);
});

it('looks at the newest first only in an order that an index keeps', () => {
  const textOf = (...pipeline: Pipeline) => compilePipeline(actor, pipeline).statement.sql;
  expect(textOf(...cases(unit('usual')), page(0, 10))).toContain('recent');
  expect(textOf(...cases(unit('usual')), sorted(true, 'title'), page(0, 10))).not.toContain('recent');
  expect(textOf(...cases({ op: 'not', of: unit('usual') }), page(0, 10))).not.toContain('recent');
});
