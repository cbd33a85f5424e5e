import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recorded, someAlert } from '../../../../tests/support/triage.ts';
import { row, share, someCase, someObservable, someTask } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { permissionsOf } from '../../model/permission.ts';
import { importAlert } from '../alert/import-alert.ts';
import { mergeAlerts } from '../alert/merge-alerts.ts';
import { keptWithCase } from '../frame/tree-tables.ts';
import { setUserLogin } from '../settings/people-commands.ts';
import { createComment, createLog } from '../task/log-commands.ts';
import { setCaseAccess } from './case-access.ts';
import { createCase } from './create-case.ts';
import { mergeCases } from './merge-cases.ts';
import { updateCases } from './update-cases.ts';

describe('the access of a case', () => {
  let world: World;
  let admin: Actor;
  let friend: Actor;
  let other: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    const { first } = world.organisations;
    admin = await world.person(first, 'org-admin', 'ann@main.test');
    friend = await world.person(first, 'analyst', 'bob@main.test');
    other = await world.person(first, 'org-admin', 'eve@main.test');
  });
  afterAll(() => world.release());

  const keptTo = (...users: Actor[]) => ({
    _kind: 'UserAccessKind',
    users: users.map(({ login }) => login),
  });
  const sees = async (actor: Actor, entity: string, id: string): Promise<boolean> =>
    (await world.objects(actor, [{ op: 'get', entity, id: id.slice(1) }, { op: 'output' }])).length > 0;
  const counted = async (actor: Actor, entity: string): Promise<unknown> =>
    world.read(actor, [{ op: 'list', entity }, { op: 'count' }]);

  it('can be narrowed to people, who alone see it and what is in it from then on, also what happened before', async () => {
    const id = await someCase(world, admin);
    const task = await someTask(world, admin, id);
    const log = await world.run(admin, createLog, { taskId: task, message: 'x' });
    const observable = await someObservable(world, admin, id);
    const comment = await world.run(admin, createComment, { caseId: id, message: 'for @eve' });
    const inside = { case: id, task, log: `~${log.id}`, observable, comment: `~${comment.id}` };
    for (const [entity, one] of Object.entries(inside)) expect(await sees(other, entity, one)).toBe(true);
    const before = await counted(other, 'audit');
    const [record] = await recorded(world, () =>
      world.run(admin, setCaseAccess, { id, access: keptTo(admin, friend) }),
    );
    expect(record).toMatchObject({
      action: 'update',
      object_id: id.slice(1),
      organisation_ids: [admin.organisation.id],
    });
    const [stored] = await world.stored(
      'select details, previous, restricted_to, restricted_before from skep.audit where object_id = $1 order by id desc limit 1',
      [id.slice(1)],
    );
    expect(stored).toEqual({
      details: { access: keptTo(admin, friend) },
      previous: { access: { _kind: 'OrganisationAccessKind' } },
      restricted_to: [admin.login, friend.login],
      restricted_before: null,
    });
    const later = await someTask(world, friend, id);
    for (const [entity, one] of [...Object.entries(inside), ['task', later] as const]) {
      expect(await sees(friend, entity, one), entity).toBe(true);
      expect(await sees(other, entity, one), entity).toBe(false);
    }
    expect(await counted(other, 'audit')).not.toEqual(before);
    for (const entity of ['task', 'log', 'comment', 'observable', 'mention'])
      expect(await counted(other, entity), entity).toEqual({ kind: 'number', value: 0 });
    await expect(world.run(other, updateCases, { id, title: 'Mine' })).rejects.toMatchObject({
      code: 'notFound',
    });
    await world.run(friend, updateCases, { id, title: 'Ours' });
    await world.run(admin, setCaseAccess, { id, access: { _kind: 'OrganisationAccessKind' } });
    for (const [entity, one] of Object.entries(inside)) expect(await sees(other, entity, one)).toBe(true);
    expect(await row(world, 'case', id)).toMatchObject({ restricted: false, restricted_to: null });
  });

  it('names its people in every row that belongs to the case', async () => {
    const columns = await world.stored(
      `select table_name as name from information_schema.columns where table_schema = 'skep' and column_name = 'restricted_to'`,
    );
    expect(columns.map(({ name }) => name).sort()).toEqual([...keptWithCase].sort());
  });

  it('is given with a new case, whose history and words nobody else sees', async () => {
    const id = await someCase(world, friendWithRight(), {
      access: keptTo(friend, admin),
      tags: ['word-of-the-kept'],
      tasks: [{ title: 'First' }],
    });
    expect(await sees(admin, 'case', id)).toBe(true);
    expect(await sees(other, 'case', id)).toBe(false);
    const [read] = await world.objects(admin, [
      { op: 'get', entity: 'case', id: id.slice(1) },
      { op: 'output' },
    ]);
    expect(read?.values).toMatchObject({
      accessKind: 'UserAccessKind',
      restrictedTo: [friend.login, admin.login],
    });
    const trees = keptWithCase.map(
      (table) => `select '${table}' as name, restricted_to from skep."${table}" where root_id = $1`,
    );
    const rows = await world.stored(trees.join(' union all '), [id.slice(1)]);
    expect(rows.length).toBeGreaterThan(4);
    for (const { restricted_to: people, name } of rows)
      expect(people, String(name)).toEqual([friend.login, admin.login]);
    const tags = await world.stored(`select id from skep.tag where predicate = 'word-of-the-kept'`);
    expect(tags).toEqual([]);
  });

  const friendWithRight = (): Actor => ({ ...friend, permissions: new Set(permissionsOf('organisation')) });

  it('names whoever asks, whoever holds the case, and people of its organisations only', async () => {
    const id = await someCase(world, admin);
    const refused = { code: 'invalidFields' };
    const set = (access: unknown, as = admin) => world.run(as, setCaseAccess, { id, access });
    await expect(set(keptTo(friend))).rejects.toMatchObject(refused);
    await world.run(admin, updateCases, { id, assignee: friend.login });
    await expect(set(keptTo(admin))).rejects.toMatchObject(refused);
    await expect(
      set({ _kind: 'UserAccessKind', users: [admin.login, friend.login, 'no@one.test'] }),
    ).rejects.toMatchObject(refused);
    for (const access of [undefined, {}, { _kind: 'UserAccessKind' }, { _kind: 'UserAccessKind', users: [] }])
      await expect(set(access)).rejects.toMatchObject(refused);
    for (const _kind of ['AllExternalAccessKind', 'ExternalAccessKind'])
      await expect(set({ _kind, users: ['*'] })).rejects.toMatchObject({ code: 'externalAccessUnavailable' });
    await expect(set(keptTo(friend, admin), friend)).rejects.toMatchObject({ code: 'permissionMissing' });
    await set({ _kind: 'UserAccessKind', users: [' ANN@main.test ', friend.login] });
    await expect(world.run(admin, updateCases, { id, assignee: other.login })).rejects.toMatchObject(refused);
    await expect(world.run(admin, updateCases, { id, access: keptTo(admin) })).rejects.toMatchObject(refused);
    await expect(
      world.run(friend, createCase, { title: 'x', description: 'x', access: keptTo(friend) }),
    ).rejects.toMatchObject({ code: 'permissionMissing' });
    const stranger = await world.person(await world.organisation('strangers'), 'org-admin');
    await expect(set(keptTo(stranger), stranger)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('of a shared case is the owner’s to change, and names people of both', async () => {
    const id = await someCase(world, admin);
    const partner = await world.organisation('partner', world.organisations.first);
    const guest = await world.person(partner, 'org-admin', 'gus@partner.test');
    const colleague = await world.person(partner, 'analyst', 'col@partner.test');
    await share(world, admin, id, partner, 'org-admin');
    await expect(world.run(guest, setCaseAccess, { id, access: keptTo(guest, admin) })).rejects.toMatchObject(
      {
        code: 'notAllowed',
      },
    );
    await world.run(admin, setCaseAccess, { id, access: keptTo(admin, guest) });
    expect(await sees(guest, 'case', id)).toBe(true);
    expect(await sees(colleague, 'case', id)).toBe(false);
    expect(await counted(colleague, 'share')).toEqual({ kind: 'number', value: 0 });
  });

  it('leaves the alerts of the case to everybody, without saying which case it is', async () => {
    const alert = await someAlert(world, friend);
    const id = await someCase(world, admin);
    await world.run(admin, mergeAlerts, { caseId: id, alertIds: [alert] });
    await world.run(admin, setCaseAccess, { id, access: keptTo(admin) });
    const related = async (actor: Actor): Promise<unknown> => {
      const [found] = await world.objects(actor, [
        { op: 'get', entity: 'alert', id: alert.slice(1) },
        { op: 'page', from: 0, to: 1, extraData: ['relatedCase', 'caseNumber'] },
      ]);
      return found?.extraData;
    };
    expect(await related(other)).toMatchObject({ relatedCase: { isVisible: false }, caseNumber: null });
    expect(await related(admin)).toMatchObject({
      relatedCase: { isVisible: true, accessKind: 'UserAccessKind', id: id.slice(1) },
    });
  });

  it('keeps the alerts of the case in it: nobody who is not named takes them elsewhere', async () => {
    const alert = await someAlert(world, friend);
    const id = await someCase(world, admin);
    await world.run(admin, mergeAlerts, { caseId: id, alertIds: [alert] });
    await world.run(admin, setCaseAccess, { id, access: keptTo(admin) });
    const taken = { code: 'alertAlreadyImported' };
    expect(await world.run(other, importAlert, { alert })).toEqual({ id: id.slice(1) });
    const own = await someCase(world, other);
    await expect(world.run(other, mergeAlerts, { caseId: own, alertIds: [alert] })).rejects.toMatchObject(
      taken,
    );
    expect(await row(world, 'alert', alert)).toMatchObject({ case_id: id.slice(1) });
  });

  it('is the narrower one after a merge, for the people of all', async () => {
    const open = await someCase(world, admin);
    const first = await someCase(world, admin, { access: keptTo(admin, friend) });
    const second = await someCase(world, admin, { access: keptTo(admin, other) });
    const task = await someTask(world, admin, open);
    const merged = await world.run(admin, mergeCases, { ids: [open, first, second] });
    const people = [admin.login, friend.login, other.login];
    expect(await row(world, 'case', `~${merged.id}`)).toMatchObject({
      access_kind: 'UserAccessKind',
      restricted_to: people,
    });
    expect(await row(world, 'task', task)).toMatchObject({ restricted: true, restricted_to: people });
  });

  it('follows somebody whose login changes', async () => {
    const id = await someCase(world, admin);
    const { first } = world.organisations;
    const named = await world.person(first, 'analyst', 'old@main.test');
    await world.run(admin, setCaseAccess, { id, access: keptTo(admin, named) });
    await world.run(admin, setUserLogin, { id: named.login, login: 'new@main.test' });
    expect(await sees({ ...named, login: 'new@main.test' }, 'case', id)).toBe(true);
    expect(await sees({ ...named, login: 'old@main.test' }, 'case', id)).toBe(false);
  });
});
