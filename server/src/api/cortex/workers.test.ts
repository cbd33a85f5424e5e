/** Analyzers and responders over the wire, as clients of Cortex ask for them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildFullWire } from '../../../../tests/matrix/matrix-world.ts';
import { formOf, type Person, type TestRequest, type Wire } from '../../../../tests/support/wire.ts';
import { row } from '../../../../tests/support/work.ts';

let wire: Wire;
let close: () => void;
let ann: Person;
let lead: Person;
let reader: Person;
let stranger: Person;
beforeAll(async () => {
  const full = await buildFullWire();
  ({ wire } = full);
  close = () => full.catalogue.close();
  const { first } = wire.world.organisations;
  ann = await wire.person(first, 'analyst', 'ann@main.test');
  lead = await wire.person(first, 'org-admin', 'lead@main.test');
  reader = await wire.person(first, 'read-only', 'reader@main.test');
  stranger = await wire.person(await wire.world.organisation('elsewhere'), 'org-admin', 'stranger@else.test');
});
afterAll(async () => {
  close?.();
  await wire?.release();
});

const send = (as: Person, method: string, path: string, request: TestRequest = {}) =>
  wire.send(method, `/cortex/api${path}`, { as, ...request });

/** Enables a bundled neuron; gives its id. */
async function enabled(name: string, body: object = {}, definition = 'UrlAnatomy_1_0'): Promise<string> {
  const made = await send(lead, 'POST', `/organization/analyzer/${definition}`, { body: { name, ...body } });
  expect(made.status).toBe(201);
  return made.read('id');
}

describe('definitions', () => {
  it('tell what can be enabled, one kind at a time', async () => {
    const { body, headers } = await send(lead, 'GET', '/analyzerdefinition');
    const all = body as { id: string }[];
    expect(Number(headers['x-total'])).toBe(all.length);
    expect(all.find(({ id }) => id === 'UrlAnatomy_1_0')).toMatchObject({
      name: 'UrlAnatomy',
      version: '1.0',
      license: expect.any(String),
      dataTypeList: expect.arrayContaining(['url']),
      baseConfig: expect.any(String),
      configurationItems: expect.any(Array),
      dockerImage: null,
      command: expect.not.stringContaining('/'),
    });
    const responders = (await send(lead, 'GET', '/responderdefinition')).body as { id: string }[];
    expect(responders.map(({ id }) => id)).toContain('Webhook_1_0');
    expect(responders.some(({ id }) => all.some((one) => one.id === id))).toBe(false);
  });

  it('are for those who set up, and looked for anew on request', async () => {
    expect((await send(ann, 'GET', '/analyzerdefinition')).status).toBe(403);
    expect((await send(lead, 'POST', '/analyzerdefinition/scan', { body: {} })).status).toBe(204);
  });
});

describe('settings that several neurons share', () => {
  it('are listed with the global ones first, and kept without their secrets being told', async () => {
    const all = (await send(lead, 'GET', '/analyzerconfig')).body as { name: string }[];
    expect(all[0]).toMatchObject({ name: 'global', config: {} });
    expect(all.map(({ name }) => name)).toContain('Demo_Reputation');
    const set = (config: object) =>
      send(lead, 'PATCH', '/analyzerconfig/Demo_Reputation', { body: { config } });
    expect((await set({ key: 'very-secret', delay_ms: 30 })).body).toMatchObject({
      name: 'Demo_Reputation',
      config: { delay_ms: 30 },
    });
    const changed = await set({ delay_ms: 40 });
    expect(changed.body).toMatchObject({ config: { delay_ms: 40 } });
    expect(changed.text).not.toContain('very-secret');
    const [stored] = await wire.world.stored(
      `select configuration from skep.base_configuration where name = 'Demo_Reputation'`,
    );
    expect(JSON.stringify(stored)).toContain('very-secret');
  });

  it('exist only where a definition asks for them', async () => {
    expect((await send(lead, 'GET', '/analyzerconfig/Nothing')).status).toBe(404);
    expect((await send(lead, 'PATCH', '/analyzerconfig/Nothing', { body: { config: {} } })).status).toBe(404);
    const unknown = await send(lead, 'PATCH', '/analyzerconfig/global', { body: { config: { nothing: 1 } } });
    expect(unknown.body).toMatchObject({
      type: 'AttributeCheckingError',
      errors: [{ name: 'configuration.nothing', type: 'UnknownAttributeError' }],
    });
  });
});

describe('an enabled neuron', () => {
  it('is made with settings, shown in full to who set it up, and without settings to others', async () => {
    const id = await enabled('Anatomy', {
      configuration: { check_tlp: true, max_tlp: 1 },
      rate: 10,
      rateUnit: 'Hour',
      jobCache: 5,
      jobTimeout: 7,
      dataTypeList: ['url'],
    });
    const worker = {
      id,
      _type: 'worker',
      _parent: 'main',
      name: 'Anatomy',
      version: '1.0',
      workerDefinitionId: 'UrlAnatomy_1_0',
      analyzerDefinitionId: 'UrlAnatomy_1_0',
      type: 'analyzer',
      dataTypeList: ['url'],
      rate: 10,
      rateUnit: 'Hour',
      jobCache: 5,
      createdBy: 'lead@main.test',
    };
    const own = (await send(lead, 'GET', `/analyzer/${id}`)).body;
    expect(own).toMatchObject({
      ...worker,
      jobTimeout: 7,
      configuration: { check_tlp: true, max_tlp: 1, jobTimeout: 7 },
    });
    const shown = (await send(ann, 'GET', '/analyzer/Anatomy')).body;
    expect(shown).toMatchObject(worker);
    expect(shown).not.toHaveProperty('configuration');
    expect((await send(stranger, 'GET', `/analyzer/${id}`)).status).toBe(404);
  });

  it('is changed in single settings, keeping secrets that are left out, and disabled', async () => {
    const configuration = { key: 'a-secret-key', delay_ms: 60 };
    const id = await enabled('Reputation', { configuration }, 'Demo_Reputation_1_0');
    const changed = await send(lead, 'PATCH', `/analyzer/${id}`, {
      body: { rate: 3, rateUnit: 'Day', configuration: { delay_ms: 20 }, id, version: 'ignored' },
    });
    expect(changed.body).toMatchObject({
      name: 'Reputation',
      rate: 3,
      rateUnit: 'Day',
      configuration: { delay_ms: 20 },
    });
    expect(changed.text).not.toContain('a-secret-key');
    expect(JSON.stringify(await row(wire.world, 'enabled_neuron', id))).toContain('a-secret-key');
    expect((await send(ann, 'DELETE', `/analyzer/${id}`)).status).toBe(403);
    expect((await send(lead, 'DELETE', `/responder/${id}`)).status).toBe(404);
    expect((await send(lead, 'DELETE', `/analyzer/${id}`)).status).toBe(204);
    expect((await send(lead, 'GET', `/analyzer/${id}`)).status).toBe(404);
  });

  it('is refused with what is wrong: names that are taken, unknown definitions, other kinds, bad settings', async () => {
    await enabled('Taken');
    const enable = (definition: string, body: object, kind = 'analyzer') =>
      send(lead, 'POST', `/organization/${kind}/${definition}`, { body });
    expect((await enable('UrlAnatomy_1_0', { name: 'Taken' })).body).toMatchObject({ type: 'ConflictError' });
    expect((await enable('UrlAnatomy_1_0', { name: 'Taken' })).status).toBe(400);
    expect((await enable('Nothing_1_0', {})).body).toMatchObject({ type: 'NotFoundError' });
    expect((await enable('UrlAnatomy_1_0', {}, 'responder')).status).toBe(404);
    const bad = { name: 'Bad', configuration: { nothing: 1 }, rate: 0, dataTypeList: [7] };
    expect((await enable('UrlAnatomy_1_0', bad)).body).toMatchObject({
      type: 'AttributeCheckingError',
      errors: [{ name: 'dataTypeList', type: 'InvalidFormatAttributeError' }],
    });
    const { dataTypeList: _, ...other } = bad;
    expect((await enable('UrlAnatomy_1_0', other)).body).toMatchObject({
      errors: [{ name: 'configuration.nothing', type: 'UnknownAttributeError' }],
    });
  });
});

describe('lists of enabled neurons', () => {
  const names = async (query: object, range = 'all', sort = '+name') => {
    const { body, headers } = await send(
      ann,
      'POST',
      `/analyzer/_search?range=${range}&sort=${encodeURIComponent(sort)}`,
      {
        body: { query },
      },
    );
    return { names: (body as { name: string }[]).map(({ name }) => name), total: Number(headers['x-total']) };
  };
  beforeAll(async () => {
    for (const name of ['List a', 'List b', 'List c']) await enabled(name, { jobCache: 77 });
    await enabled('List file', { jobCache: 78 }, 'FileInfo_1_0');
  });

  it('are searched in the language of Cortex', async () => {
    const listed = ['List a', 'List b', 'List c'];
    const by = async (query: object) => (await names(query)).names;
    expect(await by({ _field: 'jobCache', _value: 77 })).toEqual(listed);
    expect(await by({ jobCache: '77' })).toEqual(listed);
    expect(await by({ _and: [{ _gte: { jobCache: 77 } }, { _lt: { jobCache: 78 } }] })).toEqual(listed);
    expect(await by({ _between: { _field: 'jobCache', _from: 77, _to: 79 } })).toEqual(['List file']);
    expect(await by({ _in: { _field: 'name', _values: ['List a', 'List c', 'x'] } })).toEqual([
      'List a',
      'List c',
    ]);
    expect(
      await by({ _and: [{ _like: { _field: 'name', _value: 'list' } }, { dataTypeList: 'file' }] }),
    ).toEqual(['List file']);
    expect(await by({ _wildcard: { _field: 'name', _value: 'List ?*' } })).toEqual([]);
    expect(await by({ _wildcard: { _field: 'name', _value: 'List *' } })).toEqual([...listed, 'List file']);
    expect(await by({ _string: 'name:"List b"' })).toEqual(['List b']);
    expect(await by({ _and: [{ jobCache: 77 }, { _not: { name: 'List a' } }] })).toEqual([
      'List b',
      'List c',
    ]);
    expect(await by({ _and: [{ _type: 'worker' }, { _contains: 'jobCache' }, { jobCache: 78 }] })).toEqual([
      'List file',
    ]);
    expect(
      await by({ _and: [{ jobCache: 78 }, { _parent: { _type: 'organization', _id: 'main' } }] }),
    ).toEqual(['List file']);
    expect(await by({ _parent: { _type: 'organization', _query: { name: 'other' } } })).toEqual([]);
    expect(await by({ _type: 'job' })).toEqual([]);
  });

  it('come in parts and in order, and tell how many there are', async () => {
    expect(await names({ jobCache: 77 }, '1-3', '-name')).toEqual({ names: ['List b', 'List a'], total: 3 });
    expect(await names({ jobCache: 77 }, 'x')).toMatchObject({ total: 3 });
    const query = encodeURIComponent('{"name":"List b"}');
    expect((await send(ann, 'GET', `/analyzer?query=${query}`)).body).toMatchObject([{ name: 'List b' }]);
    expect((await send(ann, 'GET', '/analyzer?query=%7B')).body).toMatchObject({ type: 'BadRequest' });
    expect((await send(ann, 'GET', '/analyzer?range=0-1')).body).toHaveLength(1);
    expect((await send(ann, 'GET', '/organization/analyzer/_search?range=all')).body).toEqual(
      (await send(ann, 'GET', '/analyzer?range=all')).body,
    );
  });

  it('refuse what they cannot answer, and say what is possible', async () => {
    for (const query of [
      { _child: {} },
      { nothing: 1 },
      { name: 'a', type: 'b' },
      { _in: [] },
      { _gt: { name: null } },
      7,
    ]) {
      const answer = await send(ann, 'POST', '/analyzer/_search', { body: { query } });
      expect([answer.status, answer.read('type')]).toEqual([400, 'BadRequest']);
    }
    const { body } = await send(ann, 'POST', '/analyzer/_search?sort=nothing', { body: {} });
    expect(body).toMatchObject({ message: expect.stringContaining('name, version') });
  });

  it('by type hold whatever accepts it, and no settings', async () => {
    const { body } = await send(lead, 'GET', '/analyzer/type/file');
    expect(body).toMatchObject([{ name: 'List file' }]);
    expect(JSON.stringify(body)).not.toContain('configuration');
    expect((await send(stranger, 'GET', '/analyzer/type/file')).body).toEqual([]);
  });
});

describe('a run', () => {
  let id: string;
  beforeAll(async () => {
    id = await enabled('Runner', { dataTypeList: ['url', 'file', 'domain'] });
    await send(lead, 'POST', '/organization/responder/Webhook_1_0', {
      body: { name: 'Hook', configuration: { url: 'https://hook.example/' } },
    });
  });

  it('answers with the waiting job, in the fields that clients read', async () => {
    const body = {
      data: 'http://a.example/',
      dataType: 'url',
      tlp: 3,
      pap: 1,
      message: 'm',
      parameters: { a: 1 },
    };
    const made = await send(ann, 'POST', `/analyzer/${id}/run`, { body });
    expect(made.status).toBe(200);
    expect(made.body).toMatchObject({
      _type: 'job',
      workerId: id,
      workerName: 'Runner',
      workerDefinitionId: 'UrlAnatomy_1_0',
      analyzerId: id,
      analyzerName: 'Runner',
      analyzerDefinitionId: 'UrlAnatomy_1_0',
      type: 'analyzer',
      organization: 'main',
      status: 'Waiting',
      ...body,
      cacheTag: expect.stringMatching(/^[0-9a-f]{32}$/),
      date: expect.any(Number),
      createdBy: 'ann@main.test',
    });
    expect(await row(wire.world, 'direct_run', made.read('id'))).toMatchObject({ tlp: 4, pap: 1 });
    expect(wire.world.queued.at(-1)).toEqual({ kind: 'directRun', id: made.read('id').slice(1) });
  });

  it.each(['data', 'attachment'])('takes a file in the part %s', async (name) => {
    const form = formOf([
      { name: '_json', content: JSON.stringify({ dataType: 'file', tlp: 0, data: null }) },
      { name, content: 'the content', fileName: '../mail.eml', type: 'message/rfc822' },
    ]);
    const made = await send(ann, 'POST', `/analyzer/${id}/run?force=1`, form);
    expect(made.body).toMatchObject({
      dataType: 'file',
      tlp: 0,
      attachment: { name: 'mail.eml', size: 11, contentType: 'message/rfc822', hashes: { length: 3 } },
    });
    expect(made.body).not.toHaveProperty('data');
  });

  it('takes the older form, forms of fields, and the name of the neuron', async () => {
    const older = { data: 'b.example', attributes: { dataType: 'domain', tlp: 1, message: 'older' } };
    expect((await send(ann, 'POST', '/analyzer/Runner/run', { body: older })).body).toMatchObject({
      data: 'b.example',
      dataType: 'domain',
      tlp: 1,
      message: 'older',
    });
    const raw = 'data=c.example&dataType=domain&tlp=0';
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await send(ann, 'POST', '/analyzer/Runner/run', { raw, headers })).body).toMatchObject({
      data: 'c.example',
      tlp: 0,
      pap: 2,
    });
  });

  it('of a responder takes any JSON', async () => {
    const body = { data: { title: 'T', tags: ['a'] }, dataType: 'thehive:case', label: 'Case #1', tlp: 2 };
    const made = await send(ann, 'POST', '/responder/Hook/run', { body });
    expect(made.body).toMatchObject({ ...body, type: 'responder', pap: 2 });
  });

  it('is refused with the reason', async () => {
    const run = (as: Person, body: object, path = `/analyzer/${id}/run`) => send(as, 'POST', path, { body });
    const good = { data: 'a.example', dataType: 'domain' };
    expect((await run(reader, good)).body).toMatchObject({ type: 'AuthorizationError' });
    expect((await run(stranger, good)).status).toBe(404);
    expect((await run(ann, good, `/responder/${id}/run`)).status).toBe(404);
    expect((await run(ann, { ...good, dataType: 'ip' })).body).toMatchObject({
      type: 'BadRequest',
      code: 'neuronRefuses',
    });
    expect((await run(ann, { dataType: 7, tlp: 9, pap: 4, parameters: 'x' })).body).toMatchObject({
      type: 'AttributeCheckingError',
      errors: [{ name: 'dataType' }, { name: 'tlp' }, { name: 'pap' }, { name: 'parameters' }],
    });
    const nobody = await wire.send('POST', `/cortex/api/analyzer/${id}/run`, { body: good });
    expect([nobody.status, nobody.read('type')]).toEqual([401, 'AuthenticationError']);
    expect((await run(ann, [1])).body).toMatchObject({ type: 'AttributeCheckingError' });
  });
});
