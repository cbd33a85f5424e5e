import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  audits,
  finish,
  row,
  share,
  someAction,
  someCase,
  someJob,
  someNeuron,
  someObservable,
  someTask,
} from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import type { RawObject } from '../../model/input.ts';
import { createAlert } from '../alert/create-alert.ts';
import { updateAlerts } from '../alert/update-alerts.ts';
import { createCustomField, createProfile } from '../settings/reference-commands.ts';
import { createLog } from '../task/log-commands.ts';

describe('operations of a report', () => {
  let world: World;
  let analyst: Actor;
  let lead: Actor;
  let responder: string;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst', 'ann@main.test');
    lead = await world.person(world.organisations.first, 'org-admin', 'lead@main.test');
    responder = await someNeuron(world, lead, 'responder');
    const platform = await world.person(world.organisations.admin, 'admin');
    const field = { name: 'score', group: 'g', description: 'd', type: 'integer' };
    await world.run(platform, createCustomField, field);
  });
  afterAll(() => world.release());

  type Result = { status: string; message: string };
  async function operate(
    objectType: string,
    objectId: string,
    operations: readonly unknown[],
    actor = analyst,
    neuron = responder,
  ): Promise<readonly Result[]> {
    const id = await someAction(world, actor, neuron, objectType, objectId);
    await finish(world, actor, 'action', id, { operations });
    const stored = await row(world, 'action', `~${id}`);
    expect(stored.status).toBe('Success');
    return stored.operations as readonly Result[];
  }
  const statuses = (results: readonly Result[]) => results.map(({ status }) => status);
  const someAlert = async (raw: RawObject = {}) => {
    const alert = { type: 't', source: 's', title: 'A', description: 'd', ...raw };
    return `~${String((await world.run(analyst, createAlert, { sourceRef: crypto.randomUUID(), ...alert })).values.id)}`;
  };

  it('on a case change it in the name of who asked, and say what brought the rows', async () => {
    const caseId = await someCase(world, analyst, { tags: ['kept'] });
    const results = await operate('case', caseId, [
      { type: 'AddTagToCase', tag: 'new' },
      { type: 'CreateTask', title: 'Block it', description: 'At the proxy' },
      { type: 'AddCustomFields', name: 'score', tpe: 'string', value: 7 },
      {
        type: 'AddArtifactToCase',
        data: 'evil.example',
        dataType: 'domain',
        message: 'm',
        tlp: 3,
        tags: ['t'],
      },
      { type: 'AssignCase', owner: 'Lead@main.test' },
    ]);
    expect(statuses(results)).toEqual(Array.from({ length: 5 }, () => 'Success'));
    expect(results[0]).toEqual({ type: 'AddTagToCase', tag: 'new', status: 'Success', message: '' });
    expect(await row(world, 'case', caseId)).toMatchObject({
      tags: ['kept', 'new'],
      assignee: 'lead@main.test',
      updated_by: 'ann@main.test',
    });
    const [task] = await world.stored('select * from skep.task where case_id = $1', [caseId.slice(1)]);
    expect(task).toMatchObject({
      title: 'Block it',
      description: 'At the proxy',
      status: 'Waiting',
      assignee: null,
      origin_kind: 'job',
      created_by: 'ann@main.test',
    });
    const [found] = await world.stored('select * from skep.observable where case_id = $1', [caseId.slice(1)]);
    expect(found).toMatchObject({ data: 'evil.example', tlp: 4, tags: ['t'], origin_kind: 'job' });
    const sql = 'select integer_value, origin_kind from skep.custom_field_value where entity_id = $1';
    expect(await world.stored(sql, [caseId.slice(1)])).toEqual([{ integer_value: '7', origin_kind: 'job' }]);
    expect((await audits(world, caseId)).map(({ created_by }) => created_by)).not.toContain('system');
  });

  it('set a custom field instead of adding a second value', async () => {
    const caseId = await someCase(world, analyst, { customFields: { score: 1 } });
    await operate('case', caseId, [{ type: 'AddCustomFields', name: 'score', value: 9 }]);
    const sql = 'select integer_value from skep.custom_field_value where entity_id = $1';
    expect(await world.stored(sql, [caseId.slice(1)])).toEqual([{ integer_value: '9' }]);
  });

  it('on an observable reach it and its case, by responders and by analyzers', async () => {
    const caseId = await someCase(world, analyst);
    const observable = await someObservable(world, analyst, caseId);
    const operations = [
      { type: 'AddTagToArtifact', tag: 'blocked' },
      { type: 'AddTagToCase', tag: 'seen' },
    ];
    expect(statuses(await operate('case_artifact', observable, operations))).toEqual(['Success', 'Success']);
    expect((await row(world, 'observable', observable)).tags).toEqual(['blocked']);
    const analyzer = await someNeuron(world, lead, 'analyzer');
    const job = await someJob(world, analyst, analyzer, observable);
    await finish(world, analyst, 'job', job, { operations: [{ type: 'AddTagToCase', tag: 'analyzed' }] });
    expect((await row(world, 'case', caseId)).tags).toEqual(['seen', 'analyzed']);
  });

  it('on a task and on a log reach the task', async () => {
    const caseId = await someCase(world, analyst);
    const taskId = await someTask(world, analyst, caseId);
    const written = await operate('case_task', taskId, [
      { type: 'AddLogToTask', content: 'Done by the machine', owner: 'someone' },
    ]);
    expect(statuses(written)).toEqual(['Success']);
    const [log] = await world.stored('select * from skep.task_log where task_id = $1', [taskId.slice(1)]);
    expect(log).toMatchObject({
      message: 'Done by the machine',
      created_by: 'ann@main.test',
      origin_kind: 'job',
    });
    expect((await row(world, 'task', taskId)).status).toBe('InProgress');
    const { id } = await world.run(analyst, createLog, { taskId, message: 'm' });
    expect(statuses(await operate('case_task_log', `~${id}`, [{ type: 'CloseTask' }]))).toEqual(['Success']);
    expect(await row(world, 'task', taskId)).toMatchObject({
      status: 'Completed',
      end_date: world.clock.now,
    });
  });

  it('on an alert tag it and mark it as read, but never take it back', async () => {
    const alert = await someAlert();
    const read = [{ type: 'AddTagToAlert', tag: 'x' }, { type: 'MarkAlertAsRead' }];
    expect(statuses(await operate('alert', alert, read))).toEqual(['Success', 'Success']);
    expect(await row(world, 'alert', alert)).toMatchObject({ tags: ['x'], stage: 'InProgress' });
    await world.run(analyst, updateAlerts, { id: alert, status: 'Ignored' });
    expect(statuses(await operate('alert', alert, [{ type: 'MarkAlertAsRead' }]))).toEqual(['Success']);
    expect(await row(world, 'alert', alert)).toMatchObject({ status: 'Ignored' });
  });

  it('fail alone, say why, and leave nothing behind', async () => {
    const caseId = await someCase(world, analyst);
    const observable = await someObservable(world, analyst, caseId, {
      dataType: 'domain',
      data: 'a.example',
    });
    const mandatory = await someTask(world, analyst, caseId, { mandatory: true });
    const records = (await audits(world, caseId)).length;
    const results = await operate('case', caseId, [
      { type: 'Explode' },
      { type: 'constructor' },
      { type: 'AddTagToCase' },
      { type: 'CreateTask', description: 'no title' },
      { type: 'AddCustomFields', name: 'score', value: 'many' },
      { type: 'AddCustomFields', name: 'nothing', value: 1 },
      { type: 'AddArtifactToCase', data: 'A[.]example', dataType: 'domain', message: 'm' },
      { type: 'AddArtifactToCase', data: 'x', dataType: 'file', message: 'm' },
      { type: 'AssignCase', owner: 'nobody@main.test' },
      { type: 'AssignCase' },
      { type: 'CloseTask' },
      { type: 'AddTagToAlert', tag: 'x' },
      { type: 'AddTagToArtifact', tag: 'x' },
      'no operation at all',
      { type: 'AddTagToCase', tag: 'reached' },
    ]);
    expect(statuses(results)).toEqual([...Array.from({ length: 13 }, () => 'Failure'), 'Success']);
    expect(results[0]?.message).toContain('Operation Explode is not known; these are: AddTagToCase');
    expect(results[4]?.message).toContain('customFields.score: integer');
    expect(results[6]?.message).toBe('Observable already exists');
    expect(results[8]?.message).toContain('assignee');
    expect(results[10]?.message).toBe('The object of the run belongs to no task');
    expect((await row(world, 'case', caseId)).tags).toEqual(['reached']);
    expect((await audits(world, caseId)).length).toBe(records + 1);
    expect((await row(world, 'observable', observable)).version).toBe(1);
    const closing = await operate('case_task', mandatory, [{ type: 'CloseTask' }]);
    expect(closing[0]?.message).toBe('A mandatory task needs at least one log before it is completed');
  });

  it('that fail half way take back what they had written', async () => {
    const caseId = await someCase(world, analyst);
    const partner = await world.organisation('partner', world.organisations.first);
    await share(world, analyst, caseId, partner);
    const before = await world.stored('select count(*) as count from skep.observable');
    const results = await operate('case', caseId, [
      { type: 'AddArtifactToCase', data: 'b.example', dataType: 'domain', message: 'm', tags: ['half'] },
      { type: 'AddArtifactToCase', data: 'b.example', dataType: 'domain', message: 'm', tags: ['never'] },
    ]);
    expect(statuses(results)).toEqual(['Success', 'Failure']);
    const after = await world.stored('select count(*) as count from skep.observable');
    expect(Number(after[0]?.count)).toBe(Number(before[0]?.count) + 1);
    const tags = await world.stored(`select predicate from skep.tag where predicate in ('half', 'never')`);
    expect(tags).toEqual([{ predicate: 'half' }]);
  });

  it('are carried out with what profile and share of who asked allow', async () => {
    const caseId = await someCase(world, analyst);
    const only = { ...analyst, permissions: new Set(['manageAction'] as const) };
    const operations = [
      { type: 'AddTagToCase', tag: 'x' },
      { type: 'CreateTask', title: 't' },
    ];
    const refused = await operate('case', caseId, operations, only);
    expect(refused.map(({ message }) => message)).toEqual([
      'Your profile does not allow this: manageCase/update is needed',
      'Your profile does not allow this: manageTask is needed',
    ]);
    const helpers = await world.organisation('helpers', world.organisations.first);
    const platform = await world.person(world.organisations.admin, 'admin');
    await world.run(platform, createProfile, { name: 'actor', permissions: ['manageAction', 'manageTask'] });
    await share(world, analyst, caseId, helpers, 'actor');
    const helper = await world.person(helpers, 'org-admin');
    const theirs = await someNeuron(world, helper, 'responder');
    expect(statuses(await operate('case', caseId, operations, helper, theirs))).toEqual([
      'Failure',
      'Success',
    ]);
  });

  it('are carried out up to a bound, which is told', async () => {
    const caseId = await someCase(world, analyst);
    const many = Array.from({ length: 103 }, () => ({ type: 'AddTagToCase', tag: 'x' }));
    const results = await operate('case', caseId, many);
    expect(results).toHaveLength(101);
    expect(results.at(-1)).toMatchObject({ status: 'Failure', message: expect.stringContaining('3 more') });
  });
});
