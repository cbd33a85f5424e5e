import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWire, type Person, type TestAnswer, type Wire } from '../../../../tests/support/wire.ts';

type Fields = Readonly<Record<string, unknown>>;

let wire: Wire;
let ann: Person;
let eve: Person;

beforeAll(async () => {
  wire = await buildWire();
  const { first } = wire.world.organisations;
  ann = await wire.person(first, 'org-admin', 'ann@main.test');
  eve = await wire.person(await wire.world.organisation('other', first), 'org-admin', 'eve@other.test');
});
afterAll(() => wire?.release());

const send = (as: Person, method: string, path: string, body?: unknown): Promise<TestAnswer> =>
  wire.send(method, `/api${path}`, { as, body });

async function open(as: Person): Promise<string> {
  const { status, text } = await send(as, 'POST', '/stream', {});
  expect([status, text]).toEqual([200, expect.stringMatching(/^\w{20}$/)]);
  return text;
}

/** Everything that a stream tells until something is among it. */
async function toldUntil(as: Person, id: string, sign: string): Promise<readonly Fields[]> {
  const told: Fields[] = [];
  while (!JSON.stringify(told).includes(sign))
    told.push(...((await send(as, 'GET', `/stream/${id}`)).body as Fields[]));
  return told;
}

describe('streams of v0', () => {
  it('tell each request once, with its main record, the object as it is, and how much it did', async () => {
    const id = await open(ann);
    const tasks = [{ title: 'One' }, { title: 'Two' }];
    const made = await send(ann, 'POST', '/case', { title: 'Told', description: 'D', tlp: 3, tasks });
    const caseId = made.read('id');
    expect(await toldUntil(ann, id, caseId)).toEqual([
      {
        base: {
          ...{ _id: expect.any(String), id: expect.any(String), _type: 'audit', base: true },
          ...{ createdBy: ann.login, createdAt: expect.any(Number), startDate: expect.any(Number) },
          ...{ operation: 'Creation', objectType: 'case', objectId: caseId, rootId: caseId },
          requestId: expect.any(String),
          details: expect.objectContaining({ title: 'Told', tlp: 3, owner: ann.login }),
          object: expect.objectContaining({
            ...{ _type: 'case', id: caseId, title: 'Told', tlp: 3, status: 'Open' },
            ...{ _createdBy: ann.login, _createdAt: expect.any(Number) },
          }),
        },
        summary: { case: { Creation: 1 }, case_task: { Creation: 2 } },
        _type: 'audit',
      },
    ]);
    await send(ann, 'PATCH', `/case/${caseId}`, { status: 'Resolved', resolutionStatus: 'TruePositive' });
    const [closed] = await toldUntil(ann, id, 'Update');
    expect(closed).toMatchObject({
      base: {
        operation: 'Update',
        details: { status: 'Resolved', resolutionStatus: 'TruePositive' },
        object: { status: 'Resolved' },
      },
    });
  });

  it('show an artifact and a task in what they lie in', async () => {
    const id = await open(ann);
    const made = await send(ann, 'POST', '/case', { title: 'Around', description: 'D' });
    const around = expect.objectContaining({ _type: 'case', id: made.read('id'), title: 'Around' });
    await send(ann, 'POST', `/case/${made.read('id')}/task`, { title: 'Within' });
    await send(ann, 'POST', `/case/${made.read('id')}/artifact`, { dataType: 'ip', data: '192.0.2.88' });
    const told = await toldUntil(ann, id, '192.0.2.88');
    expect(told.map(({ base }) => (base as Fields).object)).toEqual([
      around,
      expect.objectContaining({ title: 'Within', case: around }),
      expect.objectContaining({ data: '192.0.2.88', case: around }),
    ]);
  });

  it('tell others what they see, and nothing else', async () => {
    const id = await open(eve);
    const hidden = { type: 't', source: 's', sourceRef: 'hidden', title: 'Hidden', description: 'D' };
    await send(ann, 'POST', '/alert', hidden);
    const own = await send(eve, 'POST', '/alert', { ...hidden, title: 'Own' });
    const told = await toldUntil(eve, id, own.read('id'));
    expect(JSON.stringify(told)).not.toContain('Hidden');
    expect(told.at(-1)).toMatchObject({
      base: { objectType: 'alert', object: { title: 'Own', status: 'New' } },
    });
  });

  it('are for whom they were opened, and tell how long the session lasts', async () => {
    const id = await open(ann);
    for (const [as, path] of [
      [eve, `/stream/${id}`],
      [ann, '/stream/nothing'],
    ] as const)
      expect((await send(as, 'GET', path)).status).toBe(404);
    expect((await wire.send('POST', '/api/stream')).status).toBe(401);
    expect((await send(ann, 'GET', '/stream/status')).body).toEqual({ warning: false });
    const password = 'a good long sentence';
    await wire.access.passwords.set(String(eve.userId), password, async () => undefined);
    const signed = await wire.access.signIn({ login: eve.login, password });
    const headers = { cookie: `THEHIVE-SESSION=${signed.token}` };
    expect((await wire.send('GET', '/api/stream/status', { headers })).body).toEqual({
      warning: false,
      remaining: expect.any(Number),
    });
  });
});

describe('what clients of v0 keep and ask about', () => {
  it('are settings of their user', async () => {
    const kept = await send(ann, 'PUT', '/config/user/table', { value: { columns: ['title'] } });
    const shown = { path: 'table', defaultValue: null, value: { columns: ['title'] } };
    expect([kept.status, kept.body]).toEqual([200, shown]);
    expect((await send(ann, 'GET', '/config/user?path=tab')).body).toEqual([shown]);
    expect((await send(eve, 'GET', '/config/user/table')).body).toMatchObject({ value: null });
  });

  it('are the words of each model with their types', async () => {
    const all = (await send(ann, 'GET', '/describe/_all')).body as Readonly<Record<string, Fields>>;
    expect(Object.keys(all)).toEqual(
      expect.arrayContaining(['case', 'case_task', 'alert', 'user', 'caseTemplate']),
    );
    const one = await send(ann, 'GET', '/describe/case_task');
    expect(one.body).toEqual(all.case_task);
    expect(one.body).toMatchObject({
      label: 'case_task',
      path: '/case/task',
      attributes: expect.arrayContaining([
        { name: 'owner', type: 'user', values: [], labels: [], description: '' },
        expect.objectContaining({
          name: 'status',
          type: 'enumeration',
          values: expect.arrayContaining(['Waiting']),
        }),
      ]),
    });
    expect((await send(ann, 'GET', '/describe/moon')).status).toBe(404);
  });
});
