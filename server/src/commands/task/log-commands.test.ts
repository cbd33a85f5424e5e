import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audits, row, share, someCase, someTask } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { createAlert } from '../alert/create-alert.ts';
import { createCaseTemplate } from '../case/case-template-commands.ts';
import { createComment, createLog, updateComment, updateLog } from './log-commands.ts';
import { updateTasks } from './update-tasks.ts';

describe('logs', () => {
  let world: World;
  let analyst: Actor;
  let caseId: string;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst', 'ann@main.test');
    caseId = await someCase(world, analyst);
  });
  afterAll(() => world.release());

  it('move a waiting task to work under way', async () => {
    const taskId = await someTask(world, analyst, caseId);
    world.clock.now += 1_000;
    const { id } = await world.run(analyst, createLog, { taskId, message: 'Called the user', startDate: 1 });
    expect(await row(world, 'task', taskId)).toMatchObject({
      status: 'InProgress',
      start_date: world.clock.now,
      assignee: 'ann@main.test',
    });
    expect(await row(world, 'task_log', `~${id}`)).toMatchObject({
      task_id: taskId.slice(1),
      message: 'Called the user',
      created_at: world.clock.now,
      created_by: 'ann@main.test',
    });
    const [move] = await world.stored(
      `select cause from skep.transition where object_id = $1 and field = 'status'`,
      [taskId.slice(1)],
    );
    expect(move?.cause).toBe('createLog');
    expect(await audits(world, `~${id}`)).toEqual([
      expect.objectContaining({
        action: 'create',
        object_type: 'Log',
        context_type: 'Task',
        main_action: true,
      }),
    ]);
  });

  it('leave a completed task as it is', async () => {
    const taskId = await someTask(world, analyst, caseId);
    await world.run(analyst, updateTasks, { id: taskId, status: 'Completed' });
    await world.run(analyst, createLog, { taskId, message: 'Afterthought' });
    expect((await row(world, 'task', taskId)).status).toBe('Completed');
  });

  it('carry files, those of the same name under another one', async () => {
    const taskId = await someTask(world, analyst, caseId);
    const files = [await world.upload('dump.txt', 'one'), await world.upload('dump.txt', 'two')];
    const { id } = await world.run(
      analyst,
      createLog,
      { taskId, message: 'Files', attachments: ['C:\\dump.txt'] },
      { uploads: new Map([['attachments', files]]) },
    );
    const stored = await world.stored('select name from skep.attachment where log_id = $1 order by id', [id]);
    expect(stored).toEqual([{ name: 'dump.txt' }, { name: 'dump (2).txt' }]);
  });

  it('are changed with a record under the task', async () => {
    const taskId = await someTask(world, analyst, caseId);
    const { id } = await world.run(analyst, createLog, { taskId, message: 'Frist' });
    await world.run(analyst, updateLog, { id: `~${id}`, message: 'First', includeInTimeline: 5 });
    expect(await row(world, 'task_log', `~${id}`)).toMatchObject({
      message: 'First',
      include_in_timeline: 5,
      version: 2,
    });
    expect((await audits(world, `~${id}`))[1]).toMatchObject({
      action: 'update',
      context_type: 'Task',
      context_id: taskId.slice(1),
      details: { message: 'First', includeInTimeline: 5 },
      previous: { message: 'Frist', includeInTimeline: null },
    });
    await world.run(analyst, updateLog, { id: `~${id}`, includeInTimeline: null });
    expect((await row(world, 'task_log', `~${id}`)).include_in_timeline).toBeNull();
  });

  it('are refused in tasks of templates', async () => {
    const lead = await world.person(world.organisations.first, 'org-admin');
    const raw = { name: 'with tasks', tasks: [{ title: 'Look' }] };
    const { id } = await world.run(lead, createCaseTemplate, raw);
    const [task] = await world.stored('select id from skep.task where case_template_id = $1', [id]);
    await expect(
      world.run(lead, createLog, { taskId: `~${String(task?.id)}`, message: 'No' }),
    ).rejects.toMatchObject({ code: 'badRequest' });
  });

  it('name every bad field', async () => {
    await expect(world.run(analyst, createLog, { includeInTimeline: 'now', x: 1 })).rejects.toMatchObject({
      faults: expect.arrayContaining([
        expect.objectContaining({ kind: 'missing', name: 'taskId' }),
        expect.objectContaining({ kind: 'missing', name: 'message' }),
        expect.objectContaining({ kind: 'invalid', name: 'includeInTimeline' }),
        expect.objectContaining({ kind: 'unknown', name: 'x' }),
      ]),
    });
  });

  it('are refused without the permission, to strangers, and to a share that does not allow them', async () => {
    const taskId = await someTask(world, analyst, caseId);
    const { id } = await world.run(analyst, createLog, { taskId, message: 'm' });
    const partner = await world.organisation('partner', world.organisations.first);
    const helper = await world.person(partner, 'analyst');
    const reader = await world.person(world.organisations.first, 'read-only');
    const refuse = async (actor: Actor, code: string) => {
      const writing = world.run(actor, createLog, { taskId, message: 'm' });
      await expect(writing).rejects.toMatchObject({ code });
      const changing = world.run(actor, updateLog, { id: `~${id}`, message: 'n' });
      await expect(changing).rejects.toMatchObject({ code });
    };
    await refuse(reader, 'permissionMissing');
    await refuse(helper, 'notFound');
    await share(world, analyst, caseId, partner, 'read-only');
    await refuse(helper, 'permissionMissing');
  });
});

describe('comments', () => {
  let world: World;
  let analyst: Actor;
  let caseId: string;
  let alertId: string;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst');
    caseId = await someCase(world, analyst);
    const raw = { type: 't', source: 's', sourceRef: 'r', title: 'Alert', description: 'd' };
    alertId = `~${String((await world.run(analyst, createAlert, raw)).values.id)}`;
  });
  afterAll(() => world.release());

  it.each(['case', 'alert'] as const)('are written on a %s and changed', async (on) => {
    const [key, parent, type] = on === 'case' ? ['caseId', caseId, 'Case'] : ['alertId', alertId, 'Alert'];
    const { id } = await world.run(analyst, createComment, { [key]: parent, message: 'Hm', external: true });
    await world.run(analyst, updateComment, { id: `~${id}`, message: 'Hm!' });
    expect(await row(world, 'comment', `~${id}`)).toMatchObject({
      root_id: parent.slice(1),
      message: 'Hm!',
      external: true,
      version: 2,
    });
    const context = { context_type: type, context_id: parent.slice(1) };
    expect(await audits(world, `~${id}`)).toEqual([
      expect.objectContaining({ action: 'create', ...context }),
      expect.objectContaining({ action: 'update', details: { message: 'Hm!' }, ...context }),
    ]);
  });

  it('name every bad field', async () => {
    await expect(world.run(analyst, createComment, { external: 'yes', x: 1 })).rejects.toMatchObject({
      faults: expect.arrayContaining([
        expect.objectContaining({ kind: 'missing', name: 'caseId' }),
        expect.objectContaining({ kind: 'missing', name: 'message' }),
        expect.objectContaining({ kind: 'invalid', name: 'external' }),
        expect.objectContaining({ kind: 'unknown', name: 'x' }),
      ]),
    });
  });

  it('are refused without the permission and to strangers', async () => {
    const { id } = await world.run(analyst, createComment, { caseId, message: 'm' });
    const reader = await world.person(world.organisations.first, 'read-only');
    const stranger = await world.person(await world.organisation('strangers'), 'analyst');
    for (const [actor, code] of [
      [reader, 'permissionMissing'],
      [stranger, 'notFound'],
    ] as const) {
      await expect(world.run(actor, createComment, { caseId, message: 'n' })).rejects.toMatchObject({ code });
      await expect(world.run(actor, createComment, { alertId, message: 'n' })).rejects.toMatchObject({
        code,
      });
      await expect(world.run(actor, updateComment, { id: `~${id}`, message: 'n' })).rejects.toMatchObject({
        code,
      });
    }
  });
});
