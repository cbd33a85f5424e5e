import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Database } from '../../storage/database.ts';
import { createReferenceData } from './reference-data.ts';

describe('the lists that commands read', () => {
  let world: World;
  beforeAll(async () => {
    world = await buildWorld();
  });
  afterAll(() => world.release());

  it('are read once for a while, and again after they were forgotten or the while is over', async () => {
    const read = { times: 0 };
    const database: Database = {
      ...world.dependencies.database,
      read(...parameters) {
        read.times += 1;
        return world.dependencies.database.read(...parameters);
      },
    };
    const reference = createReferenceData(database, () => world.clock.now);
    const [one, same] = await Promise.all([reference.current(), reference.current()]);
    expect(one).toBe(same);
    expect(one.caseStatuses.get('TruePositive')).toEqual({
      value: 'TruePositive',
      stage: 'Closed',
      contained: false,
    });
    expect(one.observableTypes.get('file')).toMatchObject({ isAttachment: true });
    expect(one.profiles.get('analyst')).toMatchObject({ type: 'Organisation' });
    reference.forget();
    expect(await reference.current()).not.toBe(one);
    world.clock.now += 60_000;
    await reference.current();
    expect(read.times).toBe(3);
  });

  it('are asked for again after a failure', async () => {
    const broken = { now: true };
    const database: Database = {
      ...world.dependencies.database,
      read(...parameters) {
        if (broken.now) return Promise.reject(new Error('no database'));
        return world.dependencies.database.read(...parameters);
      },
    };
    const reference = createReferenceData(database, () => world.clock.now);
    await expect(reference.current()).rejects.toThrow('no database');
    broken.now = false;
    expect((await reference.current()).customFields.size).toBe(0);
  });
});
