/** Cortex servers that are attached: their neurons among ours, and runs on them from the queue's hand to the stored end. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countingThreads } from '../../../../tests/support/threads.ts';
import { row, someAction, someCase, someJob, someObservable } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import { createObservables } from '../../commands/observable/observable-commands.ts';
import { disableNeuron, updateNeuron } from '../../commands/run/neuron-commands.ts';
import { cancelRun } from '../../commands/run/run-commands.ts';
import { systemActor } from '../../commands/settings/first-start.ts';
import type { Actor } from '../../model/actor.ts';
import type { RawObject } from '../../model/input.ts';
import { openCatalogue } from '../catalogue/catalogue.ts';
import { createEngine } from '../engine.ts';
import type { RunHandlers } from '../queue.ts';
import { createRefusingRunner } from '../runner/runner.ts';
import { createGround, type Ground, testIdentities } from '../testing.ts';
import { type CortexServers, createCortexServers } from './servers.ts';
import { type PlayedCortex, playCortex, playedKey } from './testing-cortex.ts';

const analyzer = {
  type: 'analyzer',
  id: 'worker-1',
  name: 'Lookup_1_0',
  version: '1.0',
  description: 'Looks things up',
  dataTypeList: ['ip', 'file'],
  workerDefinitionId: 'Lookup_1_0',
};
const responder = { type: 'responder', id: 'worker-2', name: 'Block_2_0', dataTypeList: ['thehive:case'] };

describe('attached Cortex servers', () => {
  let world: World;
  let ground: Ground;
  let played: PlayedCortex;
  let servers: CortexServers;
  let engine: RunHandlers;
  let analyst: Actor;
  let lead: Actor;
  let partner: Actor;
  let platform: Actor;
  let caseId: string;
  const never = new AbortController().signal;
  const seal = {
    seal: (clear: string) => Buffer.from(clear).toString('base64'),
    open: (sealed: string) => Buffer.from(sealed, 'base64').toString(),
  };
  const report = (error: unknown): void => {
    throw error;
  };
  const serversWithin = (networks: readonly string[]) =>
    createCortexServers({ commands: world.dependencies, seal, networks, report });

  beforeAll(async () => {
    world = await buildWorld();
    ground = await createGround();
    played = await playCortex();
    const { first, admin } = world.organisations;
    analyst = await world.person(first, 'analyst', 'ann@main.test');
    lead = await world.person(first, 'org-admin', 'lead@main.test');
    partner = await world.person(await world.organisation('partner', first), 'org-admin', 'pia@partner.test');
    platform = systemActor(admin);
    caseId = await someCase(world, analyst, { tlp: 4 });
    servers = serversWithin(['127.0.0.1']);
    engine = createEngine({
      commands: world.dependencies,
      catalogue: await openCatalogue({ sources: [ground.neurons] }),
      servers,
      seal,
      execution: {
        runner: createRefusingRunner('Nothing runs here'),
        identities: testIdentities(),
        jobsFolder: ground.jobs,
        pythonFor: async () => undefined,
      },
      limits: {},
      report,
    });
  });
  afterAll(async () => {
    await played?.[Symbol.asyncDispose]();
    await world?.release();
    await ground?.[Symbol.asyncDispose]();
  });

  beforeEach(() => {
    played.workers = [analyzer, responder];
    played.result = { status: 'InProgress' };
    played.letsIn = true;
  });

  const call = (actor: Actor) => ({ actor, requestId: 'test' });
  const names = { count: 0 };
  const attach = async (actor: Actor, raw: RawObject = {}, through = servers) => {
    names.count += 1;
    const name = `Cortex ${names.count}`;
    const given = { name, address: played.address, apiKey: playedKey, ...raw };
    const { id } = await through.create(call(actor), given);
    return { id: `~${id}`, name };
  };
  const neuronsOf = async (actor: Actor): Promise<unknown[]> => {
    const result = await world.read(actor, [{ op: 'list', entity: 'enabledNeuron' }, { op: 'output' }]);
    if (result.kind !== 'objects') throw new Error('A list gives objects');
    return result.objects.map(({ values: { name, cortexId, kind } }) => ({ name, cortexId, kind }));
  };
  const offeredBy = (cortexId: string) => [
    { name: 'Block_2_0', cortexId, kind: 'responder' },
    { name: 'Lookup_1_0', cortexId, kind: 'analyzer' },
  ];
  /** A job on a new address, on a server. */
  const someRun = async (cortexId: string, raw: RawObject = {}): Promise<string> => {
    names.count += 1;
    const observable = await someObservable(world, analyst, caseId, {
      data: `192.0.2.${names.count}`,
      tlp: 2,
      ...raw,
    });
    return someJob(world, analyst, 'Lookup_1_0', observable, { cortexId });
  };
  const success = (more: RawObject = {}) => ({
    status: 'Success',
    report: { success: true, full: { found: 1 }, summary: {}, artifacts: [], operations: [], ...more },
  });

  it('offers the neurons of a server to the organisations that may use it, until it is taken off', async () => {
    const { id, name } = await attach(platform, { organisations: ['partner'] });
    expect(await neuronsOf(partner)).toEqual(offeredBy(name));
    expect(await neuronsOf(analyst)).toEqual([]);
    await servers.update(call(platform), { id, organisations: [] });
    expect(await neuronsOf(analyst)).toEqual(offeredBy(name));
    played.workers = [analyzer];
    await servers.checkAll();
    expect(await neuronsOf(partner)).toEqual(offeredBy(name).slice(1));
    await servers.update(call(platform), { id, active: false });
    expect(await neuronsOf(partner)).toEqual([]);
    await servers.update(call(platform), { id, active: true });
    await servers.remove(call(platform), id);
    expect([await neuronsOf(analyst), await neuronsOf(partner)]).toEqual([[], []]);
  });

  it('adds each neuron once, however many processes look at the same moment', async () => {
    played.workers = [];
    const { id, name } = await attach(partner);
    played.workers = [analyzer, responder];
    await Promise.all([servers, serversWithin(['127.0.0.1'])].map((each) => each.checkAll()));
    expect(await neuronsOf(partner)).toEqual(offeredBy(name));
    await servers.remove(call(partner), id);
  });

  it('keeps the API key sealed, and gives it to no record', async () => {
    const { id } = await attach(partner);
    expect(await row(world, 'cortex_server', id)).toMatchObject({
      api_key: { sealed: seal.seal(playedKey) },
      status: 'OK',
      cortex_version: '3.1.8-1',
      neuron_count: 2,
    });
    const records = await world.stored('select details from skep.audit where object_id = $1', [id.slice(1)]);
    expect(JSON.stringify(records)).not.toMatch(new RegExp(`${playedKey}|${seal.seal(playedKey)}`));
    await servers.remove(call(partner), id);
  });

  it('tells why a server cannot be used, and keeps its neurons meanwhile', async () => {
    const { id, name } = await attach(partner);
    played.letsIn = false;
    await servers.checkAll();
    expect(await row(world, 'cortex_server', id)).toMatchObject({
      status: 'AuthError',
      status_reason: 'Authentication failure',
    });
    await servers.update(call(partner), { id, address: 'http://127.0.0.1:1' });
    expect(await row(world, 'cortex_server', id)).toMatchObject({
      status: 'Error',
      status_reason: expect.stringContaining('ECONNREFUSED'),
    });
    expect(await neuronsOf(partner)).toEqual(offeredBy(name));
    await servers.remove(call(partner), id);
  });

  it('reaches internal networks for the platform alone', async () => {
    const strict = serversWithin([]);
    const own = await attach(partner, {}, strict);
    expect(await row(world, 'cortex_server', own.id)).toMatchObject({
      status: 'Error',
      status_reason: expect.stringContaining('127.0.0.1 is no public address'),
    });
    await expect(strict.update(call(partner), { id: own.id, internal: true })).rejects.toMatchObject({
      code: 'notAllowed',
    });
    await expect(attach(partner, { organisations: ['main'] }, strict)).rejects.toMatchObject({
      code: 'notAllowed',
    });
    const platforms = await attach(platform, { internal: true, organisations: ['partner'] }, strict);
    expect(await row(world, 'cortex_server', platforms.id)).toMatchObject({ status: 'OK' });
    await strict.remove(call(partner), own.id);
    await strict.remove(call(platform), platforms.id);
  });

  it('says of every field what is wrong with it', async () => {
    const wrong = servers.create(call(lead), { name: 'local', address: 'ftp://a.example', internal: 1 });
    await expect(wrong).rejects.toMatchObject({ code: 'invalidFields' });
    await wrong.catch(({ faults }) =>
      expect(faults.map((fault: { name: string }) => fault.name).sort()).toEqual([
        'address',
        'apiKey',
        'internal',
        'name',
      ]),
    );
  });

  describe('with runs', () => {
    let name: string;
    beforeAll(async () => {
      played.workers = [{ ...analyzer, maxTlp: 2 }, responder];
      name = (await attach(lead)).name;
    });
    beforeEach(() => {
      played.jobs.length = 0;
      played.answer = undefined;
    });

    it('takes a report over with its files, short results and findings', async () => {
      const content = 'a dropped file';
      const hash = createHash('sha256').update(content).digest('hex');
      played.files.set(hash, content);
      played.result = success({
        summary: { taxonomies: [{ level: 'malicious', namespace: 'Far', predicate: 'Seen', value: '7' }] },
        artifacts: [
          { dataType: 'domain', data: 'evil.example', tags: ['far'], tlp: 3, message: null },
          {
            dataType: 'file',
            attachment: { id: hash, name: 'drop.bin', size: content.length, contentType: 'text/plain' },
            tags: [],
            tlp: 2,
          },
        ],
        operations: [{ type: 'AddTagToCase', tag: 'seen-far-away' }],
      });
      const id = await someRun(name);
      expect(await engine.execute({ kind: 'job', id }, never)).toBeUndefined();
      const job = await row(world, 'job', `~${id}`);
      expect(job).toMatchObject({ status: 'Success', cortex_id: name, server_run_id: 'there-1' });
      expect(job.report).toMatchObject({ full: { found: 1 } });
      const observable = await row(world, 'observable', `~${String(job.observable_id)}`);
      expect(observable.reports).toMatchObject({ Lookup_1_0: { taxonomies: [{ value: '7' }] } });
      const found = await world.stored(
        'select data, tlp, attachment_id from skep.observable where job_id = $1 order by data nulls last',
        [id],
      );
      expect(found).toEqual([
        { data: 'evil.example', tlp: 4, attachment_id: null },
        { data: null, tlp: 2, attachment_id: hash },
      ]);
      expect((await row(world, 'case', caseId)).tags).toContain('seen-far-away');
      expect(JSON.parse(played.jobs[0]?.request ?? '')).toMatchObject({
        dataType: 'ip',
        tlp: 2,
        pap: 2,
        parameters: { organisation: 'main', user: 'ann@main.test' },
      });
    });

    it('takes over a report of 20 MB, which a thread of its own reads', async () => {
      const findings = Array.from({ length: 500_000 }, (_, port) => ({
        port,
        open: true,
        of: 'evil.example',
      }));
      const summary = { taxonomies: [{ level: 'safe', namespace: 'Far', predicate: 'Big', value: 1 }] };
      const answer = Buffer.from(JSON.stringify(success({ full: { findings }, summary })));
      expect(answer.length).toBeGreaterThan(20_000_000);
      const id = await someRun(name);
      played.answer = answer;
      const { threads } = await countingThreads(() => engine.execute({ kind: 'job', id }, never));
      expect(threads).toBe(1);
      const [kept] = await world.stored(
        `select status, report->'summary' as summary, jsonb_array_length(report->'full'->'findings') as findings,
          report->'full'->'findings'->-1 as last from skep.job where id = $1`,
        [id],
      );
      expect(kept).toEqual({ status: 'Success', summary, findings: findings.length, last: findings.at(-1) });
    });

    it.each([
      ['is no JSON', '{"status": "Succ', 'it does not answer as a Cortex does'],
      [
        'has a report that is too large',
        JSON.stringify(success({ full: { a: 'x'.repeat(25 * 1024 ** 2) } })),
        'too large',
      ],
      [
        'has a report without an end',
        `{"status":"Success","report":{"full":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}}`,
        'nested deeper',
      ],
    ])(
      'ends a run whose answer %s as a failure with that reason, whatever its size',
      async (_, answer, reason) => {
        for (const filling of ['', ' '.repeat(300_000)]) {
          const id = await someRun(name);
          played.answer = Buffer.from(answer + filling);
          await engine.execute({ kind: 'job', id }, never);
          expect(await row(world, 'job', `~${id}`)).toMatchObject({
            status: 'Failure',
            error_message: expect.stringContaining(reason),
          });
        }
      },
    );

    it('hands a file over, and an object to a responder', async () => {
      played.result = success();
      const file = await world.upload('sample.txt', 'bytes of a sample');
      const [observable] = (
        await world.run(
          analyst,
          createObservables,
          { caseId, dataType: 'file', attachment: 'attachment' },
          { uploads: new Map([['attachment', [file]]]) },
        )
      ).created;
      const job = await someJob(world, analyst, 'Lookup_1_0', `~${observable}`, { cortexId: name });
      await engine.execute({ kind: 'job', id: job }, never);
      const action = await someAction(world, analyst, 'Block_2_0', 'case', caseId);
      await engine.execute({ kind: 'action', id: action }, never);
      const [first, second] = played.jobs;
      expect(first?.request).toContain('bytes of a sample');
      expect(first?.request).toContain('name="data"; filename="sample.txt"');
      expect(JSON.parse(second?.request ?? '')).toMatchObject({ dataType: 'thehive:case', data: { tlp: 3 } });
      expect(await row(world, 'action', `~${action}`)).toMatchObject({ status: 'Success', cortex_id: name });
    });

    it('asks once, although the answer to the request was lost', async () => {
      played.losesAnswer = true;
      played.result = success();
      const id = await someRun(name);
      expect(await engine.execute({ kind: 'job', id }, never)).toEqual({ againInMs: 15_000 });
      expect(await row(world, 'job', `~${id}`)).toMatchObject({ status: 'Waiting', server_run_id: null });
      await engine.execute({ kind: 'job', id }, never);
      expect(await row(world, 'job', `~${id}`)).toMatchObject({ status: 'Success', attempt: 2 });
      expect(played.jobs).toHaveLength(1);
    });

    it('goes on with a run that an earlier process asked for', async () => {
      const id = await someRun(name);
      const stopping = new AbortController();
      const cut = engine.execute({ kind: 'job', id }, stopping.signal);
      while ((await row(world, 'job', `~${id}`)).server_run_id === null) await Promise.resolve();
      stopping.abort();
      await expect(cut).rejects.toThrow('cut off');
      for (const job of played.jobs) job.answer = success();
      await engine.execute({ kind: 'job', id }, never);
      expect(await row(world, 'job', `~${id}`)).toMatchObject({ status: 'Success' });
      expect([played.jobs.length, played.deleted]).toEqual([1, []]);
    });

    it('calls a run off there that is called off here', async () => {
      const id = await someRun(name);
      const going = engine.execute({ kind: 'job', id }, never);
      while ((await row(world, 'job', `~${id}`)).server_run_id === null) await Promise.resolve();
      await world.run(analyst, cancelRun, { kind: 'job', id: `~${id}` });
      await going;
      expect(played.deleted).toEqual(['there-1']);
      expect(await row(world, 'job', `~${id}`)).toMatchObject({
        status: 'Failure',
        error_message: 'Cancelled',
      });
    });

    it('sends nothing above the ceiling that the server tells', async () => {
      const id = await someRun(name, { tlp: 4 });
      await engine.execute({ kind: 'job', id }, never);
      expect(await row(world, 'job', `~${id}`)).toMatchObject({
        error_message: 'TLP is higher than allowed.',
        outcome: 'Blocked',
      });
      expect(played.jobs).toEqual([]);
    });

    it('ends a run with the reason that the server gives', async () => {
      played.result = { status: 'Failure', report: { success: false, errorMessage: 'No such account' } };
      const id = await someRun(name);
      await engine.execute({ kind: 'job', id }, never);
      expect(await row(world, 'job', `~${id}`)).toMatchObject({
        status: 'Failure',
        error_message: 'No such account',
      });
    });

    it('leaves to the server what is the server’s', async () => {
      const refused = { code: 'badRequest' };
      await expect(world.run(lead, disableNeuron, { id: 'Lookup_1_0' })).rejects.toMatchObject(refused);
      await expect(
        world.run(lead, updateNeuron, { id: 'Lookup_1_0', dataTypes: ['ip'] }),
      ).rejects.toMatchObject(refused);
      await world.run(lead, updateNeuron, { id: 'Lookup_1_0', maxPap: 1 });
      await servers.checkAll();
      const [kept] = await world.stored(
        'select max_pap from skep.enabled_neuron where name = $1 and cortex_id = $2',
        ['Lookup_1_0', name],
      );
      expect(kept).toEqual({ max_pap: 1 });
    });
  });
});
