/** Streams that clients ask again and again, over the wire. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWire, type Person, type TestAnswer, type Wire } from '../../../../tests/support/wire.ts';
import { share, someCase } from '../../../../tests/support/work.ts';

describe('streams', () => {
  let wire: Wire;
  let ann: Person;
  let eve: Person;
  beforeAll(async () => {
    wire = await buildWire();
    const { first } = wire.world.organisations;
    ann = await wire.person(first, 'org-admin', 'ann@main.test');
    eve = await wire.person(await wire.world.organisation('other', first), 'org-admin', 'eve@other.test');
  });
  afterAll(() => wire.release());

  const open = async (as: Person): Promise<string> => {
    const { status, text } = await wire.send('POST', '/api/v1/stream', { as });
    expect(status).toBe(200);
    return text;
  };
  const ask = (as: Person, id: string): Promise<TestAnswer> =>
    wire.send('GET', `/api/v1/stream/${id}`, { as });
  const create = (as: Person, title: string): Promise<TestAnswer> =>
    wire.send('POST', '/api/v1/case', { as, body: { title, description: 'D' } });

  it('tell each request once, with its main record and what else it changed', async () => {
    const id = await open(ann);
    const waiting = ask(ann, id);
    const made = await wire.send('POST', '/api/v1/case', {
      as: ann,
      body: { title: 'Told', description: 'D', tasks: [{ title: 'T' }] },
    });
    expect((await waiting).body).toEqual([
      {
        base: expect.objectContaining({
          _type: 'Audit',
          action: 'create',
          objectType: 'Case',
          objectId: made.read('_id'),
          mainAction: true,
        }),
        summary: { Case: { create: 1 }, Task: { create: 1 } },
      },
    ]);
  });

  it('tell others what they see, and nothing else', async () => {
    const id = await open(eve);
    await create(ann, 'Hidden');
    const shared = await someCase(wire.world, ann);
    await share(wire.world, ann, shared, { name: 'other' });
    const own = await create(eve, 'Own');
    const told: unknown[] = [];
    while (!JSON.stringify(told).includes(own.read('_id')))
      told.push(...((await ask(eve, id)).body as unknown[]));
    expect(JSON.stringify(told)).not.toContain('Hidden');
    expect(JSON.stringify(told)).toContain(shared);
  });

  it('are unknown to everybody else', async () => {
    expect((await ask(eve, await open(ann))).status).toBe(404);
    expect((await ask(ann, 'nothing')).status).toBe(404);
    expect((await wire.send('POST', '/api/v1/stream')).status).toBe(401);
  });

  it('end at once when rights are withdrawn', async () => {
    const { first } = wire.world.organisations;
    const bob = await wire.person(first, 'read-only', 'bob@main.test');
    const waiting = ask(bob, await open(bob));
    await wire.send('PATCH', '/api/v1/user/bob@main.test', { as: ann, body: { locked: true } });
    expect((await waiting).status).toBe(401);
  });
});
