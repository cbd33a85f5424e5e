import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  buildWire,
  formOf,
  type Person,
  type TestAnswer,
  type Wire,
} from '../../../../tests/support/wire.ts';
import { someCase } from '../../../../tests/support/work.ts';
import { zipOfTexts } from '../../../../tests/support/zip.ts';

let wire: Wire;
let analyst: Person;
let sequence = 0;

beforeAll(async () => {
  wire = await buildWire();
  analyst = await wire.person(wire.world.organisations.first, 'analyst', 'ann@main.test');
});
afterAll(() => wire?.release());

type Fields = Readonly<Record<string, unknown>>;

const send = (method: string, path: string, body?: unknown): Promise<TestAnswer> =>
  wire.send(method, `/api${path}`, { as: analyst, body });
const aCase = (raw: Fields = {}): Promise<string> => someCase(wire.world, analyst, raw);

async function anAlert(artifacts: readonly Fields[] = []): Promise<string> {
  sequence += 1;
  const body = { type: 't', source: 's', sourceRef: `r${sequence}`, title: 'A', description: 'D', artifacts };
  return (await send('POST', '/alert', body)).read('id');
}

async function added(parent: string, body: Fields, path = 'case'): Promise<string> {
  return (await send('POST', `/${path}/${parent}/artifact`, { dataType: 'domain', ...body })).read('id', 0);
}

describe('an artifact', () => {
  it('is added to a case by id or number, with the fields of old clients', async () => {
    const caseId = await aCase();
    const body = {
      ...{ dataType: 'ip', data: '198.51.100.7', message: 'Seen', tlp: '3', ioc: 'true', sighted: false },
      ...{ tags: ['c2', ''], startDate: 1, status: 'Ok', nosuch: 1 },
    };
    const made = await send('POST', `/case/${caseId}/artifact`, body);
    expect([made.status, made.body]).toEqual([
      201,
      [
        {
          ...{ _id: made.read('id', 0), id: made.read('id', 0), _type: 'case_artifact' },
          ...{ createdBy: 'ann@main.test', createdAt: expect.any(Number), startDate: expect.any(Number) },
          ...{ dataType: 'ip', data: '198.51.100.7', message: 'Seen', tlp: 3, tags: ['c2'] },
          ...{ ioc: true, sighted: false, ignoreSimilarity: false, status: 'Ok', reports: {}, stats: {} },
        },
      ],
    ]);
    const v1 = await wire.send('GET', `/api/v1/observable/${made.read('id', 0)}`, { as: analyst });
    expect(v1.read('tlpLabel')).toBe('RED');
    const { body: found } = await wire.send('GET', `/api/v1/case/${caseId}`, { as: analyst });
    const number = (found as { number: number }).number;
    expect(
      (await send('POST', `/case/${number}/artifact`, { dataType: 'ip', data: '198.51.100.8' })).status,
    ).toBe(201);
  });

  it('of several data is one for each; what is there already is told beside the others', async () => {
    const caseId = await aCase();
    const several = await send('POST', `/case/${caseId}/artifact`, {
      ...{ dataType: 'domain', data: ['one.example', ' ', 'two.example'] },
    });
    expect((several.body as Fields[]).map(({ data }) => data)).toEqual(['one.example', 'two.example']);
    const part = await send('POST', `/v0/case/${caseId}/artifact`, {
      ...{ dataType: 'domain', data: ['two.example', 'three.example'] },
    });
    expect([part.status, part.body]).toMatchObject([
      207,
      {
        success: [{ data: 'three.example' }],
        failure: [
          { type: 'CreateError', message: 'Observable already exists', object: { data: 'two.example' } },
        ],
      },
    ]);
    const none = await send('POST', `/case/${caseId}/artifact`, { dataType: 'domain', data: 'two.example' });
    expect([none.status, none.body]).toMatchObject([
      207,
      { success: [], failure: [{ type: 'CreateError' }] },
    ]);
  });

  it.each([
    [{ dataType: 'ip' }, 'data'],
    [{ dataType: 'ip', data: null }, 'data'],
    [{ data: 'a' }, 'dataType'],
    [{ dataType: 'nosuch', data: 'a' }, 'dataType'],
    [{ dataType: 'file' }, 'attachment'],
    [{ dataType: 'file', data: 'nothing' }, 'data'],
    [{ dataType: 'ip', data: 'a', tlp: 9, tags: 1 }, 'tags'],
  ])('%j is told as a mistake of %s', async (body, name) => {
    const { status, body: answer } = await send('POST', `/case/${await aCase()}/artifact`, body);
    expect([status, answer]).toMatchObject([400, { type: 'AttributeCheckingError' }]);
    expect((answer as { errors: Fields[] }).errors.map((fault) => fault.name)).toContain(name);
  });

  it('may be a file: a part of a form, a text, one that is stored already, or those of an archive', async () => {
    const caseId = await aCase();
    const json = JSON.stringify({ dataType: 'file', message: 'Mail', tlp: 1, tags: ['x'] });
    const upload = (path: string, parts: Parameters<typeof formOf>[0]) =>
      wire.send('POST', `/api${path}`, { as: analyst, ...formOf(parts) });
    const file = { name: 'attachment', fileName: 'a.txt', type: 'text/plain', content: 'hello' };
    const made = await upload(`/case/${caseId}/artifact`, [file, { name: '_json', content: json }]);
    const [shown] = made.body as [{ attachment: Fields }];
    expect([made.status, shown]).toMatchObject([
      201,
      { dataType: 'file', message: 'Mail', tlp: 1, tags: ['x'], attachment: { name: 'a.txt', size: 5 } },
    ]);
    expect(shown).not.toHaveProperty('data');
    const again = await upload(`/case/${caseId}/artifact`, [file, { name: 'dataType', content: 'file' }]);
    expect([again.status, again.body]).toMatchObject([
      207,
      { failure: [{ object: { data: 'file:a.txt', attachment: { name: 'a.txt' } } }] },
    ]);
    const { id, name, contentType } = shown.attachment;
    const stored = { dataType: 'file', attachment: { id, name, contentType } };
    expect((await send('POST', `/case/${await aCase()}/artifact`, stored)).body).toMatchObject([
      { attachment: shown.attachment },
    ]);
    const data = `b.txt;text/plain;${Buffer.from('other').toString('base64')}`;
    const inBody = await send('POST', `/alert/${await anAlert()}/artifact`, { dataType: 'file', data });
    expect([inBody.status, inBody.body]).toMatchObject([201, [{ attachment: { name: 'b.txt', size: 5 } }]]);
    const archive = { ...file, fileName: 'z.zip', content: await zipOfTexts({ 'in.bin': 'inside' }) };
    const exploded = await upload(`/case/${caseId}/artifact`, [
      archive,
      { name: '_json', content: JSON.stringify({ dataType: 'file', isZip: true }) },
    ]);
    expect([exploded.status, exploded.body]).toMatchObject([201, [{ attachment: { name: 'in.bin' } }]]);
  });

  it('of an alert or a case is read, changed and deleted below either path', async () => {
    const alertId = await anAlert();
    const id = await added(alertId, { data: 'a.example' }, 'alert');
    expect((await send('GET', `/alert/artifact/${id}`)).body).toMatchObject({ id, data: 'a.example' });
    const changed = await send('PATCH', `/alert/artifact/${id}`, {
      ...{ message: 'Other', tags: 'a,b', tlp: 3, ioc: 1, dataType: 'fqdn', data: 'ignored', nosuch: 1 },
    });
    expect([changed.status, changed.body]).toMatchObject([
      200,
      { message: 'Other', tags: ['a', 'b'], tlp: 3, ioc: true, dataType: 'fqdn', data: 'a.example' },
    ]);
    expect((await send('GET', `/case/artifact/${id}?nparent=1`)).body).toMatchObject({
      alert: { _type: 'alert', id: alertId },
      stats: {},
    });
    const other = await added(await aCase(), { data: 'a.example' });
    const bulk = await send('PATCH', '/case/artifact/_bulk', { ids: [id, other], sighted: true });
    expect([bulk.status, bulk.text]).toEqual([204, '']);
    expect((await send('GET', `/case/artifact/${other}`)).body).toMatchObject({ sighted: true });
    expect((await send('DELETE', `/case/artifact/${other}`)).status).toBe(204);
    expect((await send('DELETE', `/alert/artifact/${id}`)).status).toBe(204);
    const gone = await send('GET', `/case/artifact/${id}`);
    expect([gone.status, gone.body]).toMatchObject([404, { message: 'Observable not found' }]);
  });

  it('keeps the TLP that the older scale cannot tell when it is written back as it was read', async () => {
    const id = await added(await aCase(), { data: 'strict.example' });
    await wire.send('PATCH', `/api/v1/observable/${id}`, { as: analyst, body: { tlp: 3 } });
    expect((await send('PATCH', `/case/artifact/${id}`, { tlp: 3, message: 'M' })).body).toMatchObject({
      tlp: 3,
    });
    const { body } = await wire.send('GET', `/api/v1/observable/${id}`, { as: analyst });
    expect(body).toMatchObject({ tlpLabel: 'AMBER+STRICT', message: 'M' });
  });

  it('knows where else its datum was seen', async () => {
    const caseId = await aCase({ title: 'First' });
    const id = await added(caseId, { data: 'twice.example' });
    const alertId = await anAlert([{ dataType: 'domain', data: 'twice.example', ioc: true }]);
    const inCase = await aCase({ title: 'Second' });
    await added(inCase, { data: 'twice.example' });
    const { body } = await send('GET', `/case/artifact/${id}/similar`);
    const seenIn = (body as { case?: Fields; alert?: Fields }[]).map((one) => one.case?.id ?? one.alert?.id);
    expect(seenIn.toSorted()).toEqual([alertId, inCase].toSorted());
    expect((await send('GET', `/case/artifact/${id}?nstats=true`)).body).toMatchObject({
      stats: { seen: 2, ioc: true },
    });
  });

  it('is nothing to people of other organisations', async () => {
    const stranger = await wire.person(await wire.world.organisation('other'), 'analyst', 'eve@other.test');
    const caseId = await aCase();
    const id = await added(caseId, { data: 'hidden.example' });
    const asStranger = (method: string, path: string, body?: unknown) =>
      wire.send(method, `/api${path}`, { as: stranger, body });
    for (const path of [`/case/artifact/${id}`, `/case/artifact/${id}/similar`, `/alert/artifact/${id}`])
      expect((await asStranger('GET', path)).status).toBe(404);
    expect((await asStranger('PATCH', `/case/artifact/${id}`, { ioc: true })).status).toBe(404);
    expect(
      (await asStranger('POST', `/case/${caseId}/artifact`, { dataType: 'ip', data: '192.0.2.1' })).status,
    ).toBe(404);
    expect((await asStranger('POST', '/case/artifact/_search', {})).body).toEqual([]);
  });
});

describe('a search of artifacts', () => {
  let caseId: string;
  let alertId: string;
  beforeAll(async () => {
    caseId = await aCase({ title: 'Searched' });
    await added(caseId, { data: 'searched-one.example', message: 'wanted words', tags: ['t1'], tlp: 3 });
    await added(caseId, { dataType: 'ip', data: '203.0.113.50', tags: ['t1', 't2'], ioc: true });
    alertId = await anAlert([{ dataType: 'domain', data: 'searched-two.example', tags: ['t1'] }]);
  });

  const one = 'searched-one.example';
  const two = 'searched-two.example';
  const ip = '203.0.113.50';

  it.each([
    [{ _parent: { _type: 'case', _query: { title: 'Searched' } } }, [ip, one]],
    [{ dataType: 'ip' }, [ip]],
    [{ data: two }, [two]],
    [{ ioc: true }, [ip]],
    [{ tlp: 3 }, [one]],
    [{ status: 'Ok' }, [ip, one, two]],
    [{ status: 'Deleted' }, []],
    [{ _in: { _field: 'tags', _values: ['t2'] } }, [ip]],
    [{ _wildcard: { _field: 'message', _value: '*wanted*' } }, [one]],
    [{ _string: 'wanted' }, [one]],
    [{ _string: 'dataType:ip AND ioc:true' }, [ip]],
    [{ _string: 'searched' }, [one, two]],
    [{ _type: 'case_artifact' }, [ip, one, two]],
    [{ _contains: 'attachment.id' }, []],
    [{ _child: { _type: 'case_artifact_job', _query: {} } }, []],
    [{ _ne: { _field: 'dataType', _value: 'ip' } }, [one, two]],
  ])('by %j finds what it says', async (query, expected) => {
    const within = { _and: [{ tags: 't1' }, query] };
    const { status, body } = await send('POST', '/case/artifact/_search?range=all', { query: within });
    expect([status, (body as Fields[]).map(({ data }) => data).sort()]).toEqual([200, expected]);
  });

  it('knows what artifacts belong to, by id', async () => {
    const search = async (query: Fields) =>
      (await send('POST', '/case/artifact/_search', { query, range: 'all', sort: '-data' })).body as Fields[];
    const inCase = await search({ _parent: { _type: 'case', _query: { _id: caseId } } });
    expect(inCase.map(({ data }) => data)).toEqual([one, ip]);
    expect((await search({ _parent: { _type: 'alert', _id: alertId } })).map(({ data }) => data)).toEqual([
      two,
    ]);
    expect((await search({ relatedId: alertId })).map(({ data }) => data)).toEqual([two]);
  });

  it('gives a part in an order, all of a case, and what each belongs to', async () => {
    const { body, headers } = await send('POST', `/case/${caseId}/artifact/_search?range=0-1&sort=-data`, {});
    expect([(body as Fields[]).map(({ data }) => data), headers['x-total']]).toEqual([[one], '2']);
    const query = { data: one };
    expect((await send('POST', '/case/artifact/_search', { query, nparent: 1 })).body).toMatchObject([
      { case: { _type: 'case', id: caseId, title: 'Searched' } },
    ]);
    for (const path of ['/case/artifact/_search', `/case/${caseId}/artifact/_search`]) {
      const within = await send('POST', path, { query, nparent: 1 });
      expect([path, within.body]).toMatchObject([path, [{ case: { id: caseId } }]]);
      const counted = await send('POST', path, { query, nstats: true });
      expect([path, counted.body]).toMatchObject([path, [{ stats: { seen: 0, ioc: false } }]]);
    }
  });

  it('counts by values, also on the older scale of TLP', async () => {
    const { body } = await send('POST', '/case/artifact/_stats', {
      query: { tags: 't1' },
      stats: [
        { _agg: 'field', _field: 'dataType', _select: [{ _agg: 'count' }] },
        { _agg: 'field', _field: 'tlp', _select: [{ _agg: 'count', _name: 'n' }] },
        { _agg: 'count' },
      ],
    });
    expect(body).toEqual({ ip: { count: 1 }, domain: { count: 2 }, 2: { n: 2 }, 3: { n: 1 }, count: 3 });
  });
});
