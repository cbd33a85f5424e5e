import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf, read, recorded, related, someAlert, someField } from '../../../../tests/support/triage.ts';
import { share, someCase, someObservable } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { mergeCases } from '../case/merge-cases.ts';
import { updateCases } from '../case/update-cases.ts';
import { updateObservables } from '../observable/observable-commands.ts';
import { addAlertAttachments, addCaseAttachments } from '../value/attachments.ts';
import { importAlert } from './import-alert.ts';
import { mergeAlerts } from './merge-alerts.ts';
import { unlinkAlert, unmergeAlert } from './unlink-alert.ts';

function picked(values: Readonly<Record<string, unknown>>, names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}

describe('taking an alert out of its case', () => {
  let world: World;
  let analyst: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst', 'ann@main.test');
    for (const name of ['one', 'two', 'three']) await someField(world, name);
  });
  afterAll(() => world.release());

  const merge = (caseId: string, ...alertIds: string[]) =>
    world.run(analyst, mergeAlerts, { caseId, alertIds });
  const unmerge = (caseId: string, alertId: string) => world.run(analyst, unmergeAlert, { caseId, alertId });
  const unlink = (caseId: string, alertId: string, actor = analyst) =>
    world.run(actor, unlinkAlert, { caseId, alertId });
  const values = async (entity: string, id: string) => (await read(world, analyst, entity, id)).values;
  const observables = async (id: string) =>
    (await related(world, analyst, 'case', id, 'observables')).map((one) => one.values);
  const data = async (id: string) => (await observables(id)).map((one) => one.data).toSorted();
  const ip = (last: number, raw: object = {}) => ({ dataType: 'ip', data: `192.0.2.${last}`, ...raw });
  const withFile = async (alert: string, content: string) => {
    const uploads = new Map([['attachments', [await world.upload(`${content}.txt`, content)]]]);
    await world.run(analyst, addAlertAttachments, { id: alert }, { uploads });
  };

  it('alone leaves everything it brought, and gives it back to triage', async () => {
    const caseId = await someCase(world, analyst);
    const alert = await someAlert(world, analyst, { tags: ['t'], observables: [ip(1)] });
    await merge(caseId, alert);
    const records = await recorded(world, () => unlink(caseId, alert));
    expect(await values('alert', alert)).toMatchObject({ caseId: null, status: 'New', stage: 'New' });
    expect(await data(caseId)).toEqual(['192.0.2.1']);
    expect(await values('case', caseId)).toMatchObject({ tags: ['t'], alertDate: null, alertNewDate: null });
    expect(records.map((one) => [one.object_type, one.context_id])).toEqual([
      ['Alert', caseId.slice(1)],
      ['Case', caseId.slice(1)],
    ]);
    expect(records[1]?.details).toMatchObject({ unlinked: expect.objectContaining({ _id: alert }) });
    await expect(unmerge(caseId, alert)).rejects.toMatchObject({ message: 'Alert not found' });
  });

  it('together with what it brought restores the case as it was', async () => {
    const caseId = await someCase(world, analyst, {
      tags: ['own'],
      customFields: [
        { name: 'one', value: 'own' },
        { name: 'two', value: null },
      ],
    });
    await someObservable(world, analyst, caseId, ip(1, { tags: ['own'], tlp: 1 }));
    const uploads = new Map([['attachments', [await world.upload('own.txt', 'own')]]]);
    await world.run(analyst, addCaseAttachments, { id: caseId }, { uploads });
    const alert = await someAlert(world, analyst, {
      tags: ['own', 'brought'],
      customFields: { one: 'brought', two: 'brought', three: 'brought' },
      observables: [ip(1, { tags: ['brought'], ioc: true, sighted: true, tlp: 4 }), ip(2)],
    });
    await withFile(alert, 'brought');
    const state = async () => ({
      case: picked(await values('case', caseId), ['tags', 'alertDate', 'alertNewDate', 'alertImportedDate']),
      fields: await fieldsOf(world, analyst, 'case', caseId),
      observables: (await observables(caseId)).map((one) =>
        picked(one, ['data', 'tags', 'ioc', 'sighted', 'sightedAt', 'tlp', 'reports']),
      ),
      files: (await related(world, analyst, 'case', caseId, 'attachments')).map((one) => one.values.name),
    });
    const before = await state();
    await merge(caseId, alert);
    expect(await state()).not.toEqual(before);
    const records = await recorded(world, () => unmerge(caseId, alert));
    expect(await state()).toEqual(before);
    expect(await values('alert', alert)).toMatchObject({ caseId: null, stage: 'New' });
    expect(records.map((one) => [one.action, one.object_type])).toEqual([
      ['delete', 'Observable'],
      ['update', 'Observable'],
      ['delete', 'Attachment'],
      ['update', 'Alert'],
      ['update', 'Case'],
    ]);
    expect(records.at(-1)?.details).toMatchObject({
      unmerged: expect.objectContaining({ _id: alert }),
      tags: ['own'],
      customFieldChanges: expect.anything(),
    });
  });

  it('keeps what was added or changed since', async () => {
    const caseId = await someCase(world, analyst);
    await someObservable(world, analyst, caseId, ip(9));
    const alert = await someAlert(world, analyst, {
      tags: ['brought'],
      customFields: { one: 'brought', two: 'brought' },
      observables: [ip(1), ip(2), ip(9, { ioc: true, tags: ['brought'] })],
    });
    await merge(caseId, alert);
    const [, changed] = await observables(caseId);
    const [common] = await observables(caseId);
    await world.run(analyst, updateObservables, { id: `~${String(changed?.id)}`, message: 'looked at' });
    await world.run(analyst, updateObservables, { id: `~${String(common?.id)}`, addTags: ['later'] });
    await someObservable(world, analyst, caseId, ip(3));
    await world.run(analyst, updateCases, { id: caseId, addTags: ['later'], 'customFields.one': 'changed' });
    await unmerge(caseId, alert);
    expect(await data(caseId)).toEqual(['192.0.2.3', String(changed?.data), '192.0.2.9'].toSorted());
    expect(await values('case', caseId)).toMatchObject({ tags: ['later'] });
    expect(await fieldsOf(world, analyst, 'case', caseId)).toEqual([['one', 'changed']]);
    expect(await values('observable', `~${String(common?.id)}`)).toMatchObject({
      tags: ['later'],
      ioc: false,
    });
  });

  it('keeps what another alert of the case holds as well', async () => {
    const caseId = await someCase(world, analyst);
    await someObservable(world, analyst, caseId, ip(9));
    const raw = {
      tags: ['both'],
      customFields: { one: 'both' },
      observables: [ip(1), ip(9, { tags: ['both'], ioc: true, tlp: 3 })],
    };
    const first = await someAlert(world, analyst, { ...raw, tags: ['both', 'first'] });
    const second = await someAlert(world, analyst, raw);
    await withFile(first, 'same');
    await withFile(second, 'same');
    await merge(caseId, first, second);
    await unmerge(caseId, first);
    expect(await data(caseId)).toEqual(['192.0.2.1', '192.0.2.9']);
    expect((await values('case', caseId)).tags).toEqual(['both']);
    expect(await fieldsOf(world, analyst, 'case', caseId)).toEqual([['one', 'both']]);
    expect(await related(world, analyst, 'case', caseId, 'attachments')).toHaveLength(1);
    const common = (await observables(caseId)).find((one) => one.data === '192.0.2.9');
    expect(common).toMatchObject({ tags: ['both'], ioc: true, tlp: 3 });
  });

  it('can be followed by merging it again', async () => {
    const caseId = await someCase(world, analyst);
    const alert = await someAlert(world, analyst, { observables: [ip(1)] });
    await merge(caseId, alert);
    await unmerge(caseId, alert);
    await merge(caseId, alert);
    expect(await data(caseId)).toEqual(['192.0.2.1']);
    await unmerge(caseId, alert);
    expect(await data(caseId)).toEqual([]);
  });

  it('works for the alert that the case was made from', async () => {
    const alert = await someAlert(world, analyst, { observables: [ip(1)] });
    await withFile(alert, 'file');
    const { id } = await world.run(analyst, importAlert, { alert });
    await unmerge(`~${id}`, alert);
    expect(await data(`~${id}`)).toEqual([]);
    expect(await related(world, analyst, 'case', `~${id}`, 'attachments')).toEqual([]);
    expect((await values('alert', alert)).stage).toBe('New');
  });

  it('works after the case was merged into another one', async () => {
    const caseId = await someCase(world, analyst);
    const alert = await someAlert(world, analyst, { tags: ['brought'], observables: [ip(1)] });
    await merge(caseId, alert);
    const { id } = await world.run(analyst, mergeCases, { ids: [caseId, await someCase(world, analyst)] });
    expect((await values('alert', alert)).caseId).toBe(id);
    await unmerge(`~${id}`, alert);
    expect(await data(`~${id}`)).toEqual([]);
    expect((await values('alert', alert)).caseId).toBeNull();
  });

  it('measures by the alerts that are left', async () => {
    const { now } = world.clock;
    const caseId = await someCase(world, analyst);
    const early = await someAlert(world, analyst, { date: now - 9_000 });
    const late = await someAlert(world, analyst, { date: now - 1_000 });
    await merge(caseId, early, late);
    await unlink(caseId, early);
    expect((await values('case', caseId)).alertDate).toBe(now - 1_000);
  });

  it('needs an alert and a case that belong together', async () => {
    const caseId = await someCase(world, analyst);
    const alert = await someAlert(world, analyst);
    await expect(unlink(caseId, alert)).rejects.toMatchObject({ message: 'Alert not found' });
    await expect(world.run(analyst, unmergeAlert, {})).rejects.toMatchObject({
      faults: [expect.objectContaining({ name: 'caseId' }), expect.objectContaining({ name: 'alertId' })],
    });
  });

  it('is refused without the permission, and for others', async () => {
    const caseId = await someCase(world, analyst);
    const alert = await someAlert(world, analyst);
    await merge(caseId, alert);
    const reader = await world.person(world.organisations.first, 'read-only');
    await expect(unlink(caseId, alert, reader)).rejects.toMatchObject({ code: 'permissionMissing' });
    const partner = await world.organisation('partner', world.organisations.first);
    const guest = await world.person(partner, 'analyst');
    await expect(unlink(caseId, alert, guest)).rejects.toMatchObject({ message: 'Case not found' });
    await share(world, analyst, caseId, partner);
    await expect(unlink(caseId, alert, guest)).rejects.toMatchObject({ message: 'Alert not found' });
  });
});
