import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audits, row, share, someCase } from '../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../tests/support/world.ts';
import type { Actor } from '../model/actor.ts';
import { createCustomEvent, updateCustomEvent } from './custom-event-commands.ts';
import { deleteCustomEvent } from './delete-objects.ts';

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
