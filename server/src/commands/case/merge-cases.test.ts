import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  fieldsOf,
  read,
  recorded,
  related,
  seenByCompiler,
  seenByPolicy,
  someAlert,
  someField,
  someTemplate,
} from '../../../../tests/support/triage.ts';
import { share, someCase, someObservable, someTask } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { mergeAlerts } from '../alert/merge-alerts.ts';
import { updateAlerts } from '../alert/update-alerts.ts';
import { createComment, createLog } from '../task/log-commands.ts';
import { addCaseAttachments } from '../value/attachments.ts';
import { mergeCases } from './merge-cases.ts';
import { unshareObservable } from './share-commands.ts';
import { updateCases } from './update-cases.ts';

const hour = 3_600_000;

describe('mergeCases', () => {
  let world: World;
  let analyst: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst', 'ann@main.test');
    for (const name of ['one', 'two']) await someField(world, name);
  });
  afterAll(() => world.release());

  const merge = async (ids: readonly string[], actor = analyst) =>
    `~${(await world.run(actor, mergeCases, { ids })).id}`;
  const values = async (entity: string, id: string) => (await read(world, analyst, entity, id)).values;
  const parts = async (id: string, relation: string, actor = analyst) =>
    (await related(world, actor, 'case', id, relation)).map((one) => one.values);

  it('joins texts and tags, and takes the highest ratings and the earliest dates', async () => {
    const { clock } = world;
    const begin = clock.now;
    const first = await someCase(world, analyst, {
      title: 'One',
      description: 'First',
      summary: 's1',
      severity: 1,
      tlp: 4,
      pap: 0,
      tags: ['a', 'b'],
      startDate: begin - hour,
      customFields: { one: '1', two: '2' },
    });
    clock.now = begin + hour;
    const second = await someCase(world, analyst, {
      title: 'Two',
      description: 'Second',
      severity: 3,
      tlp: 0,
      pap: 3,
      flag: true,
      tags: ['b', 'c'],
      customFields: [
        { name: 'one', value: '1' },
        { name: 'two', value: null },
      ],
    });
    await world.run(analyst, updateCases, { id: second, status: 'InProgress' });
    clock.now = begin + 2 * hour;
    const other = await world.person(world.organisations.first, 'analyst', 'bob@main.test');
    const id = await merge([first, second], other);
    expect(await values('case', id)).toMatchObject({
      title: 'One / Two',
      description: 'First\n\nSecond',
      summary: 's1',
      severity: 3,
      tlp: 4,
      pap: 3,
      flag: true,
      tags: ['a', 'b', 'c'],
      status: 'New',
      stage: 'New',
      assignee: 'bob@main.test',
      startDate: begin - hour,
      newDate: begin,
      inProgressDate: begin + hour,
      endDate: null,
      closedDate: null,
      timeToDetect: hour,
      timeToTriage: hour,
    });
    expect(await fieldsOf(world, analyst, 'case', id)).toEqual([
      ['one', '1'],
      ['two', '2'],
    ]);
    for (const source of [first, second])
      await expect(values('case', source)).rejects.toThrow('sees no case');
  });

  it('is one record, which names the sources', async () => {
    const ids = [
      await someCase(world, analyst, { title: 'A' }),
      await someCase(world, analyst, { title: 'B' }),
    ];
    await someTask(world, analyst, String(ids[0]));
    await someObservable(world, analyst, String(ids[1]));
    let id = '';
    const records = await recorded(world, async () => {
      id = await merge(ids);
    });
    expect(records).toEqual([
      expect.objectContaining({
        action: 'merge',
        object_type: 'Case',
        object_id: id.slice(1),
        main_action: true,
      }),
    ]);
    expect(records[0]?.details).toMatchObject({
      cases: [
        { _id: ids[0], title: 'A', number: expect.any(Number) },
        { _id: ids[1], title: 'B', number: expect.any(Number) },
      ],
    });
  });

  it('moves everything under its own id: tasks with logs, observables, comments, files, runs and history', async () => {
    const source = await someCase(world, analyst);
    const task = await someTask(world, analyst, source, { customFields: { one: 'of the task' } });
    const log = await world.run(analyst, createLog, { taskId: task, message: 'Looked' });
    const observable = await someObservable(world, analyst, source, { data: '192.0.2.1' });
    const comment = await world.run(analyst, createComment, { caseId: source, message: 'Hm' });
    const uploads = new Map([['attachments', [await world.upload('a.txt', 'a')]]]);
    const [file] = await world.run(analyst, addCaseAttachments, { id: source }, { uploads });
    const id = await merge([source, await someCase(world, analyst)]);
    expect((await parts(id, 'tasks')).map((one) => `~${String(one.id)}`)).toEqual([task]);
    expect((await parts(id, 'observables')).map((one) => `~${String(one.id)}`)).toEqual([observable]);
    expect((await parts(id, 'comments')).map((one) => one.id)).toEqual([comment.id]);
    expect((await parts(id, 'attachments')).map((one) => one.id)).toEqual([file]);
    const logs = await related(world, analyst, 'task', task, 'logs');
    expect(logs.map((one) => one.values.id)).toEqual([log.id]);
    expect(await fieldsOf(world, analyst, 'task', task)).toEqual([['one', 'of the task']]);
    for (const table of ['task', 'task_log', 'observable', 'comment', 'attachment'])
      expect(
        await world.stored(`select id from skep.${table} where root_id = $1`, [source.slice(1)]),
        table,
      ).toEqual([]);
    const history = 'select distinct object_type from skep.transition where root_id = $1';
    expect(await world.stored(history, [source.slice(1)])).toEqual([{ object_type: 'Case' }]);
    await world.run(analyst, createLog, { taskId: task, message: 'Goes on' });
    expect(await related(world, analyst, 'task', task, 'logs')).toHaveLength(2);
  });

  it('keeps equal observables once, with what both know, and what hangs on either', async () => {
    const [first, second] = [await someCase(world, analyst), await someCase(world, analyst)];
    const raw = { data: '192.0.2.2' };
    const kept = await someObservable(world, analyst, first, { ...raw, tags: ['x'], tlp: 1, message: 'one' });
    const extra = await someObservable(world, analyst, second, {
      ...raw,
      tags: ['y'],
      tlp: 4,
      ioc: true,
      message: 'two',
    });
    await someObservable(world, analyst, second, { data: '192.0.2.3' });
    await world.dependencies.database.transaction({ role: 'worker' }, async (tx) => {
      await tx.run({
        sql: `insert into skep.job (root_id, id, organisation_id, asking_organisation_id, organisation_ids, visible_through, created_at, created_by, observable_id, status, neuron_id, neuron_name, neuron_definition, cache_key)
          values ($1, 77, $2, $2, array[$2::bigint], $3, now(), 'x', $3, 'Success', '1', 'VT', 'VT_1', '\\x00')`,
        parameters: [second.slice(1), world.organisations.first.id, extra.slice(1)],
      });
    });
    const id = await merge([first, second]);
    const found = await parts(id, 'observables');
    expect(found.map((one) => one.data).toSorted()).toEqual(['192.0.2.2', '192.0.2.3']);
    expect(found.find((one) => `~${String(one.id)}` === kept)).toMatchObject({
      tags: ['x', 'y'],
      tlp: 4,
      ioc: true,
      message: 'one\n\ntwo',
    });
    const jobs = await related(world, analyst, 'observable', kept, 'jobs');
    expect(jobs.map((one) => one.values.neuronName)).toEqual(['VT']);
    expect(await world.stored('select root_id, visible_through from skep.job where id = 77')).toEqual([
      { root_id: id.slice(1), visible_through: kept.slice(1) },
    ]);
  });

  it('keeps an untouched task that both cases have from one template once', async () => {
    const lead = await world.person(world.organisations.first, 'org-admin');
    await someTemplate(world, lead, { name: 'same', tasks: [{ title: 'Model' }, { title: 'Begun' }] });
    const make = () => someCase(world, analyst, { caseTemplate: 'same' });
    const [first, second] = [await make(), await make()];
    const begun = (await parts(second, 'tasks')).find((one) => one.title === 'Begun');
    await world.run(analyst, createLog, { taskId: `~${String(begun?.id)}`, message: 'On it' });
    const id = await merge([first, second]);
    expect((await parts(id, 'tasks')).map((one) => one.title).toSorted()).toEqual([
      'Begun',
      'Begun',
      'Model',
    ]);
  });

  it('relinks alerts, and measures by the first of them', async () => {
    const { now } = world.clock;
    const [first, second] = [await someCase(world, analyst), await someCase(world, analyst)];
    const alerts = [
      await someAlert(world, analyst, { date: now - 3_000 }),
      await someAlert(world, analyst, { date: now - 7_000 }),
    ];
    await world.run(analyst, mergeAlerts, { caseId: first, alertIds: [alerts[0]] });
    await world.run(analyst, mergeAlerts, { caseId: second, alertIds: [alerts[1]] });
    const id = await merge([first, second]);
    expect((await parts(id, 'alerts')).map((one) => `~${String(one.id)}`).toSorted()).toEqual(
      alerts.toSorted(),
    );
    expect((await values('case', id)).alertDate).toBe(now - 7_000);
  });

  describe('with other organisations', () => {
    const counter = { partners: 0 };
    const partnerOf = async () => {
      counter.partners += 1;
      const partner = await world.organisation(`partner${counter.partners}`, world.organisations.first);
      return { partner, guest: await world.person(partner, 'analyst') };
    };

    it('keeps the shares, and everything that guests see and wrote', async () => {
      const { partner, guest } = await partnerOf();
      const ids = [await someCase(world, analyst), await someCase(world, analyst)];
      for (const id of ids) await share(world, analyst, id, partner);
      const [first = '', second = ''] = ids;
      const task = await someTask(world, guest, first, { title: 'Of the guest' });
      await world.run(guest, createLog, { taskId: task, message: 'Done' });
      await someObservable(world, guest, first, { data: '192.0.2.4' });
      await world.run(guest, createComment, { caseId: second, message: 'Of the guest' });
      const alert = await someAlert(world, guest, { observables: [{ dataType: 'ip', data: '192.0.2.5' }] });
      await world.run(guest, mergeAlerts, { caseId: second, alertIds: [alert] });
      const { audit: _, ...before } = await seenByCompiler(world, guest);
      const id = await merge(ids);
      const { audit: __, ...after } = await seenByCompiler(world, guest);
      expect(after).toEqual({ ...before, case: 1 });
      expect(await seenByPolicy(world, partner, id)).toMatchObject({
        case: 1,
        task: 1,
        task_log: 1,
        observable: 2,
        comment: 1,
      });
      for (const actor of [analyst, guest]) {
        expect(await parts(id, 'tasks', actor)).toHaveLength(1);
        expect(await parts(id, 'observables', actor)).toHaveLength(2);
        expect(await parts(id, 'comments', actor)).toHaveLength(1);
        expect(await related(world, actor, 'task', task, 'logs')).toHaveLength(1);
      }
      expect(await parts(id, 'alerts', guest)).toEqual([expect.objectContaining({ id: alert.slice(1) })]);
      const told = await world.stored(
        "select organisation_ids, details from skep.audit where object_id = $1 and object_type = 'Alert' order by id desc limit 1",
        [alert.slice(1)],
      );
      expect(told).toEqual([{ organisation_ids: [partner.id], details: { caseId: id.slice(1) } }]);
    });

    it('shows guests nothing that they did not see before', async () => {
      const { partner, guest } = await partnerOf();
      const [first, second] = [await someCase(world, analyst), await someCase(world, analyst)];
      const raw = { data: '192.0.2.6' };
      for (const id of [first, second]) await share(world, analyst, id, partner);
      await someObservable(world, analyst, first, { ...raw, tags: ['open'] });
      const hidden = await someObservable(world, analyst, second, { ...raw, tags: ['secret'] });
      await world.run(analyst, unshareObservable, { id: hidden, organisations: [partner.name] });
      const id = await merge([first, second]);
      expect(await parts(id, 'observables')).toHaveLength(2);
      const seen = await parts(id, 'observables', guest);
      expect(seen.map((one) => one.tags)).toEqual([['open']]);
      expect((await seenByPolicy(world, partner, id)).observable).toBe(1);
    });

    it('is refused for cases with different shares, and for cases of others', async () => {
      const { partner, guest } = await partnerOf();
      const [first, second] = [await someCase(world, analyst), await someCase(world, analyst)];
      await share(world, analyst, first, partner);
      await expect(merge([first, second])).rejects.toMatchObject({
        message: 'The cases are not shared with the same organisations by the same profiles',
      });
      await share(world, analyst, second, partner, 'read-only');
      await expect(merge([first, second])).rejects.toMatchObject({ code: 'badRequest' });
      const third = await someCase(world, analyst);
      await share(world, analyst, third, partner);
      await expect(merge([first, third], guest)).rejects.toMatchObject({
        message: 'Only cases that your organisation owns can be merged',
      });
      await expect(merge([first, await someCase(world, guest)], guest)).rejects.toMatchObject({
        code: 'badRequest',
      });
    });
  });

  it('takes cases by number, each once, and at least two of them', async () => {
    const id = await someCase(world, analyst);
    const number = String((await values('case', id)).number);
    await expect(merge([id, number])).rejects.toMatchObject({
      message: 'At least two cases are needed for a merge',
    });
    await expect(merge([])).rejects.toMatchObject({ code: 'badRequest' });
    const many = Array.from({ length: 51 }, (_, index) => `~${index + 1}`);
    await expect(merge(many)).rejects.toMatchObject({ code: 'tooManyItems' });
    await expect(world.run(analyst, mergeCases, { ids: 'x' })).rejects.toMatchObject({
      faults: [expect.objectContaining({ name: 'ids' })],
    });
    const merged = await merge([number, await someCase(world, analyst)]);
    expect(merged).not.toBe(id);
  });

  it('is done once when two people merge the same cases at the same moment', async () => {
    const [first, second] = [await someCase(world, analyst), await someCase(world, analyst)];
    const results = await Promise.allSettled([merge([first, second]), merge([second, first])]);
    expect(results.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(results.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'notFound' });
  });

  it('is refused without the permission, and for cases that are not seen', async () => {
    const ids = [await someCase(world, analyst), await someCase(world, analyst)];
    const reader = await world.person(world.organisations.first, 'read-only');
    await expect(merge(ids, reader)).rejects.toMatchObject({ code: 'permissionMissing' });
    const elsewhere = await world.organisation('elsewhere', world.organisations.first);
    const stranger = await world.person(elsewhere, 'org-admin');
    await expect(merge(ids, stranger)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('leaves an alert that was closed after its import closed', async () => {
    const [first, second] = [await someCase(world, analyst), await someCase(world, analyst)];
    const alert = await someAlert(world, analyst);
    await world.run(analyst, mergeAlerts, { caseId: first, alertIds: [alert] });
    await world.run(analyst, updateAlerts, { id: alert, status: 'Ignored' });
    const id = await merge([first, second]);
    expect(await values('alert', alert)).toMatchObject({ stage: 'Closed', caseId: id.slice(1) });
  });
});
