import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seenByPolicy, someAlert, someField } from '../../../../tests/support/triage.ts';
import { row, share, someCase, someObservable, someTask } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { mergeAlerts } from '../alert/merge-alerts.ts';
import { createComment, createLog } from '../task/log-commands.ts';
import { addCaseAttachments } from '../value/attachments.ts';
import { setCaseAccess } from './case-access.ts';
import { changeCaseOwner } from './case-owner.ts';
import { updateCases } from './update-cases.ts';

describe('a case that is given to another organisation', () => {
  let world: World;
  let giver: Actor;
  let taker: Actor;
  let third: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    const { first } = world.organisations;
    giver = await world.person(first, 'org-admin', 'ann@main.test');
    taker = await world.person(await world.organisation('takers', first), 'org-admin', 'tom@takers.test');
    third = await world.person(await world.organisation('thirds', first), 'analyst', 'tim@thirds.test');
    await someField(world, 'unit');
  });
  afterAll(() => world.release());

  const filled = async () => {
    const id = await someCase(world, giver, { title: 'Given', customFields: { unit: 'sales' } });
    const task = await someTask(world, giver, id, { assignee: giver.login });
    await world.run(giver, createLog, { taskId: task, message: 'Seen' });
    const observable = await someObservable(world, giver, id);
    await world.run(giver, createComment, { caseId: id, message: 'So' });
    const file = await world.upload('note.txt', 'the note');
    await world.run(giver, addCaseAttachments, { id }, { uploads: new Map([['attachments', [file]]]) });
    return { id, task, observable };
  };
  const all = { case: 1, task: 1, observable: 1, comment: 1 };
  const owned = [
    ...['case', 'task', 'task_log', 'comment', 'observable', 'attachment', 'custom_field_value'],
    ...['transition', 'audit', 'share'],
  ];
  const ownersOf = async (id: string): Promise<unknown[]> => {
    const parts = owned.map(
      (table) =>
        `select distinct '${table}' as name, ${table === 'share' ? 'owner_organisation_id' : 'organisation_id'} as owner from skep."${table}" where root_id = $1`,
    );
    return [...(await world.stored(parts.join(' union all '), [id.slice(1)]))];
  };
  /** How much of a case somebody sees through the compiled conditions. */
  const seen = async (actor: Actor, id: string): Promise<Readonly<Record<string, unknown>>> => {
    const start = { op: 'get', entity: 'case', id: id.slice(1) } as const;
    const count = async (...relations: string[]): Promise<unknown> => {
      const steps = relations.map((relation) => ({ op: 'follow', relation }) as const);
      const result = await world.read(actor, [start, ...steps, { op: 'count' }]);
      return result.kind === 'number' ? result.value : result;
    };
    return {
      case: await count(),
      task: await count('tasks'),
      observable: await count('observables'),
      comment: await count('comments'),
    };
  };
  const give = (id: string, raw: object = {}, as = giver) =>
    world.run(as, changeCaseOwner, { id, organisation: 'takers', ...raw });

  it('goes with everything in it and its history, and is lost to the old owner at both barriers', async () => {
    const { id, task } = await filled();
    const before = await row(world, 'case', id);
    const alert = await someAlert(world, giver);
    await world.run(giver, mergeAlerts, { caseId: id, alertIds: [alert] });
    await give(id, { taskRule: 'autoShare' });
    expect(await ownersOf(id)).toEqual(
      expect.arrayContaining(owned.map((name) => ({ name, owner: taker.organisation.id }))),
    );
    expect((await ownersOf(id)).length).toBe(owned.length);
    const after = await row(world, 'case', id);
    for (const same of ['id', 'number', 'title', 'created_at', 'created_by', 'start_date'])
      expect(after[same]).toEqual(before[same]);
    expect(after).toMatchObject({
      organisation_ids: [taker.organisation.id],
      shared: false,
      assignee: null,
      task_rule: 'autoShare',
      version: Number(before.version) + 2,
    });
    expect(await row(world, 'task', task)).toMatchObject({ assignee: null });
    const nothing = { case: 0, task: 0, observable: 0, comment: 0 };
    expect(await seenByPolicy(world, giver.organisation, id)).toEqual({});
    expect(await seen(giver, id)).toEqual(nothing);
    expect(await seen(taker, id)).toEqual(all);
    await expect(world.run(giver, updateCases, { id, title: 'Back' })).rejects.toMatchObject({
      code: 'notFound',
    });
    await world.run(taker, updateCases, { id, title: 'Taken', assignee: taker.login });
    expect(await row(world, 'alert', alert)).toMatchObject({ organisation_id: giver.organisation.id });
  });

  it('is recorded for both', async () => {
    const { id } = await filled();
    await give(id);
    const [record] = await world.stored(
      `select organisation_id, organisation_ids, organisations_before, main_action, details, previous from skep.audit
        where object_id = $1 and action = 'update' order by id desc limit 1`,
      [id.slice(1)],
    );
    expect(record).toMatchObject({
      organisation_id: taker.organisation.id,
      organisation_ids: [taker.organisation.id],
      organisations_before: [giver.organisation.id],
      main_action: true,
      details: { organisation: 'takers', assignee: null },
      previous: { organisation: 'main' },
    });
    const own = await world.objects(giver, [{ op: 'list', entity: 'audit' }, { op: 'output' }]);
    expect(own.map(({ values }) => values.details)).toContainEqual({
      handedOver: { case: id, number: expect.any(Number), organisation: 'takers' },
    });
  });

  it('stays with the old owner as far as the profile goes that it keeps, and with those who had it', async () => {
    const { id, task, observable } = await filled();
    await share(world, giver, id, third.organisation);
    await give(id, { keepProfile: 'read-only' });
    const shares = await world.stored(
      `select s.organisation_id as organisation, s.owner, p.name as profile from skep.share s join skep.profile p on p.id = s.profile_id
        where s.entity_id = $1 order by s.owner desc, s.organisation_id`,
      [id.slice(1)],
    );
    expect(shares).toEqual([
      { organisation: taker.organisation.id, owner: true, profile: 'org-admin' },
      { organisation: giver.organisation.id, owner: false, profile: 'read-only' },
      { organisation: third.organisation.id, owner: false, profile: 'analyst' },
    ]);
    for (const [table, one] of [
      ['task', task],
      ['observable', observable],
    ] as const)
      expect(await row(world, table, one)).toMatchObject({
        organisation_id: taker.organisation.id,
        shared: true,
      });
    for (const reader of [giver, third, taker]) {
      expect(await seen(reader, id)).toEqual(all);
      expect(await seenByPolicy(world, reader.organisation, id)).toMatchObject(all);
    }
    expect(await row(world, 'case', id)).toMatchObject({ assignee: giver.login });
    await expect(world.run(giver, updateCases, { id, title: 'x' })).rejects.toMatchObject({
      code: 'permissionMissing',
    });
    await expect(give(id, {}, giver)).rejects.toMatchObject({ code: 'permissionMissing' });
  });

  it('goes only where it can be shared, by its owner, with the right, and to people who see it', async () => {
    const { id } = await filled();
    const strangers = await world.organisation('strangers');
    await expect(give(id, { organisation: strangers.name })).rejects.toMatchObject({ code: 'notFound' });
    await expect(give(id, { organisation: 'main' })).rejects.toMatchObject({ code: 'badRequest' });
    await expect(give(id, { keepProfile: 'admin' })).rejects.toMatchObject({ code: 'invalidFields' });
    await expect(give(id, { taskRule: 'all' })).rejects.toMatchObject({ code: 'invalidFields' });
    const analyst = await world.person(world.organisations.first, 'analyst');
    await expect(give(id, {}, analyst)).rejects.toMatchObject({ code: 'permissionMissing' });
    await expect(give(id, {}, taker)).rejects.toMatchObject({ code: 'notFound' });
    await share(world, giver, id, taker.organisation, 'org-admin');
    await expect(give(id, { organisation: 'main' }, taker)).rejects.toMatchObject({ code: 'notAllowed' });
    const keep = (...users: Actor[]) => ({ _kind: 'UserAccessKind', users: users.map(({ login }) => login) });
    await world.run(giver, setCaseAccess, { id, access: keep(giver) });
    await expect(give(id)).rejects.toMatchObject({ code: 'badRequest' });
    await world.run(giver, setCaseAccess, { id, access: keep(giver, taker) });
    await give(id);
    expect(await seen(taker, id)).toEqual(all);
    expect(await row(world, 'case', id)).toMatchObject({ restricted: true });
  });
});
