import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audits, row, share, someCase, someObservable } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { deleteCustomEvent } from '../frame/delete-objects.ts';
import { addCaseAttachments } from '../value/attachments.ts';
import { createCustomEvent, updateCustomEvent } from './custom-event-commands.ts';
import { shareCase } from './share-commands.ts';

describe('custom events', () => {
  let world: World;
  let analyst: Actor;
  let reader: Actor;
  let stranger: Actor;
  let partner: Actor;
  let caseId: string;
  beforeAll(async () => {
    world = await buildWorld();
    const { first } = world.organisations;
    analyst = await world.person(first, 'analyst', 'ann@main.test');
    reader = await world.person(first, 'read-only', 'rita@main.test');
    const strangers = await world.organisation('strangers');
    stranger = await world.person(strangers, 'org-admin', 'sam@strangers.test');
    partner = await world.person(await world.organisation('partner', first), 'analyst');
    caseId = await someCase(world, analyst);
  });
  afterAll(() => world.release());

  const made = async (raw = {}): Promise<string> =>
    `~${(await world.run(analyst, createCustomEvent, { caseId, title: 'Call', date: 1_000, ...raw })).id}`;

  it('are put into a case, changed and deleted', async () => {
    const id = await made({ endDate: 2_000, description: 'With the bank' });
    await world.run(analyst, updateCustomEvent, { id, title: 'Long call', endDate: null });
    expect(await row(world, 'custom_event', id)).toMatchObject({ title: 'Long call', end_date: null });
    await world.run(analyst, deleteCustomEvent, { id });
    expect((await audits(world, id)).map((record) => [record.action, record.context_id])).toEqual(
      ['create', 'update', 'delete'].map((action) => [action, caseId.slice(1)]),
    );
    await expect(world.run(analyst, updateCustomEvent, { id, title: 'x' })).rejects.toMatchObject({
      code: 'notFound',
    });
  });

  it('do not end before they begin', async () => {
    const faulty = { faults: [expect.objectContaining({ name: 'endDate' })] };
    await expect(made({ endDate: 999 })).rejects.toMatchObject(faulty);
    const id = await made({ endDate: 2_000 });
    await expect(world.run(analyst, updateCustomEvent, { id, date: 2_001 })).rejects.toMatchObject(faulty);
  });

  const someFile = async (actor: Actor, of: string, name: string): Promise<string> => {
    const file = await world.upload(name, 'content');
    const uploads = new Map([['attachments', [file]]]);
    const [id] = await world.run(actor, addCaseAttachments, { id: of }, { uploads });
    return `~${id}`;
  };

  it('stand on observables and files of their case, and on nothing else', async () => {
    const observable = await someObservable(world, analyst, caseId);
    const file = await someFile(analyst, caseId, 'proxy.log');
    const id = await made({ evidence: [observable, file, observable] });
    const digits = [observable, file].map((one) => one.slice(1));
    expect((await row(world, 'custom_event', id)).evidence).toEqual(digits);
    const other = await someObservable(world, analyst, await someCase(world, analyst));
    const faults = (...places: number[]) => ({
      faults: places.map((place) => expect.objectContaining({ name: `evidence[${place}]` })),
    });
    await expect(made({ evidence: [observable, other, caseId] })).rejects.toMatchObject(faults(1, 2));
    await expect(made({ evidence: ['x', observable, '12'] })).rejects.toMatchObject(faults(0, 2));
    await expect(made({ evidence: Array(101).fill(observable) })).rejects.toMatchObject({
      faults: [expect.objectContaining({ name: 'evidence', accepted: 'at most 100 ids' })],
    });
    await world.run(analyst, updateCustomEvent, { id, evidence: [file] });
    const [, change] = await audits(world, id);
    expect(change).toMatchObject({ details: { evidence: digits.slice(1) }, previous: { evidence: digits } });
  });

  it('keep evidence that whoever changes them does not see', async () => {
    const id = await someCase(world, analyst);
    await world.run(analyst, shareCase, { id, shares: [{ organisation: 'partner', profile: 'analyst' }] });
    const hidden = await someObservable(world, analyst, id);
    const file = await someFile(analyst, id, 'mail.eml');
    const event = await made({ caseId: id, evidence: [hidden, file] });
    const seenBy = async (actor: Actor): Promise<unknown> =>
      (await world.objects(actor, [{ op: 'get', entity: 'customEvent', id: event.slice(1) }]))[0]?.values
        .evidence;
    expect(await seenBy(partner)).toEqual([file.slice(1)]);
    const named = { op: 'equals', path: 'evidence', value: hidden.slice(1), at: '' } as const;
    const start = { op: 'list', entity: 'customEvent' } as const;
    const finds = async (actor: Actor): Promise<number> =>
      (await world.objects(actor, [start, { op: 'filter', filter: named }])).length;
    expect([await finds(analyst), await finds(partner)]).toEqual([1, 0]);
    await expect(
      world.run(partner, updateCustomEvent, { id: event, evidence: [hidden] }),
    ).rejects.toMatchObject({ code: 'invalidFields' });
    await world.run(partner, updateCustomEvent, { id: event, evidence: [] });
    expect([await seenBy(analyst), await seenBy(partner)]).toEqual([[hidden.slice(1)], []]);
  });

  it('are changed by those who have the case and the permission', async () => {
    const id = await made();
    const change = { id, title: 'Other' };
    await expect(world.run(reader, updateCustomEvent, change)).rejects.toMatchObject({
      code: 'permissionMissing',
    });
    for (const actor of [stranger, partner])
      await expect(world.run(actor, updateCustomEvent, change)).rejects.toMatchObject({ code: 'notFound' });
    await share(world, analyst, caseId, { name: 'partner' });
    await world.run(partner, updateCustomEvent, change);
    await expect(world.run(partner, deleteCustomEvent, { id })).rejects.toMatchObject({
      code: 'notAllowed',
    });
  });
});
