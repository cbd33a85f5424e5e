import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audits, row, share, someCase, someTask } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { createCustomField } from '../settings/reference-commands.ts';
import { createTask, requireTaskAction } from './task-commands.ts';

describe('createTask', () => {
  let world: World;
  let analyst: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst', 'ann@main.test');
  });
  afterAll(() => world.release());

  it('puts tasks at the end of the list, unless they have a place', async () => {
    const caseId = await someCase(world, analyst);
    const ids = [
      await someTask(world, analyst, caseId),
      await someTask(world, analyst, caseId, { order: 7 }),
      await someTask(world, analyst, caseId),
    ];
    const places = await Promise.all(ids.map(async (id) => (await row(world, 'task', id)).position));
    expect(places).toEqual([0, 7, 8]);
  });

  it('stores what was given, with the times of its status, and records it under the case', async () => {
    const caseId = await someCase(world, analyst);
    const id = await someTask(world, analyst, caseId, { status: 'InProgress', group: 'first', dueDate: 5 });
    expect(await row(world, 'task', id)).toMatchObject({
      root_id: caseId.slice(1),
      case_id: caseId.slice(1),
      task_group: 'first',
      due_date: 5,
      start_date: world.clock.now,
      end_date: null,
      origin_kind: 'person',
      created_by: 'ann@main.test',
    });
    expect(await audits(world, id)).toEqual([
      expect.objectContaining({
        action: 'create',
        object_type: 'Task',
        context_type: 'Case',
        context_id: caseId.slice(1),
        main_action: true,
      }),
    ]);
  });

  it('takes values of custom fields', async () => {
    const platform = await world.person(world.organisations.admin, 'admin');
    const field = { name: 'effort', group: 'g', description: 'd', type: 'integer' };
    await world.run(platform, createCustomField, field);
    const caseId = await someCase(world, analyst);
    const id = await someTask(world, analyst, caseId, { customFields: { effort: 3 } });
    const [task] = await world.objects(analyst, [
      { op: 'get', entity: 'task', id: id.slice(1) },
      { op: 'output' },
    ]);
    expect(task?.customFields).toEqual([expect.objectContaining({ name: 'effort', value: 3 })]);
    const bad = { caseId, title: 't', customFields: { effort: 'much', unknown: 1 } };
    await expect(world.run(analyst, createTask, bad)).rejects.toMatchObject({
      code: 'invalidFields',
      faults: [{ name: 'customFields.effort' }, { name: 'customFields.unknown' }],
    });
  });

  it('is seen by the owner, by whoever wrote it, and by those whose share says so', async () => {
    const caseId = await someCase(world, analyst);
    const [partner, watcher] = [
      await world.organisation('partner', world.organisations.first),
      await world.organisation('watcher', world.organisations.first),
    ];
    await share(world, analyst, caseId, partner);
    await share(world, analyst, caseId, watcher, 'read-only');
    const helper = await world.person(partner, 'analyst');
    const id = await someTask(world, helper, caseId);
    for (const [organisation, profile] of [
      [world.organisations.first, 'read-only'],
      [watcher, 'read-only'],
      [partner, 'read-only'],
    ] as const) {
      const reader = await world.person(organisation, profile);
      const get = { op: 'get', entity: 'task', id: id.slice(1) } as const;
      expect(await world.objects(reader, [get, { op: 'output' }])).toHaveLength(1);
    }
  });

  it('refuses a mandatory task that is completed from the start', async () => {
    const caseId = await someCase(world, analyst);
    const raw = { caseId, title: 't', mandatory: true, status: 'Completed' };
    await expect(world.run(analyst, createTask, raw)).rejects.toMatchObject({ code: 'badRequest' });
  });

  it('names every bad field', async () => {
    await expect(
      world.run(analyst, createTask, { status: 'Done', colour: 1, group: '' }),
    ).rejects.toMatchObject({
      code: 'invalidFields',
      faults: expect.arrayContaining([
        expect.objectContaining({ kind: 'missing', name: 'caseId' }),
        expect.objectContaining({ kind: 'missing', name: 'title' }),
        expect.objectContaining({ kind: 'invalid', name: 'status' }),
        expect.objectContaining({ kind: 'invalid', name: 'group' }),
        expect.objectContaining({ kind: 'unknown', name: 'colour' }),
      ]),
    });
  });

  it('is refused without the permission, and for a case of others', async () => {
    const caseId = await someCase(world, analyst);
    const reader = await world.person(world.organisations.first, 'read-only');
    const stranger = await world.person(await world.organisation('strangers'), 'analyst');
    const raw = { caseId, title: 't' };
    await expect(world.run(reader, createTask, raw)).rejects.toMatchObject({ code: 'permissionMissing' });
    await expect(world.run(stranger, createTask, raw)).rejects.toMatchObject({ code: 'notFound' });
  });
});

describe('requireTaskAction', () => {
  let world: World;
  let analyst: Actor;
  let partner: { id: string; name: string };
  let taskId: string;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst');
    partner = await world.organisation('partner', world.organisations.first);
    const caseId = await someCase(world, analyst);
    await share(world, analyst, caseId, partner);
    taskId = await someTask(world, analyst, caseId);
  });
  afterAll(() => world.release());

  const waitsFor = async () => (await row(world, 'task', taskId)).action_required;

  it('marks and unmarks a task for an organisation, once, with a record each', async () => {
    const before = (await audits(world, taskId)).length;
    for (const organisation of ['partner', `~${partner.id}`])
      await world.run(analyst, requireTaskAction, { id: taskId, organisation, required: true });
    expect(await waitsFor()).toEqual([partner.id]);
    await world.run(analyst, requireTaskAction, { id: taskId, organisation: 'partner', required: false });
    expect(await waitsFor()).toEqual([]);
    const records = (await audits(world, taskId)).slice(before);
    expect(records.map((record) => record.details)).toEqual([
      { 'actionRequired.partner': true },
      { 'actionRequired.partner': false },
    ]);
  });

  it('refuses organisations that do not see the task', async () => {
    await world.organisation('linked only', world.organisations.first);
    for (const organisation of ['linked only', 'nowhere', '~1'])
      await expect(
        world.run(analyst, requireTaskAction, { id: taskId, organisation, required: true }),
      ).rejects.toMatchObject({ code: 'notFound' });
  });

  it('is refused without the permission, to strangers, and without its parts', async () => {
    const raw = { id: taskId, organisation: 'partner', required: true };
    const reader = await world.person(world.organisations.first, 'read-only');
    const stranger = await world.person(await world.organisation('strangers'), 'analyst');
    await expect(world.run(reader, requireTaskAction, raw)).rejects.toMatchObject({
      code: 'permissionMissing',
    });
    await expect(world.run(stranger, requireTaskAction, raw)).rejects.toMatchObject({ code: 'notFound' });
    await expect(world.run(analyst, requireTaskAction, {})).rejects.toMatchObject({
      faults: [{ name: 'id' }, { name: 'organisation' }],
    });
  });
});
