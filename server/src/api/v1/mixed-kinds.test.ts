/** Lists that mix objects of several kinds: one order, conditions on what all have, each object in the form of its kind. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { someAlert } from '../../../../tests/support/triage.ts';
import { buildWire, type Person, type TestAnswer, type Wire } from '../../../../tests/support/wire.ts';
import { share, someCase, someObservable, someTask } from '../../../../tests/support/work.ts';

let wire: Wire;
let ann: Person;
let partner: Person;
let stranger: Person;
/** Ids by kind, in the order in which they were made. */
let made: Readonly<Record<'Alert' | 'Case' | 'Observable' | 'Task' | 'Log', string>>;

beforeAll(async () => {
  wire = await buildWire();
  const { first } = wire.world.organisations;
  const other = await wire.world.organisation('partner', first);
  ann = await wire.person(first, 'org-admin');
  partner = await wire.person(other, 'org-admin');
  stranger = await wire.person(await wire.world.organisation('stranger'), 'org-admin');
  const later = async (make: () => Promise<string>): Promise<string> => {
    wire.world.clock.now += 1_000;
    return await make();
  };
  const alert = await later(() => someAlert(wire.world, ann, { title: 'Beacon of a laptop' }));
  const caseId = await later(() => someCase(wire.world, ann, { description: 'A beacon was seen' }));
  const observable = await later(() =>
    someObservable(wire.world, ann, caseId, { data: 'beacon.example', dataType: 'domain' }),
  );
  const task = await later(() => someTask(wire.world, ann, caseId));
  const log = await later(async () =>
    (
      await wire.send('POST', `/api/v1/task/${task}/log`, {
        as: ann,
        body: { message: 'The beacon is gone' },
      })
    ).read('_id'),
  );
  made = { Alert: alert, Case: caseId, Observable: observable, Task: task, Log: log };
});
afterAll(() => wire?.release());

const send = (as: Person, ...query: readonly object[]): Promise<TestAnswer> =>
  wire.send('POST', '/api/v1/query', { as, body: { query } });
const ask = async (as: Person, ...query: readonly object[]): Promise<unknown> => {
  const answer = await send(as, ...query);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
const kindsOf = (body: unknown): string[] => (body as readonly { _type: string }[]).map(({ _type }) => _type);
const listAny = { _name: 'listAny' };
const where = (condition: object) => ({ _name: 'filter', ...condition });
const word = (text: string) => where({ _like: { _field: 'keyword', _value: text } });

describe('a list of any kind', () => {
  it('has alerts, cases, observables, tasks and logs, newest first', async () => {
    expect(kindsOf(await ask(ann, listAny))).toEqual(['Log', 'Task', 'Observable', 'Case', 'Alert']);
  });

  it('shows each object as a query of its kind does', async () => {
    const all = (await ask(ann, listAny)) as readonly { _id: string; _type: string }[];
    for (const object of all) {
      const [alone] = (await ask(ann, { _name: `get${object._type}`, idOrName: object._id })) as unknown[];
      expect(object).toEqual(alone);
    }
  });

  it('is narrowed by words, dates and ids together', async () => {
    expect(kindsOf(await ask(ann, listAny, word('beacon')))).toEqual(['Log', 'Observable', 'Case', 'Alert']);
    const [, second] = (await ask(ann, listAny)) as readonly { _createdAt: number }[];
    const early = where({ _lt: { _field: '_createdAt', _value: second?._createdAt } });
    expect(kindsOf(await ask(ann, listAny, word('beacon'), early))).toEqual(['Observable', 'Case', 'Alert']);
    expect(kindsOf(await ask(ann, listAny, where({ _id: made.Task })))).toEqual(['Task']);
  });

  it('is read in pages of one order, with the size of the whole', async () => {
    const sort = { _name: 'sort', _fields: [{ _createdAt: 'asc' }] };
    const page = { _name: 'page', from: 1, to: 3, extraData: ['total', 'nothing'] };
    const answer = await send(ann, listAny, sort, page);
    expect(kindsOf(answer.body)).toEqual(['Case', 'Observable']);
    expect(answer.headers['x-total']).toBe('5');
    const past = await send(ann, listAny, { ...page, from: 10, to: 20 });
    expect(past.body).toEqual([]);
    expect(past.headers['x-total']).toBe('5');
  });

  it('is counted, exactly and within a limit', async () => {
    expect(await ask(ann, listAny, word('beacon'), { _name: 'count' })).toBe(4);
    expect(await ask(ann, listAny, { _name: 'limitedCount' })).toBe(5);
  });

  it('holds what is shared with the caller, and nothing of others', async () => {
    expect(await ask(partner, listAny)).toEqual([]);
    await share(wire.world, ann, made.Case, partner.organisation);
    await someAlert(wire.world, partner, { title: 'Our own' });
    const seen = (await ask(partner, listAny)) as readonly { _id: string; _type: string }[];
    expect(seen.map(({ _id }) => _id)).toEqual(expect.arrayContaining([made.Case]));
    expect(seen.map(({ _id }) => _id)).not.toContain(made.Alert);
    expect(await ask(stranger, listAny, { _name: 'count' })).toBe(0);
  });

  it.each([
    ['aggregation', { _name: 'aggregation', _agg: 'count' }],
    ['a step of one kind', { _name: 'observables' }],
    ['a field of some kinds', where({ severity: 2 })],
    ['an order by a field of some kinds', { _name: 'sort', _fields: ['title'] }],
  ])('refuses %s and says what is possible', async (_, step) => {
    const answer = await send(ann, listAny, step);
    expect(answer.status).toBe(400);
    expect(answer.text).toMatch(/limitedCount|_createdAt/);
  });

  it('is no file', async () => {
    const body = { query: [listAny], columns: ['_id'] };
    const answer = await wire.send('POST', '/api/v1/query/export', { as: ann, body });
    expect([answer.status, answer.read('code')]).toEqual([400, 'invalidQuery']);
  });
});

describe('an object of any kind', () => {
  it('is found by its id, whatever it is', async () => {
    for (const [kind, id] of Object.entries(made))
      expect(kindsOf(await ask(ann, { _name: 'getAny', idOrName: id }))).toEqual([kind]);
    const [{ _id: organisation }] = (await ask(ann, { _name: 'listOrganisation' })) as [{ _id: string }];
    const alone = await ask(ann, { _name: 'getOrganisation', idOrName: organisation });
    expect(await ask(ann, { _name: 'getAny', idOrName: organisation })).toEqual(alone);
    const me = await ask(ann, { _name: 'currentUser' });
    const [{ _id: user }] = me as [{ _id: string }];
    expect(await ask(ann, { _name: 'getAny', idOrName: user })).toEqual(me);
  });

  it('is none where the caller sees none, and has no name', async () => {
    expect(await ask(stranger, { _name: 'getAny', idOrName: made.Case })).toEqual([]);
    expect(await ask(ann, { _name: 'getAny', idOrName: '~1' })).toEqual([]);
    expect(await ask(ann, { _name: 'getAny', idOrName: 'main' })).toEqual([]);
    expect((await send(ann, { _name: 'getAny', idOrName: 7 })).status).toBe(400);
  });
});
