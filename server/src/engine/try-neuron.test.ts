import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWorld, type World } from '../../../tests/support/world.ts';
import type { CommandCall } from '../commands/frame/command.ts';
import type { Actor } from '../model/actor.ts';
import { type Catalogue, openCatalogue } from './catalogue/catalogue.ts';
import { isolationForms } from './runner/levels.ts';
import { lookAtMachine } from './runner/machine.ts';
import { createProcessRunner } from './runner/process.ts';
import { createGround, type Ground, neuronPrelude, testIdentities, writeNeuron } from './testing.ts';
import { createTrials, type Trial } from './try-neuron.ts';

const [form] = isolationForms.slice(-1);
if (form === undefined) throw new Error('There is always a form of isolation');

describe('trying an analyzer', () => {
  let world: World;
  let ground: Ground;
  let catalogue: Catalogue;
  let lead: Actor;
  let analyst: Actor;
  let prepare: (call: CommandCall, raw: Readonly<Record<string, unknown>>) => Promise<Trial>;
  beforeAll(async () => {
    world = await buildWorld();
    lead = await world.person(world.organisations.first, 'org-admin');
    analyst = await world.person(world.organisations.first, 'analyst');
    ground = await createGround();
    await writeNeuron(
      ground.neurons,
      `${neuronPrelude}
      console.error('key is ' + input.config.key);
      if (input.data === 'closed.example') write({ success: false, errorMessage: 'lookup.example answered 401' });
      else if (input.data === 'wait.example') setInterval(() => undefined, 1_000);
      else succeed({ data: input.data, tlp: input.tlp }, { summary: { taxonomies: [{ level: 'safe', namespace: 'T', predicate: 'p', value: '1' }] } });`,
      {
        name: 'Trial',
        version: '1.0',
        configurationItems: ['url', 'key'].map((name) => ({
          ...{ name, description: name, type: 'string', multi: false, required: false },
        })),
      },
    );
    catalogue = await openCatalogue({ sources: [ground.neurons] });
    prepare = createTrials({
      catalogue,
      commands: world.dependencies,
      execution: {
        runner: createProcessRunner(form, lookAtMachine()),
        identities: testIdentities(),
        jobsFolder: ground.jobs,
        pythonFor: async () => undefined,
      },
      limits: {},
      settings: async () => ({ key: 'planted-trial-key' }),
    });
  });
  afterAll(async () => {
    catalogue?.close();
    await ground?.[Symbol.asyncDispose]();
    await world?.release();
  });

  const asked = (actor: Actor): CommandCall => ({ actor, requestId: 'trial' });
  const value = { definitionId: 'Trial_1_0', dataType: 'domain', data: 'evil.example' };

  it('gives what it prints without secrets, then the report, and leaves nothing behind', async () => {
    const printed: string[] = [];
    const trial = await prepare(asked(lead), value);
    const result = await trial.run(new AbortController().signal, ({ text }) => printed.push(text));
    expect(result).toMatchObject({
      status: 'Success',
      report: { full: { data: 'evil.example', tlp: 0 }, summary: { taxonomies: [{ level: 'safe' }] } },
    });
    expect(printed.join('')).toBe('key is REMOVED\n');
    expect(await world.stored('select count(*)::int as jobs from skep.job')).toEqual([{ jobs: 0 }]);
  });

  it('tells which setting a failure is about where the neuron says so', async () => {
    const trial = await prepare(asked(lead), { ...value, data: 'closed.example' });
    const result = await trial.run(new AbortController().signal, () => undefined);
    const errorMessage = 'lookup.example answered 401';
    expect(result).toMatchObject({ status: 'Failure', errorMessage, settings: ['key'] });
  });

  it('ends when whoever asked hangs up', async () => {
    const hangUp = new AbortController();
    const trial = await prepare(asked(lead), { ...value, data: 'wait.example' });
    const result = await trial.run(hangUp.signal, () => hangUp.abort());
    expect(result).toMatchObject({ status: 'Failure', settings: [] });
  });

  it('is refused for unknown definitions, other types, no value, and to those who may not configure', async () => {
    await expect(prepare(asked(lead), { ...value, definitionId: 'Moon_1_0' })).rejects.toMatchObject({
      code: 'neuronUnknown',
    });
    await expect(prepare(asked(lead), { definitionId: 'Trial_1_0', dataType: 'file' })).rejects.toMatchObject(
      {
        faults: [{ name: 'dataType', accepted: 'domain' }, { name: 'data' }],
      },
    );
    await expect(prepare(asked(analyst), value)).rejects.toMatchObject({ code: 'permissionMissing' });
  });
});
