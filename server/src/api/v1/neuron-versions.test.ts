/** Moving an enabled neuron to another version of its definition and back, as the engine room asks for it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildWire, type Person, type Wire } from '../../../../tests/support/wire.ts';
import { type Catalogue, openCatalogue } from '../../engine/catalogue/catalogue.ts';
import { createNeurons } from '../../engine/neurons.ts';
import type { JsonObject } from '../../engine/report/json.ts';
import { type TemporaryFolder, temporaryFolder, writeNeuron } from '../../engine/testing.ts';

let folder: TemporaryFolder;
let catalogue: Catalogue;
let wire: Wire;
let ann: Person;
const prepared: string[] = [];

const item = (name: string, more: JsonObject = {}): JsonObject => ({
  ...{ name, description: name, type: 'string', multi: false, required: false },
  ...more,
});
const required = { required: true };

async function neuron(
  name: string,
  version: string,
  configurationItems: JsonObject[],
  more: JsonObject = {},
) {
  const command = `${name}${version}/trial.mjs`;
  await writeNeuron(folder.path, '', { name, version, command, configurationItems, ...more });
}

beforeAll(async () => {
  folder = await temporaryFolder();
  const shared = [item('url'), item('api_key', required)];
  await neuron('Lookup', '1.0', [...shared, item('old_one'), item('never_set')]);
  await neuron('Lookup', '2.0', [
    ...shared,
    item('region', required),
    item('account', required),
    item('pages', { type: 'number', ...required, defaultValue: 3 }),
  ]);
  await neuron('LookupMore', '2.0', []);
  catalogue = await openCatalogue({ sources: [folder.path] });
  wire = await buildWire({
    services: ({ commands }) => ({
      neuron: (id) => catalogue.current().entries.get(id)?.definition,
      neurons: createNeurons({
        catalogue,
        commands,
        seal: {
          seal: (clear) => Buffer.from(clear).toString('base64'),
          open: (sealed) => Buffer.from(sealed, 'base64').toString(),
        },
        defaults: { cacheMinutes: 10, timeoutMinutes: 30 },
        prepare: ({ definition }) => prepared.push(definition.id),
        environmentOf: async ({ definition: { id } }) => ({
          state: 'failed',
          step: 'install',
          reason: `${id} failed`,
          log: ['one', 'two'],
        }),
      }),
    }),
  });
  ann = await wire.person(wire.world.organisations.first, 'org-admin', 'ann@main.test');
});
afterAll(async () => {
  catalogue?.close();
  await wire?.release();
  await folder?.[Symbol.asyncDispose]();
});

async function enabled(name: string): Promise<string> {
  const configuration = { url: 'https://lookup.example', api_key: 'planted', old_one: 'x', jobTimeout: 7 };
  const body = { definitionId: 'Lookup_1_0', name, configuration };
  const made = await wire.send('POST', '/api/v1/neuron', { as: ann, body });
  expect(made.status).toBe(201);
  return String(made.read('_id'));
}

const change = (id: string, body: JsonObject) =>
  wire.send('PATCH', `/api/v1/neuron/${id}`, { as: ann, body });
const settings = async (id: string) =>
  (await wire.send('GET', `/api/v1/neuron/${id}/settings`, { as: ann })).body;

it('refuses a version that needs more, naming all that is missing, and changes nothing', async () => {
  const id = await enabled('asked');
  const before = await settings(id);
  const refused = await change(id, { definitionId: 'Lookup_2_0' });
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('configuration.region');
  expect(refused.text).toContain('configuration.account');
  expect(refused.text).not.toContain('configuration.pages');
  expect(refused.text).not.toContain('configuration.api_key');
  expect(await settings(id)).toEqual(before);
});

it('keeps settings and secrets in a later version, names what was dropped, and rolls back', async () => {
  const id = await enabled('moved');
  prepared.length = 0;
  const configuration = { region: 'eu', account: 'main' };
  const later = await change(id, { definitionId: 'Lookup_2_0', configuration });
  expect([later.status, later.body]).toEqual([200, { dropped: ['old_one'] }]);
  const kept = { url: 'https://lookup.example', jobTimeout: 7 };
  expect(await settings(id)).toMatchObject({
    definitionId: 'Lookup_2_0',
    values: { ...kept, ...configuration, pages: 3 },
    secretsSet: ['api_key'],
  });
  const earlier = await change(id, { definitionId: 'Lookup_1_0' });
  expect([earlier.status, earlier.body]).toEqual([200, { dropped: ['region', 'account', 'pages'] }]);
  expect(await settings(id)).toMatchObject({
    definitionId: 'Lookup_1_0',
    values: { ...kept, old_one: null },
    secretsSet: ['api_key'],
  });
  expect(prepared).toEqual(['Lookup_2_0', 'Lookup_1_0']);
  expect((await change(id, { maxTlp: 1 })).body).toEqual({ dropped: [] });
});

it('tells when a secret was set and by whom, until it is set anew', async () => {
  const id = await enabled('stamped');
  const since = async () =>
    (await settings(id)) as { secretsSince: Record<string, { at: number; by: string }> };
  const first = (await since()).secretsSince;
  expect(Object.keys(first)).toEqual(['api_key']);
  wire.world.clock.now += 60_000;
  await change(id, { definitionId: 'Lookup_2_0', configuration: { region: 'eu', account: 'main' } });
  await change(id, { configuration: { region: 'us', account: 'main', url: 'https://lookup.example' } });
  expect((await since()).secretsSince).toEqual(first);
  await change(id, {
    configuration: {
      region: 'us',
      account: 'main',
      url: 'https://lookup.example',
      api_key: 'another-planted-key',
    },
  });
  expect((await since()).secretsSince).toEqual({
    api_key: { at: wire.world.clock.now, by: first.api_key?.by },
  });
});

it('refuses a definition that is no version of the same neuron', async () => {
  const id = await enabled('other');
  const refused = await change(id, { definitionId: 'LookupMore_2_0' });
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('definitionId');
  expect((await change(id, { definitionId: 'Lookup_9_0' })).status).toBeGreaterThanOrEqual(400);
  expect(await settings(id)).toMatchObject({ definitionId: 'Lookup_1_0' });
});

it('tells how far the environment of the version it has is, and makes it again', async () => {
  const id = await enabled('environment');
  const path = `/api/v1/neuron/${id}/environment`;
  const failed = { state: 'failed', step: 'install', reason: 'Lookup_1_0 failed', log: ['one', 'two'] };
  expect((await wire.send('GET', path, { as: ann })).body).toEqual(failed);
  prepared.length = 0;
  expect((await wire.send('POST', path, { as: ann })).body).toEqual(failed);
  expect(prepared).toEqual(['Lookup_1_0']);
});
