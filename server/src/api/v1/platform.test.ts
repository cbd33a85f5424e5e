import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testRolePassword } from '../../../../tests/support/test-cluster.ts';
import { buildWire, type Person, type Wire } from '../../../../tests/support/wire.ts';
import { engineLock } from '../../model/engine-name.ts';
import { asRole, workerRole } from '../../storage/connection-options.ts';
import { holdSharedLock } from '../../storage/shared-lock.ts';

let wire: Wire;
let ann: Person;
let reader: Person;
let stranger: Person;
let root: Person;

beforeAll(async () => {
  wire = await buildWire();
  const { admin, first } = wire.world.organisations;
  ann = await wire.person(first, 'org-admin', 'ann@main.test');
  reader = await wire.person(first, 'read-only', 'reader@main.test');
  stranger = await wire.person(await wire.world.organisation('other'), 'org-admin', 'eve@other.test');
  root = await wire.person(admin, 'admin', 'root@admin.test');
});
afterAll(() => wire?.release());

const alert = (sourceRef: string) => ({
  type: 'external',
  source: 'siem',
  sourceRef,
  title: 'Beacon',
  description: 'Seen',
});

describe('people over the wire', () => {
  it('see who they are', async () => {
    const current = await wire.send('GET', '/api/v1/user/current', { as: ann });
    expect(current.body).toMatchObject({
      login: 'ann@main.test',
      profile: 'org-admin',
      organisation: 'main',
      hasKey: true,
      hasMFA: false,
      type: 'Normal',
      locked: false,
    });
    expect(current.body).toHaveProperty('permissions', expect.arrayContaining(['manageUser']));
    expect(current.headers['x-permissions']).toContain('manageUser');
    expect(current.text).not.toContain('password_hash');
  });

  it('are made with a password, sign in, change it and sign out', async () => {
    const body = {
      login: 'bob@main.test',
      name: 'Bob',
      profile: 'analyst',
      password: 'correct horse battery',
    };
    const made = await wire.send('POST', '/api/v1/user', { as: ann, body });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ login: 'bob@main.test', hasPassword: true, profile: 'analyst' });
    const again = await wire.send('POST', '/api/v1/user', {
      as: ann,
      body: { ...body, password: 'another horse battery' },
    });
    expect([again.status, again.read('_id')]).toEqual([201, made.read('_id')]);

    const signIn = (password: string) =>
      wire.send('POST', '/api/v1/login', { body: { user: 'Bob@main.test', password } });
    expect((await signIn('another horse battery')).status).toBe(401);
    const signedIn = await signIn('correct horse battery');
    expect(signedIn.status).toBe(200);
    const cookies = [signedIn.headers['set-cookie']].flat().map(String);
    expect(cookies.find((line) => line.startsWith('THEHIVE-SESSION='))).toMatch(/HttpOnly.*SameSite=Lax/);
    expect(cookies.find((line) => line.startsWith('THEHIVE-XSRF-TOKEN='))).not.toContain('HttpOnly');
    const cookie = cookies.map((line) => line.split(';', 1)[0]).join('; ');
    const token = /THEHIVE-XSRF-TOKEN=([^;]+)/.exec(cookie)?.[1] ?? '';

    expect((await wire.send('GET', '/api/v1/user/current', { headers: { cookie } })).read('login')).toBe(
      'bob@main.test',
    );
    const change = { currentPassword: 'correct horse battery', password: 'better horse battery' };
    const path = `/api/v1/user/${made.read('_id')}/password/change`;
    const forged = await wire.send('POST', path, { headers: { cookie }, body: change });
    expect([forged.status, forged.read('code')]).toEqual([403, 'csrfTokenMissing']);
    const headers = { cookie, 'x-thehive-xsrf-token': token };
    expect(
      (await wire.send('POST', path, { headers, body: { ...change, currentPassword: 'x' } })).status,
    ).toBe(403);
    expect((await wire.send('POST', path, { headers, body: change })).status).toBe(204);
    expect((await signIn('better horse battery')).status).toBe(200);
    expect((await wire.send('GET', '/api/v1/logout', { headers: { cookie } })).status).toBe(200);
    expect((await wire.send('GET', '/api/v1/user/current', { headers: { cookie } })).status).toBe(401);
  });

  it('may sign in by a form of our own pages only', async () => {
    const raw = 'user=ann%40main.test&password=wrong';
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await wire.send('POST', '/api/v1/login', { raw, headers: form })).status).toBe(401);
    const foreign = await wire.send('POST', '/api/v1/login', {
      raw,
      headers: { ...form, 'sec-fetch-site': 'cross-site' },
    });
    expect(foreign.status).toBe(403);
    const elsewhere = await wire.send('POST', '/api/v1/case', { as: ann, raw, headers: form });
    expect(elsewhere.status).toBe(400);
  });

  it('manage their key, and nobody else’s', async () => {
    const renewed = await wire.send('POST', '/api/v1/user/reader@main.test/key/renew', { as: reader });
    expect(renewed.status).toBe(200);
    expect(renewed.headers['content-type']).toMatch(/^text\/plain/);
    reader = { ...reader, key: renewed.text };
    const read = await wire.send('GET', '/api/v1/user/reader@main.test/key', { as: reader });
    expect(read.text).toBe(renewed.text);
    expect((await wire.send('GET', '/api/v1/user/ann@main.test/key', { as: reader })).status).toBe(403);
    expect((await wire.send('GET', '/api/v1/user/reader@main.test/key', { as: stranger })).status).toBe(404);
    expect((await wire.send('GET', '/api/v1/user/reader@main.test/key', { as: ann })).status).toBe(404);
    const audits = await wire.send('POST', '/api/v1/query', {
      as: ann,
      body: {
        query: [{ _name: 'listAudit' }, { _name: 'filter', _eq: { _field: 'objectType', _value: 'User' } }],
      },
    });
    expect(audits.text).toContain('"keyRead":true');
    expect(audits.text).not.toContain(renewed.text);
  });

  it('have named keys that are shown once', async () => {
    const made = await wire.send('POST', '/api/v1/user/ann@main.test/keys', {
      as: ann,
      body: { name: 'feeder', permissions: ['manageAlert/create'] },
    });
    expect(made.status).toBe(201);
    const feeder = { ...ann, key: made.read('key') };
    expect((await wire.send('POST', '/api/v1/alert', { as: feeder, body: alert('fed') })).status).toBe(201);
    const refused = await wire.send('POST', '/api/v1/case', {
      as: feeder,
      body: { title: 'T', description: 'D' },
    });
    expect([refused.status, refused.read('type')]).toEqual([403, 'AuthorizationError']);
    const listed = await wire.send('GET', '/api/v1/user/ann@main.test/keys', { as: ann });
    expect(listed.body).toContainEqual(expect.objectContaining({ name: 'feeder' }));
    expect(listed.text).not.toContain(made.read('key'));
    const path = `/api/v1/user/ann@main.test/keys/${made.read('_id')}`;
    expect((await wire.send('DELETE', path, { as: ann })).status).toBe(204);
    expect((await wire.send('GET', '/api/v1/user/current', { as: feeder })).status).toBe(401);
  });
});

describe('the platform over the wire', () => {
  const reported: unknown[] = [];

  it('tells its versions, also under the old path', async () => {
    const status = await wire.send('GET', '/api/v1/status', { as: ann });
    expect(status.body).toMatchObject({
      version: '5.7.3',
      config: { protectDownloadsWith: 'malware' },
      license: { isValid: true },
      // Nothing takes runs here.
      connectors: { cortex: { enabled: true, status: 'ERROR', servers: [{ status: 'ERROR' }] } },
      engine: { workers: 0, places: 0 },
    });
    expect((await wire.send('GET', '/api/v1/status/public')).body).toMatchObject({
      version: '5.7.3',
      sso: false,
    });
    expect((await wire.send('GET', '/api/v1/license/current', { as: ann })).body).toMatchObject({
      fallback: { expiresAt: expect.any(Number) },
    });
    expect((await wire.send('GET', '/health')).body).toEqual({ status: 'up' });
    expect((await wire.send('GET', '/metrics')).text).toContain('skep_http_request_duration_seconds');
  });

  it('is in order as a Cortex server while a process takes runs', async () => {
    const { owner } = wire.world;
    const worker = asRole(owner, workerRole, testRolePassword);
    const held = await holdSharedLock(worker, { about: engineLock, told: 3 }, (error) =>
      reported.push(error),
    );
    for (const [path, as] of [
      ['/api/v1/status', ann],
      ['/api/status', undefined],
    ] as const)
      expect((await wire.send('GET', path, as === undefined ? {} : { as })).body).toMatchObject({
        connectors: { cortex: { status: 'OK', servers: [{ name: 'local', status: 'OK' }] } },
      });
    await held.release();
    expect(reported).toEqual([]);
  });

  it('tells its administrators how much it holds, and nobody else', async () => {
    const { status, body } = await wire.send('GET', '/api/v1/admin/stats', { as: root });
    expect([status, body]).toEqual([
      200,
      {
        objects: expect.objectContaining({ case: expect.any(Number), page: expect.any(Number) }),
        organisations: expect.any(Number),
        users: { total: expect.any(Number), locked: 0 },
        runs: { waiting: 0, running: 0 },
        files: { count: expect.any(Number), bytes: expect.any(Number) },
        databaseBytes: expect.any(Number),
        schemaVersion: expect.stringMatching(/^\d{4}-[a-z-]+\.sql$/),
      },
    ]);
    expect((await wire.send('GET', '/api/v1/admin/stats', { as: ann })).status).toBe(403);
  });

  it('lets administrators define fields, statuses, types and profiles', async () => {
    const field = { name: 'unit', group: 'g', description: 'd', type: 'string', options: ['it', 'hr'] };
    const made = await wire.send('POST', '/api/v1/customField', { as: root, body: field });
    expect(made.body).toMatchObject({ _type: 'CustomField', displayName: 'unit', options: ['it', 'hr'] });
    expect((await wire.send('GET', '/api/customField', { as: ann })).body).toMatchObject([{ name: 'unit' }]);
    expect((await wire.send('POST', '/api/v1/customField', { as: ann, body: field })).status).toBe(403);
    expect((await wire.send('DELETE', '/api/v1/customField/unit', { as: root })).status).toBe(204);
    expect((await wire.send('DELETE', '/api/v1/customField/unit', { as: root })).status).toBe(404);
    const type = await wire.send('POST', '/api/v1/observable/type', { as: root, body: { name: 'iban' } });
    expect(type.body).toMatchObject({ name: 'iban', isAttachment: false, isCaseSensitive: true });
    const profile = await wire.send('POST', '/api/v1/profile', {
      as: root,
      body: { name: 'triage', permissions: ['manageAlert'] },
    });
    expect(profile.body).toMatchObject({
      forOrg: true,
      permissions: expect.arrayContaining(['manageAlert/update']),
    });
    const status = await wire.send('POST', '/api/v1/caseStatus', {
      as: root,
      body: { value: 'Parked', stage: 'InProgress' },
    });
    expect(status.body).toMatchObject({ value: 'Parked', hidden: false });
  });

  it('links organisations and shares cases between them', async () => {
    const linked = await wire.send('PUT', '/api/v1/organisation/main/link/other', {
      as: root,
      body: { linkType: 'default', otherLinkType: 'default' },
    });
    expect([linked.status, linked.text]).toEqual([201, '']);
    const made = await wire.send('POST', '/api/v1/case', {
      as: ann,
      body: { title: 'Shared', description: 'D' },
    });
    const path = `/api/v1/case/${made.read('_id')}/shares`;
    const shared = await wire.send('POST', path, {
      as: ann,
      body: { shares: [{ organisation: 'other', profile: 'read-only' }] },
    });
    expect(shared.status).toBe(201);
    expect(shared.body).toMatchObject([
      { organisationName: 'other', profileName: 'read-only', owner: false, caseId: made.read('_id') },
    ]);
    const seen = await wire.send('GET', `/api/v1/case/${made.read('_id')}`, { as: stranger });
    expect(seen.body).toMatchObject({ title: 'Shared', userPermissions: [] });
    const changed = await wire.send('PATCH', `/api/v1/case/${made.read('_id')}`, {
      as: stranger,
      body: { title: 'x' },
    });
    expect(changed.status).toBe(403);
    const unshared = await wire.send('DELETE', path, { as: ann, body: { organisations: ['other'] } });
    expect(unshared.status).toBe(204);
    expect((await wire.send('GET', `/api/v1/case/${made.read('_id')}`, { as: stranger })).status).toBe(404);
    expect((await wire.send('GET', '/api/v1/case/~999999/shares', { as: ann })).body).toEqual([]);
  });

  it('keeps drafts and views of their author', async () => {
    const kept = await wire.send('PUT', '/api/v1/draft/case-new', {
      as: ann,
      body: { content: { title: 'half' } },
    });
    expect(kept.body).toMatchObject({ place: 'case-new', content: { title: 'half' } });
    expect((await wire.send('GET', '/api/v1/draft', { as: ann })).body).toHaveLength(1);
    expect((await wire.send('GET', '/api/v1/draft', { as: reader })).body).toEqual([]);
    const view = await wire.send('POST', '/api/v1/views', {
      as: ann,
      body: {
        name: 'mine',
        entity: 'Alert',
        filter: {},
        listOptions: { itemsPerPage: 30, listAsGroup: false, autoRefresh: true, statsIsOpen: false },
        isShared: true,
      },
    });
    expect(view.body).toMatchObject({ name: 'mine', sortList: [], showColumns: [] });
    expect((await wire.send('GET', `/api/v1/views/${view.read('_id')}`, { as: reader })).status).toBe(200);
    expect((await wire.send('DELETE', `/api/v1/views/${view.read('_id')}`, { as: reader })).status).toBe(403);
  });

  it('tells what happened of late', async () => {
    await wire.send('POST', '/api/v1/case', { as: ann, body: { title: 'Recent', description: 'D' } });
    const flow = await wire.send('GET', '/api/v1/flow?count=1', { as: ann });
    expect(flow.body).toMatchObject([
      {
        base: { _type: 'Audit', action: 'create', objectType: 'Case', mainAction: true },
        summary: { Case: { create: 1 } },
      },
    ]);
  });
});
