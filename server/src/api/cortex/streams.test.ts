/** Streams and lists over the wire, as clients of Cortex ask for them. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildFullWire } from '../../../../tests/matrix/matrix-world.ts';
import type { Person, TestRequest, Wire } from '../../../../tests/support/wire.ts';
import { someNeuron } from '../../../../tests/support/work.ts';

type Fields = Readonly<Record<string, unknown>>;

let wire: Wire;
let close: () => void;
let ann: Person;
let eve: Person;
let root: Person;
beforeAll(async () => {
  const full = await buildFullWire();
  ({ wire } = full);
  close = () => full.catalogue.close();
  const { first, admin } = wire.world.organisations;
  ann = await wire.person(first, 'org-admin', 'ann@main.test');
  eve = await wire.person(await wire.world.organisation('elsewhere'), 'org-admin', 'eve@else.test');
  root = await wire.person(admin, 'admin', 'root@admin.test');
});
afterAll(async () => {
  close?.();
  await wire?.release();
});

const send = (as: Person, method: string, path: string, request: TestRequest = {}) =>
  wire.send(method, `/cortex/api${path}`, { as, ...request });

async function open(as: Person): Promise<string> {
  const { status, text } = await send(as, 'POST', '/stream', { body: {} });
  expect([status, text]).toEqual([200, expect.stringMatching(/^\w{10,}$/)]);
  return text;
}

/** Everything that a stream tells until something is among it. */
async function toldUntil(as: Person, id: string, sign: string): Promise<readonly Fields[]> {
  const told: Fields[] = [];
  while (!JSON.stringify(told).includes(sign))
    told.push(...((await send(as, 'GET', `/stream/${id}`)).body as Fields[]));
  return told;
}

it('a stream tells of runs, neurons, users and organisations, and of nothing that Cortex does not know', async () => {
  const id = await open(ann);
  const neuron = await someNeuron(wire.world, ann, 'analyzer', { name: 'Told' });
  await wire.send('POST', '/api/v1/case', { as: ann, body: { title: 'A case', description: 'D' } });
  const asked = { dataType: 'ip', data: '192.0.2.1', tlp: 3 };
  const run = await send(ann, 'POST', `/analyzer/${neuron}/run`, { body: asked });
  const runId = run.read('id');
  const told = await toldUntil(ann, id, runId);
  expect(JSON.stringify(told)).not.toContain('A case');
  expect(told.find(({ summary }) => JSON.stringify(summary).includes('worker'))).toMatchObject({
    base: { objectType: 'worker', operation: 'Creation', object: { name: 'Told' } },
  });
  expect(told.at(-1)).toEqual({
    base: {
      ...{ objectId: runId, objectType: 'job', operation: 'Creation', rootId: runId },
      ...{ user: ann.login, createdBy: ann.login, requestId: expect.any(String) },
      ...{ createdAt: expect.any(Number), startDate: expect.any(Number) },
      details: expect.objectContaining({ dataType: 'ip', tlp: 3, workerName: 'Told' }),
      object: expect.objectContaining({ id: runId, _type: 'job', status: 'Waiting', tlp: 3 }),
    },
    summary: { job: { Creation: 1 } },
  });
  await send(ann, 'POST', '/user', { body: { login: 'new@main.test', name: 'N', roles: ['read'] } });
  expect((await toldUntil(ann, id, 'new@main.test')).at(-1)).toMatchObject({
    base: { objectType: 'user', objectId: 'new@main.test', object: { roles: ['read'] } },
  });
});

it('a stream tells others what they see, and is for whom it was opened', async () => {
  const id = await open(eve);
  await someNeuron(wire.world, ann, 'analyzer', { name: 'Hidden' });
  await someNeuron(wire.world, eve, 'analyzer', { name: 'Own' });
  expect(JSON.stringify(await toldUntil(eve, id, 'Own'))).not.toContain('Hidden');
  expect((await send(ann, 'GET', `/stream/${id}`)).status).toBe(404);
  expect((await send(ann, 'GET', '/stream/status')).body).toEqual({ warning: false });
});

it('the list of types is read by all, and changed by administrators of the platform', async () => {
  const list = 'list_artifactDataType';
  expect((await send(ann, 'GET', '/list')).body).toEqual([list]);
  const items = async () => (await send(ann, 'GET', `/list/${list}`)).body as Fields;
  expect(Object.values(await items())).toContain('ip');
  const has = async (value: string) =>
    (await send(ann, 'POST', `/list/${list}/_exists`, { body: { value } })).body;
  expect([await has('ip'), await has('iban')]).toEqual([{ found: true }, { found: false }]);
  const add = (as: Person, body: Fields, name = list) => send(as, 'POST', `/list/${name}`, { body });
  expect((await add(ann, { value: 'iban' })).status).toBe(403);
  expect((await add(root, {})).status).toBe(204);
  expect((await add(root, { value: 7 })).body).toMatchObject({ errors: [{ name: 'value' }] });
  expect((await add(root, { value: 'x' }, 'other')).body).toMatchObject({
    message: expect.stringContaining(list),
  });
  const added = await add(root, { value: 'iban' });
  const itemId = String(added.body);
  expect((await items())[itemId]).toBe('iban');
  const change = (value: string) => send(root, 'PATCH', `/list/${itemId}`, { body: { value } });
  expect([(await change('other')).status, (await change('iban')).body]).toEqual([400, itemId]);
  expect((await send(root, 'DELETE', `/list/${itemId}`)).status).toBe(204);
  expect((await send(root, 'DELETE', `/list/${itemId}`)).status).toBe(404);
  expect((await items())[itemId]).toBeUndefined();
});
