import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWire, formOf, type Person, type Wire } from '../../../../tests/support/wire.ts';

let wire: Wire;
let ann: Person;
let reader: Person;
let stranger: Person;

beforeAll(async () => {
  wire = await buildWire();
  const { first } = wire.world.organisations;
  ann = await wire.person(first, 'org-admin', 'ann@main.test');
  reader = await wire.person(first, 'read-only', 'reader@main.test');
  stranger = await wire.person(await wire.world.organisation('other'), 'org-admin', 'eve@other.test');
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

  it('of cases come packed in an archive as well', async () => {
    const { id, caseId } = await attach('MZ evil', 'evil.exe', 'application/octet-stream');
    for (const path of [`/api/v1/attachment/${id}`, `/api/v1/case/${caseId}/attachment/${id}`]) {
      const zip = await wire.send('GET', `${path}/download?asZip`, { as: ann });
      expect([zip.status, zip.headers['content-type']]).toEqual([200, 'application/zip']);
      expect(zip.text).not.toContain('MZ evil');
    }
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
