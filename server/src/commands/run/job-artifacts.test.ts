import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  audits,
  finish,
  row,
  share,
  someCase,
  someJob,
  someNeuron,
  someObservable,
  someTask,
} from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import type { RawObject } from '../../model/input.ts';
import { createAlert } from '../alert/create-alert.ts';
import type { Uploads } from '../frame/uploads.ts';
import { importJobArtifacts } from './import-artifacts.ts';

describe('what a job found', () => {
  let world: World;
  let analyst: Actor;
  let lead: Actor;
  let analyzer: string;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst', 'ann@main.test');
    lead = await world.person(world.organisations.first, 'org-admin');
    analyzer = await someNeuron(world, lead, 'analyzer', { name: 'Parser', cacheMinutes: 0 });
  });
  afterAll(() => world.release());

  interface Finding {
    readonly caseId: string;
    readonly observable: string;
    readonly job: string;
  }
  async function find(
    artifacts: readonly RawObject[],
    options: { caseId?: string; actor?: Actor; neuron?: string; uploads?: Uploads } = {},
  ): Promise<Finding> {
    const caseId = options.caseId ?? (await someCase(world, analyst));
    const observable = await someObservable(world, analyst, caseId, { tlp: 4, pap: 3 });
    const actor = options.actor ?? analyst;
    const job = await someJob(world, actor, options.neuron ?? analyzer, observable);
    await finish(world, actor, 'job', job, { artifacts }, options.uploads);
    return { caseId, observable, job };
  }
  const kept = (job: string) =>
    world.stored('select * from skep.observable where job_id = $1 order by id', [job]);
  const ofCase = async (caseId: string) =>
    world.stored(
      `select * from skep.observable where case_id = $1 and origin_kind = 'job' and deleted_at is null order by id`,
      [caseId.slice(1)],
    );

  it('is kept with the job, marked as what it was found in', async () => {
    const { job, observable, caseId } = await find([
      { dataType: 'domain', data: 'evil[.]example', tags: ['a'], message: 'seen', tlp: 0, ioc: true },
      { dataType: 'domain', data: 'EVIL.example', tags: ['b'] },
    ]);
    expect(await kept(job)).toMatchObject([
      {
        data: 'evil.example',
        tags: ['a', 'b'],
        message: 'seen',
        tlp: 4,
        pap: 3,
        ioc: true,
        case_id: null,
        root_id: caseId.slice(1),
        visible_through: observable.slice(1),
        origin_kind: 'job',
        origin_id: job,
      },
    ]);
    expect(await ofCase(caseId)).toEqual([]);
  });

  it('goes into the case by itself where the neuron says so, without the tag that says it', async () => {
    const { job, caseId } = await find([
      { dataType: 'domain', data: 'wanted.example', tags: ['autoImport:true', 'c2'] },
      { dataType: 'domain', data: 'other.example', tags: ['c2'] },
    ]);
    expect(await kept(job)).toMatchObject([{ data: 'other.example' }]);
    const [imported] = await ofCase(caseId);
    expect(imported).toMatchObject({
      data: 'wanted.example',
      tags: ['c2'],
      job_id: null,
      origin_id: job,
      visible_through: imported?.id,
    });
    expect(await audits(world, `~${String(imported?.id)}`)).toMatchObject([
      { action: 'create', context_type: 'Case', created_by: 'ann@main.test' },
    ]);
    expect(await world.stored(`select predicate from skep.tag where predicate = 'c2'`)).toHaveLength(1);
  });

  it('goes into the case or alert as a whole where the organisation says so, each only once', async () => {
    const neuron = await someNeuron(world, lead, 'analyzer', { name: 'All', importArtifacts: true });
    const caseId = await someCase(world, analyst);
    await someObservable(world, analyst, caseId, { dataType: 'domain', data: 'known.example' });
    const artifacts = [
      { dataType: 'domain', data: 'known.example' },
      { dataType: 'domain', data: 'new.example' },
    ];
    const { job } = await find(artifacts, { caseId, neuron });
    expect(await kept(job)).toEqual([]);
    expect(await ofCase(caseId)).toMatchObject([{ data: 'new.example' }]);
    const alert = { type: 't', source: 's', sourceRef: 'r', title: 'A', description: 'd' };
    const observables = [{ dataType: 'ip', data: '192.0.2.1' }];
    const made = await world.run(analyst, createAlert, { ...alert, observables });
    const alertId = String(made.values.id);
    const [first] = await world.stored('select id from skep.observable where alert_id = $1', [alertId]);
    const ofAlert = await someJob(world, analyst, neuron, `~${String(first?.id)}`);
    await finish(world, analyst, 'job', ofAlert, { artifacts });
    const sql = `select data from skep.observable where alert_id = $1 and origin_kind = 'job' order by id`;
    expect(await world.stored(sql, [alertId])).toEqual([{ data: 'known.example' }, { data: 'new.example' }]);
  });

  it('stays with the job when who asked may not add observables', async () => {
    const only = { ...analyst, permissions: new Set(['manageAnalyse'] as const) };
    const artifacts = [{ dataType: 'domain', data: 'wanted.example', tags: ['autoImport:true'] }];
    const { job, caseId } = await find(artifacts, { actor: only });
    expect(await kept(job)).toMatchObject([{ data: 'wanted.example', tags: [] }]);
    expect(await ofCase(caseId)).toEqual([]);
  });

  it('holds files, and counts as something known when its type is not', async () => {
    const upload = await world.upload('dropper.exe', 'MZ');
    const { job } = await find(
      [
        { dataType: 'file', attachment: 'part' },
        { dataType: 'sample', attachment: 'part2' },
        { dataType: 'wallet', data: '1abc' },
        { dataType: 'file', data: 'name only' },
      ],
      {
        uploads: new Map([
          ['part', [upload]],
          ['part2', [await world.upload('b.exe', 'MZ2')]],
        ]),
      },
    );
    expect((await kept(job)).map((one) => [one.data_type, one.data ?? one.attachment_name])).toEqual([
      ['file', 'dropper.exe'],
      ['file', 'b.exe'],
      ['other', '1abc'],
      ['other', 'name only'],
    ]);
  });

  it('is passed over where it cannot be stored, and does not harm the rest', async () => {
    const { job } = await find([
      { dataType: 'file', attachment: 'missing' },
      { dataType: 'domain' },
      { dataType: 'domain', data: 'x'.repeat(5_000) },
      { dataType: 'domain', data: 7 },
      { dataType: 'domain', data: 'nul\u0000' },
      { dataType: 'domain', data: 'good.example', tags: ['', 7, 't'.repeat(200), 'ok'], message: 9 },
    ]);
    expect(await kept(job)).toMatchObject([{ data: 'good.example', tags: ['ok'], message: null }]);
  });

  describe('is taken over by somebody', () => {
    it('who chooses: it becomes an observable of the case, seen as one', async () => {
      const { job, caseId } = await find([
        { dataType: 'domain', data: 'one.example' },
        { dataType: 'domain', data: 'two.example' },
      ]);
      const [one, two] = (await kept(job)).map(({ id }) => String(id));
      const chosen = await world.run(analyst, importJobArtifacts, {
        id: `~${job}`,
        observables: [`~${one}`],
      });
      expect(chosen).toEqual([one]);
      expect(await row(world, 'observable', `~${one}`)).toMatchObject({
        case_id: caseId.slice(1),
        job_id: null,
        visible_through: one,
        origin_kind: 'job',
        origin_id: job,
      });
      expect((await audits(world, `~${one}`)).at(-1)).toMatchObject({
        action: 'update',
        context_type: 'Case',
        context_id: caseId.slice(1),
        details: { caseId: caseId.slice(1), jobId: null },
      });
      expect(await world.run(analyst, importJobArtifacts, { id: `~${job}` })).toEqual([two]);
      expect(await kept(job)).toEqual([]);
    });

    it('while what the case has already stays with the job', async () => {
      const { job, caseId } = await find([{ dataType: 'domain', data: 'there.example' }]);
      await someObservable(world, analyst, caseId, { dataType: 'domain', data: 'there.example' });
      expect(await world.run(analyst, importJobArtifacts, { id: `~${job}` })).toEqual([]);
      expect(await kept(job)).toHaveLength(1);
    });

    it('and is then seen by all who are to see new observables', async () => {
      const caseId = await someCase(world, analyst);
      const partner = await world.organisation('partner', world.organisations.first);
      await share(world, analyst, caseId, partner);
      const helper = await world.person(partner, 'analyst');
      const { job } = await find([{ dataType: 'domain', data: 'both.example' }], { caseId });
      const ids = await world.run(helper, importJobArtifacts, { id: `~${job}` });
      for (const actor of [analyst, helper]) {
        const get = { op: 'get', entity: 'observable', id: ids[0] ?? '' } as const;
        expect(await world.objects(actor, [get, { op: 'output' }])).toHaveLength(1);
      }
    });

    it('who may: not without the permission, by strangers, or by a share that does not allow it', async () => {
      const { job, caseId } = await find([{ dataType: 'domain', data: 'no.example' }]);
      const id = `~${job}`;
      const reader = await world.person(world.organisations.first, 'read-only');
      const watcher = await world.organisation('watcher', world.organisations.first);
      const helper = await world.person(watcher, 'analyst');
      await expect(world.run(reader, importJobArtifacts, { id })).rejects.toMatchObject({
        code: 'permissionMissing',
      });
      await expect(world.run(helper, importJobArtifacts, { id })).rejects.toMatchObject({ code: 'notFound' });
      await share(world, analyst, caseId, watcher, 'read-only');
      await expect(world.run(helper, importJobArtifacts, { id })).rejects.toMatchObject({
        code: 'permissionMissing',
      });
    });

    it('only what the job found, named by ids', async () => {
      const { job, observable, caseId } = await find([{ dataType: 'domain', data: 'x.example' }]);
      const id = `~${job}`;
      for (const other of [observable, await someTask(world, analyst, caseId)])
        await expect(
          world.run(analyst, importJobArtifacts, { id, observables: [other] }),
        ).rejects.toMatchObject({ code: 'notFound' });
      await expect(world.run(analyst, importJobArtifacts, { observables: ['x'] })).rejects.toMatchObject({
        faults: [{ name: 'id' }, { name: 'observables' }],
      });
    });
  });
});
