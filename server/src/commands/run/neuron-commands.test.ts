import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audits, row, someNeuron } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { disableNeuron, enableNeuron, setBaseConfiguration, updateNeuron } from './neuron-commands.ts';

const definition = { id: 'Lookup_1_0', kind: 'analyzer', dataTypes: ['ip'] };

describe('enabled neurons', () => {
  let world: World;
  let lead: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    lead = await world.person(world.organisations.first, 'org-admin');
  });
  afterAll(() => world.release());

  it('take their name from the definition unless they have one, and their secrets into no record', async () => {
    const raw = { definition, definitionId: 'Lookup_1_0', configuration: { sealed: 'planted secret' } };
    const { id } = await world.run(lead, enableNeuron, { ...raw, maxTlp: 2, rate: 5, rateUnit: 'Minute' });
    expect(await row(world, 'enabled_neuron', `~${id}`)).toMatchObject({
      organisation_id: world.organisations.first.id,
      name: 'Lookup_1_0',
      definition_id: 'Lookup_1_0',
      kind: 'analyzer',
      data_types: ['ip'],
      configuration: { sealed: 'planted secret' },
      max_tlp: 2,
      max_pap: null,
      rate: 5,
      rate_unit: 'Minute',
    });
    await expect(world.run(lead, enableNeuron, raw)).rejects.toMatchObject({ code: 'neuronAlreadyEnabled' });
    await world.run(lead, enableNeuron, { ...raw, name: 'Second' });
    const other = { id: 'Lookup_1_1', kind: 'analyzer', dataTypes: ['ip', 'domain'] };
    await world.run(lead, updateNeuron, {
      id: `~${id}`,
      definition: other,
      configuration: { sealed: 'planted secret 2' },
      maxTlp: null,
    });
    expect(await row(world, 'enabled_neuron', `~${id}`)).toMatchObject({
      definition_id: 'Lookup_1_1',
      data_types: ['ip', 'domain'],
      max_tlp: null,
      version: 2,
    });
    await world.run(lead, setBaseConfiguration, { name: 'Vendor', configuration: { key: 'planted secret' } });
    await world.run(lead, disableNeuron, { id: 'Lookup_1_0' });
    expect(JSON.stringify(await world.stored('select * from skep.audit'))).not.toContain('planted');
    expect((await audits(world, `~${id}`)).map(({ action, details }) => [action, details])).toEqual([
      ['create', expect.objectContaining({ configuration: '<hidden>', maxTlp: 2 })],
      ['update', expect.objectContaining({ configuration: '<hidden>', maxTlp: null })],
      ['delete', { name: 'Lookup_1_0' }],
    ]);
    expect(await world.stored('select from skep.enabled_neuron where id = $1', [id])).toEqual([]);
  });

  it('share settings of one vendor in the organisation', async () => {
    const raw = { name: 'Shared', configuration: { url: 'a' } };
    await world.run(lead, setBaseConfiguration, raw);
    await world.run(lead, setBaseConfiguration, { ...raw, configuration: { url: 'b' } });
    const sql = `select organisation_id, configuration from skep.base_configuration where name = 'Shared'`;
    expect(await world.stored(sql)).toEqual([
      { organisation_id: world.organisations.first.id, configuration: { url: 'b' } },
    ]);
    expect((await audits(world, `~${world.organisations.first.id}`)).at(-1)).toMatchObject({
      action: 'update',
      details: { 'baseConfiguration.Shared': '<hidden>' },
    });
  });

  it('name every bad field', async () => {
    const raw = {
      name: '',
      maxTlp: 4,
      maxPap: 'red',
      cacheMinutes: -1,
      rate: 0,
      rateUnit: 'Fortnight',
      importArtifacts: 'yes',
      x: 1,
    };
    await expect(world.run(lead, enableNeuron, raw)).rejects.toMatchObject({
      faults: expect.arrayContaining(
        [...Object.keys(raw), 'definitionId'].map((name) => expect.objectContaining({ name })),
      ),
    });
    await expect(world.run(lead, updateNeuron, raw)).rejects.toMatchObject({
      faults: expect.arrayContaining(
        [...Object.keys(raw), 'id'].map((name) => expect.objectContaining({ name })),
      ),
    });
    await expect(world.run(lead, setBaseConfiguration, { configuration: 7 })).rejects.toMatchObject({
      faults: [{ name: 'name' }, { name: 'configuration' }],
    });
  });

  it('are managed in the own organisation, with the permission', async () => {
    const id = await someNeuron(world, lead, 'analyzer');
    const analyst = await world.person(world.organisations.first, 'analyst');
    const stranger = await world.person(await world.organisation('others'), 'org-admin');
    for (const [actor, code] of [
      [analyst, 'permissionMissing'],
      [stranger, 'notFound'],
    ] as const) {
      await expect(world.run(actor, updateNeuron, { id, rate: 1 })).rejects.toMatchObject({ code });
      await expect(world.run(actor, disableNeuron, { id })).rejects.toMatchObject({ code });
    }
    await expect(world.run(analyst, enableNeuron, { definition })).rejects.toMatchObject({
      code: 'permissionMissing',
    });
    await expect(
      world.run(analyst, setBaseConfiguration, { name: 'x', configuration: {} }),
    ).rejects.toMatchObject({ code: 'permissionMissing' });
  });
});
