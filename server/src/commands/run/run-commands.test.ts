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
import { createAlert } from '../alert/create-alert.ts';
import { updateObservables } from '../observable/observable-commands.ts';
import { createLog } from '../task/log-commands.ts';
import { updateNeuron } from './neuron-commands.ts';
import { cancelRun, requestActions, requestJobs } from './run-commands.ts';

const minute = 60_000;

describe('runs', () => {
  let world: World;
  let analyst: Actor;
  let lead: Actor;
  let caseId: string;
  let observable: string;
  let analyzer: string;
  let responder: string;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst', 'ann@main.test');
    lead = await world.person(world.organisations.first, 'org-admin');
    caseId = await someCase(world, analyst, { tlp: 3, pap: 1 });
    observable = await someObservable(world, analyst, caseId, { tlp: 4, pap: 3 });
    analyzer = await someNeuron(world, lead, 'analyzer', { name: 'Lookup', importArtifacts: true });
    responder = await someNeuron(world, lead, 'responder', { name: 'Block', contains: true });
  });
  afterAll(() => world.release());

  describe('of analyzers', () => {
    it('are queued with the markings of the observable, by id as given or as jobs tell it, name or definition', async () => {
      const before = world.queued.length;
      const jobs = [analyzer, analyzer.slice(1), 'Lookup', 'analyzer_1_0'].map((analyzerId) => ({
        analyzerId,
        artifactId: observable,
        cortexId: 'local',
        parameters: { depth: 1 },
      }));
      const ids = await world.run(analyst, requestJobs, { jobs });
      expect(world.queued.slice(before)).toEqual(ids.map((id) => ({ kind: 'job', id })));
      expect(await row(world, 'job', `~${ids[0]}`)).toMatchObject({
        status: 'Waiting',
        root_id: caseId.slice(1),
        observable_id: observable.slice(1),
        visible_through: observable.slice(1),
        asking_organisation_id: world.organisations.first.id,
        neuron_name: 'Lookup',
        neuron_definition: 'analyzer_1_0',
        parameters: { depth: 1 },
        tlp: 4,
        pap: 3,
        import_artifacts: true,
        from_cache: false,
        created_by: 'ann@main.test',
      });
      expect(await audits(world, `~${ids[0]}`)).toMatchObject([
        {
          action: 'create',
          object_type: 'case_artifact_job',
          context_type: 'Observable',
          context_id: observable.slice(1),
        },
      ]);
    });

    it('are refused for types that the analyzer does not accept, all or none', async () => {
      const before = await world.stored('select count(*) as count from skep.job');
      const other = await someObservable(world, analyst, caseId, { dataType: 'other', data: 'x' });
      const jobs = [
        { analyzerId: analyzer, artifactId: observable },
        { analyzerId: analyzer, artifactId: other },
      ];
      await expect(world.run(analyst, requestJobs, { jobs })).rejects.toMatchObject({
        code: 'neuronRefuses',
        message: 'Lookup accepts ip, domain, file, not other',
      });
      expect(await world.stored('select count(*) as count from skep.job')).toEqual(before);
    });

    it('use a fresh report of the same run again, once it has ended', async () => {
      const datum = await someObservable(world, analyst, caseId, { data: '198.51.100.1' });
      const first = await someJob(world, analyst, analyzer, datum);
      await finish(world, analyst, 'job', first, { report: { full: 1 } });
      const again = await row(world, 'job', `~${await someJob(world, analyst, analyzer, datum)}`);
      expect(again).toMatchObject({ status: 'Waiting', from_cache: true, report: { full: 1 } });
      expect(JSON.stringify(await audits(world, `~${String(again.id)}`))).not.toContain('full');
    });

    it.each([
      ['forced', { force: true }, undefined],
      ['with other parameters', { parameters: { depth: 2 } }, undefined],
      ['after the time of the cache', {}, 'old'],
      ['after a change of the markings', {}, 'marked'],
      ['after a change of the settings', {}, 'settings'],
      ['in another organisation', {}, 'others'],
    ] as const)('run anew %s', async (_, raw, change) => {
      const own = await someNeuron(world, lead, 'analyzer', { name: `Cached ${_}` });
      const data = `198.51.100.${world.queued.length + 10}`;
      const datum = await someObservable(world, analyst, caseId, { data });
      await finish(world, analyst, 'job', await someJob(world, analyst, own, datum), { report: { full: 1 } });
      let actor = analyst;
      let neuron = own;
      if (change === 'old') world.clock.now += 11 * minute;
      if (change === 'marked') await world.run(analyst, updateObservables, { id: datum, tlp: 0 });
      if (change === 'settings') await world.run(lead, updateNeuron, { id: own, maxTlp: 3 });
      if (change === 'others') {
        const partner = await world.organisation('partner', world.organisations.first);
        await share(world, analyst, caseId, partner);
        actor = await world.person(partner, 'analyst');
        neuron = await someNeuron(world, await world.person(partner, 'org-admin'), 'analyzer');
      }
      const id = await someJob(world, actor, neuron, datum, raw);
      expect(await row(world, 'job', `~${id}`)).toMatchObject({ from_cache: false, report: null });
    });

    it('keep reports as long as their analyzer says', async () => {
      const never = await someNeuron(world, lead, 'analyzer', { name: 'Never', cacheMinutes: 0 });
      const long = await someNeuron(world, lead, 'analyzer', { name: 'Long', cacheMinutes: 60 });
      for (const neuron of [never, long])
        await finish(world, analyst, 'job', await someJob(world, analyst, neuron, observable), {
          report: { a: 1 },
        });
      world.clock.now += 59 * minute;
      const jobs = [
        await someJob(world, analyst, never, observable),
        await someJob(world, analyst, long, observable),
      ];
      const cached = await Promise.all(
        jobs.map(async (id) => (await row(world, 'job', `~${id}`)).from_cache),
      );
      expect(cached).toEqual([false, true]);
    });

    it('name every bad field', async () => {
      const jobs = [{ parameters: 'x' }, 7, { analyzerId: analyzer, artifactId: 7 }];
      await expect(world.run(analyst, requestJobs, { jobs })).rejects.toMatchObject({
        faults: [
          { kind: 'missing', name: 'jobs[0].analyzerId' },
          { kind: 'missing', name: 'jobs[0].artifactId' },
          { kind: 'invalid', name: 'jobs[0].parameters' },
          { kind: 'invalid', name: 'jobs[1]' },
          { kind: 'invalid', name: 'jobs[2].artifactId' },
        ],
      });
      await expect(world.run(analyst, requestJobs, { jobs: [] })).rejects.toMatchObject({
        faults: [{ name: 'jobs' }],
      });
      await expect(world.run(analyst, requestJobs, { jobs: [{}] })).rejects.toMatchObject({
        faults: [{ name: 'analyzerId' }, { name: 'artifactId' }],
      });
    });
  });

  describe('of responders', () => {
    it('are queued for every kind of object, with the markings of the case where it has none', async () => {
      const taskId = await someTask(world, analyst, caseId);
      const { id } = await world.run(analyst, createLog, { taskId, message: 'm' });
      const alert = { type: 't', source: 's', sourceRef: 'r', title: 'A', description: 'd', tlp: 1 };
      const made = await world.run(analyst, createAlert, alert);
      const objects = [
        ['case', caseId, 3, 1, 'Case'],
        ['case_task', taskId, 3, 1, 'Task'],
        ['Log', `~${id}`, 3, 1, 'Log'],
        ['case_artifact', observable, 4, 3, 'Observable'],
        ['alert', `~${String(made.values.id)}`, 1, 2, 'Alert'],
      ] as const;
      for (const [type, objectId, tlp, pap, wireType] of objects) {
        const action = await someAction(world, analyst, responder, type, objectId);
        expect(await row(world, 'action', `~${action}`)).toMatchObject({
          object_id: objectId.slice(1),
          neuron_name: 'Block',
          contains: true,
          tlp,
          pap,
        });
        expect(await audits(world, `~${action}`)).toMatchObject([
          { object_type: 'Action', context_type: wireType, context_id: objectId.slice(1) },
        ]);
        expect(world.queued.at(-1)).toEqual({ kind: 'action', id: action });
      }
    });

    it('may be given another TLP', async () => {
      const raw = { responderId: responder, objectType: 'case', objectId: caseId, tlp: 0 };
      const [id] = await world.run(analyst, requestActions, { actions: [raw] });
      expect(await row(world, 'action', `~${id}`)).toMatchObject({ tlp: 0, pap: 1 });
    });

    it('are refused for objects that the responder does not accept, unknown neurons, and bad fields', async () => {
      const definition = { id: 'onlyCases', kind: 'responder', dataTypes: ['thehive:case'] };
      const onlyCases = await someNeuron(world, lead, 'responder', { definition, name: 'Only' });
      const raw = { objectType: 'case_artifact', objectId: observable };
      const ask = (responderId: unknown, more = {}) =>
        world.run(analyst, requestActions, { actions: [{ ...raw, responderId, ...more }] });
      await expect(ask(onlyCases)).rejects.toMatchObject({ code: 'neuronRefuses' });
      for (const unknown of ['nothing', analyzer])
        await expect(ask(unknown)).rejects.toMatchObject({ code: 'neuronUnknown' });
      await expect(ask(responder, { objectType: 'constructor' })).rejects.toMatchObject({
        faults: [{ name: 'objectType' }],
      });
      await expect(ask(7, { objectType: 'thing', objectId: '', tlp: 9 })).rejects.toMatchObject({
        faults: [{ name: 'responderId' }, { name: 'objectType' }, { name: 'objectId' }, { name: 'tlp' }],
      });
    });
  });

  it('are refused without the permission, to strangers, and to a share that does not allow them', async () => {
    const watcher = await world.organisation('watcher', world.organisations.first);
    const helper = await world.person(watcher, 'org-admin');
    const theirs = await someNeuron(world, helper, 'analyzer');
    const block = await someNeuron(world, helper, 'responder');
    const reader = await world.person(world.organisations.first, 'read-only');
    await expect(someJob(world, reader, analyzer, observable)).rejects.toMatchObject({
      code: 'permissionMissing',
    });
    await expect(someAction(world, reader, responder, 'case', caseId)).rejects.toMatchObject({
      code: 'permissionMissing',
    });
    await expect(someJob(world, helper, analyzer, observable)).rejects.toMatchObject({
      code: 'neuronUnknown',
    });
    await expect(someJob(world, helper, theirs, observable)).rejects.toMatchObject({ code: 'notFound' });
    await expect(someAction(world, helper, block, 'case', caseId)).rejects.toMatchObject({
      code: 'notFound',
    });
    await share(world, analyst, caseId, watcher, 'read-only');
    await expect(someJob(world, helper, theirs, observable)).rejects.toMatchObject({
      code: 'permissionMissing',
    });
    await expect(someAction(world, helper, block, 'case', caseId)).rejects.toMatchObject({
      code: 'permissionMissing',
    });
  });

  describe('called off', () => {
    it('end as failures, once, and are recorded', async () => {
      const id = `~${await someJob(world, analyst, analyzer, observable, { force: true })}`;
      world.clock.now += 1_000;
      await world.run(analyst, cancelRun, { kind: 'job', id });
      expect(await row(world, 'job', id)).toMatchObject({
        status: 'Failure',
        outcome: 'Cancelled',
        error_message: 'Cancelled',
        end_date: world.clock.now,
      });
      expect((await audits(world, id))[1]).toMatchObject({
        action: 'update',
        context_type: 'Observable',
        details: { status: 'Failure', outcome: 'Cancelled', errorMessage: 'Cancelled' },
      });
      await expect(world.run(analyst, cancelRun, { kind: 'job', id })).rejects.toMatchObject({
        code: 'badRequest',
        message: 'It has already ended',
      });
    });

    it('need the permission of their kind', async () => {
      const job = `~${await someJob(world, analyst, analyzer, observable, { force: true })}`;
      const action = `~${await someAction(world, analyst, responder, 'case', caseId)}`;
      const only = (name: 'manageAnalyse' | 'manageAction') => ({ ...analyst, permissions: new Set([name]) });
      await expect(
        world.run(only('manageAction'), cancelRun, { kind: 'job', id: job }),
      ).rejects.toMatchObject({ code: 'permissionMissing' });
      await expect(
        world.run(only('manageAnalyse'), cancelRun, { kind: 'action', id: action }),
      ).rejects.toMatchObject({ code: 'permissionMissing' });
      await world.run(only('manageAction'), cancelRun, { kind: 'action', id: action });
      const stranger = await world.person(await world.organisation('strangers'), 'analyst');
      await expect(world.run(stranger, cancelRun, { kind: 'job', id: job })).rejects.toMatchObject({
        code: 'notFound',
      });
      await expect(world.run(analyst, cancelRun, { kind: 'x' })).rejects.toMatchObject({
        faults: [{ name: 'id' }, { name: 'kind' }],
      });
    });
  });
});
