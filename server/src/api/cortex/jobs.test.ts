/** Jobs over the wire: what is told of them, waiting for their end, what they found, and the analyzers as modules of a MISP. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildFullWire } from '../../../../tests/matrix/matrix-world.ts';
import { formOf, type Person, type TestRequest, type Wire } from '../../../../tests/support/wire.ts';
import { finish, someDirectRun, someNeuron } from '../../../../tests/support/work.ts';

let wire: Wire;
let close: () => void;
let ann: Person;
let stranger: Person;
beforeAll(async () => {
  const full = await buildFullWire();
  ({ wire } = full);
  close = () => full.catalogue.close();
  const { first } = wire.world.organisations;
  ann = await wire.person(first, 'analyst', 'ann@main.test');
  stranger = await wire.person(await wire.world.organisation('elsewhere'), 'org-admin', 'stranger@else.test');
  const lead = await wire.person(first, 'org-admin', 'lead@main.test');
  await someNeuron(wire.world, lead, 'analyzer', { name: 'Lookup', cacheMinutes: 0 });
});
afterAll(async () => {
  close?.();
  await wire?.release();
});

const send = (as: Person, method: string, path: string, request: TestRequest = {}) =>
  wire.send(method, `/cortex/api${path}`, { as, ...request });
const started = async (raw: object = {}): Promise<string> =>
  someDirectRun(wire.world, ann, 'Lookup', { ...raw });
const end = (id: string, how: object = {}) => finish(wire.world, ann, 'directRun', id, { ...how });

/** Asks again until a job is there that was not before; gives the digits of its id. */
async function queued(before: number): Promise<string> {
  for (;;) {
    const id = wire.world.queued[before]?.id;
    // What is queued is written with the job, and seen once that is committed.
    if (id !== undefined && (await send(ann, 'GET', `/job/~${id}`)).status === 200) return id;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('the report of a job', () => {
  it('says how far it is, then what came of it', async () => {
    const id = await started({ data: '192.0.2.5', tlp: 4 });
    expect((await send(ann, 'GET', `/job/~${id}/report`)).body).toMatchObject({
      status: 'Waiting',
      report: 'Waiting',
    });
    const artifacts = [{ dataType: 'domain', data: 'a.example', tags: ['t'], tlp: 4, message: 'm' }];
    const operations = [{ type: 'AddTagToCase', tag: 'x' }];
    await end(id, { report: { full: { a: 1 }, summary: { taxonomies: [] }, artifacts, operations } });
    expect((await send(ann, 'GET', `/job/${id}/report`)).body).toMatchObject({
      id: `~${id}`,
      status: 'Success',
      tlp: 3,
      startDate: expect.any(Number),
      endDate: expect.any(Number),
      report: {
        success: true,
        full: { a: 1 },
        summary: { taxonomies: [] },
        artifacts: [{ ...artifacts[0], tlp: 3 }],
        operations,
      },
    });
    expect((await send(ann, 'GET', `/job/~${id}`)).body).not.toHaveProperty('report');
  });

  it('of a failure holds the reason and the input as text, the job itself the input read', async () => {
    const id = await started();
    const report = { input: '{"data":"192.0.2.1"}' };
    await end(id, { success: false, errorMessage: 'No key', report });
    expect((await send(ann, 'GET', `/job/~${id}/report`)).body).toMatchObject({
      status: 'Failure',
      errorMessage: 'No key',
      input: { data: '192.0.2.1' },
      report: { success: false, errorMessage: 'No key', input: report.input },
    });
  });

  it('is waited for, and given as soon as it is there', async () => {
    for (const atMost of ['Inf', '1minute', '2 hours', '300s']) {
      const id = await started();
      const waiting = send(ann, 'GET', `/job/~${id}/waitreport?atMost=${encodeURIComponent(atMost)}`);
      await end(id, { report: { full: { atMost } } });
      expect((await waiting).body).toMatchObject({ status: 'Success', report: { full: { atMost } } });
    }
  });

  it('is waited for no longer than is said', async () => {
    const id = await started();
    expect((await send(ann, 'GET', `/job/~${id}/waitreport?atMost=10ms`)).body).toMatchObject({
      report: 'Waiting',
    });
    for (const atMost of ['soon', '1constructor']) {
      const bad = await send(ann, 'GET', `/job/~${id}/waitreport?atMost=${atMost}`);
      expect([bad.status, bad.body]).toMatchObject([
        400,
        { type: 'AttributeCheckingError', errors: [{ name: 'atMost', value: atMost }] },
      ]);
    }
  });

  it('is nothing to others', async () => {
    const id = await started();
    for (const path of ['', '/report', '/waitreport?atMost=1s', '/artifacts'])
      expect((await send(stranger, 'GET', `/job/~${id}${path}`)).status).toBe(404);
    expect((await send(stranger, 'DELETE', `/job/~${id}`)).status).toBe(404);
    expect((await send(ann, 'GET', '/job/~1')).body).toMatchObject({
      type: 'NotFoundError',
      message: 'Job not found',
    });
    expect((await send(ann, 'GET', '/job/nothing')).status).toBe(404);
  });
});

describe('what a job found', () => {
  it('comes ten at a time, searched and counted', async () => {
    const id = await started();
    const artifacts = Array.from({ length: 12 }, (_, index) => ({
      dataType: index === 11 ? 'url' : 'domain',
      data: `a${index}.example`,
    }));
    await end(id, { report: { artifacts } });
    const { body, headers } = await send(ann, 'GET', `/job/~${id}/artifacts`);
    expect(body).toHaveLength(10);
    expect(headers['x-total']).toBe('12');
    const found = await send(ann, 'GET', `/job/~${id}/artifacts?range=all&sort=-data`);
    expect(found.body).toMatchObject([
      { data: 'a9.example', dataType: 'domain', tags: [], tlp: 2, _parent: `~${id}` },
      ...Array(11).fill({}),
    ]);
  });

  it('holds files, which are fetched by whoever sees the job, as they are or packed', async () => {
    const id = await started();
    const file = await wire.world.upload('found.exe', 'MZ found');
    const artifacts = [{ dataType: 'file', attachment: file.id }];
    await finish(wire.world, ann, 'directRun', id, { report: { artifacts } }, new Map([[file.id, [file]]]));
    expect((await send(ann, 'GET', `/job/~${id}/artifacts`)).body).toMatchObject([
      { attachment: { id: file.id, name: 'found.exe', size: 8, hashes: file.hashes } },
    ]);
    const { report } = (await send(ann, 'GET', `/job/~${id}/report`)).body as {
      report: { artifacts: object[] };
    };
    expect(report.artifacts).toMatchObject([{ attachment: { id: file.id, name: 'found.exe', size: 8 } }]);
    const fetched = await send(ann, 'GET', `/datastore/${file.id}`);
    expect([fetched.text, fetched.headers['content-disposition']]).toEqual([
      'MZ found',
      expect.stringContaining('found.exe'),
    ]);
    const zipped = await send(ann, 'GET', `/datastorezip/${file.id}?name=sample`);
    expect([zipped.bytes.subarray(0, 2).toString(), zipped.headers['content-disposition']]).toEqual([
      'PK',
      expect.stringContaining('sample.zip'),
    ]);
    expect((await send(stranger, 'GET', `/datastore/${file.id}`)).status).toBe(404);
  });
});

describe('lists of jobs', () => {
  const ids = async (query: object, more = '') => {
    const { body, headers } = await send(ann, 'POST', `/job/_search?range=all${more}`, { body: { query } });
    return {
      ids: (body as { id: string }[]).map(({ id }) => id.slice(1)),
      total: Number(headers['x-total']),
    };
  };
  let one: string;
  let other: string;
  let file: string;
  beforeAll(async () => {
    one = await started({ data: 'search-one.example', dataType: 'domain', tlp: 4, label: 'searched' });
    other = await started({ data: 'search-two.example', dataType: 'domain', tlp: 2, label: 'searched' });
    const uploads = new Map([['data', [await wire.world.upload('search.eml', 'x')]]]);
    file = await someDirectRun(wire.world, ann, 'Lookup', { label: 'searched', tlp: 0 }, uploads);
    await end(other);
  });

  it('are searched by what jobs tell, red being three', async () => {
    const both = { label: 'searched' };
    const worker = (await send(ann, 'GET', '/analyzer/Lookup')).read('id');
    const by = async (query: object) =>
      (await ids({ _and: [both, query] }, '&sort=%2BcreatedAt&sort=id')).ids;
    expect(await by({})).toEqual([one, other, file]);
    expect(await by({ tlp: 3 })).toEqual([one]);
    expect(await by({ _in: { _field: 'tlp', _values: [0, 3] } })).toEqual([one, file]);
    expect(await by({ _gt: { tlp: 3 } })).toEqual([]);
    expect(await by({ _lte: { tlp: 3 } })).toEqual([one, other, file]);
    expect(await by({ status: 'Success' })).toEqual([other]);
    expect(
      await by({ _and: [{ workerId: worker }, { analyzerName: 'Lookup' }, { type: 'analyzer' }] }),
    ).toHaveLength(3);
    expect(await by({ _in: { _field: 'analyzerId', _values: [worker] } })).toHaveLength(3);
    expect(await by({ _id: `~${one}` })).toEqual([one]);
    expect(await by({ 'attachment.name': 'search.eml' })).toEqual([file]);
    expect(await by({ _string: 'search-two' })).toEqual([other]);
    expect(await by({ _gte: { createdAt: '20200101T000000Z' } })).toHaveLength(3);
    expect(await by({ _not: { dataType: 'domain' } })).toEqual([file]);
  });

  it('come in parts and in order, with the simple conditions of an older form', async () => {
    const part = await send(ann, 'POST', '/job/_search?range=0-1&sort=-createdAt', {
      body: { query: { label: 'searched' } },
    });
    expect([(part.body as object[]).length, part.headers['x-total']]).toEqual([1, '3']);
    const older = await send(
      ann,
      'GET',
      '/job?dataTypeFilter=domain&dataFilter=search-&analyzerFilter=Lookup&range=all',
    );
    expect((older.body as { id: string }[]).map(({ id }) => id).sort()).toEqual(
      [`~${one}`, `~${other}`].sort(),
    );
    expect((await send(stranger, 'GET', '/job?range=all')).body).toEqual([]);
  });

  it('tell the statuses of several at once', async () => {
    const body = { jobIds: [`~${one}`, other, '~1', 'x'] };
    expect((await send(ann, 'POST', '/job/status', { body })).body).toEqual({
      [`~${one}`]: 'Waiting',
      [other]: 'Success',
      '~1': 'NotFound',
      x: 'NotFound',
    });
    expect((await send(ann, 'POST', '/job/status', { body: { jobIds: [7] } })).status).toBe(400);
  });

  it('no longer hold what was deleted', async () => {
    const id = await started({ label: 'gone' });
    expect((await send(ann, 'DELETE', `/job/~${id}`)).status).toBe(204);
    expect((await send(ann, 'GET', `/job/~${id}`)).status).toBe(404);
    expect(await ids({ label: 'gone' })).toEqual({ ids: [], total: 0 });
  });

  it('refuse conditions and values that mean nothing here', async () => {
    for (const query of [{ parameters: 'x' }, { status: 'Nothing' }, { _gt: { createdAt: 'soon' } }])
      expect((await send(ann, 'POST', '/job/_search', { body: { query } })).status).toBe(400);
  });
});

describe('a MISP', () => {
  const ask = (as: Person, body: object) => wire.send('POST', '/cortex/query', { as, body });

  it('sees the analyzers as modules', async () => {
    const { body, headers } = await wire.send('GET', '/cortex/modules', { as: ann });
    expect(body).toMatchObject([
      {
        name: 'Lookup',
        type: 'cortex',
        mispattributes: { input: expect.arrayContaining(['ip-src', 'domain', 'attachment']), output: [] },
        meta: { 'module-type': ['cortex'], config: [] },
      },
    ]);
    expect(headers['x-total']).toBe('1');
  });

  it('asks one about an attribute and gets what it found', async () => {
    const before = wire.world.queued.length;
    const asked = ask(ann, { module: 'Lookup', 'ip-dst': '192.0.2.77' });
    const id = await queued(before);
    await end(id, { report: { full: { seen: 1 }, artifacts: [{ dataType: 'fqdn', data: 'h.example' }] } });
    expect((await asked).body).toEqual({
      results: [
        { types: ['hostname', 'target-machine'], values: ['h.example'] },
        { types: ['cortex'], values: ['{"full":{"seen":1},"summary":{}}'] },
      ],
    });
    expect((await send(ann, 'GET', `/job/~${id}`)).body).toMatchObject({ dataType: 'ip', tlp: 0, pap: 0 });
  });

  it('sends files as text, and is told why an analyzer failed', async () => {
    const before = wire.world.queued.length;
    const asked = ask(ann, { module: 'Lookup', attachment: Buffer.from('bytes').toString('base64') });
    const id = await queued(before);
    await end(id, { success: false, errorMessage: 'No such file' });
    expect((await asked).body).toEqual({ error: 'No such file' });
    expect((await send(ann, 'GET', `/job/~${id}`)).body).toMatchObject({
      attachment: { name: 'noname', size: 5 },
    });
  });

  it('is refused what makes no sense', async () => {
    expect((await ask(ann, { module: 'Nothing', md5: 'x' })).status).toBe(404);
    expect((await ask(ann, { module: 'Lookup', md5: 7 })).body).toMatchObject({ errors: [{ name: 'md5' }] });
    expect((await ask(ann, {})).body).toMatchObject({ errors: [{ name: 'module' }, { name: 'attribute' }] });
    expect((await ask(ann, { module: 'Lookup', attachment: '%%' })).status).toBe(400);
    expect((await ask(stranger, { module: 'Lookup', 'ip-dst': '192.0.2.1' })).status).toBe(404);
  });
});

it('a multipart body that breaks off is a mistake of the caller', async () => {
  const { raw, headers } = formOf([{ name: 'data', content: 'x', fileName: 'a' }]);
  const answer = await send(ann, 'POST', '/analyzer/Lookup/run', { raw: raw.subarray(0, 40), headers });
  expect(answer.body).toMatchObject({ type: 'BadRequest', code: 'malformedBody' });
});
