/** Attached Cortex servers on the wire: routes of their own, and their names wherever clients expect those of engines. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildWire, type Person, type Wire } from '../../../../tests/support/wire.ts';
import { someCase, someNeuron, someObservable } from '../../../../tests/support/work.ts';
import { type PlayedCortex, playCortex, playedKey } from '../../engine/external/testing-cortex.ts';

let wire: Wire;
let played: PlayedCortex;
let lead: Person;
let analyst: Person;
let stranger: Person;
let serverId: string;

const lookup = (id: string, name: string) => ({
  type: 'analyzer',
  id,
  name,
  version: '1.0',
  description: 'Looks things up far away',
  dataTypeList: ['ip'],
  maxTlp: 1,
});

beforeAll(async () => {
  wire = await buildWire();
  played = await playCortex();
  played.workers = [lookup('w-1', 'Lookup_1_0'), lookup('w-2', 'OnlyFar_1_0')];
  const { first } = wire.world.organisations;
  lead = await wire.person(first, 'org-admin');
  analyst = await wire.person(first, 'analyst');
  stranger = await wire.person(await wire.world.organisation('other'), 'org-admin');
  await someNeuron(wire.world, lead, 'analyzer', {
    name: 'Lookup_1_0',
    definition: { id: 'Lookup_1_0', kind: 'analyzer', dataTypes: ['ip'] },
  });
  const body = { name: 'far', address: played.address, apiKey: playedKey };
  const made = await wire.send('POST', '/api/v1/cortexServer', { as: lead, body });
  expect([made.status, made.body]).toMatchObject([201, { name: 'far', status: 'OK', neuronCount: 2 }]);
  serverId = made.read('_id');
});
afterAll(async () => {
  await played?.[Symbol.asyncDispose]();
  await wire?.release();
});

it('tells one neuron of each name with all engines that have it', async () => {
  const { body } = await wire.send('GET', '/api/v1/connector/cortex/analyzer', { as: analyst });
  expect(body).toMatchObject([
    { name: 'Lookup_1_0', cortexIds: ['local', 'far'] },
    { name: 'OnlyFar_1_0', cortexIds: ['far'], version: '1.0', description: 'Looks things up far away' },
  ]);
});

it('tells of each enabled neuron who is told, and what it may not be given there', async () => {
  const { body } = await wire.send('GET', '/api/v1/neuron/enabled', { as: analyst });
  expect(body).toContainEqual(
    expect.objectContaining({ name: 'OnlyFar_1_0', cortexId: 'far', destination: 'far', maxTlp: 1 }),
  );
});

it('runs on the engine that is named, else here, else where there is one of that name', async () => {
  const caseId = await someCase(wire.world, analyst);
  const artifactId = await someObservable(wire.world, analyst, caseId);
  const ranOn = async (analyzerId: string, cortexId?: string) => {
    const job = { analyzerId, artifactId, ...(cortexId === undefined ? {} : { cortexId }) };
    const answer = await wire.send('POST', '/api/v1/connector/cortex/job', { as: analyst, body: job });
    return answer.status === 201 ? answer.read('cortexId') : answer.status;
  };
  const { body } = await wire.send('GET', '/api/v1/connector/cortex/analyzer', { as: analyst });
  const [{ id }] = body as [{ id: string }];
  expect(await ranOn('Lookup_1_0', 'far')).toBe('far');
  expect(await ranOn(id, 'far')).toBe('far');
  expect(await ranOn('Lookup_1_0')).toBe('local');
  expect(await ranOn('Lookup_1_0', 'of-an-older-client')).toBe('local');
  expect(await ranOn('OnlyFar_1_0')).toBe('far');
  expect(await ranOn('OnlyFar_1_0', 'of-an-older-client')).toBe(404);
});

it('offers only what runs here to programs that use this instance as their Cortex', async () => {
  const { body } = await wire.send('GET', '/cortex/api/analyzer', { as: analyst });
  expect(body).toMatchObject([{ name: 'Lookup_1_0' }]);
  const run = { dataType: 'ip', data: '192.0.2.7' };
  const far = await wire.send('POST', '/cortex/api/analyzer/OnlyFar_1_0/run', { as: analyst, body: run });
  expect(far.status).toBe(404);
});

it('names the servers of the organisation in the status, and shows a key to nobody', async () => {
  const { body } = await wire.send('GET', '/api/v1/status', { as: analyst });
  expect(body).toMatchObject({
    connectors: {
      cortex: {
        // No process of this instance takes runs here.
        status: 'WARNING',
        servers: [
          { name: 'local', status: 'ERROR' },
          { name: 'far', version: '3.1.8-1', status: 'OK' },
        ],
      },
    },
  });
  const query = [{ _name: 'listCortexServer' }];
  const listed = await wire.send('POST', '/api/v1/query', { as: lead, body: { query } });
  expect(listed.body).toMatchObject([{ name: 'far', address: played.address }]);
  expect(listed.text).not.toContain(playedKey);
  expect((await wire.send('POST', '/api/v1/query', { as: stranger, body: { query } })).body).toEqual([]);
});

it('refuses a second server of that name, and is told when it is looked at anew', async () => {
  const body = { name: 'far', address: played.address, apiKey: playedKey };
  const twice = await wire.send('POST', '/api/v1/cortexServer', { as: lead, body });
  expect([twice.status, twice.read('code')]).toEqual([400, 'cortexServerAlreadyExists']);
  played.letsIn = false;
  const checked = await wire.send('POST', `/api/v1/cortexServer/${serverId}/_check`, { as: lead });
  expect(checked.body).toMatchObject({ status: 'AuthError', statusReason: 'Authentication failure' });
  const { body: told } = await wire.send('GET', '/api/v1/status', { as: analyst });
  expect(told).toMatchObject({
    connectors: { cortex: { status: 'ERROR', servers: [{ status: 'ERROR' }, { status: 'AUTH_ERROR' }] } },
  });
});
