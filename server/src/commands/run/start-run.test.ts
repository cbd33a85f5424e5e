import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  audits,
  finish,
  row,
  share,
  someAction,
  someCase,
  someJob,
  someNeuron,
  someObservable,
  someTask,
} from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { unshareCase } from '../case/share-commands.ts';
import { deleteObservable, deleteTask } from '../frame/delete-objects.ts';
import { createLog } from '../task/log-commands.ts';
import { disableNeuron, updateNeuron } from './neuron-commands.ts';
import { cancelRun } from './run-commands.ts';
import { type StartedRun, startRun } from './start-run.ts';

describe('startRun', () => {
  let world: World;
  let analyst: Actor;
  let lead: Actor;
  let caseId: string;
  let responder: string;
  let count = 0;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst', 'ann@main.test');
    lead = await world.person(world.organisations.first, 'org-admin');
    caseId = await someCase(world, analyst, { title: 'The case' });
    responder = await someNeuron(world, lead, 'responder');
  });
  afterAll(() => world.release());

  const analyzer = (raw = {}) => {
    count += 1;
    return someNeuron(world, lead, 'analyzer', { name: `Lookup ${count}`, ...raw });
  };
  const datum = (raw = {}) => {
    count += 1;
    return someObservable(world, analyst, caseId, { data: `192.0.2.${count}`, ...raw });
  };
  const start = (kind: 'job' | 'action', id: string, actor = analyst) =>
    world.run(actor, startRun, { kind, id });
  async function started(kind: 'job' | 'action', id: string): Promise<StartedRun> {
    const begun = await start(kind, id);
    if (begun.kind !== 'started') throw new Error(`The run is ${begun.kind}`);
    return begun.run;
  }

  it('marks the run and gives what the neuron is to know', async () => {
    const neuron = await analyzer({ configuration: { key: 'k' }, maxTlp: 3 });
    const observable = await datum({ tlp: 4 });
    const id = await someJob(world, analyst, neuron, observable, { parameters: { depth: 2 } });
    world.clock.now += 1_000;
    expect(await started('job', id)).toMatchObject({
      id,
      kind: 'job',
      attempt: 1,
      definitionId: 'analyzer_1_0',
      configuration: { key: 'k' },
      maxTlp: 3,
      maxPap: null,
      tlp: 4,
      pap: 2,
      parameters: { depth: 2 },
      cachedReport: null,
      subject: {
        entity: 'observable',
        values: { dataType: 'ip', data: expect.stringContaining('192.0.2.') },
        parent: { entity: 'case', values: { title: 'The case' } },
      },
    });
    expect(await row(world, 'job', `~${id}`)).toMatchObject({
      status: 'InProgress',
      run_date: world.clock.now,
      attempt: 1,
    });
  });

  it('gives an object with everything above it', async () => {
    const taskId = await someTask(world, analyst, caseId);
    const { id } = await world.run(analyst, createLog, { taskId, message: 'Look' });
    const { subject } = await started('action', await someAction(world, analyst, responder, 'log', `~${id}`));
    expect(subject).toMatchObject({
      entity: 'log',
      values: { message: 'Look' },
      parent: { entity: 'task', parent: { entity: 'case', id: caseId.slice(1), parent: undefined } },
    });
    const ofCase = await started('action', await someAction(world, analyst, responder, 'case', caseId));
    expect(ofCase.subject).toMatchObject({ entity: 'case', parent: undefined });
  });

  it('starts again what was under way when its server died, and records the beginning once', async () => {
    const id = await someJob(world, analyst, await analyzer(), await datum());
    expect((await started('job', id)).attempt).toBe(1);
    expect((await started('job', id)).attempt).toBe(2);
    expect((await audits(world, `~${id}`)).map(({ action }) => action)).toEqual(['create', 'update']);
  });

  it('gives what the earlier report of a run that needs none of its own holds, without the bulk of a large one', async () => {
    const [neuron, observable] = [await analyzer(), await datum()];
    const first = await someJob(world, analyst, neuron, observable);
    await finish(world, analyst, 'job', first, { report: { full: { a: 1 }, summary: {} } });
    const again = await started('job', await someJob(world, analyst, neuron, observable));
    expect(again.cachedReport).toEqual({ full: { a: 1 }, summary: {} });
    const other = await datum();
    // Random, so that it takes as much room in the database.
    const full = randomBytes(10_000).toString('hex');
    await finish(world, analyst, 'job', await someJob(world, analyst, neuron, other), {
      report: { full, summary: {} },
    });
    const bulky = await started('job', await someJob(world, analyst, neuron, other));
    expect(bulky.cachedReport).toEqual({ summary: {} });
  });

  it('does not start what has ended or was called off', async () => {
    const id = await someJob(world, analyst, await analyzer(), await datum());
    await world.run(analyst, cancelRun, { kind: 'job', id: `~${id}` });
    expect(await start('job', id)).toEqual({ kind: 'ended' });
  });

  it('ends what has no neuron any more', async () => {
    const neuron = await analyzer();
    const id = await someJob(world, analyst, neuron, await datum());
    await world.run(lead, disableNeuron, { id: neuron });
    expect(await start('job', id)).toEqual({ kind: 'ended' });
    expect(await row(world, 'job', `~${id}`)).toMatchObject({
      status: 'Failure',
      error_message: 'Its neuron is not enabled any more',
      outcome: 'Blocked',
      end_date: world.clock.now,
    });
  });

  it('finds no run on what was deleted, and none that its requester no longer sees', async () => {
    const taskId = await someTask(world, analyst, caseId);
    const onTask = await someAction(world, analyst, responder, 'task', taskId);
    await world.run(analyst, deleteTask, { id: taskId });
    await expect(start('action', onTask)).rejects.toMatchObject({ code: 'notFound' });
    const observable = await datum();
    const id = await someJob(world, analyst, await analyzer(), observable);
    await world.run(analyst, deleteObservable, { id: observable });
    await expect(start('job', id)).rejects.toMatchObject({ code: 'notFound' });
    const partner = await world.organisation('partner', world.organisations.first);
    await share(world, analyst, caseId, partner);
    const helper = await world.person(partner, 'org-admin');
    const theirs = await someNeuron(world, helper, 'responder');
    const action = await someAction(world, helper, theirs, 'case', caseId);
    await world.run(analyst, unshareCase, { id: caseId, organisations: ['partner'] });
    await expect(start('action', action, helper)).rejects.toMatchObject({ code: 'notFound' });
    await expect(start('action', 'x')).rejects.toMatchObject({ code: 'notFound' });
    await expect(world.run(analyst, startRun, {})).rejects.toMatchObject({ faults: [{ name: 'id' }] });
  });

  describe('with a rate', () => {
    it('lets runs beyond it wait until a turn is free', async () => {
      const neuron = await analyzer({ rate: 2, rateUnit: 'Minute' });
      const ids = [];
      for (let index = 0; index < 4; index += 1)
        ids.push(await someJob(world, analyst, neuron, await datum()));
      const [first = '', second = '', third = '', fourth = ''] = ids;
      await started('job', first);
      world.clock.now += 20_000;
      await started('job', second);
      world.clock.now += 10_000;
      expect(await start('job', third)).toEqual({ kind: 'later', againInMs: 30_000 });
      const turn = new Date(world.clock.now + 30_000).getTime();
      expect(await row(world, 'job', `~${third}`)).toMatchObject({
        status: 'Waiting',
        attempt: 0,
        waits_until: turn,
      });
      world.clock.now += 30_000;
      await started('job', third);
      expect(await row(world, 'job', `~${third}`)).toMatchObject({ status: 'InProgress', waits_until: null });
      expect(await start('job', fourth)).toEqual({ kind: 'later', againInMs: 20_000 });
    });

    it('counts neither earlier reports nor a second attempt', async () => {
      const neuron = await analyzer({ rate: 1, rateUnit: 'Hour' });
      const observable = await datum();
      const id = await someJob(world, analyst, neuron, observable);
      await started('job', id);
      await finish(world, analyst, 'job', id);
      await started('job', await someJob(world, analyst, neuron, observable));
      const other = await someJob(world, analyst, neuron, await datum());
      expect(await start('job', other)).toMatchObject({ kind: 'later' });
    });

    it('counts each neuron by itself, and follows a change of the rate at once', async () => {
      const slow = await analyzer({ rate: 1, rateUnit: 'Day' });
      await started('job', await someJob(world, analyst, slow, await datum()));
      const waiting = await someJob(world, analyst, slow, await datum());
      expect(await start('job', waiting)).toEqual({ kind: 'later', againInMs: 86_400_000 });
      await started(
        'job',
        await someJob(world, analyst, await analyzer({ rate: 1, rateUnit: 'Day' }), await datum()),
      );
      await world.run(lead, updateNeuron, { id: slow, rate: null });
      await started('job', waiting);
    });

    it('holds for responders too, and when several start at the same moment', async () => {
      const slow = await someNeuron(world, lead, 'responder', { name: 'Slow', rate: 1, rateUnit: 'Second' });
      const ids = [];
      for (let index = 0; index < 3; index += 1)
        ids.push(await someAction(world, analyst, slow, 'case', caseId));
      const begun = await Promise.all(ids.map((id) => start('action', id)));
      expect(begun.map(({ kind }) => kind).sort()).toEqual(['later', 'later', 'started']);
    });
  });
});
