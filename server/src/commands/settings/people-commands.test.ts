import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { someAlert } from '../../../../tests/support/triage.ts';
import { audits, someCase, someTask } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { createView, saveDraft } from '../own/workspace-commands.ts';
import { systemActor } from './first-start.ts';
import { createUser, lockUser, removeUser, setUserLogin, updateUser } from './people-commands.ts';

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]).toString('base64');

describe('users', () => {
  let world: World;
  let platform: Actor;
  let lead: Actor;
  let others: { id: string; name: string };
  beforeAll(async () => {
    world = await buildWorld();
    platform = await world.person(world.organisations.admin, 'admin', 'root@admin.test');
    lead = await world.person(world.organisations.first, 'org-admin', 'lead@main.test');
    others = await world.organisation('others');
  });
  afterAll(() => world.release());

  const user = async (login: string) =>
    (await world.stored('select * from skep.user_account where login = $1', [login]))[0];
  const memberships = (login: string) =>
    world.stored(
      `select o.name as organisation, p.name as profile from skep.membership m join skep.user_account u on u.id = m.user_id
        join skep.organisation o on o.id = m.organisation_id join skep.profile p on p.id = m.profile_id where u.login = $1 order by o.name`,
      [login],
    );
  /** A user of both organisations. */
  const shared = async (login: string) => {
    const made = await world.person(world.organisations.first, 'analyst', login);
    await world.run(platform, createUser, { login, name: login, profile: 'analyst', organisation: 'others' });
    return { ...made, id: `~${made.userId}` };
  };

  describe('made', () => {
    it('are members of the organisation with the profile, under a login in lower case', async () => {
      const raw = { login: ' Ann@Main.test ', name: 'Ann', profile: 'analyst', email: 'ann@mail.test' };
      const { id } = await world.run(lead, createUser, { ...raw, avatar: png });
      expect(await user('ann@main.test')).toMatchObject({
        id,
        name: 'Ann',
        email: 'ann@mail.test',
        avatar: png,
        type: 'Normal',
        locked: false,
        default_organisation_id: world.organisations.first.id,
      });
      expect(await memberships('ann@main.test')).toEqual([{ organisation: 'main', profile: 'analyst' }]);
      const [record] = await audits(world, `~${id}`);
      expect(record).toMatchObject({
        action: 'create',
        details: {
          login: 'ann@main.test',
          profile: 'analyst',
          organisation: 'main',
          avatar: '[binary data]',
        },
      });
    });

    it('again give the same user, who keeps name and profile', async () => {
      const { userId } = await world.person(world.organisations.first, 'analyst', 'again@main.test');
      const raw = { login: 'AGAIN@main.test', name: 'Other', profile: 'read-only' };
      expect(await world.run(lead, createUser, raw)).toEqual({ id: userId });
      expect(await user('again@main.test')).toMatchObject({ name: 'again@main.test' });
      expect(await memberships('again@main.test')).toEqual([{ organisation: 'main', profile: 'analyst' }]);
    });

    it('elsewhere join by an administrator of the platform only', async () => {
      const stranger = await world.person(others, 'analyst', 'sam@others.test');
      const raw = { login: 'sam@others.test', name: 'x', profile: 'read-only', organisation: 'main' };
      await expect(world.run(lead, createUser, raw)).rejects.toMatchObject({ code: 'userAlreadyExists' });
      expect(await world.run(platform, createUser, raw)).toEqual({ id: stranger.userId });
      expect(await memberships('sam@others.test')).toEqual([
        { organisation: 'main', profile: 'read-only' },
        { organisation: 'others', profile: 'analyst' },
      ]);
      expect((await audits(world, `~${stranger.userId}`))[1]).toMatchObject({
        action: 'update',
        details: { organisation: 'main', profile: 'read-only' },
      });
    });

    it('go to the caller’s organisation, others only by an administrator of the platform', async () => {
      const raw = { login: 'new@others.test', name: 'x', profile: 'analyst', organisation: 'others' };
      await expect(world.run(lead, createUser, raw)).rejects.toMatchObject({ code: 'notFound' });
      await world.run(platform, createUser, raw);
      expect(await memberships('new@others.test')).toEqual([{ organisation: 'others', profile: 'analyst' }]);
    });

    it('have a profile that fits the kind of the organisation', async () => {
      const raw = { login: 'x@x.test', name: 'x' };
      await expect(world.run(lead, createUser, { ...raw, profile: 'admin' })).rejects.toMatchObject({
        faults: [{ name: 'profile', choices: expect.not.arrayContaining(['admin']) }],
      });
      await expect(world.run(platform, createUser, { ...raw, profile: 'analyst' })).rejects.toMatchObject({
        faults: [{ name: 'profile', choices: ['admin'] }],
      });
      await expect(world.run(lead, createUser, { ...raw, profile: 'nobody' })).rejects.toMatchObject({
        code: 'invalidFields',
      });
    });

    it('are refused with every bad field, and the login of the system', async () => {
      const raw = { login: 'no address', email: 'x y z', type: 'Robot', avatar: 'R0lGODlh', colour: 1 };
      await expect(world.run(lead, createUser, raw)).rejects.toMatchObject({
        faults: expect.arrayContaining([
          expect.objectContaining({ kind: 'invalid', name: 'login' }),
          expect.objectContaining({ kind: 'missing', name: 'name' }),
          expect.objectContaining({ kind: 'missing', name: 'profile' }),
          expect.objectContaining({ kind: 'invalid', name: 'email' }),
          expect.objectContaining({ kind: 'invalid', name: 'type' }),
          expect.objectContaining({ kind: 'invalid', name: 'avatar' }),
          expect.objectContaining({ kind: 'unknown', name: 'colour' }),
        ]),
      });
      const system = { login: 'System@thehive.local', name: 'x', profile: 'analyst' };
      await expect(world.run(lead, createUser, system)).rejects.toMatchObject({
        faults: [{ name: 'login' }],
      });
    });
  });

  describe('changed', () => {
    it('by themselves may be in name, e-mail, picture and default organisation', async () => {
      const self = await shared('self@main.test');
      const raw = { id: self.id, name: 'Self', email: null, avatar: png, defaultOrganisation: 'others' };
      await world.run(self, updateUser, raw);
      expect(await user('self@main.test')).toMatchObject({
        name: 'Self',
        avatar: png,
        default_organisation_id: others.id,
      });
      expect((await audits(world, self.id)).at(-1)?.details).toEqual({
        name: 'Self',
        avatar: '[binary data]',
        defaultOrganisation: 'others',
      });
      await world.run(self, updateUser, { id: 'self@main.test', avatar: '' });
      expect((await user('self@main.test'))?.avatar).toBeNull();
      for (const change of [
        { type: 'Service' },
        { locked: true },
        { profile: 'org-admin', organisation: 'main' },
      ])
        await expect(world.run(self, updateUser, { id: self.id, ...change })).rejects.toMatchObject({
          family: 'authorization',
        });
      await expect(
        world.run(self, updateUser, { id: self.id, defaultOrganisation: 'admin' }),
      ).rejects.toMatchObject({ code: 'notFound' });
    });

    it('by a manager may be in everything, while they belong to its organisation only', async () => {
      const { userId } = await world.person(world.organisations.first, 'analyst', 'bob@main.test');
      const id = `~${userId}`;
      await world.run(lead, updateUser, { id, name: 'Bob', locked: true, type: 'Service' });
      expect(await user('bob@main.test')).toMatchObject({ name: 'Bob', locked: true, type: 'Service' });
      await world.run(lead, updateUser, { id, profile: 'read-only', organisation: 'main' });
      expect(await memberships('bob@main.test')).toEqual([{ organisation: 'main', profile: 'read-only' }]);
      expect((await audits(world, id)).at(-1)?.details).toEqual({
        profile: 'read-only',
        organisation: 'main',
      });
    });

    it('who belong to others too are changed by an administrator of the platform only', async () => {
      const both = await shared('both@main.test');
      for (const raw of [{ name: 'Taken' }, { locked: true }, { defaultOrganisation: 'main' }])
        await expect(world.run(lead, updateUser, { id: both.id, ...raw })).rejects.toMatchObject({
          code: 'notAllowed',
        });
      await expect(world.run(lead, lockUser, { id: both.id })).rejects.toMatchObject({ code: 'notAllowed' });
      await expect(
        world.run(lead, setUserLogin, { id: both.id, login: 'taken@main.test' }),
      ).rejects.toMatchObject({ code: 'notAllowed' });
      await world.run(lead, updateUser, { id: both.id, profile: 'read-only', organisation: 'main' });
      expect(await memberships('both@main.test')).toEqual([
        { organisation: 'main', profile: 'read-only' },
        { organisation: 'others', profile: 'analyst' },
      ]);
      await expect(
        world.run(lead, updateUser, { id: both.id, profile: 'read-only', organisation: 'others' }),
      ).rejects.toMatchObject({ code: 'notFound' });
      await world.run(platform, updateUser, { id: both.id, locked: true });
      expect(await user('both@main.test')).toMatchObject({ locked: true });
    });

    it('need an organisation beside a profile, and to be in it', async () => {
      const { userId } = await world.person(world.organisations.first, 'analyst', 'cid@main.test');
      const id = `~${userId}`;
      await expect(
        world.run(platform, updateUser, { id, profile: 'analyst', locked: 1, email: 'x' }),
      ).rejects.toMatchObject({
        faults: expect.arrayContaining([
          expect.objectContaining({ kind: 'missing', name: 'organisation' }),
          expect.objectContaining({ name: 'locked' }),
          expect.objectContaining({ name: 'email' }),
        ]),
      });
      await expect(
        world.run(platform, updateUser, { id, profile: 'analyst', organisation: 'others' }),
      ).rejects.toMatchObject({ code: 'notFound' });
    });

    it('are out of reach of colleagues without the permission, and of other organisations', async () => {
      const { userId } = await world.person(world.organisations.first, 'analyst', 'dan@main.test');
      const id = `~${userId}`;
      const colleague = await world.person(world.organisations.first, 'analyst');
      const stranger = await world.person(others, 'org-admin');
      await expect(world.run(colleague, updateUser, { id, name: 'x' })).rejects.toMatchObject({
        code: 'permissionMissing',
      });
      await expect(world.run(stranger, updateUser, { id, name: 'x' })).rejects.toMatchObject({
        code: 'notFound',
      });
      for (const command of [lockUser, removeUser]) {
        await expect(world.run(colleague, command, { id })).rejects.toMatchObject({
          code: 'permissionMissing',
        });
        await expect(world.run(stranger, command, { id })).rejects.toMatchObject({ code: 'notFound' });
      }
    });
  });

  it('lock others, never themselves', async () => {
    const { userId } = await world.person(world.organisations.first, 'analyst', 'eve@main.test');
    await world.run(lead, lockUser, { id: 'eve@main.test' });
    expect(await user('eve@main.test')).toMatchObject({ locked: true });
    expect((await audits(world, `~${userId}`)).at(-1)?.details).toEqual({ locked: true });
    for (const attempt of [
      () => world.run(lead, lockUser, { id: 'lead@main.test' }),
      () => world.run(lead, updateUser, { id: 'lead@main.test', locked: true }),
      () => world.run(lead, removeUser, { id: 'lead@main.test' }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'notAllowed' });
  });

  describe('removed', () => {
    it('leave the organisation, and end with their last one', async () => {
      const both = await shared('fay@main.test');
      await world.run(lead, removeUser, { id: both.id });
      expect(await memberships('fay@main.test')).toEqual([{ organisation: 'others', profile: 'analyst' }]);
      expect(await user('fay@main.test')).toMatchObject({ default_organisation_id: others.id });
      await expect(world.run(lead, removeUser, { id: both.id })).rejects.toMatchObject({ code: 'notFound' });
      await expect(world.run(platform, removeUser, { id: both.id })).rejects.toMatchObject({
        code: 'notFound',
      });
      await world.run(platform, removeUser, { id: both.id, organisation: 'others' });
      expect(await user('fay@main.test')).toBeUndefined();
      expect((await audits(world, both.id)).at(-1)).toMatchObject({
        action: 'delete',
        details: { login: 'fay@main.test', organisation: 'others' },
      });
    });

    it('leave nothing of their own to whoever gets the login next', async () => {
      const login = 'gus@main.test';
      const gus = await world.person(world.organisations.first, 'analyst', login);
      const view = { name: 'v', entity: 'Case', filter: {}, listOptions: {}, isShared: false };
      await world.run(gus, createView, view);
      await world.run(gus, createView, { ...view, isShared: true });
      await world.run(gus, saveDraft, { place: 'case', content: 'secret' });
      await world.run(lead, removeUser, { id: login });
      expect(await world.stored('select is_shared from skep.view where created_by = $1', [login])).toEqual([
        { is_shared: true },
      ]);
      expect(await world.stored('select from skep.draft where created_by = $1', [login])).toEqual([]);
    });
  });

  it('take their drafts, views and assignments along to a new login, which must be free', async () => {
    const hal = await world.person(world.organisations.first, 'analyst', 'hal@main.test');
    await world.run(hal, saveDraft, { place: 'case', content: 'text' });
    const caseId = await someCase(world, lead, { assignee: hal.login });
    const held = {
      case: caseId,
      alert: await someAlert(world, lead, { assignee: hal.login }),
      task: await someTask(world, lead, caseId, { assignee: hal.login }),
    };
    await world.run(lead, setUserLogin, { id: 'hal@main.test', login: 'HAL9@main.test' });
    expect(await user('hal9@main.test')).toMatchObject({ id: hal.userId });
    expect(await world.stored(`select from skep.draft where created_by = 'hal9@main.test'`)).toHaveLength(1);
    const assigned = {
      op: 'filter',
      filter: { op: 'equals', path: 'assignee', value: 'hal9@main.test', at: '' },
    } as const;
    for (const entity of ['case', 'alert', 'task'] as const) {
      const found = await world.objects(lead, [{ op: 'list', entity }, assigned, { op: 'output' }]);
      expect(found.map(({ values }) => `~${values.id}`)).toEqual([held[entity]]);
    }
    expect(await world.stored(`select from skep."case" where assignee = 'hal@main.test'`)).toEqual([]);
    await expect(
      world.run(lead, setUserLogin, { id: 'hal9@main.test', login: 'lead@main.test' }),
    ).rejects.toMatchObject({ code: 'userAlreadyExists', message: 'User lead@main.test already exists' });
    await expect(world.run(lead, setUserLogin, { login: 'nothing' })).rejects.toMatchObject({
      faults: [{ name: 'id' }, { name: 'login' }],
    });
  });

  it('are made by the system as by an administrator of the platform', async () => {
    const system = systemActor(world.organisations.admin);
    const raw = { login: 'made@main.test', name: 'x', profile: 'analyst', organisation: 'main' };
    await world.run(system, createUser, raw);
    expect(await user('made@main.test')).toMatchObject({ created_by: 'system@thehive.local' });
  });
});
