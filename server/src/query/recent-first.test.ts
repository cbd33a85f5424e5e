/** Pages of what a text is looked for in: the newest are looked at first, and the page is the same as if all had been. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaseDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { createReader, type Reader } from '../../../tests/support/reading.ts';
import { builtAt, createRows } from '../../../tests/support/rows.ts';
import { toSearchVector } from '../lib/search-text.ts';
import type { EntityName } from '../model/registry.ts';
import type { Filter } from './filter/filter.ts';
import { compilePipeline } from './index.ts';
import type { Pipeline, SortKey } from './stage.ts';

let lease: TestDatabase;
let reader: Reader;
let actor: Parameters<typeof createReader>[1];

/** More than are looked at before all others. */
const many = 5_400;
/** Among the oldest stands what only few have. */
const few = 12;

beforeAll(async () => {
  lease = await leaseDatabase();
  const rows = createRows(lease.database);
  const organisation = await rows.buildOrganisation();
  const other = await rows.buildOrganisation();
  const profile = await rows.buildProfile(['manageCase/update']);
  actor = (await rows.buildUser(organisation, profile)).actor;
  reader = createReader(lease.database, actor);
  const caseRow = await rows.buildCase(organisation);
  const foreign = await rows.buildCase(other, {
    organisation_ids: [other.id, organisation.id],
    shared: true,
  });
  await rows.buildShare(foreign, organisation, profile);
  const at = (minutes: number) => ({ created_at: new Date(builtAt + minutes * 60_000) });
  for (const minute of [1, many - 2.5])
    await rows.buildObservable(foreign, {
      data: 'often.example',
      message: 'shared',
      ...at(minute),
      organisation_ids: [other.id, organisation.id],
      shared: true,
    });
  await rows.buildObservable(caseRow, {
    data: 'kept.example',
    restricted: true,
    restricted_to: [actor.login],
    ...at(2),
  });
  await rows.buildObservable(caseRow, {
    data: 'hidden.example',
    restricted: true,
    restricted_to: ['bob@example.org'],
    ...at(3),
  });
  const model = await rows.buildObservable(caseRow, { data: 'model.example' });
  const vector = (text: string): string => toSearchVector([text]);
  await lease.database.transaction({ role: 'worker' }, async (transaction) => {
    await transaction.run({
      sql: `insert into skep.observable (root_id, id, organisation_id, organisation_ids, visible_through, created_at, created_by, data_type,
          data, message, tlp, pap, match_hash, search, case_id)
        select o.root_id, 800000000 + i, o.organisation_id, o.organisation_ids, o.visible_through, $2::timestamptz + i * interval '1 minute',
          o.created_by, o.data_type, case when i <= $4 then 'rare' || i else 'often' || i end || '.example', null, 2, 2, o.match_hash,
          (case when i <= $4 then $5 else $6 end)::tsvector, o.case_id
        from skep.observable o cross join generate_series(1, $3::integer) i where o.id = $1`,
      parameters: [
        model.id,
        new Date(builtAt),
        many,
        few,
        vector('a rare phrase'),
        vector('an often met phrase'),
      ],
    });
  });
});
afterAll(() => lease?.release());

const page = (from: number, to: number) => ({ op: 'page', from, to, extraData: [] }) as const;
const like = (value: string): Filter => ({ op: 'like', path: 'keyword', value, at: '' });
const search = (filter: Filter, entity: EntityName = 'observable'): Pipeline => [
  { op: 'list', entity },
  { op: 'filter', filter },
];
const sorted = (descending: boolean, path = 'createdAt') =>
  ({ op: 'sort', keys: [{ path, descending } satisfies SortKey] }) as const;

describe('a page of what a text is looked for in', () => {
  it.each([
    ['a text that the newest have', like('often')],
    ['a text that only the oldest have', like('rare phrase')],
    ['a text that some of both have', like('phrase')],
    [
      'a part of the data of what is shared, kept and owned',
      { op: 'like', path: 'data', value: 'example', at: '' },
    ],
    ['a text that is nowhere', like('nowhere')],
  ] as const)('is the same as of everything that has it: %s', async (_, filter) => {
    for (const order of [sorted(true), sorted(false)]) {
      const whole = await reader.ids(...search(filter), order);
      for (const [from, to] of [
        [0, 5],
        [7, 20],
        [0, 60],
        [990, 1_000],
      ] as const)
        expect(await reader.ids(...search(filter), order, page(from, to))).toEqual(whole.slice(from, to));
    }
  });

  it('keeps to every other condition, whether it stands before or after', async () => {
    const early: Filter = { op: 'less', path: 'createdAt', value: builtAt + 5 * 60_000 + 1, at: '' };
    const both: Filter = { op: 'and', of: [like('phrase'), early] };
    const found = await reader.ids(...search(both), sorted(true), page(0, 10));
    expect(found).toHaveLength(5);
    const after: Pipeline = [
      ...search(like('phrase')),
      { op: 'filter', filter: early },
      sorted(true),
      page(0, 10),
    ];
    expect(await reader.ids(...after)).toEqual(found);
    const before: Pipeline = [
      { op: 'list', entity: 'observable' },
      { op: 'filter', filter: early },
      { op: 'filter', filter: like('phrase') },
    ];
    expect(await reader.ids(...before, sorted(true), page(0, 10))).toEqual(found);
  });

  it('looks at the newest first only in an order that an index keeps', () => {
    const textOf = (...pipeline: Pipeline) => compilePipeline(actor, pipeline).statement.sql;
    expect(textOf(...search(like('often')), page(0, 10))).toContain('recent');
    expect(textOf(...search(like('often')), sorted(true, 'dataType'), page(0, 10))).not.toContain('recent');
    expect(textOf(...search({ op: 'not', of: like('often') }), page(0, 10))).not.toContain('recent');
    expect(textOf({ op: 'list', entity: 'observable' }, page(0, 10))).not.toContain('recent');
    expect(textOf(...search(like('often')), page(0, 5_000))).not.toContain('recent');
  });
});
