/** Organisations, users, keys and sessions over the wire, as clients of Cortex ask for them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildFullWire } from '../../../../tests/matrix/matrix-world.ts';
import type { Person, TestRequest, Wire } from '../../../../tests/support/wire.ts';
import { someNeuron } from '../../../../tests/support/work.ts';

let wire: Wire;
let close: () => void;
let ann: Person;
let lead: Person;
let root: Person;
beforeAll(async () => {
  const full = await buildFullWire();
  ({ wire } = full);
  close = () => full.catalogue.close();
  const { first, admin } = wire.world.organisations;
  ann = await wire.person(first, 'analyst', 'ann@main.test');
  lead = await wire.person(first, 'org-admin', 'lead@main.test');
  root = await wire.person(admin, 'admin', 'root@admin.test');
  await wire.person(await wire.world.organisation('elsewhere'), 'org-admin', 'stranger@else.test');
});
afterAll(async () => {
  close?.();
  await wire?.release();
});

const send = (as: Person, method: string, path: string, request: TestRequest = {}) =>
  wire.send(method, `/cortex/api${path}`, { as, ...request });
const password = 'correct horse battery staple';

describe('the status', () => {
  it('tells the version to everybody', async () => {
    const { body } = await wire.send('GET', '/cortex/api/status');
    expect(body).toMatchObject({
      versions: { Cortex: expect.stringMatching(/^4\.\d+\.\d+$/), Skep: '0.0.0-test' },
      config: { authType: ['key', 'local'], capabilities: expect.arrayContaining(['authByKey']) },
    });
  });

  it('names kinds of neurons whose definition is gone', async () => {
    expect((await send(lead, 'GET', '/alert')).body).toEqual([]);
    await someNeuron(wire.world, lead, 'responder', { name: 'Old' });
    expect((await send(ann, 'GET', '/alert')).body).toEqual(['ObsoleteResponders']);
  });
});

describe('organisations', () => {
  it('are made, found, counted, changed and locked', async () => {
    const made = await send(root, 'POST', '/organization', {
      body: { name: 'Made here', description: 'd', status: 'Active' },
    });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      id: 'Made here',
      _type: 'organization',
      name: 'Made here',
      description: 'd',
      status: 'Active',
      createdBy: 'root@admin.test',
    });
    const path = '/organization/Made%20here';
    const changed = await send(root, 'PATCH', path, { body: { description: 'e', status: 'Locked' } });
    expect(changed.body).toMatchObject({ description: 'e', status: 'Locked' });
    const search = (query: object) =>
      send(root, 'POST', '/organization/_search?sort=-name', { body: { query } });
    expect((await search({ status: 'Locked' })).body).toMatchObject([{ name: 'Made here' }]);
    expect((await search({ _in: { _field: 'id', _values: ['main', 'elsewhere'] } })).body).toMatchObject([
      { name: 'main' },
      { name: 'elsewhere' },
    ]);
    expect((await search({ status: 'Open' })).body).toMatchObject({ errors: [{ name: 'status' }] });
    const stats = {
      query: { name: 'main' },
      stats: [
        { _agg: 'count' },
        { _agg: 'count', _name: 'none', _query: { name: 'x' } },
        { _agg: 'count', _name: '__proto__' },
      ],
    };
    const counted = await send(root, 'POST', '/organization/_stats', { body: stats });
    expect(counted.text).toBe('{"count":1,"none":0,"__proto__":1}');
    expect(
      (await send(root, 'POST', '/organization/_stats', { body: { stats: [{ _agg: 'avg' }] } })).status,
    ).toBe(400);
    const named = { _in: { _field: 'name', _values: ['main', 'elsewhere', 'Made here'] } };
    const more = [
      { _agg: 'field', _field: 'status', _select: [{ _agg: 'count' }] },
      { _agg: 'category', _categories: { ours: { name: 'main' } }, _select: [{ _agg: 'count' }] },
      { _agg: 'top', _name: 'last', _size: 1, _order: ['-name'] },
      { _agg: 'max', _field: 'createdAt', _name: 'newest' },
    ];
    expect(
      (await send(root, 'POST', '/organization/_stats', { body: { query: named, stats: more } })).body,
    ).toMatchObject({
      Active: { count: 2 },
      Locked: { count: 1 },
      ours: { count: 1 },
      last: [{ name: 'main' }],
      newest: expect.any(Number),
    });
    await send(root, 'PATCH', path, { body: { status: 'Active' } });
    expect((await send(root, 'DELETE', path)).status).toBe(204);
    expect((await send(root, 'GET', path)).body).toMatchObject({ status: 'Locked' });
  });

  it('tell the numbers of their users and workers where it is asked for', async () => {
    const stranger = await wire.person(await wire.world.organisation('counted'), 'org-admin');
    const before = { analyzer: 0, responder: 1, total: 1 };
    const users = { Ok: 2, Locked: 0, total: 2 };
    const own = async () => (await send(lead, 'GET', '/organization/main?nstats=true')).body;
    expect(await own()).toMatchObject({ stats: { users, workers: before } });
    for (const name of ['One', 'Two']) await someNeuron(wire.world, lead, 'analyzer', { name });
    await someNeuron(wire.world, stranger, 'analyzer', { name: 'Theirs' });
    const workers = { analyzer: 2, responder: 1, total: 3 };
    expect(await own()).toMatchObject({ stats: { users, workers } });
    const query = { _in: { _field: 'name', _values: ['main', 'counted'] } };
    const all = await send(root, 'POST', '/organization/_search?nstats=true&sort=-name', { body: { query } });
    expect(all.body).toMatchObject([
      { name: 'main', stats: { users, workers } },
      { name: 'counted', stats: { workers: { analyzer: 1, responder: 0, total: 1 } } },
    ]);
    expect(await send(lead, 'GET', '/organization/main')).not.toHaveProperty('body.stats');
  });

  it('are for administrators of the platform; one’s own is for its own', async () => {
    expect((await send(lead, 'GET', '/organization')).status).toBe(403);
    expect((await send(lead, 'GET', '/organization/main')).status).toBe(200);
    expect((await send(lead, 'GET', '/organization/elsewhere')).body).toMatchObject({
      type: 'NotFoundError',
    });
    expect(
      (await send(root, 'POST', '/organization', { body: { name: 'main', description: 'x' } })).body,
    ).toMatchObject({
      type: 'ConflictError',
    });
    expect((await send(root, 'POST', '/organization', { body: {} })).body).toMatchObject({
      type: 'AttributeCheckingError',
      errors: [{ name: 'name', type: 'MissingAttributeError' }, { name: 'description' }],
    });
  });
});

describe('users', () => {
  it('are who asks, with roles by what their profile allows', async () => {
    expect((await send(ann, 'GET', '/user/current')).body).toMatchObject({
      id: 'ann@main.test',
      _type: 'user',
      name: 'ann@main.test',
      organization: 'main',
      roles: ['read', 'analyze'],
      status: 'Ok',
      hasKey: true,
      hasPassword: false,
      preferences: expect.any(Object),
    });
    expect((await send(lead, 'GET', '/user/current')).body).toMatchObject({
      roles: ['read', 'analyze', 'orgadmin'],
    });
    expect((await send(root, 'GET', '/user/current')).body).toMatchObject({
      organization: 'admin',
      roles: ['superadmin'],
    });
  });

  it('are made with a password, changed, moved and locked', async () => {
    const body = {
      login: 'New@Main.test',
      name: 'New',
      roles: ['read', 'analyze'],
      organization: 'main',
      password,
    };
    const made = await send(root, 'POST', '/user', { body: { ...body, status: 'Ok' } });
    expect(made.status).toBe(201);
    const user = {
      id: 'new@main.test',
      name: 'New',
      roles: ['read', 'analyze'],
      organization: 'main',
      hasPassword: true,
    };
    expect(made.body).toMatchObject(user);
    const path = '/user/new@main.test';
    const renamed = await send(lead, 'PATCH', path, { body: { name: 'Newer', roles: ['READ'] } });
    expect(renamed.body).toMatchObject({ name: 'Newer', roles: ['read'] });
    const moved = await send(root, 'PATCH', path, { body: { organization: 'elsewhere' } });
    expect(moved.body).toMatchObject({ organization: 'elsewhere', roles: ['read'] });
    expect((await send(lead, 'GET', path)).status).toBe(404);
    expect((await send(root, 'PATCH', path, { body: { status: 'Locked' } })).body).toMatchObject({
      status: 'Locked',
    });
    expect((await send(root, 'PATCH', path, { body: { status: 'Ok' } })).body).toMatchObject({
      status: 'Ok',
    });
    expect((await send(root, 'DELETE', path)).status).toBe(204);
    expect((await send(root, 'GET', path)).body).toMatchObject({ status: 'Locked' });
  });

  it('are refused with every bad field, when they are there already, and roles beyond one’s own', async () => {
    const create = (as: Person, body: object) => send(as, 'POST', '/user', { body });
    expect((await create(lead, { roles: ['king'], status: 'Gone' })).body).toMatchObject({
      errors: [
        { name: 'login', type: 'MissingAttributeError' },
        { name: 'roles', value: 'king' },
        { name: 'status' },
      ],
    });
    expect((await create(lead, { login: 'ann@main.test', name: 'x' })).body).toMatchObject({
      type: 'ConflictError',
    });
    expect((await create(lead, { login: 'a@b.test', name: 'x', roles: ['superadmin'] })).status).toBe(400);
    expect((await create(lead, { login: 'a@b.test', name: 'x', organization: 'elsewhere' })).status).toBe(
      404,
    );
    expect((await create(ann, { login: 'a@b.test', name: 'x' })).status).toBe(403);
    expect((await create(lead, { login: 'a@b.test', name: 'x', password: 'short' })).body).toMatchObject({
      code: 'passwordRefused',
    });
    expect((await send(lead, 'GET', '/user/a@b.test')).status).toBe(404);
    expect((await send(ann, 'PATCH', '/user/lead@main.test', { body: { name: 'x' } })).status).toBe(403);
    expect((await send(ann, 'PATCH', '/user/ann@main.test', { body: { roles: ['orgadmin'] } })).status).toBe(
      403,
    );
  });

  it('are listed for an organisation, or for the platform', async () => {
    const logins = async (as: Person, path: string, query: object = {}) => {
      const { body } = await send(as, 'POST', `${path}/_search?range=all&sort=%2Bid`, { body: { query } });
      return (body as { id: string }[]).map(({ id }) => id);
    };
    expect(await logins(lead, '/organization/main/user')).toEqual(['ann@main.test', 'lead@main.test']);
    expect(await logins(lead, '/organization/elsewhere/user')).toEqual([]);
    expect(await logins(root, '/organization/elsewhere/user', { status: 'Ok' })).toEqual([
      'stranger@else.test',
    ]);
    expect(await logins(root, '/user', { _like: { _field: 'login', _value: 'main.test' } })).toEqual(
      expect.arrayContaining(['ann@main.test', 'lead@main.test']),
    );
    expect(await logins(lead, '/user', { name: 'ann@main.test' })).toEqual(['ann@main.test']);
    expect((await send(ann, 'GET', '/user')).status).toBe(403);
  });
});

describe('keys and passwords', () => {
  it('are renewed by administrators, read by their owner only, and taken away', async () => {
    const renewed = await send(lead, 'POST', '/user/ann@main.test/key/renew', { body: {} });
    expect(renewed.headers['content-type']).toContain('text/plain');
    ann = { ...ann, key: renewed.text };
    expect((await send(ann, 'GET', '/user/ann@main.test/key')).text).toBe(renewed.text);
    expect((await send(lead, 'GET', '/user/ann@main.test/key')).status).toBe(404);
    expect((await send(ann, 'POST', '/user/lead@main.test/key/renew', { body: {} })).status).toBe(403);
    await send(lead, 'POST', '/user', { body: { login: 'keyless@main.test', name: 'k' } });
    await send(lead, 'POST', '/user/keyless@main.test/key/renew', { body: {} });
    expect((await send(lead, 'DELETE', '/user/keyless@main.test/key')).status).toBe(204);
    expect((await send(lead, 'GET', '/user/keyless@main.test')).body).toMatchObject({ hasKey: false });
  });

  it('let somebody change their own password, who then signs in with it', async () => {
    expect(
      (await send(lead, 'POST', '/user/ann@main.test/password/set', { body: { password } })).status,
    ).toBe(204);
    const change = (as: Person, body: object) =>
      send(as, 'POST', '/user/ann@main.test/password/change', { body });
    const next = 'another horse battery staple';
    expect((await change(ann, { currentPassword: 'wrong', password: next })).status).toBe(403);
    expect((await change(lead, { currentPassword: password, password: next })).status).toBe(403);
    expect((await change(ann, { currentPassword: password, password: next })).status).toBe(204);
    const signIn = (word: string) =>
      wire.send('POST', '/cortex/api/login', { body: { user: 'ann@main.test', password: word } });
    expect((await signIn(password)).status).toBe(401);
    const signed = await signIn(next);
    expect(signed.body).toEqual({ id: 'ann@main.test', name: 'ann@main.test', roles: ['read', 'analyze'] });
    const cookie = [signed.headers['set-cookie']]
      .flat()
      .map((one) => String(one).split(';')[0])
      .join('; ');
    const who = () => wire.send('GET', '/cortex/api/user/current', { headers: { cookie } });
    expect((await who()).body).toMatchObject({ id: 'ann@main.test' });
    await wire.send('GET', '/cortex/api/logout', { headers: { cookie } });
    expect((await who()).body).toMatchObject({ type: 'AuthenticationError', message: expect.any(String) });
  });

  it('work as basic authentication as well', async () => {
    await send(lead, 'POST', '/user/lead@main.test/password/set', { body: { password } });
    const authorization = `Basic ${Buffer.from(`lead@main.test:${password}`).toString('base64')}`;
    const answer = await wire.send('GET', '/cortex/api/user/current', { headers: { authorization } });
    expect(answer.body).toMatchObject({ id: 'lead@main.test' });
  });
});

it('an unknown path is answered in the shape of the dialect', async () => {
  const answer = await send(ann, 'GET', '/nothing');
  expect([answer.status, answer.body]).toMatchObject([
    404,
    { type: 'NotFoundError', message: 'Route not found' },
  ]);
});
