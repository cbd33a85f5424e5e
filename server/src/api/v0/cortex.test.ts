/** Analyzers and responders as clients of v0 use them: finding, running, and reading what came of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  buildWire,
  formOf,
  type Person,
  type TestAnswer,
  type Wire,
} from '../../../../tests/support/wire.ts';
import { finish, someCase, someNeuron, someObservable, someTask } from '../../../../tests/support/work.ts';
import { zipOfTexts } from '../../../../tests/support/zip.ts';
import { createAnalyzerTemplate } from '../../commands/run/analyzer-templates.ts';
import { systemActor } from '../../commands/settings/first-start.ts';

let wire: Wire;
let analyst: Person;
let stranger: Person;
let analyzer: string;
let responder: string;

beforeAll(async () => {
  const facts = { checkTlp: false, checkPap: false, maxTlp: undefined, maxPap: undefined };
  const known = { ...facts, name: 'L', version: '1.0', description: 'Looks it up', destination: undefined };
  wire = await buildWire({
    services: () => ({ neuron: (id) => (id === 'analyzer_1_0' ? known : undefined) }),
  });
  const { first } = wire.world.organisations;
  analyst = await wire.person(first, 'analyst', 'ann@main.test');
  stranger = await wire.person(await wire.world.organisation('other'), 'org-admin', 'eve@other.test');
  const lead = await wire.person(first, 'org-admin', 'lead@main.test');
  analyzer = await someNeuron(wire.world, lead, 'analyzer', { name: 'Lookup', cacheMinutes: 0 });
  responder = await someNeuron(wire.world, lead, 'responder', { name: 'Block', maxTlp: 2 });
});
afterAll(() => wire?.release());

type Fields = Readonly<Record<string, unknown>>;

const send = (method: string, path: string, body?: unknown, as = analyst): Promise<TestAnswer> =>
  wire.send(method, `/api${path}`, { as, body });
const connector = (method: string, path: string, body?: unknown, as = analyst): Promise<TestAnswer> =>
  send(method, `/v0/connector/cortex${path}`, body, as);
const aCase = (raw: Fields = {}): Promise<string> => someCase(wire.world, analyst, raw);
const anArtifact = (caseId: string, data = '192.0.2.1'): Promise<string> =>
  someObservable(wire.world, analyst, caseId, { data });

async function aJob(artifactId: string): Promise<string> {
  return (await connector('POST', '/job', { analyzerId: 'Lookup', artifactId })).read('id');
}
const end = (kind: 'job' | 'action', id: string, how: Fields): Promise<void> =>
  finish(wire.world, analyst, kind, id.slice(1), how);

describe('workers of v0', () => {
  const lookup = () => ({
    ...{ id: analyzer, name: 'Lookup', version: '1.0', description: 'Looks it up' },
    ...{ dataTypeList: ['ip', 'domain', 'file'], cortexIds: ['local'] },
  });

  it('are listed, by what they accept and one by one', async () => {
    for (const path of ['/analyzer', '/analyzer/type/ip', '/analyzer?range=0-1'])
      expect((await connector('GET', path)).body).toEqual([lookup()]);
    expect((await connector('GET', '/analyzer/type/mail')).body).toEqual([]);
    for (const reference of [analyzer, 'Lookup', 'analyzer_1_0'])
      expect((await connector('GET', `/analyzer/${reference}`)).body).toEqual(lookup());
    expect((await connector('GET', `/responder/${responder}`)).body).toMatchObject({
      name: 'Block',
      version: '',
    });
    expect((await connector('GET', '/analyzer/Block')).status).toBe(404);
    expect((await send('GET', '/connector/cortex/analyzer')).body).toEqual([lookup()]);
    expect((await connector('GET', '/analyzer', undefined, stranger)).body).toEqual([]);
  });

  it('that act on an object are those whose ceiling it does not exceed', async () => {
    const [amber, red] = [await aCase({ tlp: 2 }), await aCase({ tlp: 4 })];
    expect((await connector('GET', `/responder/case/${amber}`)).body).toMatchObject([{ id: responder }]);
    expect((await connector('GET', `/responder/case/${red}`)).body).toEqual([]);
    const taskId = await someTask(wire.world, analyst, amber);
    expect((await connector('GET', `/responder/case_task/${taskId}`)).body).toMatchObject([
      { name: 'Block' },
    ]);
    expect((await connector('GET', `/responder/case/${amber}`, undefined, stranger)).status).toBe(404);
    const unknown = await connector('GET', `/responder/nosuch/${amber}`);
    expect([unknown.status, unknown.body]).toMatchObject([400, { type: 'BadRequest' }]);
  });

  it('are searched by what they accept', async () => {
    const names = async (query: unknown) =>
      ((await send('POST', '/connector/cortex/responder/_search', { query })).body as Fields[]).map(
        ({ name }) => name,
      );
    expect(await names(undefined)).toEqual(['Block']);
    expect(await names({ _field: 'dataTypeList', _value: 'thehive:case' })).toEqual(['Block']);
    expect(await names({ dataTypeList: 'thehive:nosuch' })).toEqual([]);
    expect(await names({ _string: 'block' })).toEqual(['Block']);
    expect((await send('POST', '/connector/cortex/responder/_search', { query: { nosuch: 1 } })).status).toBe(
      400,
    );
  });
});

describe('a job of v0', () => {
  it('is asked for, and shown with its report and what it found', async () => {
    const caseId = await aCase();
    const artifactId = await anArtifact(caseId);
    const known = await someObservable(wire.world, analyst, caseId, {
      dataType: 'domain',
      data: 'known.example',
    });
    const asked = {
      analyzerId: analyzer,
      cortexId: 'local',
      artifactId,
      parameters: { deep: true },
      nosuch: 1,
    };
    const made = await connector('POST', '/job', asked);
    const id = made.read('id');
    expect([made.status, made.body]).toEqual([
      201,
      {
        ...{ _type: 'case_artifact_job', _id: id, id, analyzerId: analyzer, analyzerName: 'Lookup' },
        ...{ analyzerDefinition: 'analyzer_1_0', status: 'Waiting', startDate: expect.any(Number) },
        ...{ cortexId: 'local', cortexJobId: id.slice(1), operations: '[]' },
      },
    ]);
    await end('job', id, {
      report: { full: { score: 7 }, summary: { taxonomies: [] } },
      artifacts: [
        { dataType: 'domain', data: 'known.example' },
        { dataType: 'domain', data: 'new.example', tlp: 4, tags: ['found'] },
        { dataType: 'domain', data: 'taken.example', tags: ['autoImport:true'] },
      ],
      operations: [{ type: 'AddTagToCase', tag: 'looked-up' }],
    });
    const shown = await connector('GET', `/job/${id}?nstats=true&nparent=1`, {});
    expect(shown.body).toMatchObject({
      ...{ status: 'Success', endDate: expect.any(Number) },
      case_artifact: { _type: 'case_artifact', id: artifactId, case: { _type: 'case', id: caseId } },
      report: { success: true, full: { score: 7 }, summary: { taxonomies: [] } },
    });
    expect(JSON.parse(shown.read('operations'))).toEqual([
      { type: 'AddTagToCase', tag: 'looked-up', status: 'Success', message: '' },
    ]);
    const { artifacts } = (shown.body as { report: { artifacts: (Fields & { stats: Fields })[] } }).report;
    const byData = new Map(artifacts.map((artifact) => [artifact.data, artifact]));
    expect(artifacts).toHaveLength(3);
    expect(byData.get('known.example')?.stats).toEqual({ observableId: known });
    expect(byData.get('new.example')).toMatchObject({
      _type: 'case_artifact',
      tlp: 3,
      tags: ['found'],
      stats: {},
    });
    expect(byData.get('taken.example')?.stats).toEqual({ observableId: byData.get('taken.example')?.id });
    const unversioned = await send('GET', `/connector/cortex/job/${id}`, {});
    expect(unversioned.body).toMatchObject({ id, status: 'Success', analyzerName: 'Lookup' });
  });

  it('that failed says why, and one of others is nothing', async () => {
    const id = await aJob(await anArtifact(await aCase()));
    await end('job', id, { success: false, errorMessage: 'No key', report: { input: '{}' } });
    expect((await connector('GET', `/job/${id}`)).body).toMatchObject({
      status: 'Failure',
      report: { success: false, errorMessage: 'No key', input: '{}' },
    });
    const hidden = await connector('GET', `/job/${id}`, undefined, stranger);
    expect([hidden.status, hidden.body]).toMatchObject([404, { message: 'Job not found' }]);
    const artifactId = await anArtifact(await aCase());
    expect((await connector('POST', '/job', { analyzerId: 'Lookup', artifactId }, stranger)).status).toBe(
      404,
    );
    expect((await connector('POST', '/job', { analyzerId: 'nosuch', artifactId })).status).toBe(404);
    const empty = await connector('POST', '/job', {});
    expect([empty.status, (empty.body as { errors: Fields[] }).errors.map(({ name }) => name)]).toEqual([
      400,
      ['analyzerId', 'artifactId'],
    ]);
  });

  it('is searched by artifact, analyzer and status, and counted', async () => {
    const artifactId = await anArtifact(await aCase(), '192.0.2.77');
    const [one, two] = [await aJob(artifactId), await aJob(artifactId)];
    await end('job', one, { report: { full: {} } });
    const ofArtifact = { _parent: { _type: 'case_artifact', _query: { _id: artifactId } } };
    const search = async (query: unknown, more: Fields = {}) => {
      const path = '/connector/cortex/job/_search?range=all&sort=-startDate';
      const { status, body } = await send('POST', path, { query: { _and: [ofArtifact, query] }, ...more });
      expect(status).toBe(200);
      return body as Fields[];
    };
    const ids = async (query: unknown) => (await search(query)).map(({ id }) => id).toSorted();
    const both = [one, two].toSorted();
    expect(await ids({})).toEqual(both);
    expect(await ids({ status: 'Success' })).toEqual([one]);
    expect(await ids({ _in: { _field: 'status', _values: ['Waiting', 'InProgress'] } })).toEqual([two]);
    for (const id of [analyzer, analyzer.slice(1)]) expect(await ids({ analyzerId: id })).toEqual(both);
    expect(await ids({ analyzerDefinition: 'analyzer_1_0' })).toEqual(both);
    expect(await ids({ cortexId: 'local' })).toEqual(both);
    expect(await ids({ cortexId: 'another' })).toEqual([]);
    expect(await ids({ _string: 'look' })).toEqual(both);
    expect(await search({ _id: one }, { nparent: 1 })).toMatchObject([
      { case_artifact: { id: artifactId, data: '192.0.2.77', case: { _type: 'case' } } },
    ]);
    expect((await search({ _id: one }))[0]).not.toHaveProperty('case_artifact');
    const { headers } = await send('GET', '/connector/cortex/job?range=0-1');
    expect(Number(headers['x-total'])).toBeGreaterThan(1);
    const stats = [{ _agg: 'field', _field: 'status', _select: [{ _agg: 'count' }] }, { _agg: 'count' }];
    const counted = await send('POST', '/connector/cortex/job/_stats', { query: ofArtifact, stats });
    expect(counted.body).toEqual({ Success: { count: 1 }, Waiting: { count: 1 }, count: 2 });
    const inverse = { _child: { _type: 'case_artifact_job', _query: { status: 'Success' } } };
    const artifacts = await send('POST', '/case/artifact/_search', {
      query: { _and: [inverse, { data: '192.0.2.77' }] },
    });
    expect(artifacts.body).toMatchObject([{ id: artifactId }]);
  });
});

describe('an action of v0', () => {
  it('runs on a case, and is found again by engine, object and date', async () => {
    const caseId = await aCase();
    const made = await connector('POST', '/action', {
      ...{ responderId: responder, cortexId: 'local', objectType: 'case', objectId: caseId, tlp: 3 },
    });
    const id = made.read('id');
    expect([made.status, made.body]).toEqual([
      200,
      {
        ...{ _type: 'action', _id: id, id, responderId: responder, responderName: 'Block' },
        ...{ responderDefinition: 'responder_1_0', objectType: 'Case', objectId: caseId, status: 'Waiting' },
        ...{ startDate: expect.any(Number), cortexId: 'local', cortexJobId: id.slice(1) },
        ...{ operations: '[]', report: '{}' },
      },
    ]);
    const stored = await wire.world.stored('select tlp from skep.action where id = $1', [id.slice(1)]);
    expect(stored).toMatchObject([{ tlp: 4 }]);
    await end('action', id, { report: { full: { message: 'blocked' } } });
    const startDate = (made.body as { startDate: number }).startDate;
    const query = { _and: [{ cortexId: 'local' }, { objectId: caseId }, { startDate }] };
    const found = await send('POST', '/connector/cortex/action/_search', { query });
    expect(found.body).toMatchObject([
      { id, status: 'Success', report: JSON.stringify({ full: { message: 'blocked' } }) },
    ]);
    for (const path of [`/action/case/${caseId}`, `/action/${id}`])
      expect([(await send('GET', `/connector/cortex${path}`)).body].flat()).toMatchObject([{ id }]);
    const hidden = await send('GET', `/connector/cortex/action/case/${caseId}`, undefined, stranger);
    expect(hidden.status).toBe(404);
  });

  it('is searched and counted by what it runs on', async () => {
    const caseId = await aCase();
    const taskId = await someTask(wire.world, analyst, caseId);
    const artifactId = await anArtifact(caseId);
    const objects = [
      ['case', caseId],
      ['case_task', taskId],
      ['case_artifact', artifactId],
    ] as const;
    for (const [objectType, objectId] of objects)
      expect(
        (await connector('POST', '/action', { responderId: 'Block', objectType, objectId })).status,
      ).toBe(200);
    const query = { _in: { _field: 'objectId', _values: objects.map(([, id]) => id) } };
    const search = async (more: Fields) =>
      (
        (await send('POST', '/connector/cortex/action/_search', { query: { _and: [query, more] } }))
          .body as Fields[]
      ).map(({ objectType }) => objectType);
    for (const type of ['case_task', 'Task']) expect(await search({ objectType: type })).toEqual(['Task']);
    expect(await search({ _and: [{ responderName: 'Block' }, { objectType: 'case_artifact' }] })).toEqual([
      'Observable',
    ]);
    const stats = [{ _agg: 'field', _field: 'objectType', _select: [{ _agg: 'count' }] }];
    expect((await send('POST', '/connector/cortex/action/_stats', { query, stats })).body).toEqual({
      Case: { count: 1 },
      Task: { count: 1 },
      Observable: { count: 1 },
    });
    expect(
      ((await send('GET', '/connector/cortex/action?range=all')).body as Fields[]).length,
    ).toBeGreaterThan(2);
  });

  it.each([['case_artifact_job'], ['action'], ['nosuch'], [undefined]])(
    'on an object of type %s is told as a mistake',
    async (objectType) => {
      const body = { responderId: 'Block', objectType, objectId: await aCase() };
      const { status, body: answer } = await connector('POST', '/action', body);
      expect([status, answer]).toMatchObject([400, { errors: [{ name: 'objectType' }] }]);
    },
  );
});

describe('a template for the reports of an analyzer', () => {
  it('is read as text, by analyzer and by id, below both paths', async () => {
    const raw = { analyzerId: 'Drawn_1_0', content: '<b>{{full}}</b>' };
    const { id } = await wire.world.run(
      systemActor(wire.world.organisations.admin),
      createAnalyzerTemplate,
      raw,
    );
    for (const base of ['analyzer', 'report'])
      for (const path of [
        'content/Drawn_1_0',
        'content/Drawn_1_0/long',
        'content/Drawn_1_0/short',
        `~${id}`,
      ]) {
        const read = await send('GET', `/connector/cortex/${base}/template/${path}`);
        expect([read.status, read.text]).toEqual([200, raw.content]);
        expect(read.headers['content-type']).toMatch('text/plain');
      }
    const query = { analyzerId: 'Drawn_1_0' };
    expect((await send('POST', '/connector/cortex/report/template/_search', { query })).body).toEqual([
      { id: `~${id}`, ...raw },
    ]);
    expect((await send('GET', '/connector/cortex/report/template/content/nosuch/long')).status).toBe(404);
  });

  it('is made, changed, imported and removed by administrators of the platform', async () => {
    const root = await wire.person(wire.world.organisations.admin, 'admin', 'root@platform.test');
    const base = '/connector/cortex/report/template';
    const made = await send('POST', base, { analyzerId: 'Made_1_0', content: 'a', nosuch: 1 }, root);
    const id = made.read('id');
    expect([made.status, made.body]).toEqual([201, { id, analyzerId: 'Made_1_0', content: 'a' }]);
    expect((await send('POST', base, { analyzerId: 'Made_1_0', content: 'a' }, root)).body).toMatchObject({
      type: 'CreateError',
    });
    expect((await send('PATCH', `${base}/${id}`, { content: 'b' }, root)).body).toMatchObject({
      content: 'b',
    });
    expect((await send('DELETE', `${base}/${id}`, undefined, root)).status).toBe(204);
    const content = await zipOfTexts({ 'Imported_1_0/long.html': 'c' });
    const form = formOf([{ name: 'templates', fileName: 't.zip', content }]);
    const imported = await wire.send('POST', `/api${base}/_import`, { as: root, ...form });
    expect([imported.status, imported.body]).toEqual([200, { Imported_1_0: true }]);
  });
});
