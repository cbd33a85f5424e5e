import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  audits,
  finish,
  row,
  someAction,
  someCase,
  someJob,
  someNeuron,
  someObservable,
} from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { finishRun } from './finish-run.ts';
import { cancelRun } from './run-commands.ts';
import { startRun } from './start-run.ts';

const tag = { level: 'malicious', namespace: 'Lookup', predicate: 'Score', value: '9/10' };

describe('finishRun', () => {
  let world: World;
  let analyst: Actor;
  let lead: Actor;
  let caseId: string;
  let analyzer: string;
  let count = 0;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst', 'ann@main.test');
    lead = await world.person(world.organisations.first, 'org-admin');
    caseId = await someCase(world, analyst);
    analyzer = await someNeuron(world, lead, 'analyzer', { name: 'Lookup', cacheMinutes: 0 });
  });
  afterAll(() => world.release());

  const datum = () => {
    count += 1;
    return someObservable(world, analyst, caseId, { data: `192.0.2.${count}` });
  };
  const job = async (observable?: string) => someJob(world, analyst, analyzer, observable ?? (await datum()));

  it('keeps the report, the times and the short results, which replace those of the last time', async () => {
    const observable = await datum();
    world.clock.now += 1_000;
    const id = await job(observable);
    await finish(world, analyst, 'job', id, {
      report: { full: 'all' },
      reportTags: [tag, { ...tag, value: 2 }],
    });
    expect(await row(world, 'job', `~${id}`)).toMatchObject({
      status: 'Success',
      end_date: world.clock.now,
      report: { full: 'all' },
      error_message: null,
    });
    const reports = async () => (await row(world, 'observable', observable)).reports;
    expect(await reports()).toEqual({ Lookup: { taxonomies: [tag, { ...tag, value: '2' }] } });
    await finish(world, analyst, 'job', await job(observable), { reportTags: [{ ...tag, level: 'odd' }] });
    expect(await reports()).toEqual({ Lookup: { taxonomies: [{ ...tag, level: 'info' }] } });
    await finish(world, analyst, 'job', await job(observable), { reportTags: [{ level: 'safe' }, 7] });
    expect(await reports()).toEqual({ Lookup: { taxonomies: [{ ...tag, level: 'info' }] } });
  });

  it('leaves the report out of the records', async () => {
    const id = await job();
    await finish(world, analyst, 'job', id, { report: { full: 'a very long report' } });
    const records = await audits(world, `~${id}`);
    expect(records.at(-1)).toMatchObject({
      action: 'update',
      context_type: 'Observable',
      details: { status: 'Success', endDate: world.clock.now },
    });
    expect(JSON.stringify(records)).not.toContain('a very long report');
  });

  it('stores text that no database takes as it is', async () => {
    const id = await job();
    const odd = 'nul \u0000 and half \ud800 a pair';
    await finish(world, analyst, 'job', id, {
      report: { [odd]: [odd] },
      reportTags: [{ ...tag, value: odd }],
    });
    const plain = 'nul \ufffd and half \ufffd a pair';
    expect(await row(world, 'job', `~${id}`)).toMatchObject({ report: { [plain]: [plain] } });
  });

  it('ends a failure with its reason, and takes nothing over from it', async () => {
    const observable = await datum();
    const id = await job(observable);
    const found = [{ dataType: 'domain', data: 'never.example', tags: ['autoImport:true'] }];
    const failure = { success: false, errorMessage: 'No answer', reportTags: [tag], artifacts: found };
    await finish(world, analyst, 'job', id, {
      ...failure,
      operations: [{ type: 'AddTagToCase', tag: 'never' }],
    });
    expect(await row(world, 'job', `~${id}`)).toMatchObject({
      status: 'Failure',
      error_message: 'No answer',
    });
    expect((await row(world, 'observable', observable)).reports).toEqual({});
    expect((await row(world, 'case', caseId)).tags).toEqual([]);
    expect(await world.stored(`select from skep.observable where data = 'never.example'`)).toEqual([]);
    const second = await job(observable);
    await finish(world, analyst, 'job', second, { success: false });
    expect(await row(world, 'job', `~${second}`)).toMatchObject({
      error_message: 'It failed without a reason',
    });
  });

  it('tells a success that found nothing, and a failure of what never began', async () => {
    const outcomeOf = async (end: object) => {
      const id = await job();
      await finish(world, analyst, 'job', id, { outcome: 'Cancelled', ...end });
      return (await row(world, 'job', `~${id}`)).outcome;
    };
    expect(await outcomeOf({})).toBeNull();
    expect(await outcomeOf({ foundNothing: true })).toBe('NoResult');
    expect(await outcomeOf({ success: false, foundNothing: true })).toBeNull();
    expect(await outcomeOf({ success: false, refused: true })).toBe('Blocked');
    expect(await outcomeOf({ refused: true })).toBeNull();
    const second = await job();
    await world.run(analyst, startRun, { kind: 'job', id: second });
    await finish(world, analyst, 'job', second, { success: false, refused: true });
    expect(await row(world, 'job', `~${second}`)).toMatchObject({ status: 'Failure', outcome: null });
    const responder = await someNeuron(world, lead, 'responder', { name: 'Acts' });
    const action = await someAction(world, analyst, responder, 'case_artifact', await datum());
    await finish(world, analyst, 'action', action, { foundNothing: true });
    expect(await row(world, 'action', `~${action}`)).toMatchObject({ status: 'Success', outcome: null });
  });

  it('ends a run once: late attempts, repeated calls and runs that were called off change nothing', async () => {
    const id = await job();
    await world.run(analyst, startRun, { kind: 'job', id });
    const begun = await world.run(analyst, startRun, { kind: 'job', id });
    expect(begun).toMatchObject({ run: { attempt: 2 } });
    const end = { kind: 'job', id, success: true, report: 1 };
    await world.run(analyst, finishRun, { ...end, attempt: 1 });
    expect(await row(world, 'job', `~${id}`)).toMatchObject({ status: 'InProgress' });
    await world.run(analyst, finishRun, { ...end, attempt: 2 });
    await world.run(analyst, finishRun, { ...end, attempt: 2, report: 2 });
    expect(await row(world, 'job', `~${id}`)).toMatchObject({ status: 'Success', report: 1 });
    const other = await job();
    await world.run(analyst, startRun, { kind: 'job', id: other });
    await world.run(analyst, cancelRun, { kind: 'job', id: `~${other}` });
    await world.run(analyst, finishRun, { ...end, id: other, attempt: 1 });
    expect(await row(world, 'job', `~${other}`)).toMatchObject({ status: 'Failure', report: null });
  });

  it('notes when a threat was contained: at the first success of a responder that does so', async () => {
    const contained = async () => (await row(world, 'case', caseId)).contained_date;
    const plain = await someNeuron(world, lead, 'responder', { name: 'Mail' });
    const block = await someNeuron(world, lead, 'responder', { name: 'Block', contains: true });
    const run = async (neuron: string, end = {}) => {
      world.clock.now += 1_000;
      const id = await someAction(world, analyst, neuron, 'case_artifact', await datum());
      await finish(world, analyst, 'action', id, end);
    };
    await run(plain);
    await run(block, { success: false });
    expect(await contained()).toBeNull();
    await run(block);
    const first = world.clock.now;
    expect(await contained()).toBe(first);
    expect((await audits(world, caseId)).at(-1)).toMatchObject({
      action: 'update',
      details: { containedDate: first },
    });
    await run(block);
    expect(await contained()).toBe(first);
  });

  it('is refused without a run, and to strangers', async () => {
    await expect(world.run(analyst, finishRun, {})).rejects.toMatchObject({
      faults: [{ name: 'id' }, { name: 'attempt' }],
    });
    const id = await job();
    const stranger = await world.person(await world.organisation('strangers'), 'org-admin');
    await expect(world.run(stranger, finishRun, { kind: 'job', id, attempt: 1 })).rejects.toMatchObject({
      code: 'notFound',
    });
  });
});
