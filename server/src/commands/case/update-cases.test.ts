import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { read, recorded, related, someField } from '../../../../tests/support/triage.ts';
import { share, someCase, someTask } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import type { Permission } from '../../model/permission.ts';
import { systemActor } from '../settings/first-start.ts';
import { createCaseStatus, createProfile } from '../settings/reference-commands.ts';
import { createLog } from '../task/log-commands.ts';
import { updateTasks } from '../task/update-tasks.ts';
import { unshareTask } from './share-commands.ts';
import { updateCases } from './update-cases.ts';

const hour = 3_600_000;

describe('updateCases', () => {
  let world: World;
  let analyst: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst', 'ann@main.test');
    await someField(world, 'unit', { mandatory: true });
    const platform = systemActor(world.organisations.admin);
    await world.run(platform, createCaseStatus, { value: 'Contained', stage: 'InProgress', contained: true });
  });
  afterAll(() => world.release());

  const values = async (id: string) => (await read(world, analyst, 'case', id)).values;
  const update = (id: string, raw: object, actor = analyst) => world.run(actor, updateCases, { id, ...raw });
  const without = (...taken: Permission[]): Actor => ({
    ...analyst,
    permissions: new Set([...analyst.permissions].filter((one) => !taken.includes(one))),
  });

  it('changes fields and tags, finds cases by number, and records what changed', async () => {
    const id = await someCase(world, analyst, { tags: ['a'] });
    const number = String((await values(id)).number);
    const records = await recorded(world, () =>
      update(number, { flag: true, impactStatus: 'NoImpact', summary: 'done', addTags: ['b'] }),
    );
    expect(records).toEqual([
      expect.objectContaining({
        action: 'update',
        object_id: id.slice(1),
        details: { flag: true, impactStatus: 'NoImpact', summary: 'done', tags: ['a', 'b'] },
        previous: { flag: false, impactStatus: null, summary: null, tags: ['a'] },
      }),
    ]);
    await update(id, { summary: null, assignee: null, impactStatus: null });
    expect(await values(id)).toMatchObject({ summary: null, assignee: null, impactStatus: null, version: 3 });
  });

  it('records nothing when nothing differs', async () => {
    const id = await someCase(world, analyst, { tags: ['a', 'b'] });
    const same = { title: 'Phishing', tags: ['b', 'a'], status: 'New', taskRule: 'manual', customFields: [] };
    expect(await recorded(world, () => update(id, same))).toEqual([]);
    expect((await values(id)).version).toBe(1);
  });

  it('times every step by itself', async () => {
    const { clock } = world;
    const begin = clock.now;
    const id = await someCase(world, analyst, { startDate: begin - 4 * hour });
    const at = async (hours: number, raw: object) => {
      clock.now = begin + hours * hour;
      await update(id, raw);
    };
    await at(1, { status: 'InProgress' });
    await at(2, { status: 'Contained' });
    await at(3, { status: 'New' });
    await at(4, { status: 'TruePositive' });
    await at(5, { status: 'Contained' });
    await at(9, { status: 'FalsePositive' });
    expect(await values(id)).toMatchObject({
      stage: 'Closed',
      newDate: begin,
      inProgressDate: begin + hour,
      containedDate: begin + 2 * hour,
      closedDate: begin + 4 * hour,
      endDate: begin + 9 * hour,
      firstTouchedDate: begin + hour,
      timeToDetect: 4 * hour,
      timeToTriage: hour,
      timeToAcknowledge: 5 * hour,
      timeToQualify: null,
      timeToResolve: 8 * hour,
      timeToContain: 6 * hour,
      timeToTouch: hour,
      handlingDuration: 9 * hour,
      timeToResolveInHours: 8,
    });
    const stages = await world.stored(
      "select stage_after from skep.transition where object_id = $1 and field = 'status' order by id",
      [id.slice(1)],
    );
    expect(stages.map((one) => one.stage_after)).toEqual([
      'InProgress',
      'InProgress',
      'New',
      'Closed',
      'InProgress',
      'Closed',
    ]);
  });

  it('keeps the end through a reopening, and takes another one from the request', async () => {
    const id = await someCase(world, analyst);
    await update(id, { status: 'Other', endDate: 1_000 });
    await update(id, { status: 'InProgress' });
    expect(await values(id)).toMatchObject({ endDate: 1_000, closedDate: world.clock.now });
    await update(id, { endDate: 2_000 });
    expect((await values(id)).endDate).toBe(2_000);
  });

  it('ends the tasks with the case, and records each as part of the closing', async () => {
    const id = await someCase(world, analyst);
    const waiting = await someTask(world, analyst, id, { title: 'Waiting' });
    const begun = await someTask(world, analyst, id, { title: 'Begun', status: 'InProgress' });
    const done = await someTask(world, analyst, id, { title: 'Done', status: 'Completed', endDate: 7 });
    world.clock.now += hour;
    const records = await recorded(world, () => update(id, { status: 'TruePositive' }));
    expect(records.map((one) => [one.object_type, one.main_action, one.details])).toEqual([
      [
        'Case',
        true,
        { status: 'TruePositive', stage: 'Closed', closedDate: world.clock.now, endDate: world.clock.now },
      ],
      ['Task', false, { status: 'Cancel', endDate: world.clock.now }],
      ['Task', false, { status: 'Completed', endDate: world.clock.now }],
    ]);
    const ends = async (task: string) => (await read(world, analyst, 'task', task)).values;
    expect(await ends(waiting)).toMatchObject({ status: 'Cancel', timeToHandle: null });
    expect(await ends(begun)).toMatchObject({ status: 'Completed', timeToHandle: hour });
    expect(await ends(done)).toMatchObject({ endDate: 7 });
    const causes = await world.stored('select cause from skep.transition where object_id = $1', [
      begun.slice(1),
    ]);
    expect(causes).toEqual([{ cause: 'closeCase' }]);
    await update(id, { status: 'InProgress' });
    expect(await ends(waiting)).toMatchObject({ status: 'Cancel' });
  });

  it('closes only with every mandatory field and task, and changes nothing otherwise', async () => {
    const id = await someCase(world, analyst, { customFields: [{ name: 'unit', value: null }] });
    const must = await someTask(world, analyst, id, { title: 'Call the user', mandatory: true });
    await someTask(world, analyst, id, { title: 'Wash up' });
    await expect(update(id, { status: 'Other' })).rejects.toMatchObject({ code: 'requiredFieldsMissing' });
    const filled = { status: 'Other', customFields: { unit: 'Sales' } };
    await expect(update(id, filled)).rejects.toMatchObject({
      code: 'mandatoryTasksOpen',
      message: 'These mandatory tasks must be completed before closing: Call the user',
    });
    expect(await values(id)).toMatchObject({ status: 'New', endDate: null, version: 1 });
    await world.run(analyst, createLog, { taskId: must, message: 'Called' });
    await world.run(analyst, updateTasks, { id: must, status: 'Completed' });
    await update(id, filled);
    const states = (await related(world, analyst, 'case', id, 'tasks')).map((task) => task.values.status);
    expect(states.toSorted()).toEqual(['Cancel', 'Completed']);
  });

  it('leaves closed cases only with the permission to reopen; from one closed status to another without', async () => {
    const id = await someCase(world, analyst);
    const careful = without('manageCase/reopen');
    await update(id, { status: 'InProgress' }, careful);
    await update(id, { status: 'New' }, careful);
    await update(id, { status: 'Other' }, careful);
    await update(id, { status: 'Duplicated' }, careful);
    await expect(update(id, { status: 'InProgress' }, careful)).rejects.toMatchObject({
      code: 'permissionMissing',
      parameters: { permission: 'manageCase/reopen' },
    });
    await update(id, { status: 'InProgress' });
    expect((await values(id)).stage).toBe('InProgress');
  });

  it('changes sharing rules only for whoever may share, and only in cases of its own', async () => {
    const id = await someCase(world, analyst);
    await expect(update(id, { taskRule: 'autoShare' }, without('manageShare'))).rejects.toMatchObject({
      code: 'permissionMissing',
    });
    await update(id, { taskRule: 'manual' }, without('manageShare'));
    await update(id, { taskRule: 'autoShare' });
    const partner = await world.organisation('ruled', world.organisations.first);
    const guest = await world.person(partner, 'analyst');
    await share(world, analyst, id, partner);
    await expect(update(id, { taskRule: 'manual' }, guest)).rejects.toMatchObject({ code: 'notAllowed' });
  });

  it('lets a share take away what the profile allows', async () => {
    const id = await someCase(world, analyst);
    const partner = await world.organisation('capped', world.organisations.first);
    const guest = await world.person(partner, 'analyst', 'gil@capped.test');
    const platform = systemActor(world.organisations.admin);
    await world.run(platform, createProfile, { name: 'updater', permissions: ['manageCase/update'] });
    await share(world, analyst, id, partner, 'updater');
    await update(id, { severity: 4, assignee: 'gil@capped.test' }, guest);
    await update(id, { status: 'Other' }, guest);
    await expect(update(id, { status: 'New' }, guest)).rejects.toMatchObject({
      code: 'permissionMissing',
      parameters: { permission: 'manageCase/reopen' },
    });
    const readable = await someCase(world, analyst);
    await share(world, analyst, readable, partner, 'read-only');
    await expect(update(readable, { severity: 4 }, guest)).rejects.toMatchObject({
      code: 'permissionMissing',
    });
    await expect(update(readable, { assignee: 'gil@capped.test' })).rejects.toMatchObject({
      code: 'invalidFields',
      faults: [expect.objectContaining({ name: 'assignee' })],
    });
  });

  it('is not closed by a guest over open tasks that the guest does not see', async () => {
    const id = await someCase(world, analyst);
    const partner = await world.organisation('closing', world.organisations.first);
    const guest = await world.person(partner, 'analyst');
    await share(world, analyst, id, partner);
    const seen = await someTask(world, guest, id, { title: 'Of the guest' });
    await update(id, { taskRule: 'manual' });
    const hidden = await hiddenTask(id, partner);
    await expect(update(id, { status: 'Other' }, guest)).rejects.toMatchObject({
      message: 'The case has open tasks that are not shared with you: its owner can close it',
    });
    await update(id, { status: 'Other' });
    for (const task of [seen, hidden])
      expect((await read(world, analyst, 'task', task)).values.status).toBe('Cancel');
  });

  async function hiddenTask(caseId: string, partner: { name: string }): Promise<string> {
    const task = await someTask(world, analyst, caseId, { title: 'Of the owner' });
    await world.run(analyst, unshareTask, { id: task, organisations: [partner.name] });
    return task;
  }

  it('names every bad field', async () => {
    const id = await someCase(world, analyst);
    const bad = {
      title: '',
      severity: 9,
      colour: 'red',
      access: { _kind: 'UserAccessKind' },
      removeTags: [7],
    };
    await expect(update(id, bad)).rejects.toMatchObject({
      code: 'invalidFields',
      faults: expect.arrayContaining(
        ['title', 'severity', 'colour', 'access', 'removeTags'].map((name) =>
          expect.objectContaining({ name }),
        ),
      ),
    });
    await update(id, { access: { _kind: 'OrganisationAccessKind' } });
  });

  it('is refused without the permission, and for cases of another organisation', async () => {
    const id = await someCase(world, analyst);
    const reader = await world.person(world.organisations.first, 'read-only');
    await expect(update(id, { severity: 1 }, reader)).rejects.toMatchObject({ code: 'permissionMissing' });
    const elsewhere = await world.organisation('elsewhere', world.organisations.first);
    const stranger = await world.person(elsewhere, 'org-admin');
    await expect(update(id, { severity: 1 }, stranger)).rejects.toMatchObject({ code: 'notFound' });
    await expect(update('4711', { severity: 1 })).rejects.toMatchObject({ message: 'Case not found' });
  });
});
