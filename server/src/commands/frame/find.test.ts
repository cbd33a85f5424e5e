import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { read, recorded, someAlert } from '../../../../tests/support/triage.ts';
import { someCase } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { SerializationFailure } from '../../storage/errors.ts';
import { updateAlerts } from '../alert/update-alerts.ts';
import { updateCases } from '../case/update-cases.ts';

describe('changing an object', () => {
  let world: World;
  let analyst: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst', 'ann@main.test');
  });
  afterAll(() => world.release());

  const update = (id: string, raw: object, basedOnVersion?: number) =>
    world.run(analyst, updateCases, { id, ...raw }, { basedOnVersion });
  const values = async (id: string) => (await read(world, analyst, 'case', id)).values;

  it('is refused when it is based on a version that is not the present one', async () => {
    const id = await someCase(world, analyst);
    await update(id, { severity: 3 }, 1);
    const records = await recorded(world, () =>
      expect(update(id, { severity: 4 }, 1)).rejects.toMatchObject({
        code: 'staleVersion',
        parameters: { current: 2, given: 1 },
        message: 'The object has changed: version 2, not 1',
      }),
    );
    expect(records).toEqual([]);
    await update(id, { severity: 4 }, 2);
    expect(await values(id)).toMatchObject({ severity: 4, version: 3 });
  });

  it('succeeds once when several changes are based on one version', async () => {
    const id = await someCase(world, analyst);
    const titles = ['a', 'b', 'c', 'd'];
    const results = await Promise.allSettled(titles.map((title) => update(id, { title }, 1)));
    expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'staleVersion' });
    expect((await values(id)).version).toBe(2);
  });

  it('loses nothing when several people add to it at the same moment', async () => {
    const id = await someCase(world, analyst);
    const tags = Array.from({ length: 8 }, (_, index) => `tag${index}`);
    await Promise.all(tags.map((tag) => update(id, { addTags: [tag] })));
    const { tags: found, version } = await values(id);
    expect([...(found as string[])].toSorted()).toEqual(tags);
    expect(version).toBe(9);
    const before = await world.stored(
      'select previous from skep.audit where object_id = $1 and action = $2 order by id',
      [id.slice(1), 'update'],
    );
    const sizes = before.map(({ previous }) => (previous as { tags: string[] }).tags.length);
    expect(sizes.toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('begins anew when the database ends it because it and another block each other', async () => {
    const ids = [await someAlert(world, analyst), await someAlert(world, analyst)].toSorted();
    const { promise: held, resolve: isHeld } = Promise.withResolvers<void>();
    const { promise: waiting, resolve: isWaiting } = Promise.withResolvers<void>();
    const lock = (id = '') => ({
      sql: 'select 1 from skep.alert where id = $1 for update',
      parameters: [id.slice(1)],
    });
    const other = world.dependencies.database.transaction({ role: 'worker' }, async (transaction) => {
      await transaction.run(lock(ids[1]));
      isHeld();
      await waiting;
      await transaction.run(lock(ids[0]));
    });
    await held;
    const change = world.run(analyst, updateAlerts, { ids, severity: 4 });
    await until(async () => {
      const [row] = await world.stored(
        'select count(*)::int as count from pg_locks where not granted and pid in (select pid from pg_stat_activity where datname = current_database())',
      );
      return Number(row?.count) > 0;
    }).finally(isWaiting);
    // Nearly always it ends the command, which waited first; under load its choice may fall on the other.
    const ended = other.catch((error: unknown) => expect(error).toBeInstanceOf(SerializationFailure));
    await Promise.all([change, ended]);
    for (const id of ids) expect((await read(world, analyst, 'alert', id)).values.severity).toBe(4);
  });

  async function until(holds: () => Promise<boolean>): Promise<void> {
    for (const end = Date.now() + 5_000; Date.now() < end; ) if (await holds()) return;
    throw new Error('It did not come about within 5 seconds');
  }

  it('comes through when two requests change the same objects in opposite order', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => someAlert(world, analyst)));
    const change = (order: readonly string[], tag: string) =>
      world.run(analyst, updateAlerts, { ids: order, addTags: [tag] });
    await Promise.all([change(ids, 'there'), change(ids.toReversed(), 'back')]);
    for (const id of ids) {
      const { tags } = (await read(world, analyst, 'alert', id)).values;
      expect([...(tags as string[])].toSorted()).toEqual(['back', 'there']);
    }
  });
});
