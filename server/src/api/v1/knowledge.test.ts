/** Techniques, taxonomies and templates of reports over the wire, as clients meet them. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { someBundle, someTaxonomy, stixTechnique } from '../../../../tests/support/attack.ts';
import { buildWire, type FormPart, formOf, type Person, type Wire } from '../../../../tests/support/wire.ts';
import { zipOfTexts } from '../../../../tests/support/zip.ts';

let wire: Wire;
let ann: Person;
let administrator: Person;

beforeAll(async () => {
  wire = await buildWire();
  ann = await wire.person(wire.world.organisations.first, 'org-admin', 'ann@main.test');
  administrator = await wire.person(wire.world.organisations.admin, 'admin', 'root@admin.test');
});
afterAll(() => wire?.release());

const call = async (as: Person, method: string, path: string, body?: object) => {
  const answer = await wire.send(method, `/api/v1${path}`, {
    as,
    ...(body === undefined ? {} : { body }),
  });
  expect(answer.status, answer.text).toBeLessThan(300);
  return answer;
};
const upload = (path: string, parts: readonly FormPart[]) =>
  wire.send('POST', `/api/v1${path}`, { as: administrator, ...formOf(parts) });
const query = async (as: Person, ...stages: readonly object[]) =>
  (await call(as, 'POST', '/query', { query: stages })).body;
const aCase = async () =>
  String((await call(ann, 'POST', '/case', { title: 'A', description: 'B' })).read('_id'));
const bundle = (content: unknown, catalog = 'Enterprise Attack') => [
  { name: '_json', content: JSON.stringify({ catalog }) },
  { name: 'file', fileName: 'bundle.json', type: 'application/json', content: JSON.stringify(content) },
];

describe('techniques', () => {
  it('are imported, and 207 tells what was not', async () => {
    const whole = await upload('/pattern/import/attack', bundle(someBundle));
    expect([whole.status, whole.body]).toEqual([201, { imported: 3, created: 3, updated: 0, errors: [] }]);
    const nameless = { ...stixTechnique('T9', '', []), name: undefined };
    const half = await upload(
      '/pattern/import/attack',
      bundle({ objects: [...someBundle.objects, nameless] }),
    );
    expect(half.status).toBe(207);
    expect(half.body).toMatchObject({ imported: 3, errors: [{ object: 'attack-pattern--T9' }] });
  });

  it('are fetched from an address, unless nothing is there or it is an internal one', async () => {
    const served = createServer((request, response) => {
      if (request.url === '/moved') response.writeHead(302, { location: '/bundle.json' }).end();
      else if (request.url === '/inside') response.writeHead(302, { location: 'http://10.0.0.1/' }).end();
      else if (request.url === '/text') response.end('no bundle');
      else if (request.url === '/bundle.json') response.end(JSON.stringify(someBundle));
      else response.writeHead(404).end();
    });
    served.listen(0, '127.0.0.1');
    await once(served, 'listening');
    const address = served.address();
    const base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    const fetched = (url: string) =>
      wire.send('POST', '/api/v1/pattern/import/attack', {
        as: administrator,
        body: { catalog: 'Fetched', url },
      });
    const first = await fetched(`${base}/bundle.json`);
    expect([first.status, first.body]).toEqual([201, { imported: 3, created: 3, updated: 0, errors: [] }]);
    expect((await fetched(`${base}/moved`)).body).toMatchObject({ imported: 3, created: 0 });
    for (const [url, reason] of [
      [`${base}/nothing`, 'answered 404'],
      [`${base}/inside`, '10.0.0.1 is no public address'],
      [`${base}/text`, ''],
      ['http://169.254.169.254/latest/meta-data', 'is no public address'],
    ] as const) {
      const refused = await fetched(url);
      expect([refused.status, refused.read('type')], url).toEqual([400, 'BadRequest']);
      expect(refused.text).toContain(reason);
    }
    await call(administrator, 'DELETE', '/catalog/Fetched');
    served.closeAllConnections();
    await new Promise((resolve) => served.close(resolve));
  });

  it('are read with what they are part of and what is part of them', async () => {
    expect((await call(ann, 'GET', '/pattern/T1059.006')).body).toMatchObject({
      _type: 'Pattern',
      patternId: 'T1059.006',
      name: 'Python Interpreter',
      tactics: ['execution'],
      url: 'https://attack.example/techniques/T1059.006',
      patternType: 'attack-pattern',
      revoked: false,
      extraData: {},
    });
    const extraData = ['parent', 'children', 'catalog', 'tactics'];
    const page = { _name: 'page', from: 0, to: 1, extraData };
    expect(await query(ann, { _name: 'getPattern', idOrName: 'T1059' }, page)).toMatchObject([
      {
        extraData: {
          parent: null,
          children: [{ patternId: 'T1059.006' }],
          catalog: { name: 'Enterprise Attack' },
          tactics: ['execution'],
        },
      },
    ]);
    const ofParent = { _name: 'filter', _field: 'parent', _value: 'T1059' };
    expect(await query(ann, { _name: 'listPattern' }, ofParent)).toMatchObject([{ patternId: 'T1059.006' }]);
    const catalog = { _name: 'getCatalog', idOrName: 'Enterprise Attack' };
    expect(await query(ann, catalog, { ...page, extraData: ['tactics'] })).toMatchObject([
      { name: 'Enterprise Attack', extraData: { tactics: ['execution', 'persistence'] } },
    ]);
    expect(await query(ann, catalog, { _name: 'patterns' }, { _name: 'count' })).toBe(3);
  });

  it('that were seen are read with their case, and drawn as a layer', async () => {
    const caseId = await aCase();
    const seen = { patternId: 'T1059.006', occurDate: 1_000 };
    const made = await call(ann, 'POST', `/case/${caseId}/procedure`, seen);
    expect(made.body).toMatchObject({
      ...seen,
      patternName: 'Python Interpreter',
      tactic: 'execution',
      tacticLabel: 'Execution',
      extraData: {},
    });
    expect(made.body).not.toHaveProperty('_type');
    const procedures = [
      seen,
      { patternId: 'T1053', tactic: 'persistence', occurDate: 2_000 },
      { patternId: 'T1053', tactic: 'execution', occurDate: 3_000 },
    ];
    const bulk = await call(ann, 'POST', `/case/${caseId}/procedures`, { procedures });
    expect([bulk.status, bulk.body]).toMatchObject([201, [{ patternId: 'T1059.006' }, {}, {}]]);
    const extraData = ['pattern', 'patternParent', 'patternCatalog', 'patternTactics', 'tactic'];
    const [first] = (await query(
      ann,
      { _name: 'getProcedure', idOrName: made.read('_id') },
      { _name: 'page', from: 0, to: 1, extraData },
    )) as unknown[];
    expect(first).toMatchObject({
      extraData: {
        pattern: { patternId: 'T1059.006' },
        patternParent: { patternId: 'T1059' },
        patternCatalog: { name: 'Enterprise Attack' },
        patternTactics: ['execution'],
        tactic: 'execution',
      },
    });
    expect((await call(ann, 'GET', `/pattern/case/${caseId}`)).body).toMatchObject([
      { patternId: 'T1053' },
      { patternId: 'T1059.006' },
    ]);
    const layer = await call(ann, 'GET', `/case/${caseId}/attackLayer`);
    expect(layer.headers['content-disposition']).toContain('attachment; filename="case-');
    expect(layer.body).toMatchObject({
      versions: { layer: '4.5' },
      domain: 'enterprise-attack',
      techniques: [
        { techniqueID: 'T1053', tactic: 'execution', score: 1 },
        { techniqueID: 'T1053', tactic: 'persistence', score: 1 },
        { techniqueID: 'T1059.006', tactic: 'execution', score: 2 },
      ],
      gradient: { maxValue: 2 },
    });
    const later = await call(ann, 'GET', '/pattern/attackLayer?from=2000&to=3000&domain=ics-attack');
    expect(later.body).toMatchObject({
      domain: 'ics-attack',
      techniques: [{ techniqueID: 'T1053', tactic: 'persistence', score: 1 }],
    });
    for (const wrong of ['from=yesterday', 'domain=moon'])
      expect((await wire.send('GET', `/api/v1/pattern/attackLayer?${wrong}`, { as: ann })).status).toBe(400);
    const page = { _name: 'page', from: 0, to: 1, extraData: ['procedureCount'] };
    expect(await query(ann, { _name: 'getCase', idOrName: caseId }, page)).toMatchObject([
      { extraData: { procedureCount: 4 } },
    ]);
    const having = { _name: 'filter', _field: 'patternId', _value: 'T1059.006' };
    expect(await query(ann, { _name: 'listCase' }, having)).toMatchObject([{ _id: caseId }]);
    const byTechnique = {
      _name: 'aggregation',
      _agg: 'field',
      _field: 'patternId',
      _select: [{ _agg: 'count' }],
    };
    expect(await query(ann, { _name: 'listCase' }, byTechnique)).toEqual({
      T1053: { count: 1 },
      'T1059.006': { count: 1 },
    });
  });
});

describe('taxonomies', () => {
  it('are imported, offered, and complete what somebody writes', async () => {
    const text = JSON.stringify(someTaxonomy);
    const archive = await zipOfTexts({ 'colours/machinetag.json': text, 'x/machinetag.json': '[]' });
    const file = { name: 'file', fileName: 't.zip', type: 'application/zip', content: archive };
    const imported = await upload('/taxonomy/import-zip', [file]);
    expect([imported.status, imported.body]).toMatchObject([
      207,
      {
        imported: [{ namespace: 'colours', numberOfTags: 2, status: 'Success' }],
        errors: [{ file: 'x/machinetag.json', status: 'Failure' }],
      },
    ]);
    expect((await wire.send('GET', '/api/v1/taxonomy/colours', { as: ann })).status).toBe(404);
    const complete = (parameters: object) => query(ann, { _name: 'tagAutoComplete', ...parameters });
    expect(await complete({ namespace: 'col' })).toEqual([]);
    await call(administrator, 'PUT', '/taxonomy/colours/activate');
    expect((await call(ann, 'GET', '/taxonomy/colours')).body).toMatchObject({
      _type: 'Taxonomy',
      namespace: 'colours',
      version: 1,
      tags: [
        { _type: 'Tag', namespace: 'colours', predicate: 'warm', value: 'red', colour: '#ff0000' },
        { predicate: 'grey', colour: '#888888' },
      ],
      extraData: {},
    });
    expect(await complete({ namespace: 'col', predicate: 'war', value: 'ed' })).toEqual([
      'colours:warm="red"',
    ]);
    expect(await complete({ namespace: 'col', limit: 1 })).toEqual(['colours:grey']);
    await call(ann, 'POST', '/case', {
      title: 'A',
      description: 'B',
      tags: ['colours:warm="red"', 'colourless'],
    });
    expect(await complete({ freeTag: 'colour' })).toEqual(['colourless']);
    const page = { _name: 'page', from: 0, to: 9, extraData: ['enabled'] };
    expect(await query(ann, { _name: 'listTaxonomy' }, page)).toMatchObject([
      { extraData: { enabled: true } },
    ]);
    const tags = [{ _name: 'getTaxonomy', idOrName: 'colours' }, { _name: 'tags' }, { _name: 'text' }];
    expect(await query(ann, ...tags)).toEqual(['colours:grey', 'colours:warm="red"']);
  });

  it('describe the tags that objects carry, which are read one by one as well', async () => {
    const [used] = (await query(
      ann,
      { _name: 'listTag' },
      { _name: 'filter', _field: 'namespace', _value: 'colours' },
    )) as { _id: string }[];
    const tag = { namespace: 'colours', predicate: 'warm', value: 'red', colour: '#ff0000' };
    expect(used).toMatchObject(tag);
    expect((await call(ann, 'GET', `/tag/${used?._id}`)).body).toMatchObject(tag);
    const taxonomy = (await call(ann, 'GET', '/taxonomy/colours')).body as { tags: { _id: string }[] };
    const [known] = taxonomy.tags;
    expect((await call(ann, 'GET', `/tag/${known?._id}`)).body).toMatchObject({ ...tag, _type: 'Tag' });
  });
});

describe('templates of analyzer reports', () => {
  it('are given as plain text and never as a page', async () => {
    const raw = { analyzerId: 'Lookup_1_0', content: '<script>1</script>' };
    const base = '/connector/cortex/analyzer/template';
    const made = await call(administrator, 'POST', base, raw);
    expect(made.body).toMatchObject({ id: made.read('_id'), ...raw });
    const content = await call(ann, 'GET', `${base}/content/Lookup_1_0`);
    expect(content.text).toBe(raw.content);
    expect(content.headers['content-type']).toMatch(/^text\/plain/);
    expect(content.headers['x-content-type-options']).toBe('nosniff');
    const changed = await call(administrator, 'PATCH', `${base}/${made.read('_id')}`, { content: 'other' });
    expect([changed.status, changed.body]).toMatchObject([200, { content: 'other' }]);
    await call(administrator, 'DELETE', `${base}/${made.read('_id')}`);
    expect((await wire.send('GET', `/api/v1${base}/content/Lookup_1_0`, { as: ann })).status).toBe(404);
  });
});
