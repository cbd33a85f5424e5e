/** The door of queries in v0, and numbers over several kinds of objects at once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWire, type Person, type TestAnswer, type Wire } from '../../../../tests/support/wire.ts';
import { someAction, someCase, someJob, someNeuron, someObservable } from '../../../../tests/support/work.ts';

let wire: Wire;
let analyst: Person;
let caseId: string;
let alertId: string;
let artifactId: string;

beforeAll(async () => {
  wire = await buildWire();
  const { world } = wire;
  analyst = await wire.person(world.organisations.first, 'analyst', 'ann@main.test');
  const lead = await wire.person(world.organisations.first, 'org-admin', 'lead@main.test');
  await someNeuron(world, lead, 'analyzer', { name: 'Lookup' });
  await someNeuron(world, lead, 'responder', { name: 'Block' });
  caseId = await someCase(world, analyst, { title: 'Wave', severity: 3, tlp: 4 });
  artifactId = await someObservable(world, analyst, caseId, { dataType: 'domain', data: 'a.example' });
  await someJob(world, analyst, 'Lookup', artifactId);
  await someAction(world, analyst, 'Block', 'case', caseId);
  const body = { type: 'mail', source: 'box', title: 'One', description: 'D', severity: 1 };
  const artifacts = [{ dataType: 'domain', data: 'a.example' }];
  alertId = (await send('POST', '/alert', { ...body, sourceRef: '1', artifacts })).read('id');
  await send('POST', '/alert', { ...body, sourceRef: '2', title: 'Two', severity: 4 });
});
afterAll(() => wire?.release());

type Fields = Readonly<Record<string, unknown>>;

const send = (method: string, path: string, body?: unknown): Promise<TestAnswer> =>
  wire.send(method, `/api${path}`, { as: analyst, body });

async function ask(...query: readonly Fields[]): Promise<TestAnswer> {
  const answer = await send('POST', '/v0/query?name=label', { query });
  expect([answer.status, answer.text.slice(0, 300)]).toEqual([200, expect.anything()]);
  return answer;
}

describe('a query of v0', () => {
  it('lists objects as v0 shows them, with and without the version in the path', async () => {
    const query = [{ _name: 'listAlert' }, { _name: 'filter', title: 'One' }];
    for (const path of ['/query', '/v0/query']) {
      const { body } = await send('POST', path, { query });
      expect(body).toEqual([(await send('GET', `/alert/${alertId}`)).body]);
    }
    expect((await ask({ _name: 'listCase' })).body).toMatchObject([
      { _type: 'case', id: caseId, caseId: expect.any(Number), tlp: 3, status: 'Open' },
    ]);
    expect((await ask({ _name: 'listJob' })).body).toMatchObject([
      { _type: 'case_artifact_job', status: 'Waiting' },
    ]);
    expect((await ask({ _name: 'listAction' })).body).toMatchObject([
      { objectType: 'Case', objectId: caseId },
    ]);
    expect((await ask({ _name: 'listAnalyzerTemplate' })).body).toEqual([]);
  });

  it('narrows, sorts and gives a part, with how many there are', async () => {
    const severe = { _name: 'filter', _gte: { _field: 'severity', _value: 1 } };
    const sorted = { _name: 'sort', _fields: [{ severity: 'desc' }, '+title'] };
    const { body, headers } = await ask({ _name: 'listAlert' }, severe, sorted, {
      _name: 'page',
      from: 0,
      to: 1,
    });
    expect([(body as Fields[]).map(({ title }) => title), headers['x-total']]).toEqual([['Two'], '2']);
    const beyond = await ask({ _name: 'listAlert' }, { _name: 'page', from: 50, to: 60 });
    expect([beyond.body, beyond.headers['x-total']]).toEqual([[], '2']);
    const read = { _name: 'filter', _field: 'status', _value: 'New' };
    expect((await ask({ _name: 'listAlert' }, read, { _name: 'output' })).body).toHaveLength(2);
  });

  it('gets one object by id or name, and nothing where there is none', async () => {
    const [{ caseId: number }] = (await ask({ _name: 'getCase', idOrName: caseId })).body as [
      { caseId: number },
    ];
    for (const idOrName of [number, String(number)])
      expect((await ask({ _name: 'getCase', idOrName })).body).toMatchObject([{ id: caseId }]);
    expect((await ask({ _name: 'getAlert', idOrName: 'mail;box;1' })).body).toMatchObject([{ id: alertId }]);
    for (const idOrName of ['~1', 'nothing', '~x'])
      expect((await ask({ _name: 'getCase', idOrName })).body).toEqual([]);
  });

  it('follows the ways to other objects, and shows what they belong to', async () => {
    const alert = { _name: 'getAlert', idOrName: alertId };
    const inCase = { _name: 'getCase', idOrName: caseId };
    const wave = [{ _type: 'case_artifact', id: artifactId }];
    expect((await ask(inCase, { _name: 'observables' })).body).toMatchObject(wave);
    expect((await ask(alert, { _name: 'observables' }, { _name: 'similar' })).body).toMatchObject(wave);
    expect((await ask(alert, { _name: 'cases' })).body).toEqual([]);
    expect((await ask(alert, { _name: 'similarCases' })).body).toMatchObject([
      { id: caseId, similarArtifactCount: 1 },
    ]);
    expect((await ask(alert, { _name: 'withObservables' })).body).toMatchObject([
      { artifacts: [{ data: 'a.example' }] },
    ]);
    expect((await ask(inCase, { _name: 'actions' })).body).toHaveLength(1);
    const page = { _name: 'page', from: 0, to: 1 };
    const artifact = { _name: 'getObservable', idOrName: artifactId };
    expect((await ask(artifact, { ...page, withParents: 1 })).body).toMatchObject([{ case: { id: caseId } }]);
    expect((await ask(artifact, { ...page, withStats: true })).body).toMatchObject([{ stats: { seen: 1 } }]);
    expect((await ask(artifact, { _name: 'jobs' }, { ...page, withParents: true })).body).toMatchObject([
      { case_artifact: { id: artifactId } },
    ]);
  });

  it('counts, and counts by what objects have in common', async () => {
    expect((await ask({ _name: 'listAlert' }, { _name: 'count' })).body).toBe(2);
    expect((await ask({ _name: 'listAlert' }, { _name: 'limitedCount' })).body).toBe(2);
    const bySeverity = { _agg: 'field', _field: 'severity', _select: [{ _agg: 'count' }] };
    expect((await ask({ _name: 'listAlert' }, { _name: 'aggregation', ...bySeverity })).body).toEqual({
      1: { count: 1 },
      4: { count: 1 },
    });
    expect(
      (await ask({ _name: 'listAlert' }, { _name: 'aggregation', _agg: 'max', _field: 'severity' })).body,
    ).toEqual({
      max_severity: 4,
    });
  });

  it.each([
    [[], 'query'],
    [undefined, 'query'],
    [['listAlert'], 'query[0]'],
    [[{}], '_name'],
    [[{ _name: 'nosuch' }], '_name'],
    [[{ _name: 'listAlert' }, { _name: 'nosuch' }], '_name'],
    [[{ _name: 'listAlert' }, { _name: 'count' }, { _name: 'count' }], '_name'],
    [[{ _name: 'listAlert' }, { _name: 'page', from: 0 }], 'to'],
    [[{ _name: 'listAlert' }, { _name: 'page', from: '0', to: 1 }], 'from'],
    [[{ _name: 'listAlert' }, { _name: 'page', from: 5, to: 1 }], 'to'],
    [[{ _name: 'listAlert' }, { _name: 'sort' }], '_fields'],
    [[{ _name: 'listAlert' }, { _name: 'sort', _fields: [{ title: 'down' }] }], 'title'],
    [[{ _name: 'getCase' }], 'idOrName'],
  ])('by %j is told as a mistake of %s', async (query, name) => {
    const { status, body } = await send('POST', '/v0/query', { query });
    expect([status, body]).toMatchObject([400, { type: 'AttributeCheckingError', errors: [{ name }] }]);
  });

  it.each([
    [[{ _name: 'listAlert' }, { _name: 'filter', nosuch: 1 }]],
    [[{ _name: 'listAlert' }, { _name: 'sort', _fields: ['nosuch'] }]],
    [[{ _name: 'listAlert' }, { _name: 'aggregation', _agg: 'nosuch' }]],
    [Array.from({ length: 31 }, () => ({ _name: 'listAlert' }))],
  ])('by %j is refused', async (query) => {
    expect(await send('POST', '/v0/query', { query })).toMatchObject({
      status: 400,
      body: { type: 'BadRequest' },
    });
  });

  it('shows nothing to people of other organisations', async () => {
    const as = await wire.person(await wire.world.organisation('other'), 'org-admin', 'eve@other.test');
    for (const operation of ['Alert', 'Case', 'Observable', 'Job', 'Action']) {
      const query = [{ _name: `list${operation}` }];
      expect((await wire.send('POST', '/api/v0/query', { as, body: { query } })).body).toEqual([]);
    }
    expect(
      (await wire.send('POST', '/api/v0/query', { body: { query: [{ _name: 'listAlert' }] } })).status,
    ).toBe(401);
  });
});

describe('numbers of v0 over several kinds', () => {
  it('come in one object', async () => {
    const named = (_name: string) => [{ _agg: 'count', _name }];
    const { status, body } = await send('POST', '/_stats', {
      stats: [
        { model: 'alert', query: { severity: 4 }, stats: named('severe') },
        { model: 'case', stats: named('cases') },
        { model: 'case_artifact', query: { data: 'a.example' }, stats: named('artifacts') },
        { model: 'case_artifact_job', stats: named('jobs') },
        { model: 'alert', stats: [{ _agg: 'field', _field: 'type', _select: named('n') }] },
      ],
    });
    expect([status, body]).toEqual([200, { severe: 1, cases: 1, artifacts: 2, jobs: 1, mail: { n: 2 } }]);
  });

  it.each([[[{ model: 'nosuch' }]], [[{}]], [['alert']]])('by %j are told as a mistake', async (stats) => {
    expect(await send('POST', '/_stats', { stats })).toMatchObject({
      status: 400,
      body: { type: 'BadRequest' },
    });
  });
});

describe('a search of all kinds of objects', () => {
  const search = async (query: Fields, more: Fields = {}): Promise<readonly Fields[]> => {
    const answer = await send('POST', '/_search', { query, range: 'all', ...more });
    expect([query, answer.status]).toEqual([query, 200]);
    return answer.body as Fields[];
  };
  const typesOf = (found: readonly Fields[]) => [...new Set(found.map(({ _type }) => _type))].sort();

  it('gives objects of each kind in its form, newest first, and a part of them in an order', async () => {
    const all = await search({});
    expect(typesOf(all)).toEqual([
      ...['action', 'alert', 'case', 'case_artifact', 'case_artifact_job'],
      ...['dashboard', 'observableType', 'organisation', 'profile', 'user'],
    ]);
    const dates = all.map(({ createdAt }) => Number(createdAt));
    expect(dates).toEqual(dates.toSorted((a, b) => b - a));
    const { body, headers } = await send('POST', '/_search?range=0-2&sort=createdAt', {});
    expect([(body as Fields[]).length, headers['x-total']]).toEqual([2, String(all.length)]);
    expect(await search({ _id: alertId })).toEqual([(await send('GET', `/alert/${alertId}`)).body]);
    expect(await search({ _id: artifactId }, { nparent: 1 })).toMatchObject([{ case: { id: caseId } }]);
    expect(await search({ _id: caseId }, { nstats: true })).toMatchObject([
      { stats: { artifacts: { count: 1 } } },
    ]);
  });

  it.each<[Fields, readonly string[]]>([
    [{ _string: 'a.example' }, ['case_artifact']],
    [{ _string: 'title:Wave' }, ['case']],
    [{ title: 'Wave' }, ['case']],
    [{ _or: [{ title: 'One' }, { data: 'a.example' }] }, ['alert', 'case_artifact']],
    [{ _and: [{ _not: { _or: [{ _type: 'audit' }, { _type: 'data' }] } }, { severity: 3 }] }, ['case']],
    [{ _type: 'profile' }, ['profile']],
    [{ login: 'ann@main.test' }, ['user']],
    [{ _like: { _field: 'title', _value: 'wav' } }, ['case']],
    [{ _contains: 'dataType' }, ['case_artifact']],
    [{ _parent: { _type: 'case', _query: { title: 'Wave' } } }, ['case_artifact']],
    [{ _parent: { _type: 'case_artifact', _query: { data: 'a.example' } } }, ['case', 'case_artifact_job']],
    [{ _contains: 'customFields.nothing' }, []],
  ])('by %j finds what some kinds know', async (query, expected) => {
    expect(typesOf(await search(query))).toEqual(expected);
  });

  it('leaves out no kind that lacks what a condition excludes', async () => {
    const types = typesOf(await search({ _not: { title: 'Wave' } }));
    expect(types).toEqual(expect.arrayContaining(['alert', 'case_artifact', 'user']));
    expect(types).not.toContain('case');
  });

  it.each<[Fields, string]>([
    [{ nothing: 1 }, 'Objects have no'],
    [{ _contains: 'toString' }, 'Objects have no'],
    [{ _parent: { _type: 'constructor', _query: {} } }, 'is related to objects'],
    [{ _nothing: 1 }, 'Conditions are'],
  ])('refuses %j, which no kind knows', async (query, reason) => {
    const { status, text } = await send('POST', '/_search', { query });
    expect([status, text]).toEqual([400, expect.stringContaining(reason)]);
  });

  it('is sorted by what all objects have', async () => {
    const { status, text } = await send('POST', '/_search?sort=title', {});
    expect([status, text]).toEqual([400, expect.stringContaining('they are by createdAt')]);
  });
});
