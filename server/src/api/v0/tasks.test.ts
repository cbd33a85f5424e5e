import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  buildWire,
  formOf,
  type Person,
  type TestAnswer,
  type Wire,
} from '../../../../tests/support/wire.ts';
import { someCase } from '../../../../tests/support/work.ts';

let wire: Wire;
let analyst: Person;
let caseId: string;

type Fields = Readonly<Record<string, unknown>>;

beforeAll(async () => {
  wire = await buildWire();
  analyst = await wire.person(wire.world.organisations.first, 'analyst', 'ann@main.test');
  caseId = await someCase(wire.world, analyst);
});
afterAll(() => wire?.release());

async function send(method: string, path: string, body?: unknown): Promise<TestAnswer> {
  return wire.send(method, `/api${path}`, { as: analyst, body });
}

/** What thehive4py sends for a task. */
const given = (more: Fields = {}): Fields => ({
  ...{ title: 'Contain', status: 'Waiting', flag: false, description: null, owner: null, startDate: null },
  ...{ group: null, id: null, order: 0 },
  ...more,
});

async function created(more: Fields = {}, inCase = caseId): Promise<string> {
  const made = await send('POST', `/case/${inCase}/task`, given(more));
  expect(made.status, made.text).toBe(201);
  return made.read('id');
}

async function changed(id: string, body: Fields): Promise<Fields> {
  const answer = await send('PATCH', `/case/task/${id}`, body);
  expect(answer.status, answer.text).toBe(200);
  return answer.body as Fields;
}

async function logged(taskId: string, body: unknown = { message: 'Seen' }): Promise<TestAnswer> {
  const made = await send('POST', `/case/task/${taskId}/log`, body);
  expect(made.status, made.text).toBe(201);
  return made;
}

describe('a task of v0', () => {
  it('is made, and leaves out what is missing', async () => {
    const made = await send(
      'POST',
      `/case/${caseId}/task`,
      given({ dueDate: '1700000000000', status: ['Waiting'] }),
    );
    expect([made.status, made.body]).toEqual([
      201,
      {
        ...{ _id: made.read('id'), id: made.read('id'), _type: 'case_task', createdBy: 'ann@main.test' },
        ...{ createdAt: wire.world.clock.now, title: 'Contain', group: 'default', status: 'Waiting' },
        ...{ flag: false, dueDate: 1_700_000_000_000, order: 0 },
      },
    ]);
    expect((await send('GET', `/case/task/${made.read('id')}`)).body).toEqual(made.body);
    for (const path of ['/case/~1/task', '/case/nosuch/task'])
      expect((await send('POST', path, given())).status).toBe(404);
    const wrong = await send('POST', `/case/${caseId}/task`, { owner: 5, status: 'Nosuch' });
    expect([
      wrong.status,
      (wrong.body as { errors: Fields[] }).errors.map(({ name }) => name).sort(),
    ]).toEqual([400, ['owner', 'status', 'title']]);
  });

  it('is begun, completed and cancelled, also by a client that sends nothing for what a status sets', async () => {
    const id = await created();
    const begun = await changed(id, { status: 'InProgress', owner: null, startDate: null, endDate: null });
    expect(begun).toMatchObject({ owner: 'ann@main.test', startDate: wire.world.clock.now });
    const done = await changed(id, { status: ['Completed'], endDate: null, description: null, user: 'x' });
    expect(done).toMatchObject({ status: 'Completed', endDate: wire.world.clock.now });
    expect(await changed(id, { owner: null, status: 'Completed' })).not.toHaveProperty('owner');
    expect(await changed(id, { status: 'Cancel' })).toMatchObject({ status: 'Cancel' });
    expect(await changed(id, { startDate: null })).not.toHaveProperty('startDate');
    const shown = (await send('GET', `/case/task/${id}`)).body as Fields;
    expect(await changed(id, shown)).toEqual(shown);
    for (const status of ['Done', 'constructor', '__proto__']) {
      const refused = await send('PATCH', `/case/task/${id}`, { status, endDate: null });
      expect([status, refused.status]).toEqual([status, 400]);
    }
  });

  it('is changed by a form, and together with others', async () => {
    const [one, two] = [await created(), await created()];
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const raw = 'title=Form&endDate=1700000000000&flag=1&order=4';
    const form = await wire.send('PATCH', `/api/case/task/${one}`, { as: analyst, raw, headers });
    expect(form.body).toMatchObject({ title: 'Form', endDate: 1_700_000_000_000, flag: true, order: 4 });
    const bulk = await send('PATCH', '/case/task/_bulk', { ids: [two, one], group: 'Both' });
    expect([bulk.status, bulk.body]).toMatchObject([
      200,
      [
        { id: two, group: 'Both' },
        { id: one, group: 'Both' },
      ],
    ]);
    expect((await send('PATCH', '/case/task/_bulk', { group: 'X' })).status).toBe(400);
    const query = { _and: [{ _parent: { _type: 'case', _id: caseId } }, { group: 'Both' }] };
    const stats = [{ _agg: 'field', _field: 'status', _select: [{ _agg: 'count' }] }];
    const counted = await send('POST', '/case/task/_stats', { query, stats });
    expect(counted.body).toEqual({ Waiting: { count: 2 } });
  });

  it('is found by its case, its words and those of its case and logs', async () => {
    const other = await someCase(wire.world, analyst, { title: 'Another' });
    const [first, second] = [
      await created({ title: 'First' }, other),
      await created({ title: 'Second', flag: true }, other),
    ];
    await changed(second, { owner: 'ann@main.test' });
    await logged(first, { message: 'needle' });
    const titles = async (query: unknown): Promise<unknown> => {
      const { body } = await send('POST', '/case/task/_search?range=all&sort=title', { query });
      return (body as Fields[]).map(({ title }) => title);
    };
    const parent = { _parent: { _type: 'case', _query: { title: 'Another' } } };
    expect(await titles(parent)).toEqual(['First', 'Second']);
    expect(await titles({ _parent: { _type: 'case', _id: other } })).toEqual(['First', 'Second']);
    const both = (query: unknown) => titles({ _and: [parent, query] });
    expect(await both({ flag: true })).toEqual(['Second']);
    expect(await both({ owner: 'ann@main.test' })).toEqual(['First', 'Second']);
    expect(await both({ status: 'InProgress' })).toEqual(['First']);
    expect(await both({ _in: { _field: 'status', _values: ['Waiting'] } })).toEqual(['Second']);
    expect(await both({ _child: { _type: 'case_task_log', _query: { message: 'needle' } } })).toEqual([
      'First',
    ]);
    const listed = await send('POST', `/case/${other}/task/_search`, { nparent: 1, sort: '-title' });
    expect(listed.headers['x-total']).toBe('2');
    expect(listed.body).toMatchObject([
      { title: 'Second', case: { id: other, _type: 'case' } },
      { title: 'First', case: { title: 'Another' } },
    ]);
    const plain = await send('GET', '/case/task?range=0-1&nparent=0');
    expect(plain.body).toHaveLength(1);
    expect((plain.body as Fields[])[0]).not.toHaveProperty('case');
  });

  it('of a template is found only by who says that it means templates', async () => {
    const lead = await wire.person(wire.world.organisations.first, 'org-admin', 'lead@main.test');
    const body = { name: 'model', tasks: [{ title: 'Of a template' }] };
    expect((await wire.send('POST', '/api/v1/caseTemplate', { as: lead, body })).status).toBe(201);
    const number = async (query: unknown) =>
      ((await send('POST', '/case/task/_search?range=all', { query })).body as unknown[]).length;
    expect(await number({ title: 'Of a template' })).toBe(0);
    const ofTemplate = { _parent: { _type: 'caseTemplate', _query: { name: 'model' } } };
    expect(await number(ofTemplate)).toBe(1);
    const asked = [{ _name: 'listTask' }, { _name: 'filter', title: 'Of a template' }];
    expect((await send('POST', '/query', { query: asked })).body).toEqual([]);
    expect((await send('POST', '/query', { query: [...asked, { _name: 'count' }] })).body).toBe(0);
    const counted = async (query: unknown) => {
      const stats = [{ _agg: 'count' }];
      const one = await send('POST', '/case/task/_stats', { query, stats });
      const several = await send('POST', '/_stats', { stats: [{ model: 'case_task', query, stats }] });
      expect(several.body).toEqual(one.body);
      return one.body;
    };
    expect(await counted({ title: 'Of a template' })).toEqual({ count: 0 });
    expect(await counted(ofTemplate)).toEqual({ count: 1 });
  });
});

describe('a log of v0', () => {
  it('is written as JSON, and sets its task in progress', async () => {
    const taskId = await created();
    const made = await logged(taskId, { message: 'Seen', startDate: 5, status: 'Ok', owner: 'x' });
    expect(made.body).toEqual({
      ...{ _id: made.read('id'), id: made.read('id'), _type: 'case_task_log', message: 'Seen', status: 'Ok' },
      ...{ createdBy: 'ann@main.test', createdAt: wire.world.clock.now, owner: 'ann@main.test' },
      startDate: wire.world.clock.now,
    });
    expect((await send('GET', `/case/task/${taskId}`)).body).toMatchObject({ status: 'InProgress' });
    expect((await send('GET', `/case/task/log/${made.read('id')}`)).body).toEqual(made.body);
    expect((await send('POST', `/case/task/${taskId}/log`, {})).body).toMatchObject({
      errors: [{ name: 'message', type: 'MissingAttributeError' }],
    });
    expect((await send('POST', '/case/task/~1/log', { message: 'x' })).status).toBe(404);
  });

  it.each([
    ['in _json', { name: '_json', content: JSON.stringify({ message: 'With file' }) }],
    ['as a field', { name: 'message', content: 'With file' }],
  ])('comes with a file and its message %s', async (_, part) => {
    const taskId = await created();
    const file = { name: 'attachment', content: 'hello', fileName: 'a.txt', type: 'text/plain' };
    const made = await wire.send('POST', `/api/case/task/${taskId}/log`, {
      as: analyst,
      ...formOf([part, file]),
    });
    const attachment = {
      name: 'a.txt',
      size: 5,
      contentType: 'text/plain',
      id: expect.stringMatching(/^[0-9a-f]{64}$/),
    };
    expect([made.status, made.body]).toMatchObject([201, { message: 'With file', attachment }]);
    const [found] = (await send('GET', `/case/task/${taskId}/log`)).body as Fields[];
    expect(found).toEqual(made.body);
    const query = {
      _and: [{ _parent: { _type: 'case_task', _id: taskId } }, { 'attachment.name': 'a.txt' }],
    };
    expect((await send('POST', '/case/task/log/_search', { query })).body).toEqual([made.body]);
  });

  it('gives its file as it is and in an archive, under the name that is asked for', async () => {
    const taskId = await created();
    const parts = [
      { name: 'message', content: 'x' },
      { name: 'attachment', content: 'content', fileName: 'b.txt', type: 'text/plain' },
    ];
    const made = await wire.send('POST', `/api/case/task/${taskId}/log`, { as: analyst, ...formOf(parts) });
    const { id } = (made.body as { attachment: { id: string } }).attachment;
    const file = await send('GET', `/datastore/${id}?name=a%3Ab.txt`);
    expect([file.status, file.text, file.headers['content-disposition']]).toEqual([
      200,
      'content',
      'attachment; filename="a_b.txt"',
    ]);
    const archive = await send('GET', `/datastorezip/${id}?namea.txt`);
    expect([archive.status, archive.headers['content-type']]).toEqual([200, 'application/zip']);
    expect(archive.headers['content-disposition']).toBe(`attachment; filename="${id}.zip"`);
    expect(archive.bytes.subarray(0, 2).toString()).toBe('PK');
    for (const path of [`/datastore/${'f'.repeat(64)}`, '/datastorezip/~1'])
      expect((await send('GET', path)).status).toBe(404);
  });

  it('is found by its task and its words, with its task and case where they are wanted', async () => {
    const taskId = await created({ title: 'Parent' });
    for (const message of ['one', 'two']) await logged(taskId, { message });
    const parents = [
      { _type: 'task', _id: taskId },
      { _type: 'case_task', _query: { title: 'Parent' } },
    ];
    for (const _parent of parents) {
      const listed = await send('POST', '/case/task/log/_search?sort=startDate', {
        query: { _parent },
        nparent: 2,
      });
      expect(listed.headers['x-total']).toBe('2');
      expect(listed.body).toMatchObject([
        {
          message: 'one',
          case_task: { id: taskId, _type: 'case_task', case: { id: caseId, _type: 'case' } },
        },
        { message: 'two' },
      ]);
    }
    const query = { _and: [{ message: 'two' }, { status: 'Ok' }, { _not: { status: 'Deleted' } }] };
    const { body } = await send('POST', `/case/task/${taskId}/log/_search`, { query });
    expect((body as Fields[]).map(({ message }) => message)).toEqual(['two']);
    const counted = await send('POST', '/case/task/log/_stats', {
      query: { _parent: parents[0] },
      stats: [{ _agg: 'count' }, { _agg: 'field', _field: 'owner', _select: [{ _agg: 'count' }] }],
    });
    expect(counted.body).toEqual({ count: 2, 'ann@main.test': { count: 2 } });
  });

  it('is changed, and deleted in both ways', async () => {
    const taskId = await created();
    const [one, two] = [(await logged(taskId)).read('id'), (await logged(taskId)).read('id')];
    const after = await send('PATCH', `/case/task/log/${one}`, { message: 'Other', owner: 'x' });
    expect([after.status, after.body]).toMatchObject([200, { message: 'Other', updatedBy: 'ann@main.test' }]);
    expect((await send('DELETE', `/case/task/log/${one}`)).status).toBe(204);
    expect((await send('PATCH', `/case/task/log/${two}`, { deleted: true })).read('id')).toBe(two);
    for (const id of [one, two]) expect((await send('GET', `/case/task/log/${id}`)).status).toBe(404);
  });
});
