import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { read, recorded, related, seenByCompiler, someAlert } from '../../../../tests/support/triage.ts';
import { share, someCase, someObservable, someTask } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { mergeAlerts } from '../alert/merge-alerts.ts';
import { unmergeAlert } from '../alert/unlink-alert.ts';
import { mergeCases } from '../case/merge-cases.ts';
import { createComment, createLog } from '../task/log-commands.ts';
import {
  deleteAlerts,
  deleteCase,
  deleteComment,
  deleteLog,
  deleteObservable,
  deleteTask,
} from './delete-objects.ts';
import { restoreObject } from './restore-object.ts';

describe('restoreObject', () => {
  let world: World;
  let lead: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    lead = await world.person(world.organisations.first, 'org-admin', 'lea@main.test');
  });
  afterAll(() => world.release());

  const restore = (entity: string, id: string, actor = lead) =>
    world.run(actor, restoreObject, { entity, id });
  const values = async (entity: string, id: string) => (await read(world, lead, entity, id)).values;
  const later = () => {
    world.clock.now += 1_000;
  };

  it('brings an alert back with what it brought and its key', async () => {
    const raw = { sourceRef: 'back', observables: [{ dataType: 'ip', data: '192.0.2.1' }] };
    const id = await someAlert(world, lead, raw);
    await world.run(lead, deleteAlerts, { id });
    later();
    const records = await recorded(world, () => restore('alert', id));
    expect(await values('alert', id)).toMatchObject({ sourceRef: 'back', observableCount: 1 });
    expect(records).toEqual([
      expect.objectContaining({
        action: 'update',
        object_type: 'Alert',
        details: { restored: true },
        organisations_before: [],
        organisation_ids: [world.organisations.first.id],
      }),
    ]);
    await expect(someAlert(world, lead, raw)).rejects.toMatchObject({ code: 'alertAlreadyExists' });
    await expect(restore('alert', id)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('refuses an alert whose key another one has meanwhile, by its name', async () => {
    const id = await someAlert(world, lead, { sourceRef: 'taken' });
    await world.run(lead, deleteAlerts, { id });
    await someAlert(world, lead, { sourceRef: 'taken' });
    await expect(restore('alert', id)).rejects.toMatchObject({
      code: 'alertAlreadyExists',
      message: 'Alert siem:splunk:taken already exists in organisation main',
    });
  });

  it('brings a case back with everything but what was deleted before', async () => {
    const id = await someCase(world, lead);
    const [kept, gone] = [await someTask(world, lead, id), await someTask(world, lead, id)];
    await someObservable(world, lead, id);
    const partner = await world.organisation('partner', world.organisations.first);
    const guest = await world.person(partner, 'analyst');
    await share(world, lead, id, partner);
    await world.run(lead, deleteTask, { id: gone });
    later();
    await world.run(lead, deleteCase, { id });
    expect(await seenByCompiler(world, guest)).not.toHaveProperty('case');
    later();
    await restore('case', id);
    expect(
      (await related(world, lead, 'case', id, 'tasks')).map((one) => `~${String(one.values.id)}`),
    ).toEqual([kept]);
    expect(await related(world, lead, 'case', id, 'observables')).toHaveLength(1);
    expect(await seenByCompiler(world, guest)).toMatchObject({ case: 1, task: 1, observable: 1 });
  });

  it('ties alerts to a restored case again, unless they have another one since', async () => {
    const id = await someCase(world, lead);
    const [stays, moves, dies] = [
      await someAlert(world, lead, { observables: [{ dataType: 'ip', data: '192.0.2.2' }] }),
      await someAlert(world, lead),
      await someAlert(world, lead),
    ];
    await world.run(lead, mergeAlerts, { caseId: id, alertIds: [stays, moves, dies] });
    await world.run(lead, deleteCase, { id });
    const other = await someCase(world, lead);
    await world.run(lead, mergeAlerts, { caseId: other, alertIds: [moves] });
    await world.run(lead, deleteAlerts, { id: dies });
    later();
    await restore('case', id);
    expect(await values('alert', stays)).toMatchObject({ caseId: id.slice(1), stage: 'Imported' });
    expect((await values('alert', moves)).caseId).toBe(other.slice(1));
    await world.run(lead, unmergeAlert, { caseId: id, alertId: stays });
    expect(await related(world, lead, 'case', id, 'observables')).toEqual([]);
  });

  it('gives an alert back to triage when its case went meanwhile', async () => {
    const caseId = await someCase(world, lead);
    const id = await someAlert(world, lead);
    await world.run(lead, mergeAlerts, { caseId, alertIds: [id] });
    await world.run(lead, deleteAlerts, { id });
    await world.run(lead, deleteCase, { id: caseId });
    await restore('alert', id);
    expect(await values('alert', id)).toMatchObject({ caseId: null, stage: 'New' });
  });

  it('brings back parts of a case one by one, with what hung on them', async () => {
    const caseId = await someCase(world, lead);
    const task = await someTask(world, lead, caseId);
    const log = `~${(await world.run(lead, createLog, { taskId: task, message: 'x' })).id}`;
    const comment = `~${(await world.run(lead, createComment, { caseId, message: 'x' })).id}`;
    const observable = await someObservable(world, lead, caseId);
    await world.run(lead, deleteComment, { id: comment });
    await world.run(lead, deleteObservable, { id: observable });
    await world.run(lead, deleteLog, { id: log });
    later();
    await world.run(lead, deleteTask, { id: task });
    await expect(restore('log', log)).rejects.toMatchObject({
      message: 'The task it belongs to is deleted: restore that first',
    });
    const records = await recorded(world, async () => {
      await restore('task', task);
      await restore('comment', comment);
      await restore('observable', observable);
    });
    expect(records.map((one) => [one.object_type, one.context_id])).toEqual([
      ['Task', caseId.slice(1)],
      ['Comment', caseId.slice(1)],
      ['Observable', caseId.slice(1)],
    ]);
    expect(await related(world, lead, 'task', task, 'logs')).toEqual([]);
    await restore('log', log);
    expect(await related(world, lead, 'task', task, 'logs')).toHaveLength(1);
    expect(await related(world, lead, 'case', caseId, 'observables')).toHaveLength(1);
  });

  it('keeps an observable once when it was added again meanwhile', async () => {
    const caseId = await someCase(world, lead);
    const observable = await someObservable(world, lead, caseId);
    await world.run(lead, deleteObservable, { id: observable });
    await someObservable(world, lead, caseId);
    await expect(restore('observable', observable)).rejects.toMatchObject({
      code: 'observableAlreadyExists',
    });
  });

  it('refuses a case that lives on in another one', async () => {
    const id = await someCase(world, lead);
    await world.run(lead, mergeCases, { ids: [id, await someCase(world, lead)] });
    await expect(restore('case', id)).rejects.toMatchObject({
      message: 'The case was merged into another one, which has everything of it',
    });
  });

  it('is for administrators of the organisation that owns the object', async () => {
    const id = await someCase(world, lead);
    const partner = await world.organisation('owned', world.organisations.first);
    const guest = await world.person(partner, 'org-admin');
    await share(world, lead, id, partner, 'org-admin');
    await world.run(lead, deleteCase, { id });
    const analyst = await world.person(world.organisations.first, 'analyst');
    await expect(restore('case', id, analyst)).rejects.toMatchObject({ code: 'permissionMissing' });
    await expect(restore('case', id, guest)).rejects.toMatchObject({ code: 'notAllowed' });
    const stranger = await world.person(await world.organisation('strange'), 'org-admin');
    await expect(restore('case', id, stranger)).rejects.toMatchObject({ code: 'notFound' });
    await expect(restore('user', id)).rejects.toMatchObject({
      faults: [expect.objectContaining({ name: 'entity' })],
    });
  });
});
