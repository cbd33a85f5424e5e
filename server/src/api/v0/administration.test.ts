import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWire, type Person, type TestAnswer, type Wire } from '../../../../tests/support/wire.ts';

type Fields = Readonly<Record<string, unknown>>;

let wire: Wire;
let lead: Person;
let root: Person;

beforeAll(async () => {
  wire = await buildWire();
  const { first, admin } = wire.world.organisations;
  lead = await wire.person(first, 'org-admin', 'lead@main.test');
  root = await wire.person(admin, 'admin', 'root@platform.test');
});
afterAll(() => wire?.release());

const send = (as: Person, method: string, path: string, body?: unknown): Promise<TestAnswer> =>
  wire.send(method, `/api${path}`, { as, body });

async function made(as: Person, path: string, body: Fields): Promise<Fields> {
  const answer = await send(as, 'POST', path, body);
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
  return answer.body as Fields;
}

describe('a search for plain words', () => {
  it.each([
    ...['user', 'organisation', 'profile', 'customFields', 'case/template', 'observable/type', 'tag'],
    ...['page', 'dashboard', 'audit'],
  ])('is answered for objects of %s', async (kind) => {
    const answer = await send(lead, 'POST', `/v0/${kind}/_search`, { query: { _string: 'no such words' } });
    expect([answer.status, answer.text]).toEqual([200, '[]']);
  });

  it('finds people by login and name', async () => {
    const answer = await send(lead, 'POST', '/user/_search', { query: { _string: 'lead@main.test' } });
    expect(answer.body).toMatchObject([{ login: 'lead@main.test' }]);
  });
});

describe('users of v0', () => {
  const password = 'a good long sentence';
  const newcomer = { login: 'New@main.test', name: 'Newcomer', roles: ['read', 'write'], password };

  it('are made with roles and a password, sign in by form, and are shown with the login as id', async () => {
    const user = await made(lead, '/user', newcomer);
    const shown = {
      ...{ id: 'new@main.test', login: 'new@main.test', name: 'Newcomer', _type: 'user', status: 'Ok' },
      ...{ organisation: 'main', hasKey: false, roles: ['write', 'read', 'alert'], createdBy: lead.login },
    };
    expect(user).toMatchObject({ ...shown, _id: expect.stringMatching(/^~\d+$/) });
    expect(user).not.toHaveProperty('updatedAt');
    const form = new URLSearchParams({ user: 'new@main.test', password }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const signed = await wire.send('POST', '/api/login', { raw: form, headers });
    expect([signed.status, signed.body]).toMatchObject([200, shown]);
    expect(String(signed.headers['set-cookie'])).toContain('THEHIVE-SESSION=');
    const wrong = await wire.send('POST', '/api/login', { body: { user: 'new@main.test', password: 'x' } });
    expect([wrong.status, wrong.body]).toMatchObject([401, { type: 'AuthenticationError' }]);
    expect((await wire.send('GET', '/api/logout')).status).toBe(200);
    const again = await send(lead, 'POST', '/user', newcomer);
    expect([again.status, again.body]).toMatchObject([400, { type: 'CreateError' }]);
    const empty = await send(lead, 'POST', '/user', {});
    expect((empty.body as { errors: Fields[] }).errors.map(({ name }) => name)).toEqual([
      'login',
      'name',
      'roles',
    ]);
  });

  it('tell who asks and in which organisation, and belong to the usual domain when they have none', async () => {
    const current = await send(lead, 'GET', '/user/current');
    expect(current.headers['x-organisation']).toBe('main');
    expect(current.body).toMatchObject({ id: lead.login, roles: ['admin', 'write', 'read', 'alert'] });
    const user = await made(lead, '/user', { login: 'plain', name: 'Plain', roles: ['read'] });
    expect(user).toMatchObject({ login: 'plain@thehive.local', roles: ['read'] });
    expect((await send(lead, 'GET', '/user/plain')).body).toMatchObject({ login: 'plain@thehive.local' });
    expect((await send(lead, 'GET', '/user/nobody')).status).toBe(404);
  });

  it('are found by words of v0, locked, unlocked and taken out', async () => {
    const { _id: id } = await made(lead, '/user', { login: 'gone@main.test', name: 'Gone', roles: ['read'] });
    const locked = async () => {
      const query = { _and: [{ status: 'Locked' }, { login: 'gone@main.test' }] };
      const { body, headers } = await send(lead, 'POST', '/user/_search?range=all', { query });
      return [(body as Fields[]).map(({ name }) => name), headers['x-total']];
    };
    expect((await send(lead, 'DELETE', '/user/gone@main.test')).status).toBe(204);
    expect(await locked()).toEqual([['Gone'], '1']);
    const patched = await send(lead, 'PATCH', `/user/${id}`, { status: 'Ok', name: 'Back', color: 'red' });
    expect([patched.status, patched.body]).toMatchObject([200, { status: 'Ok', name: 'Back' }]);
    expect(await locked()).toEqual([[], '0']);
    const wrong = await send(lead, 'PATCH', `/user/${id}`, { status: 'Away' });
    expect([wrong.status, wrong.body]).toMatchObject([400, { errors: [{ name: 'status' }] }]);
    expect((await send(lead, 'DELETE', `/user/${id}/force`)).status).toBe(204);
    expect((await send(lead, 'GET', `/user/${id}`)).status).toBe(404);
  });

  it('have a key that is renewed, read by its owner, and removed; and passwords', async () => {
    const own = await send(lead, 'GET', `/user/${lead.login}/key`);
    expect([own.status, own.text]).toEqual([200, lead.key]);
    await made(lead, '/user', { login: 'key@main.test', name: 'Key', roles: ['read'] });
    const key = await send(lead, 'POST', '/user/key@main.test/key/renew');
    expect(key.headers['content-type']).toContain('text/plain');
    const headers = { authorization: `Bearer ${key.text}` };
    expect((await wire.send('GET', '/api/user/current', { headers })).read('id')).toBe('key@main.test');
    expect((await send(lead, 'DELETE', '/user/key@main.test/key')).status).toBe(204);
    expect((await wire.send('GET', '/api/user/current', { headers })).status).toBe(401);
    const set = await send(lead, 'POST', '/user/key@main.test/password/set', { password });
    expect(set.status).toBe(204);
    const basic = { authorization: `Basic ${Buffer.from(`key@main.test:${password}`).toString('base64')}` };
    const change = { currentPassword: password, password: `${password} again` };
    const path = '/api/user/key@main.test/password/change';
    expect((await wire.send('POST', path, { headers: basic, body: change })).status).toBe(204);
    expect((await wire.send('GET', '/api/user/current', { headers: basic })).status).toBe(401);
  });
});

describe('custom fields of v0', () => {
  const rating = { name: 'Rating', reference: 'rating', description: 'How bad', type: 'number', options: [] };

  it('are made under a reference, listed, changed, counted and removed', async () => {
    const field = await made(root, '/customField', { ...rating, mandatory: false });
    expect(field).toMatchObject({ ...rating, type: 'integer', mandatory: false });
    const again = await send(root, 'POST', '/customField', rating);
    expect([again.status, again.body]).toMatchObject([400, { type: 'CreateError' }]);
    const all = await wire.send('GET', '/api/v0/customField', { as: lead });
    expect(all.body).toMatchObject([{ id: field.id, reference: 'rating', name: 'Rating' }]);
    // What lies without a version is read by clients of either version.
    const plain = await wire.send('GET', '/api/customField', { as: lead });
    expect(plain.body).toMatchObject([{ name: 'rating', reference: 'rating', displayName: 'Rating' }]);
    const changed = await send(root, 'PATCH', '/customField/rating', { name: 'Score', options: [1, 2] });
    expect(changed.body).toMatchObject({ name: 'Score', reference: 'rating', options: [1, 2] });
    const found = await send(lead, 'POST', '/customFields/_search', { query: { reference: 'rating' } });
    expect(found.body).toMatchObject([{ name: 'Score' }]);
    const alert = { ...{ type: 't', source: 's', sourceRef: 'r', title: 'T', description: 'D' } };
    await made(lead, '/alert', { ...alert, customFields: { rating: { integer: 2 } } });
    const use = await send(root, 'GET', '/customFields/rating/use');
    expect(use.body).toEqual({ alert: 1, total: 1 });
    expect((await send(root, 'DELETE', '/customField/rating')).status).toBe(400);
    expect((await send(root, 'DELETE', '/customField/rating?force=true')).status).toBe(204);
    expect((await send(root, 'GET', '/customField/rating')).status).toBe(404);
    const wrong = await send(root, 'POST', '/customField', { name: 'X', type: 'odd', options: 'no' });
    expect((wrong.body as { errors: Fields[] }).errors.map(({ name }) => name).sort()).toEqual([
      'description',
      'options',
      'type',
    ]);
  });

  it('stand in a list, as types of observables do', async () => {
    const value = { ...rating, reference: 'listed' };
    const exists = async () =>
      (await send(lead, 'POST', '/list/custom_fields/_exists', { key: 'reference', value: 'listed' })).body;
    expect(await exists()).toEqual({ found: false });
    const added = await send(root, 'POST', '/list/custom_fields', { value });
    expect([added.status, await exists()]).toEqual([200, { found: true }]);
    const id = String(added.body);
    const fields = (await send(lead, 'GET', '/list/custom_fields')).body as Record<string, Fields>;
    expect(fields[id]).toMatchObject({ reference: 'listed', name: 'Rating', type: 'integer' });
    const types = async () =>
      Object.entries((await send(lead, 'GET', '/list/list_artifactDataType')).body as Fields);
    const type = await send(root, 'POST', '/list/list_artifactDataType', { value: 'wallet' });
    expect(await types()).toContainEqual([type.body, 'wallet']);
    expect((await types()).map(([, name]) => name)).toEqual(expect.arrayContaining(['ip', 'file']));
    expect((await send(root, 'DELETE', `/list/${String(type.body)}`)).status).toBe(204);
    expect((await types()).map(([, name]) => name)).not.toContain('wallet');
    const renamed = await send(root, 'PATCH', `/list/${id}`, { value: { name: 'Other' } });
    expect([renamed.status, renamed.body]).toEqual([200, id]);
    expect((await send(root, 'DELETE', `/list/${id}`)).status).toBe(204);
    expect(await exists()).toEqual({ found: false });
    expect((await send(lead, 'GET', '/list/case_metrics')).body).toEqual({});
    expect((await send(lead, 'GET', '/list')).body).toContain('custom_fields');
    expect((await send(root, 'POST', '/list/ui_settings', { value: 1 })).status).toBe(400);
    expect((await send(root, 'POST', '/list/custom_fields', { value: 1 })).status).toBe(400);
  });
});

describe('a case template of v0', () => {
  it('is made with tasks and custom fields, found as old clients ask, changed and removed', async () => {
    await made(root, '/customField', { name: 'Unit', reference: 'unit', description: 'U', type: 'string' });
    const tasks = [
      { title: 'Look', description: 'Look at it', owner: null, status: 'Waiting', group: null, flag: false },
      { title: 'Act', group: 'response', order: 1 },
    ];
    const more = {
      metrics: {},
      customFields: { unit: { string: 'soc', order: 1 } },
      status: 'Ok',
      flag: false,
    };
    const given = { name: 'phish', titlePrefix: '[P]', description: 'D', severity: 3, tlp: 3, pap: 2 };
    const template = await made(lead, '/case/template', { ...given, tags: ['b', 'a'], tasks, ...more });
    expect(template).toMatchObject({
      ...given,
      ...{ tags: ['a', 'b'], _type: 'caseTemplate', status: 'Ok', metrics: {}, displayName: 'phish' },
      customFields: { unit: { string: 'soc' } },
      tasks: [
        { title: 'Look', group: 'default', status: 'Waiting', _type: 'case_task' },
        { title: 'Act', group: 'response' },
      ],
    });
    const v1 = await wire.send('GET', '/api/v1/caseTemplate/phish', { as: lead });
    expect(v1.body).toMatchObject({ tlp: 4 });
    const query = { _and: [{ _field: 'name', _value: 'phish' }, { status: 'Ok' }] };
    const found = await send(lead, 'POST', '/case/template/_search', { query });
    expect(found.body).toMatchObject([{ id: template.id, tasks: [{ title: 'Look' }, { title: 'Act' }] }]);
    expect((await send(lead, 'GET', '/case/template')).headers['x-total']).toBe('1');
    const changed = await send(lead, 'PATCH', '/case/template/phish', { tasks: [{ title: 'One' }], tlp: 1 });
    expect(changed.body).toMatchObject({ tlp: 1, severity: 3, tasks: [{ title: 'One' }] });
    const again = await send(lead, 'POST', '/case/template', given);
    expect([again.status, again.body]).toMatchObject([400, { type: 'CreateError' }]);
    const removed = await send(lead, 'DELETE', '/case/template/phish');
    expect([removed.status, removed.text]).toEqual([200, '']);
    expect((await send(lead, 'GET', '/case/template/phish')).status).toBe(404);
  });
});

describe('organisations of v0', () => {
  const names = (answer: TestAnswer) => (answer.body as Fields[]).map(({ name }) => name).sort();

  it('are made, searched, changed, linked and unlinked', async () => {
    const north = await made(root, '/organisation', { name: 'north', description: 'N', color: 'red' });
    expect(north).toMatchObject({ name: 'north', _type: 'organisation', links: [] });
    await made(root, '/organisation', { name: 'south', description: 'S' });
    expect(names(await send(root, 'GET', '/organisation'))).toEqual(
      expect.arrayContaining(['main', 'north']),
    );
    expect(names(await send(lead, 'GET', '/organisation'))).toEqual(['main']);
    const query = { description: 'S' };
    expect(names(await send(root, 'POST', '/organisation/_search', { query }))).toEqual(['south']);
    const patched = await send(root, 'PATCH', '/organisation/north', { description: 'Other' });
    expect([patched.status, patched.text]).toEqual([204, '']);
    expect((await send(root, 'PUT', '/organisation/north/link/south')).status).toBe(201);
    const linked = await send(root, 'GET', '/organisation/north');
    expect(linked.body).toMatchObject({ description: 'Other', links: ['south'] });
    const links = { organisations: ['main'] };
    expect((await send(root, 'PUT', '/organisation/north/links', links)).status).toBe(201);
    expect(names(await send(root, 'GET', '/organisation/north/links'))).toEqual(['main']);
    expect((await send(root, 'DELETE', '/organisation/north/link/main')).status).toBe(204);
    expect(names(await send(root, 'GET', '/organisation/north/links'))).toEqual([]);
  });

  it('get cases with all, with none or with a part of what is in them', async () => {
    await send(root, 'PUT', '/organisation/main/link/south');
    const found = await made(lead, '/case', {
      title: 'Shared',
      description: 'D',
      tasks: [{ title: 'Look' }],
    });
    const path = `/case/${found.caseId}/shares`;
    const shares = [{ organisationName: 'south', profile: 'read-only', tasks: 'all', observables: 'none' }];
    const shared = await send(lead, 'POST', path, { shares });
    expect([shared.status, shared.body]).toMatchObject([
      200,
      [{ organisationName: 'south', profileName: 'read-only', owner: false, caseId: found.id }],
    ]);
    const [share] = shared.body as Fields[];
    const changed = await send(lead, 'PATCH', `/case/share/${share?._id}`, { profile: 'analyst' });
    expect([changed.status, changed.text]).toEqual([200, '']);
    expect((await send(lead, 'GET', path)).body).toMatchObject([{ profileName: 'analyst' }]);
    const task = await wire.send('POST', '/api/v1/query', {
      as: lead,
      body: { query: [{ _name: 'getCase', idOrName: found.id }, { _name: 'tasks' }] },
    });
    const taskId = task.read('_id', 0);
    const taskShares = async () =>
      (await send(lead, 'GET', `/case/${found.id}/task/${taskId}/shares`)).body as Fields[];
    expect(await taskShares()).toMatchObject([{ organisationName: 'south' }]);
    const south = { organisations: ['south'] };
    expect((await send(lead, 'DELETE', `/task/${taskId}/shares`, south)).status).toBe(204);
    expect(await taskShares()).toEqual([]);
    expect((await send(lead, 'POST', `/case/task/${taskId}/shares`, south)).status).toBe(204);
    const other = await made(lead, '/case', { title: 'Other', description: 'D' });
    expect((await send(lead, 'GET', `/case/${other.id}/task/${taskId}/shares`)).status).toBe(404);
    expect((await send(lead, 'DELETE', path, { organisations: ['main'] })).status).toBe(400);
    expect((await send(lead, 'DELETE', '/case/shares', { ids: [share?._id] })).status).toBe(204);
    expect((await send(lead, 'GET', path)).body).toEqual([]);
    const wrong = await send(lead, 'POST', path, { shares: [{ profile: 'analyst' }] });
    expect([wrong.status, wrong.body]).toMatchObject([400, { errors: [{ name: 'shares[0]' }] }]);
  });
});

describe('what administrators keep in v0', () => {
  it('are profiles with the short names of permissions', async () => {
    const given = { name: 'feeder', permissions: ['manageAlert', 'manageCase/create'] };
    const profile = await made(root, '/profile', given);
    expect(profile).toMatchObject({ ...given, _type: 'profile', editable: true, isAdmin: false });
    const changed = await send(root, 'PATCH', '/profile/feeder', { permissions: ['manageCase'] });
    expect(changed.body).toMatchObject({ permissions: ['manageCase'] });
    expect((await send(lead, 'POST', '/profile/_search', { query: { name: 'feeder' } })).body).toHaveLength(
      1,
    );
    expect((await send(root, 'DELETE', '/profile/feeder')).status).toBe(204);
    expect((await send(root, 'GET', '/profile/feeder')).status).toBe(404);
    const known = (await send(lead, 'GET', '/permission')).body as Fields[];
    expect(known).toContainEqual({ name: 'manageCase', label: 'Manage case', scope: ['organisation'] });
    const unknown = await send(root, 'POST', '/profile', { name: 'odd', permissions: ['manageMoon'] });
    expect([unknown.status, unknown.body]).toMatchObject([400, { errors: [{ name: 'permissions' }] }]);
  });

  it('are types of observables and tags', async () => {
    const type = await made(root, '/observable/type', { name: 'imei', isAttachment: false });
    expect(type).toMatchObject({ name: 'imei', isAttachment: false, _type: 'observableType' });
    const all = (await send(lead, 'GET', '/observable/type?range=all')).body as Fields[];
    expect(all.map(({ name }) => name)).toEqual(expect.arrayContaining(['imei', 'ip', 'file']));
    expect((await send(lead, 'GET', '/observable/type/imei')).body).toMatchObject({ id: type.id });
    expect((await send(root, 'DELETE', '/observable/type/imei')).status).toBe(204);
    await made(lead, '/case', { title: 'Tagged', description: 'D', tags: ['phish'] });
    const tags = await send(lead, 'POST', '/tag/_search', { query: { text: 'phish' } });
    expect(tags.body).toEqual([{ namespace: '_freetags_', predicate: 'phish', colour: '#000000' }]);
    expect((await send(lead, 'GET', '/tag/~1')).status).toBe(404);
  });

  it('are pages of the knowledge base, without those of cases, and dashboards whose definition is a text', async () => {
    const page = await made(lead, '/page', { title: 'How to', content: '# Text', category: 'work' });
    expect(page).toMatchObject({
      title: 'How to',
      slug: 'How_to',
      order: 0,
      category: 'work',
      _type: 'page',
    });
    const found = await made(lead, '/case', { title: 'With page', description: 'D' });
    const inCase = { title: 'In case', content: 'x', category: 'work' };
    const path = `/api/v1/case/${found.id}/page`;
    const casePage = (await wire.send('POST', path, { as: lead, body: inCase })).read('_id');
    expect((await send(lead, 'POST', '/page/_search')).body).toMatchObject([{ id: page.id }]);
    const count = { stats: [{ _agg: 'count' }] };
    expect((await send(lead, 'POST', '/page/_stats', count)).body).toEqual({ count: 1 });
    expect((await send(lead, 'GET', `/page/${casePage}`)).status).toBe(404);
    const changed = await send(lead, 'PATCH', '/page/How%20to', { order: '3' });
    expect([changed.status, changed.body]).toMatchObject([200, { order: 3, title: 'How to' }]);
    expect((await send(lead, 'DELETE', `/page/${page.id}`)).status).toBe(204);
    const definition = JSON.stringify({ items: [], period: 'all' });
    const given = { title: 'Work', description: 'D', definition, status: 'Shared' };
    const dashboard = await made(lead, '/dashboard', given);
    expect(dashboard).toMatchObject({ ...given, writable: true, _type: 'dashboard' });
    const one = `/dashboard/${dashboard.id}`;
    expect((await send(lead, 'PATCH', one, { status: 'Private' })).body).toMatchObject({ status: 'Private' });
    const broken = await send(lead, 'PATCH', one, { definition: '{' });
    expect([broken.status, broken.body]).toMatchObject([400, { errors: [{ name: 'definition' }] }]);
    expect((await send(lead, 'PATCH', one, { status: 'Deleted' })).status).toBe(200);
    expect((await send(lead, 'GET', one)).status).toBe(404);
  });

  it('are counted each by itself and several at once', async () => {
    const byStatus = { stats: [{ _agg: 'field', _field: 'status', _select: [{ _agg: 'count' }] }] };
    await made(lead, '/user', { login: 'counted@main.test', name: 'C', roles: ['read'] });
    await send(lead, 'DELETE', '/user/counted@main.test');
    const counted = await send(lead, 'POST', '/user/_stats', byStatus);
    expect(counted.body).toMatchObject({ Locked: { count: 1 } });
    const stats = ['profile', 'tag'].map((model) => ({ model, stats: [{ _agg: 'count', _name: model }] }));
    const several = await send(lead, 'POST', '/_stats', { stats });
    expect(several.body).toMatchObject({ profile: 4, tag: expect.any(Number) });
    for (const path of ['customFields', 'case/template', 'organisation', 'observable/type', 'dashboard']) {
      const { body } = await send(lead, 'POST', `/${path}/_stats`, { stats: [{ _agg: 'count' }] });
      expect(body).toEqual({ count: expect.any(Number) });
    }
  });
});

describe('the server', () => {
  it('tells its version and ways to sign in, and whether it works, to everybody', async () => {
    const status = await wire.send('GET', '/api/status');
    expect(status.body).toMatchObject({
      versions: { TheHive: expect.stringMatching(/^4\./), Skep: '0.0.0-test' },
      // Nothing takes runs here.
      connectors: { cortex: { enabled: true, status: 'ERROR', servers: [{ status: 'ERROR' }] } },
      config: { authType: expect.arrayContaining(['key']), protectDownloadsWith: 'malware' },
    });
    const health = await wire.send('GET', '/api/health');
    expect([health.status, health.text]).toEqual([200, 'Ok']);
    expect(health.headers['content-type']).toContain('text/plain');
  });
});
