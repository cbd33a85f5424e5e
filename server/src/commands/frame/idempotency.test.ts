import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { someAlert } from '../../../../tests/support/triage.ts';
import { someCase } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { createAlert } from '../alert/create-alert.ts';
import { updateAlerts } from '../alert/update-alerts.ts';
import { createCase } from '../case/create-case.ts';
import { addCaseAttachments } from '../value/attachments.ts';

const input = { title: 'Once', description: 'Only' };

describe('a request with an idempotency key', () => {
  let world: World;
  let analyst: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst', 'ann@main.test');
  });
  afterAll(() => world.release());

  const create = (idempotencyKey: string, raw: object = input, actor = analyst) =>
    world.run(actor, createCase, { ...raw }, { idempotencyKey });
  const count = async () => (await world.stored('select count(*)::int as count from skep."case"'))[0]?.count;

  it('gives the first answer again and changes nothing', async () => {
    const first = await create('a');
    const before = await count();
    expect(await create('a')).toEqual(first);
    expect(await count()).toBe(before);
    expect(await create('b')).not.toEqual(first);
  });

  it('gives whole answers again', async () => {
    const raw = { type: 'x', source: 'x', sourceRef: 'x', title: 'x', description: 'x', tags: ['ä'] };
    const first = await world.run(analyst, createAlert, raw, { idempotencyKey: 'whole' });
    expect(await world.run(analyst, createAlert, raw, { idempotencyKey: 'whole' })).toEqual(first);
  });

  it('makes one object when it arrives several times at once', async () => {
    const before = Number(await count());
    const answers = await Promise.all(Array.from({ length: 6 }, () => create('at once')));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await count()).toBe(before + 1);
  });

  it('may be tried again after it failed', async () => {
    const bad = { ...input, assignee: 'nobody@main.test' };
    await expect(create('failed', bad)).rejects.toMatchObject({ code: 'invalidFields' });
    await expect(create('failed', bad)).rejects.toMatchObject({ code: 'invalidFields' });
    expect(await create('failed')).toEqual({ id: expect.any(String) });
  });

  it('is refused for another command, other input or other files', async () => {
    await create('used');
    const refused = { code: 'idempotencyMismatch' };
    await expect(create('used', { ...input, title: 'Other' })).rejects.toMatchObject(refused);
    const id = await someAlert(world, analyst);
    const update = world.run(analyst, updateAlerts, { id, ...input }, { idempotencyKey: 'used' });
    await expect(update).rejects.toMatchObject(refused);
    const caseId = await someCase(world, analyst);
    const attach = async (content: string) =>
      world.run(
        analyst,
        addCaseAttachments,
        { id: caseId, canRename: true },
        {
          idempotencyKey: 'file',
          uploads: new Map([['attachments', [await world.upload('a.txt', content)]]]),
        },
      );
    const first = await attach('one');
    expect(await attach('one')).toEqual(first);
    await expect(attach('two')).rejects.toMatchObject(refused);
  });

  it('belongs to one person in one organisation', async () => {
    const first = await create('mine');
    const colleague = await world.person(world.organisations.first, 'analyst', 'bob@main.test');
    expect(await create('mine', input, colleague)).not.toEqual(first);
    const elsewhere = await world.organisation('elsewhere');
    expect(await create('mine', input, { ...analyst, organisation: elsewhere })).not.toEqual(first);
  });

  it('answers nobody who lost the permission', async () => {
    await create('lost');
    const careless = { ...analyst, permissions: new Set<never>() };
    await expect(create('lost', input, careless)).rejects.toMatchObject({ code: 'permissionMissing' });
  });
});
