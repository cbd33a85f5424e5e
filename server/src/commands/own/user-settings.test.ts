import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { userSetting, userSettings } from '../../query/user-settings.ts';
import { setUserSetting } from './user-settings.ts';

describe('what a client keeps for its user', () => {
  let world: World;
  let person: Actor;
  let colleague: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    const { first } = world.organisations;
    person = await world.person(first, 'read-only', 'rita@main.test');
    colleague = await world.person(first, 'org-admin', 'oscar@main.test');
  });
  afterAll(() => world.release());

  const set = (path: string, value: unknown, actor = person) =>
    world.run(actor, setUserSetting, { path, value });

  it('is any JSON under any path, for that user alone', async () => {
    const { database } = world.dependencies;
    await set('table.columns', ['title', null]);
    await set('table.columns', { of: ['title'] });
    await set('other', null);
    expect(await userSetting(database, person, 'table.columns')).toEqual({
      path: 'table.columns',
      value: { of: ['title'] },
    });
    expect(await userSettings(database, person, 'table.')).toHaveLength(1);
    expect(await userSettings(database, person, '')).toHaveLength(2);
    expect(await userSettings(database, colleague, '')).toEqual([]);
    expect(await userSetting(database, colleague, 'table.columns')).toMatchObject({ value: null });
    expect(await world.stored(`select from skep.audit where object_type = 'UserSetting'`)).toEqual([]);
  });

  it('is bounded in size and number', async () => {
    await expect(set('big', 'x'.repeat(100_001))).rejects.toMatchObject({
      faults: [expect.objectContaining({ name: 'value' })],
    });
    await expect(set('p'.repeat(257), 1)).rejects.toMatchObject({
      faults: [expect.objectContaining({ name: 'path' })],
    });
    await expect(world.run(person, setUserSetting, { path: 'missing' })).rejects.toMatchObject({
      faults: [expect.objectContaining({ name: 'value', kind: 'missing' })],
    });
    for (let number = 0; number < 500; number += 1) await set(`many.${number}`, number, colleague);
    await expect(set('one more', 1, colleague)).rejects.toMatchObject({ code: 'tooManyItems' });
    await set('many.7', 'changed', colleague);
  });
});
