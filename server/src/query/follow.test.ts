/** Relations: where they lead, that each object comes once, and that the rule of the target applies at every step. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaseDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { createReader, type Reader } from '../../../tests/support/reading.ts';
import {
  type BuiltOrganisation,
  type BuiltRow,
  type BuiltUser,
  createRows,
  type RowFactory,
} from '../../../tests/support/rows.ts';
import type { EntityName } from '../model/registry.ts';
import type { Filter } from './filter/filter.ts';

let lease: TestDatabase;
let rows: RowFactory;
let reader: Reader;
let organisation: BuiltOrganisation;
let stranger: BuiltOrganisation;
let analyst: BuiltUser;
let readOnly: BuiltUser;
let alert: BuiltRow;
let caseRow: BuiltRow;
let task: BuiltRow;
let log: BuiltRow;
let observable: BuiltRow;
let similar: BuiltRow;

beforeAll(async () => {
  lease = await leaseDatabase();
  rows = createRows(lease.database);
  organisation = await rows.buildOrganisation();
  stranger = await rows.buildOrganisation();
  analyst = await rows.buildUser(organisation, await rows.buildProfile(['manageCase/update', 'manageTask']));
  readOnly = await rows.buildUser(organisation);
  reader = createReader(lease.database, analyst.actor);
  caseRow = await rows.buildCase(organisation, { assignee: analyst.login });
  alert = await rows.buildAlert(organisation, { case_id: caseRow.id, assignee: analyst.login });
  task = await rows.buildTask(caseRow, { assignee: analyst.login });
  log = await rows.buildLog(task);
  observable = await rows.buildObservable(caseRow, { data: 'same' });
  similar = await rows.buildObservable(alert, { data: 'same' });
});
afterAll(() => lease?.release());

/** Ids that a relation leads to from one object. */
function from(entity: EntityName, row: BuiltRow | { readonly id: string }, ...relations: readonly string[]) {
  const steps = relations.map((relation) => ({ op: 'follow', relation }) as const);
  return reader.ids({ op: 'get', entity, id: row.id }, ...steps);
}

describe('children and parents', () => {
  it('are followed both ways', async () => {
    expect(await from('case', caseRow, 'tasks')).toEqual([task.id]);
    expect(await from('task', task, 'case')).toEqual([caseRow.id]);
    expect(await from('task', task, 'logs')).toEqual([log.id]);
    expect(await from('log', log, 'task', 'case')).toEqual([caseRow.id]);
    expect(await from('case', caseRow, 'observables')).toEqual([observable.id]);
    expect(await from('observable', observable, 'case')).toEqual([caseRow.id]);
    expect(await from('alert', alert, 'observables')).toEqual([similar.id]);
  });

  it('are followed between trees', async () => {
    expect(await from('case', caseRow, 'alerts')).toEqual([alert.id]);
    expect(await from('alert', alert, 'case', 'tasks')).toEqual([task.id]);
  });

  it('of a template are its own', async () => {
    const template = await rows.buildCaseTemplate(organisation);
    const model = await rows.buildTask(template, { title: 'Model' });
    expect(await from('caseTemplate', template, 'tasks')).toEqual([model.id]);
    expect(await from('task', model, 'caseTemplate')).toEqual([template.id]);
    expect(await from('task', model, 'inCase')).toEqual([]);
    expect(await from('task', task, 'inCase')).toEqual([task.id]);
    const { values } = await reader.first({ op: 'get', entity: 'caseTemplate', id: template.id });
    expect(values.tasks).toMatchObject([{ entity: 'task', values: { id: model.id, title: 'Model' } }]);
  });

  it('come once, however many lead to them', async () => {
    await rows.buildTask(caseRow, { title: 'Another' });
    const ids = await reader.ids({ op: 'list', entity: 'task' }, { op: 'follow', relation: 'case' });
    expect(ids.filter((id) => id === caseRow.id)).toHaveLength(1);
  });
});

describe('attachments and comments', () => {
  it('hang on cases, alerts and logs', async () => {
    const onCase = await rows.buildAttachment(caseRow);
    const onLog = await rows.buildAttachment(log, { name: 'notes.txt' });
    const onAlert = await rows.buildAttachment(alert);
    expect(await from('case', caseRow, 'attachments')).toEqual([onCase.id]);
    expect(await from('log', log, 'attachments')).toEqual([onLog.id]);
    expect(await from('alert', alert, 'attachments')).toEqual([onAlert.id]);
    const { values } = await reader.first({ op: 'get', entity: 'log', id: log.id });
    expect(values.attachments).toMatchObject([{ values: { name: 'notes.txt' } }]);
    const filters: Filter[] = [
      { op: 'has', path: 'attachment.id', at: '' },
      { op: 'like', path: 'attachment.name', value: 'notes', at: '' },
      { op: 'equals', path: 'attachment.hashes', value: 'ab'.repeat(32), at: '' },
      { op: 'not', of: { op: 'equals', path: 'attachment.name', value: 'other', at: '' } },
      { op: 'differs', path: 'attachment.name', value: 'other', at: '' },
    ];
    for (const filter of filters)
      expect(await reader.matching('log', filter), JSON.stringify(filter)).toEqual([log.id]);
    expect(
      await reader.matching('log', { op: 'differs', path: 'attachment.name', value: 'notes.txt', at: '' }),
    ).toEqual([]);
  });

  it('of a case include those of its alerts when all are asked for', async () => {
    const onCase = await rows.buildComment(caseRow);
    const onAlert = await rows.buildComment(alert);
    expect(await from('case', caseRow, 'comments')).toEqual([onCase.id]);
    expect(new Set(await from('case', caseRow, 'allComments'))).toEqual(new Set([onCase.id, onAlert.id]));
  });
});

describe('people', () => {
  it('who may work on an object can be given it', async () => {
    expect(await from('case', caseRow, 'assignableUsers')).toEqual([analyst.id]);
    expect(await from('task', task, 'assignableUsers')).toEqual([analyst.id]);
    expect(await from('alert', alert, 'assignableUsers')).toEqual([]);
  });

  it('lead to what they are to do', async () => {
    expect(await from('user', analyst, 'cases')).toEqual([caseRow.id]);
    expect(await from('user', analyst, 'tasks')).toEqual([task.id]);
    expect(await from('user', analyst, 'alerts')).toEqual([alert.id]);
    expect(await from('user', readOnly, 'cases')).toEqual([]);
  });

  it('belong to their organisation', async () => {
    await rows.buildUser(stranger);
    expect(new Set(await from('organisation', organisation, 'users'))).toEqual(
      new Set([analyst.id, readOnly.id]),
    );
    expect(await from('organisation', organisation, 'visible')).toEqual([organisation.id]);
    expect(await from('organisation', organisation, 'alerts')).toEqual([alert.id]);
  });
});

describe('similar observables', () => {
  it('hold the same value, the one itself and ignored ones aside', async () => {
    await rows.buildObservable(caseRow, { data: 'same', ignore_similarity: true });
    await rows.buildObservable(caseRow, { data: 'same', data_type: 'hostname' });
    await rows.buildObservable(await rows.buildCase(stranger), { data: 'same' });
    expect(await from('observable', observable, 'similar')).toEqual([similar.id]);
    expect(await from('observable', observable, 'fromCase')).toEqual([observable.id]);
    expect(await from('observable', observable, 'fromAlert')).toEqual([]);
    expect(await from('observable', similar, 'fromAlert')).toEqual([similar.id]);
  });
});

describe('runs of neurons', () => {
  it('hang on what they ran on', async () => {
    const job = await rows.buildJob(observable);
    const found = await rows.buildObservable(caseRow, { case_id: null, job_id: job.id, data: 'reported' });
    const action = await rows.buildAction(task, { object_type: 'task' });
    expect(await from('observable', observable, 'jobs')).toEqual([job.id]);
    expect(await from('job', job, 'observable')).toEqual([observable.id]);
    expect(await from('job', job, 'reportObservables')).toEqual([found.id]);
    expect(await from('observable', found, 'fromJobReport')).toEqual([found.id]);
    expect(await from('task', task, 'actions')).toEqual([action.id]);
  });
});

describe('shares', () => {
  it('lead to the case, the organisation and the parts that they give', async () => {
    const profile = await rows.buildProfile(['manageCase/update']);
    await rows.buildOrganisationLink(organisation, stranger);
    const shared = await rows.buildCase(organisation);
    const given = await rows.buildTask(shared);
    const kept = await rows.buildTask(shared);
    const share = await rows.buildShare(shared, stranger, profile);
    const taskShare = await rows.buildShare(given, stranger, profile);
    expect(await from('share', share, 'case')).toEqual([shared.id]);
    expect(await from('share', share, 'organisation')).toEqual([stranger.id]);
    expect(await from('share', share, 'tasks')).toEqual([given.id]);
    expect(await from('share', taskShare, 'tasks')).toEqual([given.id]);
    expect(await from('task', given, 'shares')).toEqual([taskShare.id]);
    expect(new Set(await from('case', shared, 'organisations'))).toEqual(
      new Set([organisation.id, stranger.id]),
    );
    expect(await from('task', kept, 'organisations')).toEqual([organisation.id]);
  });
});

describe('audits', () => {
  it('are found by object and by context', async () => {
    const onTask = await rows.buildAudit(task, { object_type: 'Task' });
    const get = { op: 'get', entity: 'task', id: task.id } as const;
    expect(await reader.ids(get, { op: 'audits', of: 'object' })).toEqual([onTask.id]);
    const getCase = { op: 'get', entity: 'case', id: caseRow.id } as const;
    expect(await reader.ids(getCase, { op: 'audits', of: 'context' })).toEqual([onTask.id]);
    expect(await reader.ids(getCase, { op: 'audits', of: 'object' })).toEqual([]);
  });
});

describe('a filter on related objects', () => {
  it('holds when one of them fits', async () => {
    const title: Filter = { op: 'equals', path: 'title', value: 'A task', at: '' };
    const related = (filter: Filter): Filter => ({ op: 'related', relation: 'tasks', filter, at: '' });
    expect(await reader.matching('case', related(title))).toContain(caseRow.id);
    expect(await reader.matching('case', related({ op: 'none' }))).toEqual([]);
    const nested: Filter = {
      op: 'related',
      relation: 'task',
      filter: { op: 'related', relation: 'case', filter: { op: 'id', id: caseRow.id }, at: '' },
      at: '',
    };
    expect(await reader.matching('log', nested)).toEqual([log.id]);
  });
});
