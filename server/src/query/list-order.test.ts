/** Order, pages and counts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaseDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { createReader, type Reader } from '../../../tests/support/reading.ts';
import { builtAt, createRows } from '../../../tests/support/rows.ts';
import type { Actor } from '../model/actor.ts';
import { runQuery } from './index.ts';
import type { SortKey } from './stage.ts';

let lease: TestDatabase;
let actor: Actor;
let reader: Reader;
/** Ids in the order of making. */
const made: string[] = [];

const list = { op: 'list', entity: 'case' } as const;

beforeAll(async () => {
  lease = await leaseDatabase();
  const rows = createRows(lease.database);
  const organisation = await rows.buildOrganisation();
  const wanted = [
    { title: 'beta', severity: 1, end_date: new Date(builtAt), flag: true },
    { title: 'Alpha', severity: 3, flag: false },
    { title: 'gamma', severity: 1, end_date: new Date(builtAt + 5_000), flag: true },
    { title: 'Delta', severity: 2, flag: true },
  ];
  for (const [index, columns] of wanted.entries()) {
    const built = await rows.buildCase(organisation, { start_date: new Date(builtAt + index), ...columns });
    made.push(built.id);
  }
  actor = (await rows.buildUser(organisation)).actor;
  reader = createReader(lease.database, actor);
});
afterAll(() => lease?.release());

/** Places in the order of making. */
async function sortedBy(...keys: readonly SortKey[]): Promise<number[]> {
  const ids = await reader.ids(list, { op: 'sort', keys });
  return ids.map((id) => made.indexOf(id));
}

describe('an order', () => {
  it('of text ignores letter case', async () => {
    expect(await sortedBy({ path: 'title', descending: false })).toEqual([1, 0, 3, 2]);
  });

  it('has several keys and ends with the id, in the direction of the last key', async () => {
    expect(
      await sortedBy({ path: 'flag', descending: true }, { path: 'severity', descending: false }),
    ).toEqual([0, 2, 3, 1]);
    expect(await sortedBy({ path: 'severity', descending: true })).toEqual([1, 3, 2, 0]);
  });

  it('puts missing values last in both directions', async () => {
    expect((await sortedBy({ path: 'endDate', descending: true })).slice(0, 2)).toEqual([2, 0]);
    expect((await sortedBy({ path: 'endDate', descending: false })).slice(0, 2)).toEqual([0, 2]);
    expect((await sortedBy({ path: 'handlingDuration', descending: true })).slice(0, 2)).toEqual([2, 0]);
  });

  it('is that of the entity when none is asked for, and the last one asked for otherwise', async () => {
    expect((await reader.ids(list)).map((id) => made.indexOf(id))).toEqual([3, 2, 1, 0]);
    expect(await sortedBy()).toEqual([3, 2, 1, 0]);
    const twice = await reader.ids(
      list,
      { op: 'sort', keys: [{ path: 'title', descending: false }] },
      { op: 'sort', keys: [{ path: 'severity', descending: false }] },
    );
    expect(twice.map((id) => made.indexOf(id))).toEqual([0, 2, 3, 1]);
  });

  it('refuses fields that cannot be sorted by and names those that can', async () => {
    await expect(sortedBy({ path: 'description', descending: false })).rejects.toMatchObject({
      code: 'invalidQuery',
      parameters: { choices: expect.arrayContaining(['title', 'customFields.NAME']) },
    });
    await expect(sortedBy({ path: 'tags', descending: false })).rejects.toMatchObject({
      code: 'invalidQuery',
    });
  });
});

describe('a page', () => {
  const sort = { op: 'sort', keys: [{ path: 'startDate', descending: false }] } as const;
  const page = (from: number, to: number, ...extraData: string[]) =>
    ({ op: 'page', from, to, extraData }) as const;

  it('holds the rows from the first to before the last', async () => {
    expect(await reader.ids(list, sort, page(1, 3))).toEqual(made.slice(1, 3));
    expect(await reader.ids(list, sort, page(2, -1))).toEqual(made.slice(2));
    expect(await reader.ids(list, sort, page(0, 0))).toEqual([]);
  });

  it('beyond the end is empty and still knows the total', async () => {
    const pipeline = [list, sort, page(10, 20, 'total')] as const;
    expect(await runQuery(lease.database, actor, pipeline)).toEqual({
      kind: 'objects',
      objects: [],
      total: 4,
    });
  });

  it('counts the whole set only when asked', async () => {
    const counted = await runQuery(lease.database, actor, [list, page(0, 1, 'total')]);
    expect(counted).toMatchObject({ kind: 'objects', total: 4 });
    expect(await runQuery(lease.database, actor, [list, page(0, 1)])).not.toHaveProperty('total');
  });

  it('passes over extra data that nobody knows', async () => {
    const object = await reader.first(list, page(0, 1, 'unknown', 'toString', 'isOwner'));
    expect(object.extraData).toEqual({ isOwner: true });
  });

  it('with bounds that make no sense is refused', async () => {
    for (const bounds of [page(-1, 3), page(3, 1), page(0, 1.5), page(0, -2)]) {
      await expect(reader.ids(list, bounds)).rejects.toMatchObject({ code: 'invalidQuery' });
    }
  });
});

describe('a count', () => {
  it('is exact, and stops at a limit', async () => {
    expect(await reader.number(list, { op: 'count' })).toBe(4);
    expect(await reader.number(list, { op: 'count', limit: 3 })).toBe(3);
    expect(await reader.number(list, { op: 'count', limit: 30 })).toBe(4);
  });
});

describe('the steps of a pipeline', () => {
  it.each([
    ['none', []],
    ['a step that begins none', [{ op: 'filter', filter: { op: 'all' } } as const]],
    ['a second beginning', [list, list]],
    ['something after the end', [list, { op: 'count' } as const, { op: 'output' } as const]],
    ['an unknown entity', [{ op: 'list', entity: 'constructor' } as const]],
    ['an unknown relation', [list, { op: 'follow', relation: 'constructor' } as const]],
  ])('with %s are refused', async (_, pipeline) => {
    await expect(runQuery(lease.database, actor, pipeline)).rejects.toMatchObject({ code: 'invalidQuery' });
  });

  it('without end are refused', async () => {
    const filters = Array.from({ length: 50 }, () => ({ op: 'filter', filter: { op: 'all' } }) as const);
    await expect(runQuery(lease.database, actor, [list, ...filters])).rejects.toMatchObject({
      code: 'tooManyItems',
    });
  });

  it('that take too long are ended with advice', async () => {
    const related = { op: 'related', relation: 'tasks', filter: { op: 'all' }, at: '' } as const;
    const blocker = lease.database.transaction({ role: 'worker' }, async (transaction) => {
      await transaction.run({ sql: 'lock table skep.task in access exclusive mode', parameters: [] });
      const slow = runQuery(lease.database, actor, [list, { op: 'filter', filter: related }], {
        timeoutMs: 50,
      });
      await expect(slow).rejects.toMatchObject({ code: 'queryTooSlow' });
    });
    await blocker;
  });
});
