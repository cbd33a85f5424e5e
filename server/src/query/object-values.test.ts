/** Objects as they are read: the value of every kind of field, objects by name, and computed values on request. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaseDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { createReader, type Reader } from '../../../tests/support/reading.ts';
import {
  type BuiltOrganisation,
  type BuiltProfile,
  type BuiltRow,
  type BuiltUser,
  builtAt,
  createRows,
  type RowFactory,
} from '../../../tests/support/rows.ts';
import { parsedJson } from '../lib/json-text.ts';
import type { EntityName } from '../model/registry.ts';

let lease: TestDatabase;
let rows: RowFactory;
let reader: Reader;
let organisation: BuiltOrganisation;
let profile: BuiltProfile;
let user: BuiltUser;
let caseRow: BuiltRow;
let alert: BuiltRow;

beforeAll(async () => {
  lease = await leaseDatabase();
  rows = createRows(lease.database);
  organisation = await rows.buildOrganisation({ name: 'soc' });
  profile = await rows.buildProfile(['manageUser', 'manageTask'], { name: 'analyst' });
  user = await rows.buildUser(organisation, profile, { login: 'ann@example.org', avatar: 'iVBORw0KGgo=' });
  reader = createReader(lease.database, user.actor);
  caseRow = await rows.buildCase(organisation, {
    number: 42,
    title: 'Case 42',
    tags: ['a', 'b'],
    start_date: new Date(builtAt),
    new_date: new Date(builtAt + 1_000),
    in_progress_date: new Date(builtAt + 61_500),
    end_date: new Date(builtAt + 7_261_500),
    case_template: 'phishing',
  });
  alert = await rows.buildAlert(organisation, {
    type: 'siem',
    source: 'splunk',
    source_ref: 'a/1',
    case_id: caseRow.id,
    imported_date: new Date(builtAt + 5_000),
    stage: 'Imported',
    status: 'Imported',
  });
  await rows.buildObservable(alert, { data: 'one', ioc: true });
});
afterAll(() => lease?.release());

/** Extra data of one object. */
async function extra(
  entity: EntityName,
  id: string,
  ...extraData: string[]
): Promise<Readonly<Record<string, unknown>>> {
  const page = { op: 'page', from: 0, to: 1, extraData } as const;
  return (await reader.first({ op: 'get', entity, id }, page)).extraData;
}

describe('values', () => {
  it('have the type of their field', async () => {
    const { entity, values } = await reader.first({ op: 'get', entity: 'case', id: caseRow.id });
    expect(entity).toBe('case');
    expect(values).toMatchObject({
      id: caseRow.id,
      version: 1,
      number: 42,
      title: 'Case 42',
      severity: 2,
      startDate: builtAt,
      updatedAt: null,
      updatedBy: null,
      tags: ['a', 'b'],
      flag: false,
      caseTemplate: 'phishing',
      owningOrganisation: 'soc',
    });
  });

  it('of durations are computed from the dates', async () => {
    const { values } = await reader.first({ op: 'get', entity: 'case', id: caseRow.id });
    expect(values).toMatchObject({
      timeToDetect: 1_000,
      timeToTriage: 60_500,
      timeToTriageInSeconds: 60,
      timeToTriageInMinutes: 1,
      timeToResolve: 7_200_000,
      timeToResolveInHours: 2,
      timeToContain: null,
    });
  });

  it('that are computed by the database are there', async () => {
    const { values } = await reader.first({ op: 'get', entity: 'alert', id: alert.id });
    expect(values).toMatchObject({
      read: true,
      imported: true,
      caseId: caseRow.id,
      observableCount: 1,
      sourceRef: 'a/1',
    });
  });

  it('of people say what they may do, and leave pictures and secrets out', async () => {
    const { values } = await reader.first({ op: 'get', entity: 'user', id: user.id });
    expect(values).toMatchObject({
      login: 'ann@example.org',
      profile: 'analyst',
      permissions: ['manageUser', 'manageTask'],
      hasKey: false,
      hasPassword: false,
    });
    expect(values).not.toHaveProperty('avatar');
    const configured = await rows.nextId();
    await rows.insert('enabled_neuron', {
      id: configured,
      organisation_id: organisation.id,
      created_at: new Date(builtAt),
      created_by: 'x',
      name: 'N',
      definition_id: 'N_1',
      kind: 'analyzer',
      configuration: { key: 'planted secret' },
    });
    const neuron = await reader.first({ op: 'get', entity: 'enabledNeuron', name: 'N' });
    expect(JSON.stringify(neuron)).not.toContain('planted');
    const byKey = { op: 'like', path: 'configuration', value: 'planted', at: '' } as const;
    await expect(reader.matching('enabledNeuron', byKey)).rejects.toMatchObject({ code: 'invalidQuery' });
  });
});

describe('an object by name', () => {
  it.each<[EntityName, string]>([
    ['case', '42'],
    ['alert', 'siem;splunk;a/1'],
    ['user', 'ANN@example.org'],
    ['organisation', 'soc'],
    ['profile', 'analyst'],
  ])('is found: %s %s', async (entity, name) => {
    expect(await reader.objects({ op: 'get', entity, name })).toHaveLength(1);
  });

  it.each<[EntityName, string]>([
    ['case', '43'],
    ['alert', 'siem;splunk'],
    ['alert', 'siem;splunk;a/1;'],
    ['alert', 'siem;splunk;other'],
    ['organisation', 'SOC'],
    ['task', 'anything'],
    ['user', 'nul\u0000'],
  ])('that does not exist gives nothing: %s %s', async (entity, name) => {
    expect(await reader.objects({ op: 'get', entity, name })).toEqual([]);
  });

  it('must be a number for a case', async () => {
    await expect(reader.objects({ op: 'get', entity: 'case', name: 'x' })).rejects.toMatchObject({
      code: 'invalidQuery',
    });
  });

  it('with an id that is none gives nothing', async () => {
    for (const id of ['', 'abc', '99999999999999999999', '1;2']) {
      expect(await reader.objects({ op: 'get', entity: 'case', id }), id).toEqual([]);
    }
  });
});

describe('extra data', () => {
  it('of a case counts what the caller sees', async () => {
    const task = await rows.buildTask(caseRow, { status: 'Completed', action_required: [organisation.id] });
    await rows.buildTask(caseRow);
    await rows.buildTask(caseRow, { status: 'Cancel' });
    await rows.buildTask(caseRow, { deleted_at: new Date() });
    await rows.buildObservable(caseRow);
    await rows.buildAttachment(caseRow);
    await rows.buildLog(task);
    await rows.buildAudit(caseRow, { created_by: 'bob@example.org' });
    await rows.buildCaseStatus('New', { colour: '#112233', stage: 'New' });
    const found = await extra(
      'case',
      caseRow.id,
      'observableStats',
      'taskStats',
      'alerts',
      'alertCount',
      'attachmentCount',
      'contributors',
      'actionRequired',
      'status',
      'owningOrganisation',
      'links',
      'procedureCount',
      'similarAlerts',
      'computed.handlingDurationInHours',
    );
    expect(found).toMatchObject({
      observableStats: { total: 1 },
      taskStats: { Waiting: 1, Completed: 1, total: 2 },
      alerts: [{ id: alert.id, type: 'siem', source: 'splunk' }],
      alertCount: 1,
      attachmentCount: 1,
      contributors: ['bob@example.org'],
      actionRequired: true,
      status: { entity: 'caseStatus', values: { value: 'New', colour: '#112233' } },
      owningOrganisation: 'soc',
      links: { caseLinks: [], externalLinks: [] },
      procedureCount: 0,
      similarAlerts: [],
      'computed.handlingDurationInHours': 2,
    });
    expect(
      await extra(
        'task',
        task.id,
        'case',
        'caseId',
        'caseTemplate',
        'logCount',
        'actionRequired',
        'actionRequiredMap',
        'isOwner',
      ),
    ).toMatchObject({
      case: { entity: 'case', values: { id: caseRow.id, number: 42, startDate: builtAt } },
      caseId: caseRow.id,
      caseTemplate: null,
      logCount: 1,
      actionRequired: true,
      actionRequiredMap: { soc: true },
      isOwner: true,
    });
    const waitsForUs = { op: 'equals', path: 'actionRequired', value: true, at: '' } as const;
    expect(await reader.ids({ op: 'list', entity: 'task' }, { op: 'filter', filter: waitsForUs })).toEqual([
      task.id,
    ]);
  });

  it('of an alert names its case and its observables', async () => {
    expect(
      await extra('alert', alert.id, 'importDate', 'caseNumber', 'relatedCase', 'status', 'observables'),
    ).toMatchObject({
      importDate: builtAt + 5_000,
      caseNumber: 42,
      relatedCase: { id: caseRow.id, number: 42, accessKind: 'OrganisationAccessKind', isVisible: true },
      status: null,
      observables: [{ entity: 'observable', values: { data: 'one', ioc: true } }],
    });
  });

  it('of a log and a comment hold the objects above', async () => {
    const task = await rows.buildTask(caseRow);
    const log = await rows.buildLog(task);
    const comment = await rows.buildComment(alert);
    expect(await extra('log', log.id, 'task', 'case', 'taskId', 'actionCount')).toMatchObject({
      task: { values: { id: task.id }, extraData: { case: { values: { id: caseRow.id } } } },
      case: { values: { id: caseRow.id } },
      taskId: task.id,
      actionCount: 0,
    });
    const links = await extra('comment', comment.id, 'links', 'isOwner');
    expect(links).toMatchObject({ links: { alert: { values: { id: alert.id } } }, isOwner: true });
    expect(links.links).not.toHaveProperty('case');
  });

  it('of an observable tells how often and how bad its value was seen, by this organisation', async () => {
    const stranger = await rows.buildOrganisation();
    const observable = await rows.buildObservable(caseRow, { data: 'seen often' });
    const other = await rows.buildAlert(organisation);
    await rows.buildObservable(other, { data: 'seen often', ioc: true });
    await rows.buildObservable(caseRow, { data: 'seen often' });
    await rows.buildObservable(await rows.buildCase(stranger), { data: 'seen often', ioc: true });
    expect(await extra('observable', observable.id, 'seen', 'seenSummary', 'shares', 'links')).toMatchObject({
      seen: { seen: 2, ioc: true },
      seenSummary: { seen: 2, ioc: true },
      shares: ['soc'],
      links: { case: { values: { id: caseRow.id } } },
    });
  });

  it('of an observable does not count the alerts that went into its case, nor the case that its alert went into', async () => {
    const into = await rows.buildCase(organisation);
    const from = await rows.buildAlert(organisation, { case_id: into.id });
    const inCase = await rows.buildObservable(into, { data: 'brought along' });
    const inAlert = await rows.buildObservable(from, { data: 'brought along', ioc: true });
    const alone = { seen: { seen: 0, ioc: false } };
    expect(await extra('observable', inCase.id, 'seen')).toMatchObject(alone);
    expect(await extra('observable', inAlert.id, 'seen')).toMatchObject(alone);
    await rows.buildObservable(alert, { data: 'brought along' });
    expect(await extra('observable', inCase.id, 'seen')).toMatchObject({ seen: { seen: 1 } });
    expect(await extra('observable', inAlert.id, 'seen')).toMatchObject({ seen: { seen: 1 } });
  });

  it('of a job holds its report and its observable', async () => {
    const observable = await rows.buildObservable(caseRow, { data: 'analysed' });
    const job = await rows.buildJob(observable, { report: { full: { answer: 1 } } });
    const { report, ...others } = await extra('job', job.id, 'report', 'observable', 'links');
    expect(parsedJson(report)).toEqual({ full: { answer: 1 } });
    expect(others).toMatchObject({
      observable: { values: { data: 'analysed' }, extraData: { case: { values: { id: caseRow.id } } } },
      links: { observable: { values: { id: observable.id } }, case: { values: { id: caseRow.id } } },
    });
    expect((await reader.first({ op: 'get', entity: 'job', id: job.id })).values).not.toHaveProperty(
      'report',
    );
  });

  it('of people and organisations shows memberships and links that the caller sees', async () => {
    const hidden = await rows.buildOrganisation();
    await rows.insert('membership', { user_id: user.id, organisation_id: hidden.id, profile_id: profile.id });
    const linked = await rows.buildOrganisation({ name: 'partner' });
    await rows.buildOrganisationLink(organisation, linked);
    const found = await extra(
      'user',
      user.id,
      'memberships',
      'organisations',
      'avatar',
      'avatarHash',
      'lockout',
    );
    expect(found).toMatchObject({
      memberships: [
        { organisationId: organisation.id, organisation: 'soc', profile: 'analyst', default: false },
      ],
      avatar: 'iVBORw0KGgo=',
      avatarHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      lockout: {},
    });
    expect(await extra('organisation', organisation.id, 'userCount', 'links')).toMatchObject({
      userCount: 1,
      links: [{ toOrganisation: 'partner', linkType: 'default', otherLinkType: null }],
    });
  });

  it('of a tag counts its uses', async () => {
    const tag = await rows.buildTag(organisation, 'counted');
    await rows.buildAlert(organisation, { tags: ['counted'] });
    await rows.buildObservable(alert, { tags: ['counted', 'x'] });
    expect(await extra('tag', tag.id, 'usage')).toEqual({
      usage: { case: 0, alert: 1, observable: 1, caseTemplate: 0 },
    });
  });
});
