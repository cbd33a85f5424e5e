import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recorded } from '../../../../tests/support/triage.ts';
import { row as stored } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { CodedError } from '../../model/errors.ts';
import { entities } from '../../model/registry.ts';
import { asRoot } from './placement.ts';
import { createWriter, type Writer } from './writer.ts';

const alertValues = {
  type: 't',
  source: 's',
  sourceRef: 'r',
  title: 'Title',
  description: 'Text',
  date: 1,
  lastSyncDate: 1,
  newDate: 1,
};

describe('the writer', () => {
  let world: World;
  let analyst: Actor;
  let other: { readonly id: string; readonly name: string };
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst', 'ann@main.test');
    other = await world.organisation('other', world.organisations.first);
  });
  afterAll(() => world.release());

  const write = <T>(work: (writer: Writer) => Promise<T>, actor = analyst): Promise<T> =>
    world.dependencies.database.transaction({ role: 'worker' }, async (transaction) => {
      const writer = createWriter({
        transaction,
        actor,
        requestId: 'r',
        now: world.clock.now,
        takeIds: world.dependencies.ids.take,
      });
      const result = await work(writer);
      await writer.flush();
      return result;
    });
  const insert = async (writer: Writer, values: object = {}) => {
    const [id = ''] = await writer.takeIds(1);
    return writer.insert(entities.alert, id, asRoot(id, analyst.organisation.id), {
      ...alertValues,
      ...values,
    });
  };

  it('stamps what it makes and what it changes, and counts versions', async () => {
    const row = await write((writer) => insert(writer));
    expect(row).toMatchObject({ version: 1, organisationId: analyst.organisation.id });
    world.clock.now += 1_000;
    const next = await write(async (writer) => writer.update(row, { title: 'Other' }));
    expect(next.version).toBe(2);
    expect(await stored(world, 'alert', `~${row.id}`)).toMatchObject({
      title: 'Other',
      version: 2,
      created_by: 'ann@main.test',
      created_at: world.clock.now - 1_000,
      updated_by: 'ann@main.test',
      updated_at: world.clock.now,
    });
  });

  it('notes the first touch by a person, once, and never one by the system', async () => {
    const touched = async (id: string) => (await stored(world, 'alert', `~${id}`)).first_touched_date;
    const row = await write((writer) => insert(writer));
    expect(await touched(row.id)).toBeNull();
    const robot = { ...analyst, person: false };
    const byRobot = await write(async (writer) => writer.update(row, { severity: 1 }), robot);
    expect(await touched(row.id)).toBeNull();
    world.clock.now += 1_000;
    const first = world.clock.now;
    const byPerson = await write(async (writer) => writer.update(byRobot, { severity: 3 }));
    world.clock.now += 1_000;
    await write(async (writer) => writer.update(byPerson, { severity: 4 }));
    expect(await touched(row.id)).toBe(first);
  });

  it('gives a row back as it is when nothing differs, sets in whatever order', async () => {
    const row = await write((writer) => insert(writer, { tags: ['a', 'b'] }));
    const records = await recorded(world, () =>
      write(async (writer) => {
        const same = { title: 'Title', tags: ['b', 'a'], assignee: null, summary: undefined, date: 1 };
        expect(writer.update(row, same)).toBe(row);
      }),
    );
    expect(records).toEqual([]);
  });

  it('records only what differs, with what it was', async () => {
    const row = await write((writer) => insert(writer));
    const records = await recorded(world, () =>
      write(async (writer) => writer.update(row, { title: 'Title', severity: 4, summary: 'x' })),
    );
    expect(records).toEqual([
      expect.objectContaining({
        details: { severity: 4, summary: 'x' },
        previous: { severity: 2, summary: null },
      }),
    ]);
  });

  it('names one record of a request: the first, unless another one says that it is', async () => {
    const mains = (records: readonly { main_action: boolean }[]) => records.map((one) => one.main_action);
    const first = await recorded(world, () =>
      write(async (writer) => {
        const row = await insert(writer);
        writer.record(row, 'update', { a: 1 });
        writer.record(row, 'update', { a: 2 });
      }),
    );
    expect(mains(first)).toEqual([true, false, false]);
    const named = await recorded(world, () =>
      write(async (writer) => {
        const row = await insert(writer);
        writer.record(row, 'merge', { a: 1 }, { main: true });
      }),
    );
    expect(mains(named)).toEqual([false, true]);
  });

  it('stores records for those who see the object at the end of the request', async () => {
    const sight = (row: { id: string }, shown: boolean) => ({
      rootId: row.id,
      through: [row.id],
      organisationId: other.id,
      shown,
    });
    const records = await recorded(world, () =>
      write(async (writer) => {
        const row = await insert(writer);
        writer.record(row, 'update', { before: 'sharing' });
        writer.noteSight(sight(row, true));
        writer.record(row, 'delete', {});
        const taken = await insert(writer, { sourceRef: 'taken' });
        writer.noteSight(sight(taken, true));
        writer.noteSight(sight(taken, false));
      }),
    );
    const [mine, both] = [[analyst.organisation.id], [analyst.organisation.id, other.id]];
    expect(records.map((one) => [one.organisations_before, one.organisation_ids])).toEqual([
      [[], both],
      [mine, both],
      [mine, []],
      [[], mine],
    ]);
  });

  it('takes a refused part back with its records, and keeps the rest', async () => {
    const records = await recorded(world, () =>
      write(async (writer) => {
        const row = await insert(writer);
        const refused = writer.attempt(async () => {
          writer.update(row, { title: 'Never' });
          writer.transition(row, { field: 'status', before: null, after: 'x', cause: 'person' });
          await writer.run({ sql: 'select 1', parameters: [] });
          throw new CodedError('badRequest', { reason: 'no' });
        });
        await expect(refused).rejects.toMatchObject({ code: 'badRequest' });
        writer.update(row, { severity: 4 });
      }),
    );
    expect(records.map((one) => one.details.severity)).toEqual([undefined, 4]);
    const [last] = records.slice(-1);
    expect(await stored(world, 'alert', `~${String(last?.object_id)}`)).toMatchObject({
      title: 'Title',
      severity: 4,
    });
    const notes = await world.stored('select 1 from skep.transition where object_id = $1', [last?.object_id]);
    expect(notes).toEqual([]);
  });

  it('stores nothing at all when the request fails', async () => {
    const records = await recorded(world, () =>
      expect(
        write(async (writer) => {
          await insert(writer);
          await writer.flush();
          throw new Error('on the way');
        }),
      ).rejects.toThrow('on the way'),
    );
    expect(records).toEqual([]);
  });

  it('finds what it wrote by its words', async () => {
    const row = await write((writer) => insert(writer, { title: 'Zebra crossing', tags: ['stripes'] }));
    const find = (value: string) =>
      world.objects(analyst, [
        { op: 'list', entity: 'alert' },
        { op: 'filter', filter: { op: 'match', path: 'title', value, at: 'x' } },
        { op: 'output' },
      ]);
    expect((await find('zebra')).map(({ values }) => values.id)).toEqual([row.id]);
    await write(async (writer) => writer.update(row, { title: 'Horse' }));
    expect(await find('zebra')).toEqual([]);
    expect(await find('horse')).toHaveLength(1);
  });

  it('takes back a part that is refused by itself, records and all, and keeps the rest', async () => {
    const refused = new CodedError('observableAlreadyExists');
    const ids: string[] = [];
    await write(async (writer) => {
      const kept = await insert(writer, { title: 'Before' });
      const part = writer.attempt(async () => {
        ids.push((await insert(writer)).id);
        writer.update(kept, { title: 'Never' });
        writer.transition(kept, { field: 'status', before: 'New', after: 'Ignored', cause: 'person' });
        await writer.run({ sql: 'select true', parameters: [] });
        ids.push((await insert(writer)).id);
        throw refused;
      });
      await expect(part).rejects.toBe(refused);
      ids.push(kept.id, await writer.attempt(async () => (await insert(writer, { title: 'After' })).id));
    });
    const sql = 'select title from skep.alert where id = any($1::bigint[]) order by id';
    expect(await world.stored(sql, [ids])).toEqual([{ title: 'Before' }, { title: 'After' }]);
    const records = 'select action from skep.audit where object_id = any($1::bigint[])';
    expect(await world.stored(records, [ids])).toEqual([{ action: 'create' }, { action: 'create' }]);
    const moves = 'select from skep.transition where object_id = any($1::bigint[])';
    expect(await world.stored(moves, [ids])).toEqual([]);
  });

  it('ends the whole transaction when a part fails otherwise', async () => {
    const ids: string[] = [];
    const writing = write(async (writer) => {
      ids.push((await insert(writer)).id);
      await writer.attempt(() => writer.run({ sql: 'select 1 / 0', parameters: [] })).catch(() => undefined);
    });
    await expect(writing).rejects.toThrow();
    expect(await world.stored('select from skep.alert where id = any($1::bigint[])', [ids])).toEqual([]);
  });
});
