import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildWire, type Person, type Wire } from '../../../../tests/support/wire.ts';

let wire: Wire;
let as: Person;
beforeAll(async () => {
  wire = await buildWire();
  as = await wire.person(wire.world.organisations.first, 'analyst');
});
afterAll(() => wire.release());

const alert = (sourceRef: string) => ({
  type: 'siem',
  source: 'feed',
  sourceRef,
  title: 'Beacon',
  description: 'Seen',
});
const send = (body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  wire.send('POST', '/api/v1/alert/_bulk', { as, body, headers });

it('answers for each alert of a list what a single request answers', async () => {
  const wrong = { ...alert('b'), severity: 9 };
  const { status, body } = await send([alert('a'), alert('a'), wrong, 'no alert']);
  const again = await wire.send('POST', '/api/v1/alert', { as, body: alert('a') });
  const alone = await wire.send('POST', '/api/v1/alert', { as, body: wrong });
  const made = await wire.send('GET', '/api/v1/alert/siem;feed;a', { as });
  expect(status).toBe(200);
  expect(body).toEqual([
    { status: 'created', alert: made.body },
    { status: 'refused', error: again.body },
    { status: 'refused', error: alone.body },
    { status: 'refused', error: expect.objectContaining({ code: 'invalidFields' }) },
  ]);
});

it('takes nothing but a list, of a thousand at most', async () => {
  expect((await send({ alerts: [] })).status).toBe(400);
  expect((await send(Array.from({ length: 1_001 }, () => ({})))).body).toMatchObject({
    code: 'tooManyItems',
  });
  expect(await send([])).toMatchObject({ status: 200, body: [] });
});

it('is repeated under its key, and refuses another list there', async () => {
  const headers = { 'idempotency-key': 'feed-7' };
  const first = await send([alert('k'), alert('k')], headers);
  expect((await send([alert('k'), alert('k')], headers)).body).toEqual(first.body);
  expect(await send([alert('l')], headers)).toMatchObject({ status: 409 });
});
