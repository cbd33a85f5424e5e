import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { read, recorded, related, seenByCompiler, someAlert } from '../../../../tests/support/triage.ts';
import { share, someCase, someObservable, someTask } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { mergeAlerts } from '../alert/merge-alerts.ts';
import { updateAlerts } from '../alert/update-alerts.ts';
import { createComment, createLog } from '../task/log-commands.ts';
import {
  deleteAlerts,
  deleteCase,
  deleteComment,
  deleteLog,
  deleteObservable,
  deleteTask,
} from './delete-objects.ts';

describe('deletion', () => {
  let world: World;
  let analyst: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst', 'ann@main.test');
  });
  afterAll(() => world.release());

  const values = async (entity: string, id: string) => (await read(world, analyst, entity, id)).values;
  const counter = { partners: 0 };
  const partnerOf = async (caseId: string) => {
    counter.partners += 1;
    const partner = await world.organisation(`partner${counter.partners}`, world.organisations.first);
    await share(world, analyst, caseId, partner);
    return world.person(partner, 'analyst');
  };

  it('of an alert frees its key, and hides what it brought', async () => {
    const raw = { sourceRef: 'again', observables: [{ dataType: 'ip', data: '192.0.2.1' }] };
    const id = await someAlert(world, analyst, raw);
    const records = await recorded(world, () => world.run(analyst, deleteAlerts, { id }));
    expect(records).toEqual([
      expect.objectContaining({
        action: 'delete',
        object_type: 'Alert',
        object_id: id.slice(1),
        main_action: true,
        organisations_before: [world.organisations.first.id],
        organisation_ids: [],
      }),
    ]);
    await expect(values('alert', id)).rejects.toThrow('sees no alert');
    const found = await world.objects(analyst, [{ op: 'list', entity: 'observable' }, { op: 'output' }]);
    expect(found).toEqual([]);
    await expect(world.run(analyst, updateAlerts, { id, severity: 1 })).rejects.toMatchObject({
      code: 'notFound',
    });
    await expect(world.run(analyst, deleteAlerts, { id })).rejects.toMatchObject({
      message: 'Alert not found',
    });
    await someAlert(world, analyst, raw);
  });

  it('of several alerts is all or none', async () => {
    const ids = [await someAlert(world, analyst), await someAlert(world, analyst)];
    await expect(world.run(analyst, deleteAlerts, { ids: [...ids, '~9'] })).rejects.toMatchObject({
      code: 'notFound',
    });
    for (const id of ids) expect((await values('alert', id)).stage).toBe('New');
    await world.run(analyst, deleteAlerts, { ids });
    for (const id of ids) await expect(values('alert', id)).rejects.toThrow();
  });

  it('of a case hides everything in it and gives its alerts back to triage', async () => {
    const id = await someCase(world, analyst);
    const task = await someTask(world, analyst, id);
    await world.run(analyst, createLog, { taskId: task, message: 'x' });
    await someObservable(world, analyst, id);
    const guest = await partnerOf(id);
    const [own, theirs] = [await someAlert(world, analyst), await someAlert(world, guest)];
    await world.run(analyst, mergeAlerts, { caseId: id, alertIds: [own] });
    await world.run(guest, mergeAlerts, { caseId: id, alertIds: [theirs] });
    const records = await recorded(world, () => world.run(analyst, deleteCase, { id }));
    expect(records.map((one) => [one.action, one.object_type, one.object_id, one.main_action])).toEqual([
      ['update', 'Alert', own.slice(1), false],
      ['update', 'Alert', theirs.slice(1), false],
      ['delete', 'Case', id.slice(1), true],
    ]);
    const seen = await seenByCompiler(world, guest);
    for (const entity of ['case', 'task', 'log', 'observable']) expect(seen).not.toHaveProperty(entity);
    await expect(values('case', id)).rejects.toThrow();
    await expect(values('task', task)).rejects.toThrow();
    expect(await values('alert', own)).toMatchObject({ caseId: null, status: 'New', stage: 'New' });
    expect((await read(world, guest, 'alert', theirs)).values).toMatchObject({
      caseId: null,
      stage: 'New',
      version: 3,
    });
    expect(records[1]).toMatchObject({
      details: { caseId: null, status: 'New', stage: 'New' },
      organisation_ids: [guest.organisation.id],
    });
    const other = await someCase(world, guest);
    await world.run(guest, mergeAlerts, { caseId: other, alertIds: [theirs] });
  });

  it('of a task hides its logs and files, and leaves the rest', async () => {
    const id = await someCase(world, analyst);
    const [task, other] = [await someTask(world, analyst, id), await someTask(world, analyst, id)];
    const uploads = new Map([['attachments', [await world.upload('a.txt', 'a')]]]);
    const log = await world.run(analyst, createLog, { taskId: task, message: 'x' }, { uploads });
    await world.run(analyst, createLog, { taskId: other, message: 'y' });
    const records = await recorded(world, () => world.run(analyst, deleteTask, { id: task }));
    expect(records.map((one) => [one.action, one.object_type, one.context_id])).toEqual([
      ['delete', 'Task', id.slice(1)],
    ]);
    await expect(values('log', `~${log.id}`)).rejects.toThrow();
    const hidden = await world.stored(
      'select count(*)::int as count from skep.attachment where log_id = $1 and deleted_at is not null',
      [log.id],
    );
    expect(hidden).toEqual([{ count: 1 }]);
    expect(await related(world, analyst, 'task', other, 'logs')).toHaveLength(1);
  });

  it('of logs, comments and observables is recorded under what they belong to', async () => {
    const id = await someCase(world, analyst);
    const task = await someTask(world, analyst, id);
    const log = await world.run(analyst, createLog, { taskId: task, message: 'x' });
    const comment = await world.run(analyst, createComment, { caseId: id, message: 'x' });
    const observable = await someObservable(world, analyst, id);
    const records = await recorded(world, async () => {
      await world.run(analyst, deleteLog, { id: `~${log.id}` });
      await world.run(analyst, deleteComment, { id: `~${comment.id}` });
      await world.run(analyst, deleteObservable, { id: observable });
    });
    expect(records.map((one) => [one.object_type, one.context_type, one.context_id])).toEqual([
      ['Log', 'Task', task.slice(1)],
      ['Comment', 'Case', id.slice(1)],
      ['Observable', 'Case', id.slice(1)],
    ]);
    for (const relation of ['comments', 'observables'])
      expect(await related(world, analyst, 'case', id, relation)).toEqual([]);
    await someObservable(world, analyst, id);
  });

  it('in a shared case is for the owner, and for what a guest put there itself', async () => {
    const id = await someCase(world, analyst);
    const task = await someTask(world, analyst, id);
    const guest = await partnerOf(id);
    const own = await someTask(world, guest, id, { title: 'Of the guest' });
    await expect(world.run(guest, deleteTask, { id: task })).rejects.toMatchObject({ code: 'notAllowed' });
    await expect(world.run(guest, deleteCase, { id })).rejects.toMatchObject({
      code: 'badRequest',
      message: 'Only the organisation that owns the case can delete it',
    });
    await world.run(guest, deleteTask, { id: own });
    await expect(values('task', own)).rejects.toThrow();
    const another = await someTask(world, guest, id);
    await world.run(analyst, deleteTask, { id: another });
  });

  it('is refused without the permission, without an id, and for others', async () => {
    const caseId = await someCase(world, analyst);
    const alert = await someAlert(world, analyst);
    const task = await someTask(world, analyst, caseId);
    const observable = await someObservable(world, analyst, caseId);
    const comment = await world.run(analyst, createComment, { caseId, message: 'x' });
    const log = await world.run(analyst, createLog, { taskId: task, message: 'x' });
    const reader = await world.person(world.organisations.first, 'read-only');
    const stranger = await world.person(
      await world.organisation('strange', world.organisations.first),
      'org-admin',
    );
    for (const [command, id] of [
      [deleteCase, caseId],
      [deleteAlerts, alert],
      [deleteTask, task],
      [deleteLog, `~${log.id}`],
      [deleteComment, `~${comment.id}`],
      [deleteObservable, observable],
    ] as const) {
      await expect(world.run(reader, command, { id })).rejects.toMatchObject({ code: 'permissionMissing' });
      await expect(world.run(stranger, command, { id })).rejects.toMatchObject({ code: 'notFound' });
      await expect(world.run(analyst, command, {})).rejects.toMatchObject({ code: 'invalidFields' });
    }
  });
});
