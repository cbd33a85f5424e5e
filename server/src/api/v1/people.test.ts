/** What people need of one another over the wire: mentions, presence, visits, preferences, and the organisation in the address. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStream } from '../../../../tests/matrix/stream.ts';
import { buildWire, type Person, type TestAnswer, type Wire } from '../../../../tests/support/wire.ts';

let wire: Wire;
let address: string;
let ana: Person;
let bo: Person;
let pia: Person;
let eve: Person;

beforeAll(async () => {
  wire = await buildWire();
  const { first } = wire.world.organisations;
  ana = await wire.person(first, 'org-admin', 'ana@main.test');
  bo = await wire.person(first, 'analyst', 'bo@main.test');
  pia = await wire.person(await wire.world.organisation('partner', first), 'analyst', 'pia@partner.test');
  eve = await wire.person(await wire.world.organisation('other'), 'org-admin', 'eve@other.test');
  address = await wire.server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => wire?.release());

const send = (as: Person, method: string, path: string, body?: unknown): Promise<TestAnswer> =>
  wire.send(method, `/api/v1${path}`, { as, ...(body === undefined ? {} : { body }) });

async function someCase(shared = false): Promise<string> {
  const sharingParameters = shared ? [{ organisation: 'partner', share: true, profile: 'analyst' }] : [];
  const made = await send(ana, 'POST', '/case', { title: 'T', description: 'D', sharingParameters });
  return made.read('_id');
}

const query = (as: Person, ...steps: readonly object[]) => send(as, 'POST', '/query', { query: steps });
const comment = (as: Person, caseId: string, message: string) =>
  send(as, 'POST', `/case/${caseId}/comment`, { message });

describe('mentions', () => {
  const unread = { _name: 'filter', _not: { _has: 'readAt' } };

  it('are listed, counted and marked by the one who is mentioned', async () => {
    const caseId = await someCase();
    const written = await comment(ana, caseId, 'see this, @bo');
    const found = await query(bo, { _name: 'listMention' }, unread);
    expect(found.body).toEqual([
      {
        _id: expect.stringMatching(/^~\d+$/),
        _type: 'Mention',
        _createdAt: wire.world.clock.now,
        _createdBy: 'ana@main.test',
        objectType: 'Comment',
        objectId: written.read('_id'),
        rootType: 'Case',
        rootId: caseId,
        extraData: {},
      },
    ]);
    const id = found.read('_id', 0);
    expect((await send(bo, 'PATCH', `/mention/${id}`, { read: true })).status).toBe(204);
    expect((await send(bo, 'GET', `/mention/${id}`)).body).toMatchObject({ readAt: wire.world.clock.now });
    await comment(ana, caseId, 'and this, @bo');
    expect((await query(bo, { _name: 'listMention' }, unread, { _name: 'count' })).body).toBe(1);
    expect((await send(bo, 'POST', '/mention/read')).status).toBe(204);
    expect((await query(bo, { _name: 'listMention' }, unread, { _name: 'count' })).body).toBe(0);
    expect((await send(ana, 'GET', `/mention/${id}`)).status).toBe(404);
  });

  it('lead to what they are in', async () => {
    const caseId = await someCase();
    await comment(ana, caseId, 'a way to @bo');
    const found = await query(
      bo,
      { _name: 'listMention' },
      { _name: 'filter', _field: 'rootId', _value: caseId },
      { _name: 'comment' },
    );
    expect(found.read('message', 0)).toBe('a way to @bo');
    const extraData = ['case', 'comment', 'log'];
    const page = { _name: 'page', from: 0, to: 1, extraData };
    const newest = { _name: 'sort', _fields: [{ _createdAt: 'desc' }] };
    const inCase = { _name: 'filter', _field: 'rootId', _value: caseId };
    expect((await query(bo, { _name: 'listMention' }, inCase, newest, page)).body).toMatchObject([
      { extraData: { case: { _id: caseId, title: 'T' }, comment: { message: 'a way to @bo' }, log: null } },
    ]);
  });

  it('are told to the streams of that person alone', async () => {
    const [own, colleague] = [await openStream(address, bo), await openStream(address, ana)];
    const caseId = await someCase();
    await comment(ana, caseId, 'now @bo');
    const later = await someCase();
    await Promise.all([own, colleague].map((stream) => stream.until(later)));
    expect(own.text()).toContain('"objectType":"Mention"');
    expect(own.text()).toContain(`"rootId":"${caseId}"`);
    expect(colleague.text()).not.toContain('"Mention"');
    for (const stream of [own, colleague]) stream.close();
  });
});

describe('a stream that goes on where it was left', () => {
  it('tells mentions that were missed to that person alone', async () => {
    const before = await openStream(address, bo);
    // The first block after the retry time holds the place.
    const place = /id: (\d+-\d+)/.exec(before.text())?.[1];
    before.close();
    const caseId = await someCase();
    await comment(ana, caseId, 'missed, @bo');
    const last = await someCase();
    const [own, colleague] = [await openStream(address, bo, place), await openStream(address, ana, place)];
    await Promise.all([own, colleague].map((stream) => stream.until(last)));
    expect(own.text().match(/"objectType":"Mention"/g)).toHaveLength(1);
    expect(colleague.text()).not.toContain('"Mention"');
    for (const stream of [own, colleague]) stream.close();
  });
});

describe('presence', () => {
  const at = (as: Person, object: string, doing: string, field?: string) =>
    send(as, 'PUT', '/presence', { place: { object, ...(field === undefined ? {} : { field }) }, doing });
  const present = (as: Person, ...objects: readonly string[]) =>
    send(as, 'GET', `/presence?object=${objects.join()}`);

  it('tells who is at an object, what they do, and since when', async () => {
    const caseId = await someCase();
    const since = wire.world.clock.now;
    expect((await at(bo, caseId, 'editing', 'description')).status).toBe(204);
    wire.world.clock.now += 20_000;
    await at(bo, caseId, 'editing', 'description');
    expect((await present(ana, caseId, '~1')).body).toEqual([
      {
        object: caseId,
        people: [
          {
            userId: `~${bo.userId}`,
            login: 'bo@main.test',
            name: 'bo@main.test',
            initials: 'BT',
            doing: 'editing',
            field: 'description',
            since,
          },
        ],
      },
    ]);
  });

  it('is over when it is not renewed, and when one says so', async () => {
    const caseId = await someCase();
    await at(bo, caseId, 'here');
    wire.world.clock.now += 45_001;
    expect((await present(ana, caseId)).body).toEqual([]);
    await at(bo, caseId, 'here');
    expect((await send(bo, 'DELETE', `/presence?object=${caseId}`)).status).toBe(204);
    expect((await present(ana, caseId)).body).toEqual([]);
  });

  it('is told among those who see the object, while they see it', async () => {
    const caseId = await someCase(true);
    await at(pia, caseId, 'reading');
    await at(ana, caseId, 'here');
    const logins = async (as: Person) =>
      [...(await present(as, caseId)).text.matchAll(/"login":"(\w+)@/g)].map(([, login]) => login);
    expect(await logins(ana)).toEqual(['ana', 'pia']);
    expect(await logins(pia)).toEqual(['ana', 'pia']);
    expect(await logins(eve)).toEqual([]);
    expect((await at(eve, caseId, 'here')).status).toBe(404);
    await send(ana, 'DELETE', `/case/${caseId}/shares`, { organisations: ['partner'] });
    expect(await logins(ana)).toEqual(['ana']);
    expect(await logins(pia)).toEqual([]);
  });

  it('is told of pages of the knowledge base, to those who may read them', async () => {
    const page = { title: 'Whom to call', content: '', category: 'Contacts' };
    const pageId = (await send(ana, 'POST', '/page', page)).read('_id');
    expect((await at(ana, pageId, 'editing', 'content')).status).toBe(204);
    expect((await present(bo, pageId)).text).toContain('"field":"content"');
    expect((await present(eve, pageId)).body).toEqual([]);
    expect((await at(eve, pageId, 'here')).status).toBe(404);
  });

  it('is told to streams once for each change, and to nobody else', async () => {
    const [own, foreign] = [await openStream(address, ana), await openStream(address, eve)];
    const caseId = await someCase();
    await at(bo, caseId, 'reading');
    const frame = `event: presence\ndata: {"kind":"presence","objectId":"${caseId}"}\n\n`;
    await own.until(frame);
    wire.world.clock.now += 1_000;
    await at(bo, caseId, 'reading');
    const other = await someCase();
    await at(bo, other, 'here');
    await own.until(`"kind":"presence","objectId":"${other}"`);
    expect(own.text().split(frame)).toHaveLength(2);
    expect(foreign.text()).not.toContain('presence');
    for (const stream of [own, foreign]) stream.close();
  });

  it('refuses what it does not know', async () => {
    const caseId = await someCase();
    expect((await at(bo, caseId, 'sleeping')).read('message')).toContain('here, reading, editing');
    expect((await at(bo, 'abc', 'here')).status).toBe(400);
    expect((await present(bo, ...Array.from({ length: 201 }, (_, index) => `~${index + 1}`))).status).toBe(
      400,
    );
  });
});

describe('visits', () => {
  it('tell when the visit before was, also after a page was loaded again', async () => {
    const place = encodeURIComponent('case:~12');
    const visit = (method: string) => send(bo, method, `/visit/${place}`);
    expect((await visit('GET')).body).toEqual({ at: null, previous: null });
    const first = wire.world.clock.now;
    expect((await visit('PUT')).body).toEqual({ at: first, previous: null });
    wire.world.clock.now += 3_600_000;
    const second = wire.world.clock.now;
    expect((await visit('PUT')).body).toEqual({ at: second, previous: first });
    wire.world.clock.now += 60_000;
    expect((await visit('PUT')).body).toEqual({ at: second + 60_000, previous: first });
    expect((await visit('GET')).body).toEqual({ at: second + 60_000, previous: first });
    expect((await send(ana, 'GET', `/visit/${place}`)).body).toEqual({ at: null, previous: null });
  });
});

describe('preferences', () => {
  const path = '/user/current/preferences';
  const first = { density: 'cozy', timeZone: 'browser', singleKeys: true, hintsSeen: [] };

  it('are changed one by one, and taken back', async () => {
    expect((await send(ana, 'GET', path)).body).toEqual(first);
    const chosen = { language: 'zh', timeZone: 'Europe/Paris', singleKeys: false, hintsSeen: ['triage'] };
    expect((await send(ana, 'PATCH', path, chosen)).body).toEqual({ ...first, ...chosen });
    await send(ana, 'PATCH', path, { language: null, theme: 'dark' });
    const { language: _, ...rest } = { ...first, ...chosen, theme: 'dark' };
    expect((await send(ana, 'GET', path)).body).toEqual(rest);
    expect((await send(bo, 'GET', path)).body).toEqual(first);
  });

  it('are refused with what would be accepted', async () => {
    const refused = await send(ana, 'PATCH', path, { theme: 'pink', timeZone: 'Mars/Base', colour: 1 });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('auto, light, dark');
    expect(refused.body).toMatchObject({
      errors: [{ name: 'theme' }, { name: 'timeZone' }, { name: 'colour' }],
    });
  });
});

describe('a case whose name is no number', () => {
  it('is not found, also by what would change it', async () => {
    const body = { title: 'T' };
    const asked = [
      send(ana, 'GET', '/case/abc'),
      send(ana, 'PATCH', '/case/abc', body),
      send(ana, 'DELETE', '/case/abc'),
      send(ana, 'POST', '/case/abc/task', body),
      send(ana, 'POST', '/case/abc/comment', { message: 'M' }),
    ];
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(asked.map(() => 404));
  });
});

describe('the organisation in the address', () => {
  it('is that of streams and of what is read, and of nothing that changes something', async () => {
    const { first } = wire.world.organisations;
    const both = await wire.person(first, 'analyst', 'both@main.test');
    await send(eve, 'POST', '/user', { login: both.login, name: 'B', profile: 'analyst' });
    const admin = await wire.person(wire.world.organisations.admin, 'admin', 'root@admin.test');
    const organisation = eve.organisation.name;
    await send(admin, 'POST', '/user', { login: both.login, name: 'B', profile: 'analyst', organisation });
    const current = async (search: string) =>
      (await send(both, 'GET', `/user/current${search}`)).headers['x-organisation'];
    expect(await current('')).toBe('main');
    expect(await current('?organisation=other')).toBe('other');
    expect((await send(ana, 'GET', '/user/current?organisation=other')).status).toBe(403);
    const made = await send(both, 'POST', '/case?organisation=other', { title: 'T', description: 'D' });
    expect((await send(ana, 'GET', `/case/${made.read('_id')}`)).status).toBe(200);
    const stream = await openStream(address, both, undefined, 'other');
    const theirs = await send(eve, 'POST', '/case', { title: 'T', description: 'D' });
    await stream.until(theirs.read('_id'));
    stream.close();
  });
});
