/** Groups of alerts as the client asks for them: by rule, by what they share, and how alerts of a rule ended before. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildWire, type Person, type Wire } from '../../../../tests/support/wire.ts';

let wire: Wire;
let ann: Person;

beforeAll(async () => {
  wire = await buildWire();
  ann = await wire.person(wire.world.organisations.first, 'org-admin', 'ann@main.test');
  for (const [sourceRef, title, severity] of [
    ['1', 'Beacon from 10.0.0.7', 2],
    ['2', 'Beacon from 10.0.0.8', 3],
    ['3', 'Brute force on SRV-1', 2],
  ] as const) {
    const observables = [{ dataType: 'domain', data: sourceRef === '1' ? 'alone.example' : 'both.example' }];
    const body = { type: 'edr', source: 'sensor', sourceRef, title, description: 'D', severity, observables };
    const { status } = await wire.send('POST', '/api/v1/alert', { as: ann, body });
    expect(status).toBe(201);
  }
});
afterAll(() => wire?.release());

const ask = async (...query: readonly object[]): Promise<unknown> =>
  (await wire.send('POST', '/api/v1/query', { as: ann, body: { query } })).body;

const numbers = [
  { _agg: 'count' },
  { _agg: 'min', _field: 'date', _name: 'first' },
  { _agg: 'max', _field: 'date', _name: 'last' },
  { _agg: 'field', _field: 'severity', _select: [{ _agg: 'count' }] },
];
const grouped = (_field: string, more: object = {}) => ({
  _name: 'aggregation',
  _agg: 'field',
  _field,
  _order: ['-count'],
  _size: 50,
  _select: numbers,
  ...more,
});

it('groups alerts by rule, the largest group first', async () => {
  const groups = await ask({ _name: 'listAlert' }, grouped('ruleKey'));
  expect(
    Object.entries(groups ?? {}).map(([key, group]) => [key, (group as { count: number }).count]),
  ).toEqual([
    ['edr;sensor;beacon from *', 2],
    ['edr;sensor;brute force on *', 1],
  ]);
  expect(groups).toHaveProperty(['edr;sensor;beacon from *'], {
    count: 2,
    first: expect.any(Number),
    last: expect.any(Number),
    2: { count: 1 },
    3: { count: 1 },
  });
});

it('groups alerts by the observables that several of them hold', async () => {
  const groups = await ask({ _name: 'listAlert' }, grouped('observableValue', { _atLeast: 2 }));
  expect(groups).toMatchObject({ 'domain:both.example': { count: 2 } });
  expect(groups).not.toHaveProperty(['domain:alone.example']);
});

it('finds the alerts of both kinds of group', async () => {
  const ofRule = await ask(
    { _name: 'listAlert' },
    { _name: 'filter', _field: 'ruleKey', _value: 'edr;sensor;beacon from *' },
    { _name: 'count' },
  );
  expect(ofRule).toBe(2);
  const ofValue = await ask(
    { _name: 'listObservable' },
    {
      _name: 'filter',
      _and: [
        { _field: 'dataType', _value: 'domain' },
        { _field: 'data', _value: 'both.example' },
      ],
    },
    { _name: 'alert' },
    { _name: 'filter', stage: 'New' },
    { _name: 'count' },
  );
  expect(ofValue).toBe(2);
});

it('counts how alerts of a rule ended', async () => {
  const found = await ask(
    { _name: 'listAlert' },
    { _name: 'filter', sourceRef: '1' },
    { _name: 'page', from: 0, to: 1 },
  );
  const id = Array.isArray(found) ? String(found[0]._id) : '';
  await wire.send('PATCH', `/api/v1/alert/${id}`, { as: ann, body: { status: 'FalsePositive' } });
  const verdicts = await ask(
    { _name: 'listAlert' },
    {
      _name: 'filter',
      _and: [
        { _field: 'ruleKey', _value: 'edr;sensor;beacon from *' },
        { _in: { _field: 'stage', _values: ['Closed', 'Imported'] } },
        { _gte: { _field: 'date', _value: wire.world.dependencies.clock() - 90 * 86_400_000 } },
      ],
    },
    { _name: 'aggregation', _agg: 'field', _field: 'status', _select: [{ _agg: 'count' }] },
  );
  expect(verdicts).toEqual({ FalsePositive: { count: 1 } });
});
