/** Pages, timelines, dashboards, settings, files and pictures over the wire, as clients ask for them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  buildWire,
  formOf,
  type Person,
  type TestAnswer,
  type Wire,
} from '../../../../tests/support/wire.ts';

let wire: Wire;
let ann: Person;
let bob: Person;
let root: Person;

beforeAll(async () => {
  wire = await buildWire();
  const { first, admin } = wire.world.organisations;
  ann = await wire.person(first, 'org-admin', 'ann@main.test');
  bob = await wire.person(first, 'read-only', 'bob@main.test');
  root = await wire.person(admin, 'admin', 'root@main.test');
});
afterAll(() => wire.release());

const send = (as: Person, method: string, path: string, body?: unknown): Promise<TestAnswer> =>
  wire.send(method, `/api/v1${path}`, body === undefined ? { as } : { as, body });
const query = async (as: Person, ...stages: readonly object[]): Promise<unknown> =>
  (await send(as, 'POST', '/query', { query: stages })).body;
const aCase = async (): Promise<string> =>
  (await send(ann, 'POST', '/case', { title: 'Phishing', description: 'A wave' })).read('_id');

const page = { title: 'Notes', content: '# Seen', category: 'General', order: 2 };

describe('pages', () => {
  it('look as clients expect, in a case and in the knowledge base', async () => {
    const caseId = await aCase();
    const ofCase = await send(ann, 'POST', `/case/${caseId}/page`, page);
    expect(ofCase.status).toBe(201);
    expect(ofCase.body).toMatchObject({ _type: 'Page', _createdBy: ann.login, extraData: {}, ...page });
    const known = await send(ann, 'POST', '/page', { ...page, title: 'Handbook' });
    expect(await query(bob, { _name: 'listOrganisationPage' })).toEqual([
      expect.objectContaining({ title: 'Handbook', content: '# Seen' }),
    ]);
    expect(await query(bob, { _name: 'getCase', idOrName: caseId }, { _name: 'pages' })).toEqual([
      expect.objectContaining({ _id: ofCase.read('_id') }),
    ]);
    expect(await query(bob, { _name: 'listPage' }, { _name: 'count' })).toBe(2);
    const path = `/page/${known.read('_id')}`;
    expect((await send(ann, 'PATCH', path, { title: 'Guide' })).status).toBe(204);
    expect((await send(ann, 'DELETE', path)).status).toBe(204);
    expect(await query(bob, { _name: 'getPage', idOrName: known.read('_id') })).toEqual([]);
    expect((await send(ann, 'PATCH', `/case/${await aCase()}${path}`, { title: 'x' })).status).toBe(404);
  });

  it('are listed without what they say', async () => {
    const { body } = await send(ann, 'POST', '/pageTemplate', page);
    expect(body).toMatchObject({ _type: 'PageTemplate', content: '# Seen' });
    const headers = await query(
      ann,
      { _name: 'listPageTemplate' },
      { _name: 'headerPage', from: 0, to: 10, extraData: ['caseTemplateCount'] },
    );
    expect(headers).toEqual([
      expect.objectContaining({ title: 'Notes', extraData: { caseTemplateCount: 0 } }),
    ]);
    expect(headers).toEqual([expect.not.objectContaining({ content: expect.anything() })]);
    const refused = await send(ann, 'POST', '/query', {
      query: [{ _name: 'listCase' }, { _name: 'headerPage', from: 0, to: 1 }],
    });
    expect(refused.status).toBe(400);
  });

  it('come with cases made from a template, and are linked to it by their ids', async () => {
    const templateId = (await send(ann, 'POST', '/pageTemplate', { ...page, title: 'Plan' })).read('_id');
    await send(ann, 'POST', '/caseTemplate', { name: 'phishing', tasks: [] });
    const link = await send(ann, 'PUT', '/caseTemplate/phishing/pageTemplate/link', {
      pageTemplateIds: [templateId],
    });
    expect(link.status).toBe(204);
    const made = await send(ann, 'POST', '/case', {
      title: 'T',
      description: 'D',
      caseTemplate: 'phishing',
    });
    const pages = await query(ann, { _name: 'getCase', idOrName: made.read('_id') }, { _name: 'pages' });
    expect(pages).toEqual([expect.objectContaining({ title: 'Plan', order: 2 })]);
    const [first] = (await query(
      ann,
      { _name: 'getCaseTemplate', idOrName: 'phishing' },
      { _name: 'page', from: 0, to: 1, extraData: ['pageTemplateHeaders'] },
    )) as { extraData: unknown }[];
    expect(first?.extraData).toEqual({
      pageTemplateHeaders: [expect.objectContaining({ _id: templateId, title: 'Plan' })],
    });
  });
});

describe('timelines', () => {
  it('are read with their events, which can be changed', async () => {
    const caseId = await aCase();
    const made = await send(ann, 'POST', `/case/${caseId}/customEvent`, { title: 'Call', date: 1 });
    expect(made.body).toMatchObject({ _type: 'CustomEvent', title: 'Call', date: 1 });
    const path = `/customEvent/${made.read('_id')}`;
    expect((await send(ann, 'PATCH', path, { endDate: 2 })).status).toBe(204);
    expect((await send(bob, 'GET', `/case/${caseId}/timeline`)).body).toEqual({
      events: [
        {
          date: 1,
          endDate: 2,
          kind: 'occurred',
          entity: 'Custom',
          entityId: made.read('_id'),
          _createdAt: Number(made.read('_createdAt')),
          _createdBy: made.read('_createdBy'),
          details: { title: 'Call' },
        },
        expect.objectContaining({ kind: 'started', entity: 'Case', entityId: caseId }),
      ],
    });
    expect((await send(bob, 'DELETE', path)).status).toBe(403);
    expect((await send(ann, 'DELETE', path)).status).toBe(204);
    expect((await send(ann, 'GET', '/case/~1/timeline')).status).toBe(404);
  });

  it('have events that are found by what they stand on, and lead to it', async () => {
    const caseId = await aCase();
    const datum = { dataType: 'domain', data: 'bad.example' };
    const { text } = await send(ann, 'POST', `/case/${caseId}/observable`, datum);
    const [, observable = ''] = /"_id":"(~\d+)"/.exec(text) ?? [];
    const event = { title: 'Beacon', date: 1, evidence: [observable] };
    const made = await send(ann, 'POST', `/case/${caseId}/customEvent`, event);
    expect(made.body).toMatchObject({ evidence: [observable] });
    const events = [{ _name: 'getCase', idOrName: caseId }, { _name: 'customEvents' }];
    const by = (id: string) => ({ _name: 'filter', _in: { _field: 'evidence', _values: [id] } });
    expect(await query(bob, ...events, by(observable))).toEqual([expect.objectContaining(event)]);
    expect(await query(bob, ...events, by('~1'))).toEqual([]);
    expect(await query(bob, ...events, { _name: 'observables' })).toEqual([
      expect.objectContaining({ _id: observable, data: 'bad.example' }),
    ]);
    const refused = await send(ann, 'PATCH', `/customEvent/${made.read('_id')}`, {
      evidence: ['~1', caseId],
    });
    expect(refused.status).toBe(400);
    for (const place of [0, 1]) expect(refused.text).toContain(`"evidence[${place}]"`);
    const audit = [{ _name: 'listAudit' }, { _name: 'filter', _field: 'objectId', _value: made.read('_id') }];
    expect(await query(ann, ...audit)).toEqual([
      expect.objectContaining({ details: expect.objectContaining({ evidence: [observable] }) }),
    ]);
  });
});

describe('dashboards', () => {
  it('look as clients expect', async () => {
    const definition = { period: 'last3Months', items: [] };
    const input = { title: 'Week', description: 'Of work', status: 'Shared', definition, version: 2 };
    const made = await send(ann, 'POST', '/dashboard', input);
    expect([made.status, made.body]).toEqual([
      201,
      expect.objectContaining({
        ...input,
        _type: 'Dashboard',
        group: 'default',
        owner: ann.login,
        writable: true,
      }),
    ]);
    const path = `/dashboard/${made.read('_id')}`;
    expect((await send(bob, 'GET', path)).body).toMatchObject({ writable: false, version: 2, definition });
    expect((await send(bob, 'PATCH', path, { title: 'x' })).status).toBe(403);
    expect((await send(ann, 'PATCH', path, { ...input, writable: true, owner: 'x' })).status).toBe(204);
    expect((await send(ann, 'POST', `${path}/owner`, { user: bob.login })).status).toBe(204);
    expect((await send(ann, 'PATCH', path, { status: 'Deleted' })).status).toBe(204);
    expect((await send(ann, 'GET', path)).status).toBe(404);
  });
});

describe('what is kept for a user', () => {
  it('is read back by its path', async () => {
    const value = { columns: ['title'] };
    const kept = { path: 'list.case', value, defaultValue: null };
    const path = '/config/user/list.case';
    expect((await send(bob, 'PUT', path, { value })).body).toEqual(kept);
    expect((await send(bob, 'GET', path)).body).toEqual(kept);
    expect((await send(bob, 'GET', '/config/user?path=list.')).body).toEqual([kept]);
    expect((await send(bob, 'GET', '/config/user/other%2Fpath')).body).toMatchObject({
      path: 'other/path',
      value: null,
    });
    expect((await send(ann, 'GET', '/config/user')).body).toEqual([]);
    expect((await send(bob, 'PUT', path, {})).status).toBe(400);
  });
});

describe('files of the organisation', () => {
  const png = Buffer.from('89504e470d0a1a0a0000', 'hex');
  const form = (name: string, content: Buffer) =>
    formOf([{ name, content, fileName: 'dot.png', type: 'image/png' }]);

  it('are uploaded, fetched by id and content, and removed', async () => {
    const made = await wire.send('POST', '/api/v1/attachment', { as: ann, ...form('attachments', png) });
    expect([made.status, made.body]).toEqual([
      201,
      { attachments: [expect.objectContaining({ name: 'dot.png', size: png.length })] },
    ]);
    const [file] = (made.body as { attachments: { _id: string; id: string; path: string }[] }).attachments;
    const fetched = await wire.send('GET', String(file?.path), { as: bob });
    expect([fetched.status, fetched.bytes]).toEqual([200, png]);
    const own = await wire.send('POST', '/api/v1/user/current/attachments', {
      as: bob,
      ...form('attachments', Buffer.from('other')),
    });
    expect(own.status).toBe(201);
    expect((await send(bob, 'DELETE', `/attachment/${file?._id}`)).status).toBe(403);
    expect((await send(ann, 'DELETE', `/attachment/${file?._id}`)).status).toBe(204);
    expect((await wire.send('GET', String(file?.path), { as: bob })).status).toBe(404);
  });

  it('and its picture are sent as pictures, once', async () => {
    const named = { name: '_json', content: JSON.stringify({ name: 'pictured', description: 'D' }) };
    const made = await wire.send('POST', '/api/v1/organisation', {
      as: root,
      ...formOf([named, { name: 'avatar', content: png, fileName: 'dot.png', type: 'image/png' }]),
    });
    const address = made.read('avatar');
    expect(address).toMatch(/^\/api\/v1\/organisation\/~\d+\/avatar\/[0-9a-f]{64}$/);
    const picture = await wire.send('GET', address, { as: root });
    expect([picture.headers['content-type'], picture.bytes]).toEqual(['image/png', png]);
    const headers = { 'if-none-match': String(picture.headers.etag) };
    expect((await wire.send('GET', address, { as: root, headers })).status).toBe(304);
    expect((await wire.send('GET', `${address.slice(0, -1)}x`, { as: root })).status).toBe(404);
    expect((await wire.send('GET', address, { as: bob })).status).toBe(404);
    const path = `/organisation/${made.read('_id')}`;
    const svg = Buffer.from('<svg onload=alert(1)>').toString('base64');
    expect((await send(root, 'PATCH', path, { avatar: svg })).status).toBe(400);
    expect((await send(root, 'PATCH', path, { avatar: '' })).status).toBe(204);
    expect((await send(root, 'GET', path)).body).not.toHaveProperty('avatar');
  });
});
