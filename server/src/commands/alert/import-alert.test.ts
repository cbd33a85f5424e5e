import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  fieldsOf,
  read,
  recorded,
  related,
  seenByPolicy,
  someAlert,
  someField,
  someTemplate,
} from '../../../../tests/support/triage.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { updateCases } from '../case/update-cases.ts';
import { addAlertAttachments } from '../value/attachments.ts';
import { importAlert } from './import-alert.ts';
import { updateAlerts } from './update-alerts.ts';

describe('importAlert', () => {
  let world: World;
  let analyst: Actor;
  let lead: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst', 'ann@main.test');
    lead = await world.person(world.organisations.first, 'org-admin', 'lea@main.test');
    for (const name of ['one', 'two', 'three']) await someField(world, name);
  });
  afterAll(() => world.release());

  const promote = async (alert: string, raw: object = {}, actor = analyst) =>
    `~${(await world.run(actor, importAlert, { alert, ...raw })).id}`;
  const values = async (entity: string, id: string) => (await read(world, analyst, entity, id)).values;

  it('makes a case of what the alert says', async () => {
    const alert = await someAlert(world, analyst, {
      severity: 4,
      tlp: 4,
      pap: 3,
      tags: ['a', 'b'],
      date: world.clock.now - 60_000,
      customFields: { one: '1' },
    });
    const id = await promote(alert);
    expect(await values('case', id)).toMatchObject({
      title: 'Beacon',
      description: 'Seen on a laptop',
      severity: 4,
      tlp: 4,
      pap: 3,
      tags: ['a', 'b'],
      flag: false,
      startDate: world.clock.now - 60_000,
      alertDate: world.clock.now - 60_000,
      assignee: 'ann@main.test',
    });
    expect(await fieldsOf(world, analyst, 'case', id)).toEqual([['one', '1']]);
    expect(await values('alert', alert)).toMatchObject({
      caseId: id.slice(1),
      status: 'Imported',
      stage: 'Imported',
      importedDate: world.clock.now,
      imported: true,
      read: true,
    });
  });

  it('lets the request override everything', async () => {
    const alert = await someAlert(world, analyst, { tags: ['a'], customFields: { one: '1', two: '2' } });
    const id = await promote(alert, {
      title: 'Other',
      description: 'Own words',
      severity: 1,
      startDate: 5,
      tags: ['x'],
      status: 'InProgress',
      assignee: lead.login,
      customFields: [{ name: 'two', value: 'mine' }],
      tasks: [{ title: 'Look' }],
    });
    expect(await values('case', id)).toMatchObject({
      title: 'Other',
      description: 'Own words',
      severity: 1,
      tlp: 2,
      startDate: 5,
      tags: ['x'],
      stage: 'InProgress',
      assignee: 'lea@main.test',
    });
    expect(await fieldsOf(world, analyst, 'case', id)).toEqual([
      ['two', 'mine'],
      ['one', '1'],
    ]);
  });

  it('gives observables the markings that were chosen for the case, unless they have their own', async () => {
    const observables = [
      { dataType: 'ip', data: '192.0.2.1' },
      { dataType: 'ip', data: '192.0.2.2', tlp: 4, pap: 3 },
    ];
    const markingsOf = async (id: string) =>
      (await related(world, analyst, 'case', id, 'observables')).map((one) => [
        one.values.tlp,
        one.values.pap,
      ]);
    const marked = await someAlert(world, analyst, { observables });
    expect(await markingsOf(await promote(marked, { tlp: 1, pap: 1 }))).toEqual([
      [1, 1],
      [4, 3],
    ]);
    const raised = await someAlert(world, analyst, { observables });
    expect(await markingsOf(await promote(raised, { pap: 3 }))).toEqual([
      [2, 3],
      [4, 3],
    ]);
    const plain = await someAlert(world, analyst, { observables });
    expect(await markingsOf(await promote(plain))).toEqual([
      [2, 2],
      [4, 3],
    ]);
  });

  it('uses no template when the request says so, whatever the alert names', async () => {
    await someTemplate(world, lead, { name: 'unwanted', titlePrefix: 'NO:', tasks: [{ title: 'Model' }] });
    const alert = await someAlert(world, analyst, { caseTemplate: 'unwanted' });
    const id = await promote(alert, { caseTemplate: null });
    expect(await values('case', id)).toMatchObject({ title: 'Beacon' });
    expect(await related(world, analyst, 'case', id, 'tasks')).toEqual([]);
  });

  it('is completed by the template that the alert names: prefix, tags, tasks and fields after its own', async () => {
    await someTemplate(world, lead, {
      name: 'beacon',
      titlePrefix: 'C2:',
      severity: 1,
      tags: ['b', 't'],
      flag: true,
      summary: 'of the template',
      customFields: [
        { name: 'one', value: 'template' },
        { name: 'two', value: 'template' },
        { name: 'three', value: null },
      ],
      tasks: [{ title: 'Model' }],
    });
    const alert = await someAlert(world, analyst, {
      caseTemplate: 'beacon',
      severity: 3,
      tags: ['a', 'b'],
      customFields: [
        { name: 'one', value: 'alert' },
        { name: 'two', value: null },
      ],
    });
    const id = await promote(alert, { tasks: [{ title: 'Own' }], customFields: { three: 'given' } });
    expect(await values('case', id)).toMatchObject({
      title: 'C2: Beacon',
      severity: 3,
      tags: ['a', 'b', 't'],
      flag: true,
      summary: 'of the template',
    });
    expect(await fieldsOf(world, analyst, 'case', id)).toEqual([
      ['three', 'given'],
      ['one', 'alert'],
      ['two', 'template'],
    ]);
    const tasks = (await related(world, analyst, 'case', id, 'tasks')).map((task) => task.values);
    expect(tasks.map((task) => [task.title, task.order])).toEqual(
      expect.arrayContaining([
        ['Model', 0],
        ['Own', 1],
      ]),
    );
  });

  it('takes the observables over, each once, and the files', async () => {
    const file = await world.upload('mail.eml', 'From: x');
    const alert = await someAlert(world, analyst, {
      observables: [
        { dataType: 'ip', data: '192.0.2.7', tags: ['x'], ioc: true, message: 'seen' },
        { dataType: 'domain', data: ['evil.example', 'bad.example'] },
      ],
    });
    const uploads = new Map([['attachments', [file]]]);
    await world.run(analyst, addAlertAttachments, { id: alert }, { uploads });
    const id = await promote(alert);
    const copies = (await related(world, analyst, 'case', id, 'observables')).map((one) => one.values);
    expect(copies.map((one) => one.data).toSorted()).toEqual(['192.0.2.7', 'bad.example', 'evil.example']);
    expect(copies.find((one) => one.data === '192.0.2.7')).toMatchObject({
      tags: ['x'],
      ioc: true,
      message: 'seen',
      originKind: 'alert',
      originId: alert.slice(1),
      alertId: null,
    });
    expect(await related(world, analyst, 'alert', alert, 'observables')).toHaveLength(3);
    const files = await related(world, analyst, 'case', id, 'attachments');
    expect(files.map((one) => one.values)).toEqual([
      expect.objectContaining({ name: 'mail.eml', contentHash: file.id, originKind: 'alert' }),
    ]);
  });

  it('records the case with the alert it is from, and the alert under the case', async () => {
    const alert = await someAlert(world, analyst, {
      sourceRef: 'told',
      observables: [{ dataType: 'ip', data: '192.0.2.8' }],
    });
    let id = '';
    const records = await recorded(world, async () => {
      id = await promote(alert);
    });
    expect(records.map((one) => [one.action, one.object_type, one.context_type, one.main_action])).toEqual([
      ['create', 'Case', 'Case', true],
      ['create', 'Observable', 'Case', false],
      ['update', 'Alert', 'Case', false],
    ]);
    expect(records[0]?.details).toMatchObject({
      fromAlert: { _id: alert, type: 'siem', source: 'splunk', sourceRef: 'told' },
    });
    expect(records[2]).toMatchObject({
      object_id: alert.slice(1),
      context_id: id.slice(1),
      details: { caseId: id.slice(1), status: 'Imported', stage: 'Imported' },
      previous: { caseId: null, status: 'New', stage: 'New', importedDate: null },
    });
  });

  it('answers with the case that the alert has, and changes nothing', async () => {
    const alert = await someAlert(world, analyst);
    const id = await promote(alert);
    const records = await recorded(world, async () => {
      expect(await promote(alert, { title: 'Again' })).toBe(id);
    });
    expect(records).toEqual([]);
  });

  it('makes one case when two people promote the alert at once', async () => {
    const alert = await someAlert(world, analyst);
    const [one, other] = await Promise.all([promote(alert), promote(alert, {}, lead)]);
    expect(one).toBe(other);
    const cases = await world.stored(
      'select count(*)::int as count from skep."case" where alert_date is not null and id = $1',
      [one.slice(1)],
    );
    expect(cases).toEqual([{ count: 1 }]);
  });

  it('measures detection, triage, acknowledgement, qualification and resolution over alert and case', async () => {
    const { clock } = world;
    const start = clock.now;
    clock.now = 1_738_232_244_332;
    const alert = await someAlert(world, analyst, { date: 1_640_200_000_000 });
    clock.now = 1_747_138_137_847;
    await world.run(analyst, updateAlerts, { id: alert, status: 'InProgress' });
    clock.now = 1_747_138_171_140;
    const id = await promote(alert);
    clock.now = 1_747_500_000_000;
    await world.run(analyst, updateCases, { id, status: 'InProgress' });
    clock.now = 1_747_733_026_675;
    await world.run(analyst, updateCases, { id, status: 'TruePositive' });
    clock.now = start;
    expect(await values('case', id)).toMatchObject({
      startDate: 1_640_200_000_000,
      alertNewDate: 1_738_232_244_332,
      alertInProgressDate: 1_747_138_137_847,
      alertImportedDate: 1_747_138_171_140,
      endDate: 1_747_733_026_675,
      timeToDetect: 98_032_244_332,
      timeToTriage: 8_905_893_515,
      timeToAcknowledge: 106_938_137_847,
      timeToQualify: 8_905_926_808,
      timeToResolve: 594_888_828,
      handlingDuration: 594_855_535,
    });
  });

  it('is shared as the request says, with what came from the alert', async () => {
    const partner = await world.organisation('partner', world.organisations.first);
    const alert = await someAlert(world, analyst, { observables: [{ dataType: 'ip', data: '192.0.2.9' }] });
    const id = await promote(alert, {
      sharingParameters: [{ organisation: 'partner' }],
      tasks: [{ title: 't' }],
    });
    expect(await seenByPolicy(world, partner, id)).toMatchObject({ case: 1, task: 1, observable: 1 });
    expect(await seenByPolicy(world, partner, alert)).toEqual({});
  });

  it('leaves the case to nobody when its maker may not work on cases', async () => {
    const permissions = new Set(analyst.permissions);
    permissions.delete('manageCase/update');
    const alert = await someAlert(world, analyst);
    const id = await promote(alert, {}, { ...analyst, permissions });
    expect((await values('case', id)).assignee).toBeNull();
  });

  it('names every bad field, and writes nothing', async () => {
    const alert = await someAlert(world, analyst);
    await expect(promote(alert, { severity: 9, colour: 'x', tasks: [7] })).rejects.toMatchObject({
      code: 'invalidFields',
      faults: expect.arrayContaining(
        ['severity', 'colour', 'tasks[0]'].map((name) => expect.objectContaining({ name })),
      ),
    });
    await expect(promote(alert, { caseTemplate: 'unheard' })).rejects.toMatchObject({ code: 'notFound' });
    expect((await values('alert', alert)).stage).toBe('New');
  });

  it('is refused without the permission, and for alerts of another organisation', async () => {
    const alert = await someAlert(world, analyst);
    const reader = await world.person(world.organisations.first, 'read-only');
    await expect(promote(alert, {}, reader)).rejects.toMatchObject({ code: 'permissionMissing' });
    const elsewhere = await world.organisation('elsewhere', world.organisations.first);
    const stranger = await world.person(elsewhere, 'org-admin');
    await expect(promote(alert, {}, stranger)).rejects.toMatchObject({ code: 'notFound' });
  });
});
