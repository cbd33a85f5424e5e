/** What the engine room shows of each neuron: runs of the last days by outcome, and the last success, by one aggregation each. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildWire, type Person, type Wire } from '../../../../tests/support/wire.ts';
import {
  finish,
  someAction,
  someCase,
  someJob,
  someNeuron,
  someObservable,
} from '../../../../tests/support/work.ts';

let wire: Wire;
let ann: Person;

beforeAll(async () => {
  wire = await buildWire();
  ann = await wire.person(wire.world.organisations.first, 'org-admin', 'ann@main.test');
});
afterAll(() => wire?.release());

const outcomes = async (list: string, neuron: string): Promise<unknown> => {
  const since = wire.world.clock.now - 7 * 86_400_000;
  const query = [
    { _name: list },
    { _name: 'filter', _gte: { _field: 'startDate', _value: since } },
    {
      _name: 'aggregation',
      _agg: 'field',
      _field: neuron,
      _select: [
        { _agg: 'field', _field: 'status', _select: [{ _agg: 'count' }] },
        { _agg: 'max', _field: 'endDate', _name: 'lastSuccess', _query: { status: 'Success' } },
      ],
    },
  ];
  return (await wire.send('POST', '/api/v1/query', { as: ann, body: { query } })).body;
};

it('counts runs by neuron and outcome, those of the last seven days alone', async () => {
  const { world } = wire;
  const analyzer = await someNeuron(world, ann, 'analyzer', { name: 'Lookup' });
  const responder = await someNeuron(world, ann, 'responder', { name: 'Block' });
  const caseId = await someCase(world, ann);
  const observable = await someObservable(world, ann, caseId);
  const run = async (isSuccess: boolean): Promise<void> => {
    const id = await someJob(world, ann, 'Lookup', observable, { force: true });
    await finish(world, ann, 'job', id, isSuccess ? {} : { success: false, errorMessage: 'No answer' });
  };
  await run(true);
  world.clock.now += 8 * 86_400_000;
  await run(true);
  const lastSuccess = world.clock.now;
  world.clock.now += 60_000;
  await run(false);
  await finish(world, ann, 'action', await someAction(world, ann, 'Block', 'case', caseId), {});
  expect(await outcomes('listJob', 'analyzerId')).toEqual({
    [analyzer.slice(1)]: { Success: { count: 1 }, Failure: { count: 1 }, lastSuccess },
  });
  expect(await outcomes('listAction', 'responderId')).toEqual({
    [responder.slice(1)]: { Success: { count: 1 }, lastSuccess: world.clock.now },
  });
});

it('finds the failed runs of today that one person asked for', async () => {
  const { world } = wire;
  const omar = await wire.person(world.organisations.first, 'analyst', 'omar@main.test');
  await someNeuron(world, ann, 'analyzer', { name: 'Probe' });
  const observable = await someObservable(world, ann, await someCase(world, ann));
  const run = async (who: Person, success: boolean): Promise<string> => {
    const id = await someJob(world, who, 'Probe', observable, { force: true });
    await finish(world, who, 'job', id, success ? {} : { success, errorMessage: 'No answer' });
    return id;
  };
  await run(omar, false);
  world.clock.now += 86_400_000;
  const today = world.clock.now - 3_600_000;
  const wanted = await run(omar, false);
  await run(omar, true);
  await run(ann, false);
  const conditions = [
    { _name: 'filter', _field: 'status', _value: 'Failure' },
    { _name: 'filter', _gte: { _field: 'startDate', _value: today } },
    { _name: 'filter', _field: '_createdBy', _value: omar.login },
  ];
  const query = [{ _name: 'listJob' }, ...conditions];
  const { body } = await wire.send('POST', '/api/v1/query', { as: ann, body: { query } });
  expect(body).toMatchObject([{ _id: `~${wanted}`, status: 'Failure', _createdBy: omar.login }]);
});
