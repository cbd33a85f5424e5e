import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWire, type Person, type TestAnswer, type Wire } from '../../../../tests/support/wire.ts';

let wire: Wire;
let analyst: Person;
let sequence = 0;

beforeAll(async () => {
  wire = await buildWire();
  const { first, admin } = wire.world.organisations;
  analyst = await wire.person(first, 'analyst', 'ann@main.test');
  const as = await wire.person(admin, 'admin', 'root@platform.test');
  for (const [name, type] of [
    ['ticket', 'string'],
    ['score', 'integer'],
  ]) {
    const body = { name, displayName: name, description: name, type, group: 'default' };
    expect((await wire.send('POST', '/api/v1/customField', { as, body })).status).toBe(201);
  }
});
afterAll(() => wire?.release());

type Fields = Readonly<Record<string, unknown>>;

async function send(method: string, path: string, body?: unknown): Promise<TestAnswer> {
  return wire.send(method, `/api${path}`, { as: analyst, body });
}

/** What thehive4py sends for an alert, with fields that v0 passes over. */
function alert(more: Fields = {}): Fields {
  sequence += 1;
  return {
    ...{
      type: 'external',
      source: 'siem',
      sourceRef: `ref-${sequence}`,
      title: 'Beacon',
      description: 'Seen',
    },
    ...{ tlp: 2, severity: 2, tags: [], artifacts: [], customFields: {}, caseTemplate: null, date: null },
    ...{ status: 'New', externalLink: null, pap: 2 },
    ...more,
  };
}

async function created(more: Fields = {}): Promise<string> {
  return (await send('POST', '/alert', alert(more))).read('id');
}

async function found(query: unknown, range = 'all'): Promise<readonly string[]> {
  const { status, body } = await send('POST', `/alert/_search?range=${range}`, { query });
  expect(status).toBe(200);
  return (body as { title: string }[]).map(({ title }) => title).sort();
}

describe('an alert of v0', () => {
  it('is made with its artifacts and custom fields, and shows nothing as null', async () => {
    const artifacts = [
      { dataType: 'ip', data: '198.51.100.7', tags: ['c2'], tlp: 3, ioc: true, message: null },
      { dataType: 'ip', data: '198.51.100.7' },
      { dataType: 'file', data: `a.txt;text/plain;${Buffer.from('hello').toString('base64')}` },
    ];
    const customFields = { ticket: { order: 0, string: 'T-1' }, score: { number: '7' } };
    const made = await send('POST', '/alert', alert({ artifacts, customFields, tlp: 3, severity: '3' }));
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      ...{ _type: 'alert', createdBy: 'ann@main.test', updatedBy: null, updatedAt: null, externalLink: null },
      ...{ case: null, caseTemplate: null, severity: 3, tlp: 3, pap: 2, status: 'New', follow: true },
      customFields: { ticket: { string: 'T-1' }, score: { integer: 7 } },
    });
    expect(made.read('_id')).toBe(made.read('id'));
    expect((await send('GET', `/alert/${made.read('id')}`)).body).toEqual(made.body);
    const shown = (made.body as { artifacts: Fields[] }).artifacts.toSorted((one, other) =>
      String(one.dataType) < String(other.dataType) ? -1 : 1,
    );
    expect(shown).toMatchObject([
      {
        dataType: 'file',
        attachment: {
          name: 'a.txt',
          contentType: 'text/plain',
          size: 5,
          hashes: [expect.any(String), expect.any(String), expect.any(String)],
        },
      },
      { dataType: 'ip', data: '198.51.100.7', tags: ['c2'], tlp: 3, ioc: true, _type: 'case_artifact' },
    ]);
    expect(shown).toHaveLength(2);
    expect(shown[0]).not.toHaveProperty('data');
    expect(shown[1]).not.toHaveProperty('attachment');
    const v1 = await wire.send('GET', `/api/v1/alert/${made.read('id')}`, { as: analyst });
    expect(v1.body).toMatchObject({ tlp: 4, tlpLabel: 'RED', severity: 3, observableCount: 2 });
  });

  it('is refused a second time, without its fields, and with a file that is none', async () => {
    const given = alert();
    await send('POST', '/alert', given);
    const again = await send('POST', '/alert', given);
    expect([again.status, again.body]).toMatchObject([
      400,
      { type: 'CreateError', code: 'alertAlreadyExists' },
    ]);
    const empty = await send('POST', '/alert', {});
    expect([empty.status, empty.body]).toMatchObject([400, { type: 'AttributeCheckingError' }]);
    expect((empty.body as { errors: Fields[] }).errors).toContainEqual(
      expect.objectContaining({ name: 'sourceRef', type: 'MissingAttributeError' }),
    );
    const broken = await send(
      'POST',
      '/alert',
      alert({ artifacts: [{ dataType: 'file', data: 'nothing' }] }),
    );
    expect([broken.status, broken.body]).toMatchObject([400, { errors: [{ name: 'artifacts[0].data' }] }]);
  });

  it('is read by id and by its key, with and without a version in the path', async () => {
    const artifacts = [{ dataType: 'domain', data: 'similar.example' }];
    const id = await created({ source: 'keyed', sourceRef: 'one', artifacts });
    for (const path of [`/api/alert/${id}`, `/api/v0/alert/${id}`, '/api/alert/external;keyed;one'])
      expect((await wire.send('GET', path, { as: analyst })).read('id')).toBe(id);
    const promoted = await send('POST', `/alert/${await created({ artifacts })}/createCase`);
    const { body } = await send('GET', `/alert/${id}?similarity=1`);
    expect(body).toMatchObject({
      similarCases: [{ id: promoted.read('id'), similarArtifactCount: 1, artifactCount: 1, status: 'Open' }],
    });
    const unknown = await send('GET', '/alert/~1');
    expect([unknown.status, unknown.body]).toMatchObject([
      404,
      { type: 'NotFoundError', message: 'Alert not found' },
    ]);
  });

  it('is changed; unknown fields are passed over, and custom fields are set one by one or all', async () => {
    const id = await created({ customFields: { ticket: 'T-1', score: 1 } });
    const one = await send('PATCH', `/alert/${id}`, {
      ...{ title: 'Other', severity: 4, tags: 'a, b', nosuch: 1, caseTemplate: 'x' },
      'customFields.score.integer': '9',
    });
    expect([one.status, one.body]).toMatchObject([
      200,
      {
        ...{ title: 'Other', severity: 4, tags: ['a', 'b'], updatedBy: 'ann@main.test' },
        customFields: { ticket: { string: 'T-1' }, score: { integer: 9 } },
      },
    ]);
    const all = await send('PATCH', `/alert/${id}`, { customFields: { score: { integer: 2, order: 0 } } });
    expect((all.body as Fields).customFields).toEqual({ score: { integer: 2, order: 0 } });
  });

  it('keeps the TLP that the older scale cannot tell when it is written back as it was read', async () => {
    const id = await created();
    await wire.send('PATCH', `/api/v1/alert/${id}`, { as: analyst, body: { tlp: 3 } });
    expect((await send('PATCH', `/alert/${id}`, { tlp: 3, title: 'Strict' })).body).toMatchObject({ tlp: 3 });
    const tlp = async () => (await wire.send('GET', `/api/v1/alert/${id}`, { as: analyst })).read('tlpLabel');
    expect(await tlp()).toBe('AMBER+STRICT');
    await send('PATCH', `/alert/${id}`, { tlp: 1 });
    await send('PATCH', `/alert/${id}`, { tlp: 3 });
    expect(await tlp()).toBe('RED');
  });

  it('is marked as read and unread, followed and not, by requests with an empty body', async () => {
    const id = await created();
    const headers = { 'content-type': 'application/json' };
    const mark = (verb: string) =>
      wire.send('POST', `/api/alert/${id}/${verb}`, { as: analyst, raw: '', headers });
    expect((await mark('markAsRead')).body).toMatchObject({ id, status: 'Ignored' });
    expect((await mark('markAsRead')).body).toMatchObject({ id, status: 'Ignored' });
    expect((await mark('markAsUnread')).body).toMatchObject({ id, status: 'New' });
    expect((await mark('unfollow')).body).toMatchObject({ follow: false });
    expect((await mark('follow')).body).toMatchObject({ follow: true });
    expect((await send('PATCH', `/alert/${id}`, { status: 'Ignored' })).body).toMatchObject({
      status: 'Ignored',
    });
  });

  it('becomes a case, once, and stays imported when it is marked', async () => {
    const id = await created({ title: 'Promoted', tlp: 3, customFields: { ticket: 'T-9' } });
    const promoted = await send('POST', `/alert/${id}/createCase`, { caseTemplate: null });
    expect([promoted.status, promoted.body]).toMatchObject([
      201,
      {
        ...{
          _type: 'case',
          title: 'Promoted',
          status: 'Open',
          resolutionStatus: null,
          endDate: null,
          tlp: 3,
        },
        ...{ owner: 'ann@main.test', customFields: { ticket: { string: 'T-9' } } },
      },
    ]);
    expect((await send('POST', `/alert/${id}/createCase`)).read('id')).toBe(promoted.read('id'));
    const marked = await send('POST', `/alert/${id}/markAsUnread`);
    expect([marked.status, marked.body]).toMatchObject([
      200,
      { status: 'Imported', case: promoted.read('id') },
    ]);
  });

  it('is merged into a case, alone or with others, and the path that v1 has without a version stays its own', async () => {
    const target = (await send('POST', `/alert/${await created()}/createCase`)).read('id');
    const merged = await send('POST', `/v0/alert/${await created({ tags: ['merged'] })}/merge/${target}`, {});
    expect([merged.status, merged.body]).toMatchObject([200, { id: target, tags: ['merged'] }]);
    const alertIds = [await created({ tags: ['x'] }), await created({ tags: ['y'] })];
    const bulk = await send('POST', '/alert/merge/_bulk', { caseId: target, alertIds });
    expect([bulk.status, bulk.body]).toMatchObject([200, { id: target, tags: ['merged', 'x', 'y'] }]);
    const alias = await send('POST', `/alert/${await created()}/merge/${target}`);
    expect([alias.status, alias.body]).toMatchObject([
      200,
      { _id: target, _type: 'Case', id: target, caseId: expect.any(Number) },
    ]);
  });

  it('is deleted alone and with others', async () => {
    const [one, two, three] = [await created(), await created(), await created()];
    expect((await send('DELETE', `/alert/${one}?force=1`)).status).toBe(204);
    expect((await send('POST', '/alert/delete/_bulk', { ids: [two, three] })).status).toBe(204);
    for (const id of [one, two, three]) expect((await send('GET', `/alert/${id}`)).status).toBe(404);
  });

  it('may be sent as a form, and bodies on GET are no mistake', async () => {
    const id = await created();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const raw = 'title=Form&severity=1&tags=a&tags=b&follow=false';
    const changed = await wire.send('PATCH', `/api/alert/${id}`, { as: analyst, raw, headers });
    expect(changed.body).toMatchObject({ title: 'Form', severity: 1, tags: ['a', 'b'], follow: false });
    expect((await wire.send('GET', `/api/alert/${id}`, { as: analyst, body: {} })).read('id')).toBe(id);
  });
});

it('of several are changed at once, and marked from where each stands', async () => {
  const [one, two] = [await created({ tlp: 1 }), await created()];
  await send('POST', `/alert/${two}/markAsRead`);
  const changed = await send('PATCH', '/alert/_bulk', { ids: [one, two], severity: 4, status: 'Ignored' });
  expect([changed.status, changed.body]).toMatchObject([
    200,
    [one, two].map((id) => ({ id, severity: 4, status: 'Ignored' })),
  ]);
  expect((await send('PATCH', '/alert/_bulk', { ids: [one, '~1'], severity: 1 })).status).toBe(404);
  expect((await send('PATCH', '/alert/_bulk', { ids: 7, severity: 1 })).status).toBe(404);
});

describe('a search of v0', () => {
  beforeAll(async () => {
    const source = 'search';
    const artifacts = [{ dataType: 'domain', data: 'wanted.example' }];
    await created({ source, title: 'First', severity: 1, tags: ['a'], customFields: { score: 1 } });
    await created({ source, title: 'Second', severity: 2, tags: ['a', 'b'], tlp: 3, artifacts });
    const third = await created({ source, title: 'Third', severity: 3, externalLink: 'https://a.example/' });
    await send('POST', `/alert/${third}/markAsRead`);
    await send('POST', `/alert/${await created({ source, title: 'Fourth', severity: 4 })}/createCase`);
  });

  const within = (query: unknown) => ({ _and: [{ source: 'search' }, query, {}] });
  const everything = ['First', 'Fourth', 'Second', 'Third'];

  it.each([
    [{}, everything],
    [{ _any: '*' }, everything],
    [{ _type: 'alert' }, everything],
    [{ _type: 'case' }, []],
    [{ _field: 'title', _value: 'First' }, ['First']],
    [{ _not: { severity: 1 } }, ['Fourth', 'Second', 'Third']],
    [{ _or: [{ severity: 1 }, { severity: 2 }] }, ['First', 'Second']],
    [{ _in: { _field: 'severity', _values: [3, 4] } }, ['Fourth', 'Third']],
    [{ _in: { _field: 'status', _values: ['Ignored', 'Imported'] } }, ['Fourth', 'Third']],
    [{ _gt: { severity: 3 } }, ['Fourth']],
    [{ _gte: { _field: 'severity', _value: 3 } }, ['Fourth', 'Third']],
    [{ _lt: { severity: 2 } }, ['First']],
    [{ _lte: { severity: 2 } }, ['First', 'Second']],
    [{ _between: { _field: 'severity', _from: 2, _to: 4 } }, ['Second', 'Third']],
    [{ tags: 'b' }, ['Second']],
    [{ tlp: 3 }, ['Second']],
    [{ _gte: { tlp: 3 } }, ['Second']],
    [{ _gt: { tlp: 3 } }, []],
    [{ _lt: { tlp: 3 } }, ['First', 'Fourth', 'Third']],
    [{ _lte: { tlp: 3 } }, everything],
    [{ status: 'New' }, ['First', 'Second']],
    [{ status: 'Ignored' }, ['Third']],
    [{ status: 'Imported' }, ['Fourth']],
    [{ status: 'Updated' }, []],
    [{ read: false }, ['First', 'Second']],
    [{ _contains: 'externalLink' }, ['Third']],
    [{ externalLink: null }, ['First', 'Fourth', 'Second']],
    [{ _contains: { _field: 'case' } }, ['Fourth']],
    [{ _like: { _field: 'title', _value: 'F*' } }, ['First', 'Fourth']],
    [{ _wildcard: { _field: 'title', _value: '*rd' } }, ['Third']],
    [{ _string: 'title:"Second" AND severity:2' }, ['Second']],
    [{ _string: '*' }, everything],
    [{ 'customFields.score.integer': 1 }, ['First']],
    [{ _child: { _type: 'alert_artifact', _query: { data: 'wanted.example' } } }, ['Second']],
    [{ _parent: { _type: 'case', _query: { title: 'Fourth' } } }, ['Fourth']],
    [{ _id: 'nothing' }, []],
  ])('by %j finds what it says', async (query, expected) => {
    expect(await found(within(query))).toEqual(expected);
  });

  it('gives the part and the order that are asked for, and how many there are', async () => {
    const { body, headers } = await send('GET', '/alert?range=1-3&sort=-severity&sort=%2Btitle');
    expect(body).toHaveLength(2);
    expect(Number(headers['x-total'])).toBeGreaterThan(3);
    const query = { source: 'search' };
    const listed = await send('POST', '/alert/_search', { query, sort: '-severity,title', range: '1-3' });
    expect(listed.headers['x-total']).toBe('4');
    expect((listed.body as Fields[]).map(({ title }) => title)).toEqual(['Third', 'Second']);
    expect((listed.body as Fields[])[1]?.artifacts).toMatchObject([{ data: 'wanted.example' }]);
  });

  it('counts alerts by the statuses of v0, by time and by what else they have in common', async () => {
    const { status, body } = await send('POST', '/alert/_stats', {
      query: { source: 'search' },
      stats: [
        { _agg: 'field', _field: 'status', _select: [{ _agg: 'count' }], _order: ['-count'], _size: 2 },
        { _agg: 'field', _field: 'read', _select: [{ _agg: 'count' }] },
        {
          _agg: 'time',
          _fields: ['date'],
          _interval: '1y',
          _select: [
            { _agg: 'count', _name: 'agg_1', _query: { severity: 1 } },
            { _agg: 'field', _field: 'status', _select: [{ _agg: 'max', _field: 'severity' }] },
          ],
        },
        { _agg: 'sum', _field: 'severity' },
        { _agg: 'avg', _field: 'severity', _name: 'mean' },
        { _agg: 'min', _field: 'severity', _query: { title: 'nothing' } },
        { _agg: 'count', _name: 'all' },
      ],
    });
    const [year] = Object.keys(body as Fields).filter((key) => /^\d{12,}$/.test(key));
    expect([status, body]).toEqual([
      200,
      {
        ...{ New: { count: 2 }, Ignored: { count: 1 } },
        ...{ true: { count: 2 }, false: { count: 2 } },
        [String(year)]: {
          date: {
            agg_1: 1,
            New: { max_severity: 2 },
            Ignored: { max_severity: 3 },
            Imported: { max_severity: 4 },
          },
        },
        ...{ sum_severity: 10, mean: 2.5, min_severity: null, all: 4 },
      },
    ]);
    expect((await send('POST', '/alert/_stats', {})).body).toEqual({});
  });

  it.each([
    [{ _agg: 'nosuch' }],
    ['count'],
    [{ _agg: 'field', _field: 'nosuch' }],
    [{ _agg: 'field', _field: 'status', _order: 'nosuch' }],
    [{ _agg: 'field', _field: 'status', _size: 0 }],
    [{ _agg: 'time', _fields: ['date'] }],
    [{ _agg: 'time', _fields: ['date'], _interval: 1, _unit: 'nosuch' }],
    [{ _agg: 'count', _query: { nosuch: 1 } }],
    [{ _agg: 'field', _field: 'severity', _select: 1 }],
    [Array.from({ length: 51 }, () => ({ _agg: 'count' }))],
  ])('of numbers by %j is told as a mistake', async (stats) => {
    const { status, body } = await send('POST', '/alert/_stats', { stats: [stats].flat() });
    expect([status, body]).toMatchObject([400, { type: 'BadRequest' }]);
  });

  it.each([
    [{ nosuch: 1 }],
    [{ _nosuch: 1 }],
    [{ severity: 1, tlp: 2 }],
    [[]],
    [{ _and: {} }],
    [{ _gt: 1 }],
    [{ status: 'Nosuch' }],
    [{ _like: { _field: 'title', _value: 1 } }],
    [{ severity: {} }],
    [{ _string: 1 }],
    [{ _in: { _field: 'severity' } }],
  ])('by %j is told as a mistake', async (query) => {
    const { status, body } = await send('POST', '/alert/_search', { query });
    expect([status, body]).toMatchObject([400, { type: 'BadRequest', code: 'invalidQuery' }]);
  });

  it('is nothing for who is not signed in, and sees no other organisation', async () => {
    const nobody = await wire.send('POST', '/api/alert/_search', { body: {} });
    expect([nobody.status, nobody.body]).toMatchObject([401, { type: 'AuthenticationError' }]);
    const as = await wire.person(await wire.world.organisation('other'), 'analyst', 'eve@other.test');
    expect((await wire.send('POST', '/api/alert/_search', { as, body: {} })).body).toEqual([]);
  });
});
