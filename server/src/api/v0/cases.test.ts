import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWire, type Person, type TestAnswer, type Wire } from '../../../../tests/support/wire.ts';

let wire: Wire;
let analyst: Person;
let sequence = 0;

type Fields = Readonly<Record<string, unknown>>;

beforeAll(async () => {
  wire = await buildWire();
  const { first, admin } = wire.world.organisations;
  analyst = await wire.person(first, 'org-admin', 'ann@main.test');
  const as = await wire.person(admin, 'admin', 'root@platform.test');
  for (const [name, type] of [
    ['ticket', 'string'],
    ['score', 'integer'],
  ]) {
    const body = { name, displayName: name, description: name, type, group: 'default' };
    expect((await wire.send('POST', '/api/v1/customField', { as, body })).status).toBe(201);
  }
  const status = { value: 'Benign', stage: 'Closed' };
  expect((await wire.send('POST', '/api/v1/caseStatus', { as, body: status })).status).toBe(201);
});
afterAll(() => wire?.release());

async function send(method: string, path: string, body?: unknown): Promise<TestAnswer> {
  return wire.send(method, `/api${path}`, { as: analyst, body });
}

/** What thehive4py sends for a case, with fields that v0 passes over. */
function given(more: Fields = {}): Fields {
  sequence += 1;
  return {
    ...{ title: `Case ${sequence}`, description: 'A wave', tlp: 2, pap: 2, severity: 2, flag: false },
    ...{ tags: [], startDate: 1_700_000_000_000, metrics: {}, customFields: {}, template: null },
    ...{ owner: null, tasks: [], status: 'Open', id: null },
    ...more,
  };
}

async function created(more: Fields = {}): Promise<string> {
  const made = await send('POST', '/case', given(more));
  expect(made.status, made.text).toBe(201);
  return made.read('id');
}

async function changed(id: string, body: Fields): Promise<Fields> {
  const answer = await send('PATCH', `/case/${id}`, body);
  expect(answer.status, answer.text).toBe(200);
  return answer.body as Fields;
}

async function titlesOf(query: unknown, more = ''): Promise<readonly string[]> {
  const answer = await send('POST', `/case/_search?range=all${more}`, { query });
  expect(answer.status, answer.text).toBe(200);
  return (answer.body as { title: string }[]).map(({ title }) => title);
}

const inV1 = async (id: string): Promise<Fields> =>
  (await wire.send('GET', `/api/v1/case/${id}`, { as: analyst })).body as Fields;

describe('a case of v0', () => {
  it('is made with tasks and custom fields, and shows nothing as null', async () => {
    const tasks = [
      {
        title: 'Contain',
        status: 'Waiting',
        flag: false,
        owner: null,
        startDate: null,
        group: null,
        id: null,
      },
      { title: 'Report', group: 'After', order: '7' },
    ];
    const customFields = { ticket: { order: 0, string: 'T-1' }, score: { number: '7' } };
    const made = await send(
      'POST',
      '/case',
      given({ title: 'Beacon', tasks, customFields, tlp: 3, severity: '3' }),
    );
    expect([made.status, made.body]).toMatchObject([
      201,
      {
        ...{ _type: 'case', title: 'Beacon', createdBy: 'ann@main.test', owner: 'ann@main.test' },
        ...{ updatedBy: null, updatedAt: null, endDate: null, summary: null, impactStatus: null },
        ...{ status: 'Open', resolutionStatus: null, severity: 3, tlp: 3, pap: 2, flag: false, stats: {} },
        startDate: 1_700_000_000_000,
        customFields: { ticket: { string: 'T-1' }, score: { integer: 7 } },
        permissions: expect.arrayContaining(['manageCase/update']),
      },
    ]);
    expect(made.read('_id')).toBe(made.read('id'));
    expect(await inV1(made.read('id'))).toMatchObject({ tlp: 4, status: 'New', assignee: 'ann@main.test' });
    const query = { _parent: { _type: 'case', _id: made.read('id') } };
    const counted = await send('POST', '/case/task/_stats', {
      query,
      stats: [{ _agg: 'field', _field: 'group', _select: [{ _agg: 'count' }] }],
    });
    expect(counted.body).toEqual({ default: { count: 1 }, After: { count: 1 } });
  });

  it('takes what its template has: prefix, gaps, tags and tasks of both', async () => {
    const template = {
      ...{ name: 'phish', titlePrefix: '[PH]', tags: ['mail'], severity: 4, tlp: 1, pap: 1, summary: 'None' },
      ...{ tasks: [{ title: 'From template' }], customFields: { ticket: 'T-0', score: 3 } },
    };
    expect((await wire.send('POST', '/api/v1/caseTemplate', { as: analyst, body: template })).status).toBe(
      201,
    );
    const body = {
      ...{ title: 'Wave', description: 'D', template: 'phish', tags: ['own'], tasks: [{ title: 'Own' }] },
      ...{ pap: 3, customFields: { score: { integer: 9 } } },
    };
    const made = await send('POST', '/case', body);
    expect([made.status, made.body]).toMatchObject([
      201,
      {
        ...{ title: '[PH] Wave', tags: ['mail', 'own'], severity: 4, tlp: 1, pap: 3, summary: 'None' },
        customFields: { score: { integer: 9 }, ticket: { string: 'T-0' } },
      },
    ]);
    const withStats = await send('GET', `/case/${made.read('id')}?nstats=true`);
    expect(withStats.body).toMatchObject({ stats: { tasks: { Waiting: 2, total: 2 } } });
    const unknown = await send('POST', '/case', { ...body, template: 'nosuch' });
    expect([unknown.status, unknown.body]).toMatchObject([404, { type: 'NotFoundError' }]);
  });

  it('is held by whom either word names, and refused with all of its faults, told in words of v0', async () => {
    const bob = await wire.person(wire.world.organisations.first, 'analyst', 'bob@main.test');
    for (const holder of [{ owner: 'bob@main.test' }, { user: 'bob@main.test', owner: 'x' }])
      expect((await send('POST', '/case', given(holder))).body).toMatchObject({ owner: bob.login });
    const wrong = await send('POST', '/case', { severity: 9, tlp: 7, tasks: [{}] });
    const namesIn = ({ body }: TestAnswer) =>
      (body as { errors: Fields[] }).errors.map(({ name }) => name).sort();
    expect([wrong.status, namesIn(wrong)]).toEqual([
      400,
      ['description', 'severity', 'tasks[0].title', 'title', 'tlp'],
    ]);
    const nobody = await send('POST', '/case', given({ owner: 'nobody@main.test' }));
    expect([nobody.status, namesIn(nobody)]).toEqual([400, ['owner']]);
    const id = await created();
    const both = await send('PATCH', `/case/${id}`, {
      status: 'Deleted',
      resolutionStatus: 'X',
      severity: 9,
    });
    expect([both.status, namesIn(both)]).toEqual([400, ['resolutionStatus', 'severity', 'status']]);
  });

  it('is read by id and by number, with and without a version in the path', async () => {
    const id = await created();
    const { caseId } = (await send('GET', `/case/${id}`)).body as Fields;
    for (const path of [`/api/v0/case/${id}`, `/api/case/${caseId}`])
      expect((await wire.send('GET', path, { as: analyst })).read('id')).toBe(id);
    for (const path of ['/case/~1', '/case/999999', '/case/nosuch'])
      expect((await send('GET', path)).status).toBe(404);
  });

  it('is resolved with its reason, ends its tasks, changes its reason, and is opened again', async () => {
    const id = await created({ tasks: [{ title: 'One', status: 'InProgress' }, { title: 'Two' }] });
    const close = {
      status: 'Resolved',
      resolutionStatus: 'TruePositive',
      impactStatus: 'WithImpact',
      summary: 'Done',
    };
    const closed = await changed(id, close);
    expect(closed).toMatchObject({ ...close, endDate: expect.any(Number), updatedBy: 'ann@main.test' });
    expect(await inV1(id)).toMatchObject({ status: 'TruePositive', stage: 'Closed' });
    const stats = {
      tasks: { Completed: 1, total: 1 },
      artifacts: { count: 0 },
      alerts: [],
      isOwner: true,
      shareCount: 0,
    };
    expect((await send('GET', `/case/${id}?nstats=1`)).body).toMatchObject({ stats });
    expect(
      await changed(id, { resolutionStatus: 'Duplicate', impactStatus: null, summary: null }),
    ).toMatchObject({
      ...{ status: 'Resolved', resolutionStatus: 'Duplicated', impactStatus: null, summary: null },
    });
    expect(await changed(id, { status: 'Open' })).toMatchObject({ status: 'Open', resolutionStatus: null });
    expect(await changed(id, { status: ['Resolved'] })).toMatchObject({ resolutionStatus: 'Indeterminate' });
    expect(await changed(id, { status: 'Duplicated' })).toMatchObject({ resolutionStatus: 'Duplicated' });
    const open = await send('PATCH', `/case/${await created()}`, { resolutionStatus: 'Other' });
    expect([open.status, open.body]).toMatchObject([400, { errors: [{ name: 'resolutionStatus' }] }]);
  });

  it('keeps what v0 cannot tell when it is written back as it was read', async () => {
    const id = await created({ customFields: { ticket: { string: 'T-1' } }, tlp: 1 });
    await wire.send('PATCH', `/api/v1/case/${id}`, {
      as: analyst,
      body: {
        ...{ tlp: 3, status: 'Benign' },
        customFields: [
          { name: 'ticket', value: 'T-1' },
          { name: 'ticket', value: 'T-2' },
        ],
      },
    });
    const before = await inV1(id);
    const shown = (await send('GET', `/case/${id}`)).body as Fields;
    expect(shown).toMatchObject({ tlp: 3, status: 'Resolved', resolutionStatus: 'Other' });
    await changed(id, shown);
    expect(await inV1(id)).toEqual(before);
    expect(await changed(id, { customFields: { score: { integer: 1 } }, tlp: 1 })).toMatchObject({
      customFields: { score: { integer: 1 } },
    });
    expect(await changed(id, { 'customFields.ticket.string': 'T-3', metrics: {}, nosuch: 1 })).toMatchObject({
      customFields: { score: { integer: 1 }, ticket: { string: 'T-3' } },
    });
  });

  it('is let go by nobody in its place, and taken by a form', async () => {
    const id = await created();
    expect(await changed(id, { owner: null })).toMatchObject({ owner: null });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const raw = 'owner=ann%40main.test&severity=1&flag=true&tags=a&tags=b&endDate=1700000000001';
    const form = await wire.send('PATCH', `/api/case/${id}`, { as: analyst, raw, headers });
    expect(form.body).toMatchObject({
      ...{ owner: 'ann@main.test', severity: 1, flag: true, tags: ['a', 'b'], endDate: 1_700_000_000_001 },
    });
  });

  it('is changed together with others by id and number, all or none', async () => {
    const [one, two] = [await created(), await created()];
    await changed(two, { status: 'Resolved', resolutionStatus: 'Other' });
    const { caseId } = (await send('GET', `/case/${one}`)).body as Fields;
    const bulk = await send('PATCH', '/case/_bulk', { ids: [caseId, two], status: 'Open', flag: true });
    expect([bulk.status, bulk.body]).toMatchObject([
      200,
      [
        { id: one, status: 'Open', flag: true },
        { id: two, status: 'Open', flag: true },
      ],
    ]);
    const refused = await send('PATCH', '/case/_bulk', { ids: [one, two], title: 'X', owner: 'nobody' });
    expect(refused.status).toBe(400);
    expect((await send('GET', `/case/${one}`)).read('title')).not.toBe('X');
    for (const [ids, status] of [
      [[one, '~1'], 404],
      [undefined, 400],
      [[{}], 400],
    ])
      expect((await send('PATCH', '/case/_bulk', { ids, flag: true })).status).toBe(status);
  });

  it('is merged with another one into a new one', async () => {
    const one = await created({ title: 'Left', tags: ['a'], severity: 1, tasks: [{ title: 'T' }] });
    const two = await created({ title: 'Right', tags: ['b'], severity: 4 });
    const merged = await send('POST', `/case/${one}/_merge/${two}`);
    expect([merged.status, merged.body]).toMatchObject([
      201,
      { title: 'Left / Right', tags: ['a', 'b'], severity: 4, status: 'Open', owner: 'ann@main.test' },
    ]);
    expect((await send('GET', `/case/${one}`)).status).toBe(404);
  });

  it('names the cases that have the same observables', async () => {
    const [one, other] = [await created(), await created({ title: 'Linked' })];
    for (const id of [one, other])
      await wire.send('POST', `/api/v1/case/${id}/observable`, {
        as: analyst,
        body: { dataType: 'domain', data: 'linked.example' },
      });
    const { status, body } = await send('GET', `/case/${one}/links`);
    expect([status, body]).toMatchObject([
      200,
      [
        {
          id: other,
          title: 'Linked',
          linksCount: 1,
          linkedWith: [{ data: 'linked.example', _type: 'case_artifact' }],
        },
      ],
    ]);
  });

  it('is deleted in both ways', async () => {
    const [one, two] = [await created(), await created()];
    expect((await send('DELETE', `/case/${one}`)).status).toBe(204);
    expect((await send('DELETE', `/case/${two}/force`)).status).toBe(204);
    for (const id of [one, two]) expect((await send('GET', `/case/${id}`)).status).toBe(404);
  });
});

describe('a search for cases', () => {
  beforeAll(async () => {
    const tags = ['search'];
    await created({ title: 'First', tags, severity: 1, tasks: [{ title: 'Wanted' }], startDate: 1_000 });
    const second = await created({ title: 'Second', tags, severity: 2, tlp: 3, startDate: 86_400_000 * 3 });
    const third = await created({ title: 'Third', tags, severity: 3, startDate: 2_000 });
    const fourth = await created({ title: 'Fourth', tags, severity: 4, startDate: 3_000 });
    await wire.send('PATCH', `/api/v1/case/${second}`, { as: analyst, body: { status: 'InProgress' } });
    await changed(third, { status: 'Resolved', resolutionStatus: 'FalsePositive', owner: null });
    await wire.send('PATCH', `/api/v1/case/${fourth}`, { as: analyst, body: { status: 'Benign' } });
  });

  const within = (query: unknown) => ({ _and: [{ tags: 'search' }, query, {}] });

  it.each([
    [{ status: 'Open' }, ['First', 'Second']],
    [{ status: 'Resolved' }, ['Third', 'Fourth']],
    [{ status: 'Duplicated' }, []],
    [{ _not: { status: 'Deleted' } }, ['First', 'Second', 'Third', 'Fourth']],
    [{ _in: { _field: 'status', _values: ['Open', 'Resolved'] } }, ['First', 'Second', 'Third', 'Fourth']],
    [{ resolutionStatus: 'FalsePositive' }, ['Third']],
    [{ resolutionStatus: 'Other' }, ['Fourth']],
    [{ resolutionStatus: null }, ['First', 'Second']],
    [{ _contains: 'resolutionStatus' }, ['Third', 'Fourth']],
    [{ owner: 'ann@main.test' }, ['First', 'Second', 'Fourth']],
    [{ owner: null }, ['Third']],
    [{ tlp: 3 }, ['Second']],
    [{ _gte: { caseId: 1 } }, ['First', 'Second', 'Third', 'Fourth']],
    [{ owningOrganisation: 'main' }, ['First', 'Second', 'Third', 'Fourth']],
    [{ _contains: 'computed.handlingDurationInSeconds' }, ['Third', 'Fourth']],
    [{ _child: { _type: 'case_task', _query: { title: 'Wanted' } } }, ['First']],
    [{ _string: 'title:Third AND severity:3' }, ['Third']],
  ])('by %j finds what it says', async (query, expected) => {
    expect(await titlesOf(within(query), '&sort=severity')).toEqual(expected);
  });

  it('gives the part and the order asked for, with numbers where they are wanted', async () => {
    const query = { tags: 'search' };
    const listed = await send('POST', '/case/_search', {
      query,
      range: '1-3',
      sort: ['-severity'],
      nstats: true,
    });
    expect(listed.headers['x-total']).toBe('4');
    expect(listed.body).toMatchObject([
      { title: 'Third', stats: { tasks: { total: 0 } } },
      { title: 'Second', stats: { tasks: { total: 0 } } },
    ]);
    expect((await send('GET', '/case?sort=-status')).status).toBe(200);
    expect((await send('POST', '/case/_search', { query: { nosuch: 1 } })).status).toBe(400);
    expect((await send('POST', '/case/_search', { query: { status: 'Nosuch' } })).status).toBe(400);
  });

  it('is counted by status, over time, and by several things at once', async () => {
    const query = { tags: 'search' };
    const count = { _agg: 'count' };
    const stats = async (...wanted: readonly unknown[]) => {
      const answer = await send('POST', '/case/_stats', { query, stats: wanted });
      expect(answer.status, answer.text).toBe(200);
      return answer.body;
    };
    expect(await stats(count, { _agg: 'max', _field: 'severity' })).toEqual({ count: 4, max_severity: 4 });
    expect(await stats({ _agg: 'field', _field: 'status', _select: [count] })).toEqual({
      Open: { count: 2 },
      Resolved: { count: 2 },
    });
    expect(await stats({ _agg: 'field', _field: 'tlp', _order: ['-count'], _select: [count] })).toEqual({
      2: { count: 3 },
      3: { count: 1 },
    });
    const inner = { _agg: 'field', _field: 'resolutionStatus', _select: [count] };
    const byDay = {
      ...{ _agg: 'time', _fields: ['startDate'], _interval: '1d' },
      _select: [count, { _agg: 'field', _field: 'owner', _select: [count] }, inner],
    };
    expect(await stats(byDay)).toEqual({
      0: {
        startDate: {
          ...{ count: 3, 'ann@main.test': { count: 2 } },
          ...{ FalsePositive: { count: 1 }, Other: { count: 1 } },
        },
      },
      259200000: { startDate: { count: 1, 'ann@main.test': { count: 1 } } },
    });
    const all = await send('POST', '/_stats', {
      stats: [
        { model: 'case', query, stats: [{ ...count, _name: 'cases' }] },
        {
          model: 'case_task',
          query: { _parent: { _type: 'case', _query: query } },
          stats: [{ ...count, _name: 'tasks' }],
        },
        { model: 'alert', stats: [{ _agg: 'field', _field: 'status' }] },
      ],
    });
    expect([all.status, all.body]).toEqual([200, { cases: 4, tasks: 1 }]);
  });

  it.each([
    [{ stats: {} }],
    [{ stats: [{ _agg: 'nosuch' }] }],
    [{ stats: [{ _agg: 'field', _field: 'nosuch' }] }],
    [{ stats: [{ _agg: 'time', _fields: ['startDate'], _interval: '1x' }] }],
    [{ stats: [{ _agg: 'field', _field: 'status', _order: ['up'] }] }],
    [{ stats: [{ _agg: 'field', _field: 'status', _size: 0 }] }],
    [{ stats: [{ _agg: 'sum', _field: 'title' }] }],
  ])('counted by %j is told as a mistake', async (body) => {
    const answer = await send('POST', '/case/_stats', body);
    expect([answer.status, answer.body]).toMatchObject([400, { type: 'BadRequest' }]);
  });

  it('sees no other organisation', async () => {
    const as = await wire.person(await wire.world.organisation('other'), 'analyst', 'eve@other.test');
    expect((await wire.send('GET', '/api/case', { as })).body).toEqual([]);
    const counted = await wire.send('POST', '/api/case/_stats', { as, body: { stats: [{ _agg: 'count' }] } });
    expect(counted.body).toEqual({ count: 0 });
  });
});
