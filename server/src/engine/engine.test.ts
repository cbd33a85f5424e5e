/** From the queue's hand to the stored end of a run, with neurons that are real processes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  row,
  someCase,
  someDirectRun,
  someJob,
  someNeuron,
  someObservable,
} from '../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../tests/support/world.ts';
import { disableNeuron } from '../commands/run/neuron-commands.ts';
import { cancelRun } from '../commands/run/run-commands.ts';
import type { Actor } from '../model/actor.ts';
import { type Catalogue, openCatalogue } from './catalogue/catalogue.ts';
import { createEngine } from './engine.ts';
import type { RunHandlers } from './queue.ts';
import { isolationForms } from './runner/levels.ts';
import { lookAtMachine } from './runner/machine.ts';
import { createProcessRunner } from './runner/process.ts';
import { createGround, type Ground, neuronPrelude, testIdentities, writeNeuron } from './testing.ts';

/** What is tested here does not depend on isolation, so the form every machine has is used. */
const [form] = isolationForms.slice(-1);

describe('the engine', () => {
  let world: World;
  let ground: Ground;
  let catalogue: Catalogue;
  let engine: RunHandlers;
  let analyst: Actor;
  let lead: Actor;
  let caseId: string;
  const never = new AbortController().signal;

  beforeAll(async () => {
    world = await buildWorld();
    ground = await createGround();
    const { first } = world.organisations;
    analyst = await world.person(first, 'analyst', 'ann@main.test');
    lead = await world.person(first, 'org-admin');
    caseId = await someCase(world, analyst);
    if (form === undefined) throw new Error('There is always a form of isolation');
    await writeBusyNeurons();
    catalogue = await openCatalogue({ sources: [ground.neurons] });
    engine = createEngine({
      commands: world.dependencies,
      catalogue,
      servers: { connect: async () => undefined },
      seal: { seal: (clear) => clear, open: (sealed) => sealed },
      execution: {
        runner: createProcessRunner(form, lookAtMachine()),
        identities: testIdentities(),
        jobsFolder: ground.jobs,
        pythonFor: async () => undefined,
      },
      limits: {},
      report: (error) => {
        throw error;
      },
    });
  });
  afterAll(async () => {
    catalogue?.close();
    await world?.release();
    await ground?.[Symbol.asyncDispose]();
  });

  /** Neurons that say they are busy, for as many seconds as they are named after. */
  async function writeBusyNeurons(): Promise<void> {
    for (const seconds of [0, 90, 7_200])
      await writeNeuron(
        ground.neurons,
        `${neuronPrelude}write({ success: false, errorMessage: 'Come back later', retryAfter: ${seconds} });`,
        { name: `Busy${seconds}`, command: `Busy${seconds}/a.mjs`, dataTypeList: ['domain'] },
      );
  }

  async function someRun(name: string): Promise<string> {
    const definition = { id: `${name}_1_0`, kind: 'analyzer', dataTypes: ['domain'] };
    const neuron = await someNeuron(world, lead, 'analyzer', {
      definition,
      name: `${name} ${Math.random()}`,
    });
    const data = `${Math.random().toString(36).slice(2)}.example`;
    return someJob(
      world,
      analyst,
      neuron,
      await someObservable(world, analyst, caseId, { dataType: 'domain', data }),
    );
  }

  const execute = (id: string) => engine.execute({ kind: 'job', id }, never);
  const stored = (id: string) => row(world, 'job', `~${id}`);

  it('tries again what failed in a way that may pass, each time later, and gives up in the end', async () => {
    const id = await someRun('Busy0');
    const pauses: unknown[] = [];
    for (let attempt = 1; attempt < 5; attempt += 1) {
      const again = await execute(id);
      pauses.push(again?.againInMs);
      expect(await stored(id)).toMatchObject({
        status: 'Waiting',
        attempt,
        error_message: 'Come back later',
        waits_until: world.clock.now + (again?.againInMs ?? 0),
      });
    }
    expect(pauses).toEqual([15_000, 30_000, 60_000, 120_000]);
    expect(await execute(id)).toBeUndefined();
    expect(await stored(id)).toMatchObject({
      status: 'Failure',
      attempt: 5,
      error_message: 'Come back later',
    });
  });

  it('waits as long as the neuron says, unless that is too long', async () => {
    expect(await execute(await someRun('Busy90'))).toEqual({ againInMs: 90_000 });
    const id = await someRun('Busy7200');
    expect(await execute(id)).toBeUndefined();
    expect(await stored(id)).toMatchObject({ status: 'Failure', waits_until: null });
  });

  it('leaves alone what was called off while it waited', async () => {
    const id = await someRun('Busy0');
    await execute(id);
    await world.run(analyst, cancelRun, { kind: 'job', id: `~${id}` });
    expect(await execute(id)).toBeUndefined();
    expect(await stored(id)).toMatchObject({ status: 'Failure', attempt: 1 });
  });

  it('tells runs that found nothing, and those that a rule forbade, from others', async () => {
    await writeNeuron(ground.neurons, `${neuronPrelude}succeed({ hits: [] });`, {
      name: 'Silent',
      command: 'Silent/a.mjs',
      dataTypeList: ['domain'],
    });
    await catalogue.rescan();
    const definition = { id: 'Silent_1_0', kind: 'analyzer', dataTypes: ['domain'] };
    const neuron = await someNeuron(world, lead, 'analyzer', { definition, name: 'Silent', maxTlp: 2 });
    const on = (data: string, tlp: number) =>
      someObservable(world, analyst, caseId, { dataType: 'domain', data, tlp });
    const outcomeOf = async (observable: string) => {
      const id = await someJob(world, analyst, neuron, observable);
      await execute(id);
      const { status, outcome, from_cache } = await stored(id);
      return [status, outcome, from_cache];
    };
    const quiet = await on('quiet.example', 2);
    expect(await outcomeOf(quiet)).toEqual(['Success', 'NoResult', false]);
    expect(await outcomeOf(quiet)).toEqual(['Success', 'NoResult', true]);
    expect(await outcomeOf(await on('secret.example', 4))).toEqual(['Failure', 'Blocked', false]);
    const gone = await someJob(world, analyst, neuron, quiet, { force: true });
    await world.run(lead, disableNeuron, { id: neuron });
    await execute(gone);
    expect(await stored(gone)).toMatchObject({ status: 'Failure', outcome: 'Blocked' });
  });

  it('gives a neuron the datum of a direct run with what whoever asked said, and keeps its report', async () => {
    await writeNeuron(
      ground.neurons,
      `${neuronPrelude}const { config, ...told } = input; write({ success: true, full: { told }, artifacts: [{ dataType: 'ip', data: '192.0.2.7' }] });`,
      { name: 'Tells', command: 'Tells/a.mjs', dataTypeList: ['domain', 'thehive:case'] },
    );
    await catalogue.rescan();
    const definition = { id: 'Tells_1_0', dataTypes: ['domain', 'thehive:case'] };
    const told = async (kind: 'analyzer' | 'responder', raw: object) => {
      const neuron = await someNeuron(world, lead, kind, { definition: { ...definition, kind }, name: kind });
      const said = { tlp: 4, pap: 1, message: 'why', parameters: { user: 'u@else.test' } };
      const id = await someDirectRun(world, analyst, neuron, { kind, ...said, ...raw });
      await engine.execute({ kind: 'directRun', id }, never);
      return row(world, 'direct_run', `~${id}`);
    };
    const given = {
      tlp: 3,
      pap: 1,
      message: 'why',
      parameters: { user: 'u@else.test', organisation: world.organisations.first.name },
    };
    expect(await told('analyzer', { dataType: 'domain', data: 'a.example' })).toMatchObject({
      status: 'Success',
      report: {
        full: { told: { dataType: 'domain', data: 'a.example', ...given } },
        artifacts: [{ dataType: 'ip', data: '192.0.2.7' }],
      },
    });
    expect(await told('responder', { dataType: 'thehive:case', data: { title: 'T' } })).toMatchObject({
      status: 'Success',
      report: { full: { told: { dataType: 'thehive:case', data: { title: 'T' }, ...given } } },
    });
  });
});
