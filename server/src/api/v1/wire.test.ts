import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWire, formOf, type Person, type Wire } from '../../../../tests/support/wire.ts';

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

describe('alerts over the wire', () => {
  it('are made with observables and read back as they were answered', async () => {
    const made = await wire.send('POST', '/api/v1/alert', {
      as: ann,
      body: {
        ...alert('made'),
        tags: ['b', 'a'],
        observables: [{ dataType: 'ip', data: ['192.0.2.1', '192.0.2.2'] }],
      },
    });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      _type: 'Alert',
      _id: expect.stringMatching(/^~\d+$/),
      _createdBy: 'ann@main.test',
      status: 'New',
      stage: 'New',
      severity: 2,
      severityLabel: 'MEDIUM',
      tags: ['a', 'b'],
      observableCount: 2,
      customFields: [],
      extraData: {},
      follow: true,
    });
    const got = await wire.send('GET', `/api/v1/alert/${made.read('_id')}`, { as: ann });
    expect(got.status).toBe(200);
    expect(got.body).toEqual(made.body);
    const named = await wire.send('GET', `/api/v1/alert/${encodeURIComponent('external;siem;made')}`, {
      as: ann,
    });
    expect(named.body).toEqual(made.body);
  });

  it('are refused a second time with the key in the message', async () => {
    await wire.send('POST', '/api/v1/alert', { as: ann, body: alert('twice') });
    const again = await wire.send('POST', '/api/v1/alert', { as: ann, body: alert('twice') });
    expect(again.status).toBe(400);
    expect(again.body).toMatchObject({ type: 'CreateError', code: 'alertAlreadyExists' });
    expect(again.read('message')).toContain('external:siem:twice');
  });

  it('are changed one by one and together, whatever ids a client sends along', async () => {
    const one = await wire.send('POST', '/api/v1/alert', { as: ann, body: alert('one') });
    const two = await wire.send('POST', '/api/v1/alert', { as: ann, body: alert('two') });
    const patched = await wire.send('PATCH', `/api/v1/alert/${one.read('_id')}`, {
      as: ann,
      body: { id: two.read('_id'), ids: [two.read('_id')], severity: 4, stage: 'Closed' },
    });
    expect([patched.status, patched.text]).toEqual([204, '']);
    const severity = async (id: string) =>
      (await wire.send('GET', `/api/v1/alert/${id}`, { as: ann })).read('severity');
    expect([await severity(one.read('_id')), await severity(two.read('_id'))]).toEqual(['4', '2']);
    await wire.send('PATCH', '/api/v1/alert/_bulk', {
      as: ann,
      body: { ids: [one.read('_id'), two.read('_id')], severity: 3, addTags: ['x'] },
    });
    expect([await severity(one.read('_id')), await severity(two.read('_id'))]).toEqual(['3', '3']);
  });

  it('are promoted, and merged into a case that exists', async () => {
    const first = await wire.send('POST', '/api/v1/alert', { as: ann, body: alert('promote') });
    const promoted = await wire.send('POST', `/api/v1/alert/${first.read('_id')}/case`, { as: ann });
    expect(promoted.status).toBe(201);
    expect(promoted.body).toMatchObject({
      _type: 'Case',
      title: 'Beacon',
      access: { _kind: 'OrganisationAccessKind' },
    });
    const second = await wire.send('POST', '/api/v1/alert', { as: ann, body: alert('merge') });
    const path = `/api/alert/${second.read('_id')}/merge/${promoted.read('number')}`;
    const merged = await wire.send('POST', path, { as: ann });
    expect(merged.status).toBe(200);
    expect(merged.read('_id')).toBe(promoted.read('_id'));
    const linked = await wire.send('GET', `/api/v1/alert/${second.read('_id')}`, { as: ann });
    expect(linked.body).toMatchObject({ caseId: promoted.read('_id'), stage: 'Imported' });
    const again = await wire.send('POST', path, { as: ann });
    expect([again.status, again.read('message')]).toEqual([400, 'Alert is already imported']);
  });

  it('come with files as parts of a form', async () => {
    const form = formOf([
      {
        name: '_json',
        fileName: '_json',
        type: 'application/json',
        content: JSON.stringify({
          ...alert('file'),
          observables: [{ dataType: 'file', attachment: 'attachment0' }],
        }),
      },
      { name: 'attachment0', fileName: '../../evil.txt', type: 'text/plain', content: 'malicious' },
    ]);
    const made = await wire.send('POST', '/api/v1/alert', { as: ann, ...form });
    expect(made.status).toBe(201);
    const found = await wire.send('POST', '/api/v1/query', {
      as: ann,
      body: { query: [{ _name: 'getAlert', idOrName: made.read('_id') }, { _name: 'observables' }] },
    });
    expect(found.body).toMatchObject([
      { dataType: 'file', attachment: { name: 'evil.txt', size: 9, contentType: 'text/plain' } },
    ]);
  });

  it('are not there for others', async () => {
    const made = await wire.send('POST', '/api/v1/alert', { as: ann, body: alert('secret') });
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['PATCH', '', { title: 'x' }],
      ['DELETE', '', undefined],
      ['POST', '/case', undefined],
    ] as const) {
      const answer = await wire.send(method, `/api/v1/alert/${made.read('_id')}${path}`, {
        as: stranger,
        ...(body === undefined ? {} : { body }),
      });
      expect([answer.status, answer.read('type')]).toEqual([404, 'NotFoundError']);
    }
  });
});

describe('cases over the wire', () => {
  it('are made, read by number, changed, closed and deleted', async () => {
    const made = await wire.send('POST', '/api/v1/case', { as: ann, body: { title: 'T', description: 'D' } });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ assignee: 'ann@main.test', flag: false, status: 'New' });
    expect(made.body).toHaveProperty(
      'userPermissions',
      expect.arrayContaining(['manageCase/update', 'manageTask']),
    );
    const path = `/api/v1/case/${made.read('number')}`;
    expect((await wire.send('GET', path, { as: ann })).body).toEqual(made.body);
    const closed = await wire.send('PATCH', path, {
      as: ann,
      body: { status: 'TruePositive', impactStatus: 'NoImpact' },
    });
    expect(closed.status).toBe(204);
    expect((await wire.send('GET', path, { as: ann })).body).toMatchObject({
      stage: 'Closed',
      impactStatus: 'NoImpact',
    });
    expect((await wire.send('DELETE', path, { as: ann })).status).toBe(204);
    expect((await wire.send('GET', path, { as: ann })).status).toBe(404);
  });

  it('hold tasks with logs, files, comments and observables', async () => {
    const made = await wire.send('POST', '/api/v1/case', { as: ann, body: { title: 'T', description: 'D' } });
    const id = made.read('_id');
    const task = await wire.send('POST', `/api/v1/case/${id}/task`, { as: ann, body: { title: 'Look' } });
    expect([task.status, task.read('group')]).toEqual([201, 'default']);
    const log = await wire.send('POST', `/api/v1/task/${task.read('_id')}/log`, {
      as: ann,
      ...formOf([
        { name: '_json', content: JSON.stringify({ message: 'found', attachments: ['x'] }) },
        { name: 'attachments', fileName: 'a.txt', type: 'text/plain', content: 'log file' },
      ]),
    });
    expect(log.status).toBe(201);
    expect(log.body).toMatchObject({
      message: 'found',
      owner: 'ann@main.test',
      attachments: [{ name: 'a.txt' }],
    });
    const comment = await wire.send('POST', `/api/v1/case/${id}/comment`, {
      as: ann,
      body: { message: 'hm' },
    });
    expect(comment.body).toMatchObject({ createdBy: 'ann@main.test', isEdited: false, external: false });
    const observable = await wire.send('POST', `/api/v1/case/${id}/observable?dataType=domain`, {
      as: ann,
      body: { dataType: 'ip', data: 'example.org' },
    });
    expect([observable.status, observable.read('dataType', 0)]).toEqual([201, 'domain']);
    const again = await wire.send('POST', `/api/v1/case/${id}/observable`, {
      as: ann,
      body: { dataType: 'domain', data: ['example.org', 'example.net'] },
    });
    expect(again.status).toBe(207);
    expect(again.body).toMatchObject({
      success: [{ data: 'example.net' }],
      failure: [
        { type: 'CreateError', message: 'Observable already exists', object: { data: 'example.org' } },
      ],
    });
  });

  it('refuse a change that rests on an older version', async () => {
    const made = await wire.send('POST', '/api/v1/case', { as: ann, body: { title: 'T', description: 'D' } });
    const path = `/api/v1/case/${made.read('_id')}`;
    const change = (version: string, title: string) =>
      wire.send('PATCH', path, { as: ann, body: { title }, headers: { 'if-match': `"${version}"` } });
    expect((await change(made.read('_version'), 'A')).status).toBe(204);
    const stale = await change(made.read('_version'), 'B');
    expect([stale.status, stale.read('code')]).toEqual([409, 'staleVersion']);
    expect((await change('x', 'B')).status).toBe(400);
    const byBody = await wire.send('PATCH', path, { as: ann, body: { title: 'C', _version: 1 } });
    expect(byBody.status).toBe(409);
  });

  it('are made once for one key, however often it is asked', async () => {
    const ask = (title: string) =>
      wire.send('POST', '/api/v1/case', {
        as: ann,
        body: { title, description: 'D' },
        headers: { 'idempotency-key': 'case-1' },
      });
    const first = await ask('T');
    expect((await ask('T')).read('_id')).toBe(first.read('_id'));
    expect((await ask('U')).status).toBe(409);
  });
});

describe('files over the wire', () => {
  async function attach(
    content: string | Buffer,
    fileName: string,
    type: string,
  ): Promise<{ id: string; caseId: string }> {
    const made = await wire.send('POST', '/api/v1/case', { as: ann, body: { title: 'T', description: 'D' } });
    const answer = await wire.send('POST', `/api/v1/case/${made.read('_id')}/attachments`, {
      as: ann,
      ...formOf([{ name: 'attachments', fileName, type, content }]),
    });
    expect(answer.status).toBe(201);
    const [attachment] = (answer.body as { attachments: { id: string }[] }).attachments;
    return { id: String(attachment?.id), caseId: made.read('_id') };
  }

  it('come back as they were, to be stored, and only to who may see them', async () => {
    const { id } = await attach('<script>alert(1)</script>', 'ü "x".html', 'text/html');
    const got = await wire.send('GET', `/api/v1/attachment/${id}/download`, { as: ann });
    expect([got.status, got.text]).toEqual([200, '<script>alert(1)</script>']);
    expect(got.headers['content-disposition']).toMatch(/^attachment; filename="/);
    expect(got.headers['content-type']).toMatch(/^text\/html/);
    expect(got.headers['x-content-type-options']).toBe('nosniff');
    expect(got.headers['content-security-policy']).toContain('sandbox');
    expect(got.headers['content-length']).toBe('25');
    const inline = await wire.send('GET', `/api/v1/attachment/${id}`, { as: ann });
    expect(inline.headers['content-disposition']).toMatch(/^attachment/);
    expect((await wire.send('GET', `/api/v1/attachment/${id}`, { as: stranger })).status).toBe(404);
  });

  it('are not sent again when they have not changed', async () => {
    const { id } = await attach('same', 'same.txt', 'text/plain');
    const first = await wire.send('GET', `/api/v1/attachment/${id}`, { as: ann });
    const second = await wire.send('GET', `/api/v1/attachment/${id}`, {
      as: ann,
      headers: { 'if-none-match': String(first.headers.etag) },
    });
    expect([second.status, second.text]).toEqual([304, '']);
  });

  it('show pictures in place', async () => {
    const { id } = await attach(Buffer.from('89504e470d0a1a0a', 'hex'), 'a.png', 'image/png');
    const got = await wire.send('GET', `/api/v1/attachment/${id}`, { as: ann });
    expect(got.headers['content-disposition']).toMatch(/^inline/);
  });

  it('of observables come packed in an archive with a password', async () => {
    const made = await wire.send('POST', '/api/v1/case', { as: ann, body: { title: 'T', description: 'D' } });
    const added = await wire.send('POST', `/api/v1/case/${made.read('_id')}/observable`, {
      as: ann,
      ...formOf([
        { name: '_json', content: JSON.stringify({ dataType: 'file' }) },
        { name: 'attachment', fileName: 'evil.exe', type: 'application/octet-stream', content: 'MZ evil' },
      ]),
    });
    expect(added.status).toBe(201);
    const [observable] = added.body as { _id: string; attachment: { id: string } }[];
    const path = `/api/v1/observable/${observable?._id}/attachment/${observable?.attachment.id}/download`;
    const zip = await wire.send('GET', `${path}?asZip`, { as: ann });
    expect(zip.headers['content-type']).toBe('application/zip');
    expect(zip.headers['content-disposition']).toBe('attachment; filename="evil.exe.zip"');
    const { BlobReader, TextWriter, ZipReader } = await import('@zip.js/zip.js');
    const archive = new ZipReader(new BlobReader(new Blob([new Uint8Array(zip.bytes)])), {
      useWebWorkers: false,
    });
    const [entry] = await archive.getEntries();
    expect([entry?.filename, entry?.encrypted]).toEqual(['evil.exe', true]);
    if (entry === undefined || entry.directory) throw new Error('no file in the archive');
    expect(await entry.getData(new TextWriter(), { password: 'malware' })).toBe('MZ evil');
    expect((await wire.send('GET', path, { as: ann })).text).toBe('MZ evil');
  });
});

describe('queries over the wire', () => {
  it('give objects, totals, numbers and aggregations', async () => {
    const ask = (query: unknown[], more: object = {}) =>
      wire.send('POST', '/api/v1/query?name=test', { as: ann, body: { query, ...more } });
    const page = await ask([
      { _name: 'listAlert' },
      { _name: 'filter', _eq: { _field: 'source', _value: 'siem' } },
      { _name: 'sort', _fields: [{ _createdAt: 'desc' }] },
      { _name: 'page', from: 0, to: 2, extraData: ['total', 'status', 'unknownDatum'] },
    ]);
    expect(page.status).toBe(200);
    expect(page.body).toHaveLength(2);
    expect(Number(page.headers['x-total'])).toBeGreaterThan(2);
    expect(page.body).toMatchObject([{ extraData: { status: { _type: 'AlertStatus' } } }, {}]);
    const counted = await ask([{ _name: 'listAlert' }, { _name: 'count' }]);
    expect(counted.body).toBe(Number(page.headers['x-total']));
    const aggregated = await ask([
      { _name: 'listAlert' },
      { _name: 'aggregation', _agg: 'field', _field: 'source', _select: [{ _agg: 'count' }] },
    ]);
    expect(aggregated.body).toEqual({ siem: { count: counted.body } });
    const chosen = await ask([{ _name: 'listAlert' }, { _name: 'page', from: 0, to: 1 }], {
      includeFields: ['title'],
    });
    expect(chosen.body).toEqual([{ title: 'Beacon' }]);
  });

  it('of others find nothing', async () => {
    const found = await wire.send('POST', '/api/v1/query', {
      as: stranger,
      body: { query: [{ _name: 'listAlert' }, { _name: 'count' }] },
    });
    expect(found.body).toBe(0);
  });

  it('say what would be possible where they cannot be read', async () => {
    const unknown = await wire.send('POST', '/api/v1/query', {
      as: ann,
      body: { query: [{ _name: 'listAlert' }, { _name: 'tasks' }] },
    });
    expect(unknown.status).toBe(400);
    expect(unknown.body).toMatchObject({
      type: 'AttributeCheckingError',
      errors: [{ name: '_name', acceptedInput: expect.arrayContaining(['observables']) }],
    });
  });

  it('may be described first', async () => {
    const all = await wire.send('GET', '/api/v1/describe/_all', { as: reader });
    expect(all.body).toHaveProperty('alert.attributes');
    const one = await wire.send('GET', '/api/v1/describe/case', { as: reader });
    expect(one.body).toMatchObject({ label: 'case', initialQuery: 'listCase' });
    expect((await wire.send('GET', '/api/v1/describe/moon', { as: reader })).status).toBe(404);
  });
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
  it('tells its versions, also under the old path', async () => {
    const status = await wire.send('GET', '/api/v1/status', { as: ann });
    expect(status.body).toMatchObject({
      version: '5.7.3',
      config: { protectDownloadsWith: 'malware' },
      license: { isValid: true },
      connectors: { cortex: { enabled: true } },
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
