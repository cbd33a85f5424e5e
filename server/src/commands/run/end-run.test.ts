import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  audits,
  finish,
  row,
  someCase,
  someJob,
  someNeuron,
  someObservable,
} from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { deleteObservable } from '../frame/delete-objects.ts';
import { systemActor } from '../settings/first-start.ts';
import { failRun } from './end-run.ts';
import { startRun } from './start-run.ts';

describe('failRun', () => {
  let world: World;
  let analyst: Actor;
  let system: Actor;
  let caseId: string;
  let analyzer: string;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst');
    system = systemActor(world.organisations.first);
    caseId = await someCase(world, analyst);
    const lead = await world.person(world.organisations.first, 'org-admin');
    analyzer = await someNeuron(world, lead, 'analyzer', { cacheMinutes: 0 });
  });
  afterAll(() => world.release());

  it('ends a run in the name of the system, once', async () => {
    const observable = await someObservable(world, analyst, caseId);
    const id = await someJob(world, analyst, analyzer, observable);
    await world.run(system, failRun, { kind: 'job', id, errorMessage: 'Lost\u0000 \ud800 three times' });
    const ended = await row(world, 'job', `~${id}`);
    expect(ended).toMatchObject({
      status: 'Failure',
      error_message: 'Lost\ufffd \ufffd three times',
      outcome: null,
      end_date: world.clock.now,
    });
    expect((await audits(world, `~${id}`))[1]).toMatchObject({
      action: 'update',
      created_by: 'system@thehive.local',
      details: { status: 'Failure' },
    });
    world.clock.now += 1_000;
    await world.run(system, failRun, { kind: 'job', id, errorMessage: 'Again' });
    expect(await row(world, 'job', `~${id}`)).toEqual(ended);
  });

  it('tells what was refused before it began from what had begun', async () => {
    const observable = await someObservable(world, analyst, caseId, { data: '192.0.2.9' });
    const refusal = { kind: 'job', errorMessage: 'Not in the organisation', refused: true };
    const [fresh, begun] = [
      await someJob(world, analyst, analyzer, observable),
      await someJob(world, analyst, analyzer, observable),
    ];
    await world.run(analyst, startRun, { kind: 'job', id: begun });
    for (const id of [fresh, begun]) await world.run(system, failRun, { ...refusal, id });
    expect(await row(world, 'job', `~${fresh}`)).toMatchObject({ outcome: 'Blocked' });
    expect(await row(world, 'job', `~${begun}`)).toMatchObject({ status: 'Failure', outcome: null });
  });

  it('leaves alone what has ended, is gone, or never was', async () => {
    const observable = await someObservable(world, analyst, caseId, { data: '192.0.2.2' });
    const id = await someJob(world, analyst, analyzer, observable);
    await finish(world, analyst, 'job', id);
    await world.run(system, failRun, { kind: 'job', id, errorMessage: 'Late' });
    expect(await row(world, 'job', `~${id}`)).toMatchObject({ status: 'Success', error_message: null });
    const second = await someJob(world, analyst, analyzer, observable);
    await world.run(analyst, deleteObservable, { id: observable });
    await world.run(system, failRun, { kind: 'job', id: second });
    await world.run(system, failRun, { kind: 'action', id: '1' });
  });

  it('is for the system only, in its own organisation', async () => {
    const observable = await someObservable(world, analyst, caseId, { data: '192.0.2.3' });
    const id = await someJob(world, analyst, analyzer, observable);
    await expect(world.run(analyst, failRun, { kind: 'job', id })).rejects.toMatchObject({
      code: 'notAllowed',
    });
    await world.run(systemActor(await world.organisation('others')), failRun, { kind: 'job', id });
    expect(await row(world, 'job', `~${id}`)).toMatchObject({ status: 'Waiting' });
    await world.run(system, failRun, { kind: 'job', id });
    expect(await row(world, 'job', `~${id}`)).toMatchObject({ error_message: 'It failed without a reason' });
  });
});
