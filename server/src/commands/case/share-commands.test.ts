import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { read, recorded, related, seenByPolicy } from '../../../../tests/support/triage.ts';
import { someCase, someObservable, someTask } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { requireTaskAction } from '../task/task-commands.ts';
import {
  removeShares,
  setCaseShares,
  shareCase,
  shareObservable,
  shareTask,
  unshareCase,
  unshareObservable,
  unshareTask,
  updateShare,
} from './share-commands.ts';

type Organisation = { readonly id: string; readonly name: string };

describe('sharing', () => {
  let world: World;
  let owner: Actor;
  let guest: Actor;
  let east: Organisation;
  let west: Organisation;
  beforeAll(async () => {
    world = await buildWorld();
    const { first } = world.organisations;
    owner = await world.person(first, 'analyst', 'ann@main.test');
    east = await world.organisation('east', first);
    west = await world.organisation('west', first);
    guest = await world.person(east, 'analyst', 'gil@east.test');
  });
  afterAll(() => world.release());

  const give = (id: string, shares: readonly object[], actor = owner) =>
    world.run(actor, shareCase, { id, shares });
  const take = (id: string, organisations: readonly string[], actor = owner) =>
    world.run(actor, unshareCase, { id, organisations });
  const shares = async (id: string) => {
    const found = await related(world, owner, 'case', id, 'shares');
    return found
      .map(({ values }) => values)
      .filter(({ owner: owns }) => owns !== true)
      .map((one) => [one.organisationName, one.profileName, one.taskRule, one.observableRule])
      .toSorted();
  };
  const shareOf = async (id: string, organisation: string) => {
    const found = (await related(world, owner, 'case', id, 'shares')).find(
      ({ values }) => values.organisationName === organisation,
    );
    return `~${String(found?.values.id)}`;
  };

  it('gives a case to organisations, by name or id, with a profile and rules', async () => {
    const id = await someCase(world, owner, { taskRule: 'autoShare' });
    const records = await recorded(world, () =>
      give(id, [
        { organisation: 'east' },
        {
          organisation: `~${west.id}`,
          profile: 'read-only',
          taskRule: 'manual',
          observableRule: 'autoShare',
        },
      ]),
    );
    expect(await shares(id)).toEqual([
      ['east', 'analyst', 'autoShare', 'manual'],
      ['west', 'read-only', 'manual', 'autoShare'],
    ]);
    expect(records.map((one) => [one.action, one.object_type, one.details])).toEqual([
      ['update', 'Case', { share: { organisation: 'east', profile: 'analyst' } }],
      ['update', 'Case', { share: { organisation: 'west', profile: 'read-only' } }],
    ]);
    await expect(give(id, [{ organisation: 'east' }])).rejects.toMatchObject({
      code: 'shareAlreadyExists',
      message: 'It is already shared with organisation east',
    });
  });

  it('gives it to nobody unless to all, only to linked organisations and with profiles of organisations', async () => {
    await world.organisation('unlinked');
    const id = await someCase(world, owner);
    await expect(give(id, [{ organisation: 'east' }, { organisation: 'unlinked' }])).rejects.toMatchObject({
      message: 'Organisation not found',
    });
    for (const profile of ['admin', 'unheard'])
      await expect(give(id, [{ organisation: 'east', profile }])).rejects.toMatchObject({
        faults: [
          expect.objectContaining({ name: 'profile', choices: ['org-admin', 'analyst', 'read-only'] }),
        ],
      });
    await expect(give(id, [{}, { organisation: 'east', taskRule: 'x' }])).rejects.toMatchObject({
      faults: [
        expect.objectContaining({ name: 'shares[0]' }),
        expect.objectContaining({ name: 'shares[1].taskRule', choices: ['manual', 'autoShare'] }),
      ],
    });
    expect(await shares(id)).toEqual([]);
  });

  it('takes it back; never from the owner, and nobody takes it from itself', async () => {
    const id = await someCase(world, owner);
    await give(id, [{ organisation: 'east' }, { organisation: 'west' }]);
    const records = await recorded(world, () => take(id, ['east']));
    expect(records).toEqual([
      expect.objectContaining({ action: 'update', details: { unshare: { organisation: 'east' } } }),
    ]);
    expect((await shares(id)).map(([name]) => name)).toEqual(['west']);
    await expect(take(id, ['east'])).rejects.toMatchObject({ message: 'Share not found' });
    await expect(take(id, ['main'])).rejects.toMatchObject({ code: 'ownShare' });
    await give(id, [{ organisation: 'east' }]);
    await expect(take(id, ['east'], guest)).rejects.toMatchObject({ code: 'ownShare' });
    await expect(take(id, ['main'], guest)).rejects.toMatchObject({ code: 'notAllowed' });
  });

  it('forgets that an organisation was asked for action when it loses the case', async () => {
    const id = await someCase(world, owner);
    const task = await someTask(world, owner, id);
    await give(id, [{ organisation: 'east' }]);
    await world.run(owner, requireTaskAction, { id: task, organisation: 'east', required: true });
    await take(id, ['east']);
    const asked = await world.stored('select action_required from skep.task where id = $1', [task.slice(1)]);
    expect(asked).toEqual([{ action_required: [] }]);
  });

  it('sets the complete list: adds, changes and removes', async () => {
    const id = await someCase(world, owner);
    await give(id, [{ organisation: 'east' }]);
    const set = (list: readonly object[]) => world.run(owner, setCaseShares, { id, shares: list });
    await set([
      { organisation: 'main' },
      { organisation: 'east', profile: 'read-only' },
      { organisation: 'west' },
    ]);
    expect(await shares(id)).toEqual([
      ['east', 'read-only', 'manual', 'manual'],
      ['west', 'analyst', 'manual', 'manual'],
    ]);
    const records = await recorded(world, () => set([{ organisation: 'west', observableRule: 'autoShare' }]));
    expect(await shares(id)).toEqual([['west', 'analyst', 'manual', 'autoShare']]);
    expect(records.map(({ details }) => details)).toEqual([
      { unshare: { organisation: 'east' } },
      {
        share: { organisation: 'west', profile: 'analyst', taskRule: 'manual', observableRule: 'autoShare' },
      },
    ]);
    expect(await seenByPolicy(world, east, id)).toEqual({});
    const same = [{ organisation: 'west', observableRule: 'autoShare' }];
    expect(await recorded(world, () => set(same))).toEqual([]);
    await set([]);
    expect(await shares(id)).toEqual([]);
  });

  it('changes the profile of a share, also for what was shared by itself', async () => {
    const id = await someCase(world, owner);
    await someTask(world, owner, id);
    await give(id, [{ organisation: 'east' }]);
    const share = await shareOf(id, 'east');
    const records = await recorded(world, () =>
      world.run(owner, updateShare, { id: share, profile: 'read-only' }),
    );
    expect(records).toEqual([
      expect.objectContaining({
        action: 'update',
        object_type: 'Case',
        object_id: id.slice(1),
        details: { share: expect.objectContaining({ organisation: 'east', profile: 'read-only' }) },
        previous: { share: expect.objectContaining({ organisation: 'east', profile: 'analyst' }) },
      }),
    ]);
    const profiles = await world.stored(
      'select distinct p.name from skep.share s join skep.profile p on p.id = s.profile_id where s.root_id = $1 and s.organisation_id = $2',
      [id.slice(1), east.id],
    );
    expect(profiles).toEqual([{ name: 'read-only' }]);
    expect(
      await recorded(world, () => world.run(owner, updateShare, { id: share, profile: 'read-only' })),
    ).toEqual([]);
    await expect(world.run(owner, updateShare, { id: share })).rejects.toMatchObject({
      code: 'invalidFields',
    });
    const own = await shareOf(id, 'main');
    await expect(world.run(owner, updateShare, { id: own, profile: 'analyst' })).rejects.toMatchObject({
      code: 'notAllowed',
    });
  });

  it('lets no guest raise its own share, or pass on more than it has', async () => {
    const id = await someCase(world, owner);
    await give(id, [{ organisation: 'east' }]);
    const share = await shareOf(id, 'east');
    await expect(world.run(guest, updateShare, { id: share, profile: 'org-admin' })).rejects.toMatchObject({
      code: 'notAllowed',
    });
    const ring = await world.organisation('ring', east);
    await expect(give(id, [{ organisation: 'ring', profile: 'org-admin' }], guest)).rejects.toMatchObject({
      code: 'notAllowed',
      message: 'Your own share of the case allows less than the profile org-admin',
    });
    await give(id, [{ organisation: 'ring', profile: 'analyst' }], guest);
    expect(await seenByPolicy(world, ring, id)).toMatchObject({ case: 1 });
    expect((await shares(id)).map(([name]) => name)).toEqual(['east', 'ring']);
  });

  it('shares one task or observable with an organisation that has the case, and takes it back', async () => {
    const id = await someCase(world, owner);
    await give(id, [{ organisation: 'east' }]);
    const parts = [
      {
        kind: 'task',
        table: 'task',
        part: await someTask(world, owner, id),
        put: shareTask,
        undo: unshareTask,
      },
      {
        kind: 'observable',
        table: 'observable',
        part: await someObservable(world, owner, id),
        put: shareObservable,
        undo: unshareObservable,
      },
    ] as const;
    for (const { kind, table, part, put, undo } of parts) {
      const input = { id: part, organisations: ['east'] };
      expect(await seenByPolicy(world, east, id)).not.toHaveProperty(table);
      const given = await recorded(world, () => world.run(owner, put, input));
      expect(given.map((one) => [one.object_id, one.details])).toEqual([
        [part.slice(1), { share: { organisation: 'east' } }],
      ]);
      expect((await read(world, guest, kind, part)).values.id).toBe(part.slice(1));
      expect(await recorded(world, () => world.run(owner, put, input))).toEqual([]);
      const taken = await recorded(world, () => world.run(owner, undo, input));
      expect(taken.map((one) => one.details)).toEqual([{ unshare: { organisation: 'east' } }]);
      expect(await seenByPolicy(world, east, id)).not.toHaveProperty(table);
      expect(await recorded(world, () => world.run(owner, undo, input))).toEqual([]);
      await expect(world.run(owner, put, { id: part, organisations: ['west'] })).rejects.toMatchObject({
        message: 'Share not found',
      });
    }
  });

  it('takes shares back by their ids: a case with everything, a task alone', async () => {
    const id = await someCase(world, owner);
    const task = await someTask(world, owner, id);
    await give(id, [{ organisation: 'east' }, { organisation: 'west' }]);
    const [ofTask] = await world.stored(
      'select id from skep.share where entity_id = $1 and organisation_id = $2',
      [task.slice(1), east.id],
    );
    await world.run(owner, removeShares, { id: `~${String(ofTask?.id)}` });
    expect(await seenByPolicy(world, east, id)).not.toHaveProperty('task');
    expect(await seenByPolicy(world, east, id)).toMatchObject({ case: 1 });
    await world.run(owner, removeShares, { ids: [await shareOf(id, 'east'), await shareOf(id, 'west')] });
    expect(await shares(id)).toEqual([]);
    const own = await shareOf(id, 'main');
    await expect(world.run(owner, removeShares, { id: own })).rejects.toMatchObject({ code: 'ownShare' });
  });

  it('is refused without the permission in the profile, or in the share', async () => {
    const id = await someCase(world, owner);
    const reader = await world.person(world.organisations.first, 'read-only');
    await expect(give(id, [{ organisation: 'east' }], reader)).rejects.toMatchObject({
      code: 'permissionMissing',
    });
    await give(id, [{ organisation: 'east', profile: 'read-only' }]);
    await expect(give(id, [{ organisation: 'main' }], guest)).rejects.toMatchObject({
      code: 'permissionMissing',
    });
  });

  it('knows no case, task or share of another organisation', async () => {
    const id = await someCase(world, owner);
    const task = await someTask(world, owner, id);
    await give(id, [{ organisation: 'west' }]);
    const share = await shareOf(id, 'west');
    const missing = { code: 'notFound' };
    const organisations = ['main'];
    await expect(give(id, [{ organisation: 'main' }], guest)).rejects.toMatchObject(missing);
    await expect(world.run(guest, setCaseShares, { id, shares: [] })).rejects.toMatchObject(missing);
    await expect(take(id, organisations, guest)).rejects.toMatchObject(missing);
    await expect(world.run(guest, shareTask, { id: task, organisations })).rejects.toMatchObject(missing);
    await expect(world.run(guest, updateShare, { id: share, profile: 'analyst' })).rejects.toMatchObject(
      missing,
    );
    await expect(world.run(guest, removeShares, { id: share })).rejects.toMatchObject(missing);
  });
});
