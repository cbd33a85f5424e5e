import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audits, row, share, someCase, someTask } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { createCaseTemplate } from '../case/case-template-commands.ts';
import { createLog } from './log-commands.ts';
import { updateTasks } from './update-tasks.ts';

describe('updateTasks', () => {
  let world: World;
  let analyst: Actor;
  let caseId: string;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst', 'ann@main.test');
    caseId = await someCase(world, analyst);
  });
  afterAll(() => world.release());

  const later = (milliseconds: number) => {
    world.clock.now += milliseconds;
    return world.clock.now;
  };

  it('starts work: date and assignee are set where they are empty', async () => {
    const id = await someTask(world, analyst, caseId);
    const startedAt = later(1_000);
    await world.run(analyst, updateTasks, { id, status: 'InProgress' });
    expect(await row(world, 'task', id)).toMatchObject({
      status: 'InProgress',
      start_date: startedAt,
      end_date: null,
      assignee: 'ann@main.test',
    });
    later(1_000);
    await world.run(analyst, updateTasks, { id, status: 'Waiting' });
    await world.run(analyst, updateTasks, { id, status: 'InProgress', assignee: null });
    expect(await row(world, 'task', id)).toMatchObject({ start_date: startedAt, assignee: null });
  });

  it('completes work that never began: it began and ended at once, for nobody', async () => {
    const id = await someTask(world, analyst, caseId);
    const now = later(1_000);
    await world.run(analyst, updateTasks, { id, status: 'Completed' });
    expect(await row(world, 'task', id)).toMatchObject({ start_date: now, end_date: now, assignee: null });
  });

  it('ends cancelled work without a beginning', async () => {
    const id = await someTask(world, analyst, caseId);
    const now = later(1_000);
    await world.run(analyst, updateTasks, { id, status: 'Cancel' });
    expect(await row(world, 'task', id)).toMatchObject({ start_date: null, end_date: now });
  });

  it('keeps an end that somebody gave', async () => {
    const id = await someTask(world, analyst, caseId, { endDate: 1_000 });
    await world.run(analyst, updateTasks, { id, status: 'Completed' });
    expect((await row(world, 'task', id)).end_date).toBe(1_000);
    await world.run(analyst, updateTasks, { id, status: 'Cancel', endDate: 2_000 });
    expect((await row(world, 'task', id)).end_date).toBe(2_000);
  });

  it('takes the end away from work that goes on, and sets it anew', async () => {
    const id = await someTask(world, analyst, caseId);
    await world.run(analyst, updateTasks, { id, status: 'Completed' });
    await world.run(analyst, updateTasks, { id, status: 'InProgress' });
    expect((await row(world, 'task', id)).end_date).toBeNull();
    const now = later(5_000);
    await world.run(analyst, updateTasks, { id, status: 'Completed' });
    expect((await row(world, 'task', id)).end_date).toBe(now);
  });

  it('completes a mandatory task only when something is written down', async () => {
    const id = await someTask(world, analyst, caseId, { mandatory: true });
    await expect(world.run(analyst, updateTasks, { id, status: 'Completed' })).rejects.toMatchObject({
      code: 'badRequest',
      message: 'A mandatory task needs at least one log before it is completed',
    });
    await world.run(analyst, createLog, { taskId: id, message: 'Done' });
    await world.run(analyst, updateTasks, { id, status: 'Completed' });
    expect((await row(world, 'task', id)).status).toBe('Completed');
  });

  it('records what changed under the case, and each change of status and assignee', async () => {
    const id = await someTask(world, analyst, caseId);
    await world.run(analyst, updateTasks, { id, status: 'InProgress', title: 'Contain' });
    const [, record] = await audits(world, id);
    expect(record).toMatchObject({
      action: 'update',
      object_type: 'Task',
      context_type: 'Case',
      context_id: caseId.slice(1),
      details: { status: 'InProgress', startDate: world.clock.now, assignee: 'ann@main.test' },
      previous: { status: 'Waiting', startDate: null, assignee: null },
    });
    expect(record?.details).not.toHaveProperty('title');
    const moves = await world.stored(
      'select field, value_before, value_after, cause from skep.transition where object_id = $1 order by field',
      [id.slice(1)],
    );
    expect(moves).toEqual([
      { field: 'assignee', value_before: null, value_after: 'ann@main.test', cause: 'person' },
      { field: 'status', value_before: 'Waiting', value_after: 'InProgress', cause: 'person' },
    ]);
  });

  it('changes several at once, all or none', async () => {
    const ids = [await someTask(world, analyst, caseId), await someTask(world, analyst, caseId)];
    await world.run(analyst, updateTasks, { ids, flag: true });
    expect((await row(world, 'task', ids[1] ?? '')).flag).toBe(true);
    const withUnknown = { ids: [...ids, '~1'], flag: false };
    await expect(world.run(analyst, updateTasks, withUnknown)).rejects.toMatchObject({ code: 'notFound' });
    expect((await row(world, 'task', ids[0] ?? '')).flag).toBe(true);
  });

  it('assigns only somebody who may work on tasks, whatever the letters of the login', async () => {
    const id = await someTask(world, analyst, caseId);
    await world.person(world.organisations.first, 'analyst', 'bob@main.test');
    await world.person(world.organisations.first, 'read-only', 'eve@main.test');
    await world.run(analyst, updateTasks, { id, assignee: 'Bob@Main.test' });
    expect((await row(world, 'task', id)).assignee).toBe('bob@main.test');
    for (const assignee of ['eve@main.test', 'nobody@main.test'])
      await expect(world.run(analyst, updateTasks, { id, assignee })).rejects.toMatchObject({
        code: 'invalidFields',
        faults: [{ name: 'assignee', given: assignee }],
      });
  });

  it('names every bad field', async () => {
    const id = await someTask(world, analyst, caseId);
    const raw = { id, status: 'Done', order: 'first', addTags: ['x'], colour: 'red', dueDate: 'soon' };
    await expect(world.run(analyst, updateTasks, raw)).rejects.toMatchObject({
      code: 'invalidFields',
      faults: expect.arrayContaining([
        expect.objectContaining({ name: 'status', kind: 'invalid' }),
        expect.objectContaining({ name: 'order', kind: 'invalid' }),
        expect.objectContaining({ name: 'dueDate', kind: 'invalid' }),
        expect.objectContaining({ name: 'addTags', kind: 'unknown' }),
        expect.objectContaining({ name: 'colour', kind: 'unknown' }),
      ]),
    });
  });

  it('is refused without the permission', async () => {
    const id = await someTask(world, analyst, caseId);
    const reader = await world.person(world.organisations.first, 'read-only');
    await expect(world.run(reader, updateTasks, { id, flag: true })).rejects.toMatchObject({
      code: 'permissionMissing',
    });
  });

  it('asks for the permission of what the task belongs to', async () => {
    const lead = await world.person(world.organisations.first, 'org-admin');
    const template = await world.run(lead, createCaseTemplate, {
      name: 'playbook',
      tasks: [{ title: 'Look' }],
    });
    const [task] = await world.stored('select id from skep.task where case_template_id = $1', [template.id]);
    const id = `~${String(task?.id)}`;
    await world.run(lead, updateTasks, { id, title: 'Look again' });
    const withoutTemplates = new Set([...lead.permissions].filter((name) => name !== 'manageCaseTemplate'));
    await expect(
      world.run({ ...lead, permissions: withoutTemplates }, updateTasks, { id, title: 'No' }),
    ).rejects.toMatchObject({ code: 'permissionMissing' });
    const ofCase = await someTask(world, analyst, caseId);
    const onlyTemplates = { ...lead, permissions: new Set(['manageCaseTemplate'] as const) };
    await expect(world.run(onlyTemplates, updateTasks, { id: ofCase, flag: true })).rejects.toMatchObject({
      code: 'permissionMissing',
    });
  });

  it('finds nothing for another organisation, and refuses one whose share does not allow it', async () => {
    const id = await someTask(world, analyst, caseId);
    const partner = await world.organisation('partner', world.organisations.first);
    const other = await world.person(partner, 'analyst');
    await expect(world.run(other, updateTasks, { id, flag: true })).rejects.toMatchObject({
      code: 'notFound',
    });
    await share(world, analyst, caseId, partner, 'read-only');
    await expect(world.run(other, updateTasks, { id, flag: true })).rejects.toMatchObject({
      code: 'permissionMissing',
    });
  });
});
