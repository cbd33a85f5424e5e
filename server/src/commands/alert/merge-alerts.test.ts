import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf, read, recorded, related, someAlert, someField } from '../../../../tests/support/triage.ts';
import { share, someCase, someObservable } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { unshareCase } from '../case/share-commands.ts';
import { addAlertAttachments } from '../value/attachments.ts';
import { importAlert } from './import-alert.ts';
import { mergeAlerts } from './merge-alerts.ts';
import { updateAlerts } from './update-alerts.ts';

describe('mergeAlerts', () => {
  let world: World;
  let analyst: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst', 'ann@main.test');
    for (const name of ['one', 'two', 'three']) await someField(world, name);
  });
  afterAll(() => world.release());

  const merge = (caseId: string, alertIds: readonly string[], raw: object = {}, actor = analyst) =>
    world.run(actor, mergeAlerts, { caseId, alertIds, ...raw });
  const values = async (entity: string, id: string) => (await read(world, analyst, entity, id)).values;
  const observables = async (id: string) =>
    (await related(world, analyst, 'case', id, 'observables')).map((one) => one.values);

  it('adds tags and custom fields that the case lacks, and appends nothing to its description', async () => {
    const caseId = await someCase(world, analyst, {
      tags: ['a'],
      customFields: [
        { name: 'one', value: 'case' },
        { name: 'two', value: null },
      ],
    });
    const alert = await someAlert(world, analyst, {
      tags: ['a', 'b'],
      customFields: { one: 'alert', two: 'filled', three: 'new' },
    });
    await merge(caseId, [alert]);
    expect(await values('case', caseId)).toMatchObject({ tags: ['a', 'b'], description: 'A wave' });
    expect(await fieldsOf(world, analyst, 'case', caseId)).toEqual([
      ['one', 'case'],
      ['two', 'filled'],
      ['one', 'alert'],
      ['three', 'new'],
    ]);
    expect(await values('alert', alert)).toMatchObject({
      caseId: caseId.slice(1),
      stage: 'Imported',
      importedDate: world.clock.now,
    });
  });

  it('keeps an observable once, with the tags, marks and reports of both and the stricter rating', async () => {
    const caseId = await someCase(world, analyst);
    await someObservable(world, analyst, caseId, { data: '192.0.2.1', tags: ['x'], tlp: 1, message: 'kept' });
    const alert = await someAlert(world, analyst, {
      observables: [
        { dataType: 'ip', data: '192.0.2.1', tags: ['x', 'y'], ioc: true, tlp: 4, message: 'other' },
        { dataType: 'domain', data: 'evil.example' },
      ],
    });
    await world.dependencies.database.transaction({ role: 'worker' }, (transaction) =>
      transaction.run({
        sql: `update skep.observable set reports = '{"VT":{"taxonomies":[]}}' where alert_id = $1 and data_type = 'ip'`,
        parameters: [alert.slice(1)],
      }),
    );
    const records = await recorded(world, () => merge(caseId, [alert]));
    const [kept, added, ...more] = await observables(caseId);
    expect(more).toEqual([]);
    expect(kept).toMatchObject({
      data: '192.0.2.1',
      tags: ['x', 'y'],
      ioc: true,
      tlp: 4,
      message: 'kept',
      reports: { VT: { taxonomies: [] } },
      originKind: 'person',
    });
    expect(added).toMatchObject({ data: 'evil.example', originKind: 'alert', originId: alert.slice(1) });
    expect(records.map((one) => [one.action, one.object_type, one.context_id, one.main_action])).toEqual([
      ['update', 'Alert', caseId.slice(1), false],
      ['create', 'Observable', caseId.slice(1), false],
      ['update', 'Observable', caseId.slice(1), false],
      ['merge', 'Case', caseId.slice(1), true],
    ]);
    expect(records[3]?.details).toMatchObject({ fromAlert: expect.objectContaining({ _id: alert }) });
  });

  it('adds nothing twice when several alerts bring the same', async () => {
    const caseId = await someCase(world, analyst);
    const raw = {
      tags: ['t'],
      customFields: { one: '1' },
      observables: [{ dataType: 'ip', data: '192.0.2.2' }],
    };
    await merge(caseId, [await someAlert(world, analyst, raw), await someAlert(world, analyst, raw)]);
    expect(await observables(caseId)).toHaveLength(1);
    expect((await values('case', caseId)).tags).toEqual(['t']);
    expect(await fieldsOf(world, analyst, 'case', caseId)).toEqual([['one', '1']]);
    expect(await related(world, analyst, 'case', caseId, 'alerts')).toHaveLength(2);
  });

  it('gives the case the earliest date of each kind', async () => {
    const { clock } = world;
    const begin = clock.now;
    const late = await someAlert(world, analyst, { date: begin - 1_000 });
    clock.now += 5_000;
    const early = await someAlert(world, analyst, { date: begin - 9_000 });
    await world.run(analyst, updateAlerts, { id: early, status: 'InProgress' });
    const caseId = await someCase(world, analyst, { startDate: begin - 9_000 });
    await merge(caseId, [late]);
    clock.now += 5_000;
    await merge(caseId, [early]);
    expect(await values('case', caseId)).toMatchObject({
      alertDate: begin - 9_000,
      alertNewDate: begin,
      alertInProgressDate: begin + 5_000,
      alertImportedDate: begin + 5_000,
      timeToDetect: 9_000,
      timeToTriage: 5_000,
      timeToQualify: 5_000,
    });
  });

  it('copies files under free names, and content that is there only once', async () => {
    const caseId = await someCase(world, analyst);
    const attach = async (content: string) => {
      const alert = await someAlert(world, analyst);
      const uploads = new Map([['attachments', [await world.upload('mail.eml', content)]]]);
      await world.run(analyst, addAlertAttachments, { id: alert }, { uploads });
      return alert;
    };
    await merge(caseId, [await attach('one'), await attach('two'), await attach('one')]);
    const names = (await related(world, analyst, 'case', caseId, 'attachments')).map(
      (one) => one.values.name,
    );
    expect(names.toSorted()).toEqual(['mail (2).eml', 'mail.eml']);
  });

  it('imports observables alone when that is asked for', async () => {
    const caseId = await someCase(world, analyst);
    const alert = await someAlert(world, analyst, {
      tags: ['t'],
      customFields: { one: '1' },
      observables: [{ dataType: 'ip', data: '192.0.2.3' }],
    });
    const records = await recorded(world, () => merge(caseId, [alert], { how: 'import' }));
    expect(
      records.find((one) => one.action === 'update' && one.object_type === 'Case')?.details,
    ).toMatchObject({
      fromAlert: { _id: alert },
    });
    expect(records.find((one) => one.object_type === 'Alert')?.details).toMatchObject({
      caseId: expect.anything(),
      status: 'Imported',
    });
    expect((await values('case', caseId)).tags).toEqual([]);
    expect(await fieldsOf(world, analyst, 'case', caseId)).toEqual([]);
    expect(await observables(caseId)).toHaveLength(1);
    expect((await values('alert', alert)).stage).toBe('Imported');
  });

  it('refuses an alert that has a case, and takes over none of the others', async () => {
    const first = await someCase(world, analyst);
    const second = await someCase(world, analyst);
    const [taken, free] = [await someAlert(world, analyst), await someAlert(world, analyst)];
    await merge(first, [taken]);
    await expect(merge(second, [free, taken])).rejects.toMatchObject({
      code: 'alertAlreadyImported',
      message: 'Alert is already imported',
    });
    expect((await values('alert', free)).caseId).toBeNull();
  });

  it('keeps an observable once when two alerts are merged at the same moment', async () => {
    const caseId = await someCase(world, analyst);
    const raw = { observables: [{ dataType: 'ip', data: '192.0.2.4' }] };
    const alerts = await Promise.all([1, 2, 3].map(() => someAlert(world, analyst, raw)));
    await Promise.all(alerts.map((alert) => merge(caseId, [alert])));
    expect(await observables(caseId)).toHaveLength(1);
    expect((await values('case', caseId)).version).toBe(4);
  });

  it('puts an alert into a case that another organisation shares, as far as the share allows', async () => {
    const partner = await world.organisation('partner', world.organisations.first);
    const guest = await world.person(partner, 'analyst');
    const caseId = await someCase(world, analyst);
    await share(world, analyst, caseId, partner);
    const alert = await someAlert(world, guest, {
      date: world.clock.now - 777,
      observables: [{ dataType: 'ip', data: '192.0.2.5' }],
    });
    await merge(caseId, [alert], {}, guest);
    expect(await observables(caseId)).toEqual([expect.objectContaining({ data: '192.0.2.5' })]);
    expect((await values('case', caseId)).alertDate).toBe(world.clock.now - 777);
    expect(await related(world, analyst, 'case', caseId, 'alerts')).toEqual([]);
    expect(await related(world, guest, 'case', caseId, 'alerts')).toHaveLength(1);
    const readable = await someCase(world, analyst);
    await share(world, analyst, readable, partner, 'read-only');
    const other = await someAlert(world, guest);
    await expect(merge(readable, [other], {}, guest)).rejects.toMatchObject({ code: 'permissionMissing' });
  });

  it('takes an alert back from a case that is not shared any more', async () => {
    const partner = await world.organisation('former', world.organisations.first);
    const guest = await world.person(partner, 'analyst');
    const caseId = await someCase(world, analyst);
    await share(world, analyst, caseId, partner);
    const alerts = await Promise.all([1, 2, 3].map(() => someAlert(world, guest)));
    const [merged = '', promoted = '', reopened = ''] = alerts;
    await merge(caseId, alerts, {}, guest);
    await world.run(analyst, unshareCase, { id: caseId, organisations: ['former'] });
    const own = await someCase(world, guest);
    await merge(own, [merged], {}, guest);
    await world.run(guest, importAlert, { alert: promoted });
    await world.run(guest, updateAlerts, { id: reopened, status: 'New' });
    const cases = await Promise.all(
      alerts.map(async (alert) => (await read(world, guest, 'alert', alert)).values.caseId),
    );
    expect(cases).toEqual([own.slice(1), expect.any(String), null]);
    expect(cases[1]).not.toBe(caseId.slice(1));
  });

  it('names every bad field, and takes at most fifty', async () => {
    await expect(world.run(analyst, mergeAlerts, { alertIds: 'x' })).rejects.toMatchObject({
      code: 'invalidFields',
      faults: [expect.objectContaining({ name: 'alertIds' }), expect.objectContaining({ name: 'caseId' })],
    });
    await expect(merge('1', [])).rejects.toMatchObject({
      faults: [expect.objectContaining({ name: 'alertIds' })],
    });
    const many = Array.from({ length: 51 }, (_, index) => `~${index + 1}`);
    await expect(merge('1', many)).rejects.toMatchObject({ code: 'tooManyItems' });
  });

  it('is refused without the permission, and for alerts and cases of another organisation', async () => {
    const caseId = await someCase(world, analyst);
    const alert = await someAlert(world, analyst);
    const reader = await world.person(world.organisations.first, 'read-only');
    await expect(merge(caseId, [alert], {}, reader)).rejects.toMatchObject({ code: 'permissionMissing' });
    const elsewhere = await world.organisation('elsewhere', world.organisations.first);
    const stranger = await world.person(elsewhere, 'org-admin');
    const own = await someCase(world, stranger);
    await expect(merge(own, [alert], {}, stranger)).rejects.toMatchObject({ message: 'Alert not found' });
    const theirs = await someAlert(world, stranger);
    await expect(merge(caseId, [theirs], {}, stranger)).rejects.toMatchObject({ message: 'Case not found' });
  });
});
