import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { someAlert } from '../../../tests/support/triage.ts';
import { finish, someCase, someNeuron, someObservable } from '../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../tests/support/world.ts';
import {
  createAutomationRule,
  deleteAutomationRule,
  previewAutomationRule,
  updateAutomationRule,
} from '../commands/run/automation-rule-commands.ts';
import { disableNeuron } from '../commands/run/neuron-commands.ts';
import { updateUser } from '../commands/settings/people-commands.ts';
import type { Actor } from '../model/actor.ts';
import type { RawObject } from '../model/input.ts';
import { createFollower, type Follow } from './automation.ts';

let world: World;
let lead: Actor;
let stranger: Actor;
let follow: Follow;
const reported: unknown[] = [];

const rule = (raw: RawObject = {}, as = lead): Promise<string> =>
  world
    .run(as, createAutomationRule, {
      name: `Rule ${reported.length}${Math.random()}`,
      analyzers: ['Lookup'],
      active: true,
      ...raw,
    })
    .then(({ id }) => `~${id}`);
const remove = (id: string): Promise<void> => world.run(lead, deleteAutomationRule, { id });
const jobs = (observable: string) =>
  world.stored(
    'select id, neuron_name, rule_name, rule_depth, created_by, status from skep.job where observable_id = $1 order by id',
    [observable.slice(1)],
  );
const stored = async (id: string) =>
  (await world.stored('select * from skep.automation_rule where id = $1', [id.slice(1)]))[0];
/** Records wait for older transactions, those of the databases of other tests too. */
const followAll = async (): Promise<void> => {
  const unsettled =
    'select count(*) from skep.audit where transaction_id >= pg_snapshot_xmin(pg_current_snapshot())';
  await expect
    .poll(async () => Number((await world.stored(unsettled))[0]?.count), { timeout: 30_000 })
    .toBe(0);
  while (await follow());
};
/** An alert of a severity with one observable; gives the id of the observable. */
const alerted = async (severity: number, raw: RawObject = {}): Promise<string> => {
  const alert = await someAlert(world, lead, {
    sourceRef: `${Math.random()}`,
    severity,
    observables: [{ dataType: 'ip', data: '192.0.2.7', ...raw }],
  });
  const [found] = await world.stored('select id from skep.observable where alert_id = $1', [alert.slice(1)]);
  return `~${String(found?.id)}`;
};

beforeAll(async () => {
  world = await buildWorld();
  lead = await world.person(world.organisations.first, 'org-admin', 'lead@main.test');
  stranger = await world.person(await world.organisation('strangers'), 'org-admin', 'sam@strangers.test');
  await someNeuron(world, lead, 'analyzer', { name: 'Lookup', cacheMinutes: 0 });
  await someNeuron(world, lead, 'analyzer', { name: 'Other', cacheMinutes: 0 });
  await someNeuron(world, stranger, 'analyzer', { name: 'Lookup' });
  follow = createFollower({ commands: world.dependencies, report: (error) => reported.push(error) });
});
afterAll(() => world.release());

describe('an automation rule', () => {
  it('asks for its analyzers on new observables of alerts that are severe enough, once, and says so in the job', async () => {
    const id = await rule({
      name: 'Severe',
      analyzers: ['Lookup', 'Other'],
      minimumSeverity: 3,
      place: 'alert',
    });
    const severe = await alerted(3);
    const mild = await alerted(2);
    const inCase = await someObservable(world, lead, await someCase(world, lead, { severity: 4 }));
    await followAll();
    await followAll();
    const ofRule = { rule_name: 'Severe', rule_depth: 1, created_by: lead.login, status: 'Waiting' };
    expect(await jobs(severe)).toMatchObject([
      { neuron_name: 'Lookup', ...ofRule },
      { neuron_name: 'Other', ...ofRule },
    ]);
    expect(await jobs(mild)).toEqual([]);
    expect(await jobs(inCase)).toEqual([]);
    expect(await stored(id)).toMatchObject({ requested_today: 2, fault: null, version: 1 });
    await remove(id);
  });

  it('leaves alone what was there before it, and what comes while it is off', async () => {
    const before = await alerted(2);
    world.clock.now += 1_000;
    const id = await rule();
    await followAll();
    expect(await jobs(before)).toEqual([]);
    await world.run(lead, updateAutomationRule, { id, active: false });
    const meanwhile = await alerted(2);
    world.clock.now += 1_000;
    await world.run(lead, updateAutomationRule, { id, active: true });
    await followAll();
    expect(await jobs(meanwhile)).toEqual([]);
    const after = await alerted(2);
    await followAll();
    expect(await jobs(after)).toHaveLength(1);
    await remove(id);
  });

  it('asks type, tags of the observable or of what it is in, and the mark of an indicator', async () => {
    const id = await rule({ dataTypes: ['ip'], tags: ['hot'], onlyIoc: true });
    const caseId = await someCase(world, lead, { tags: ['hot'] });
    const cold = await someCase(world, lead);
    const data = () => ({
      data: `10.0.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`,
    });
    const through = await someObservable(world, lead, caseId, { ...data(), ioc: true });
    const own = await someObservable(world, lead, cold, { ...data(), ioc: true, tags: ['hot', 'new'] });
    const plain = await someObservable(world, lead, caseId, data());
    const untagged = await someObservable(world, lead, cold, { ...data(), ioc: true });
    const domain = await someObservable(world, lead, caseId, {
      dataType: 'domain',
      data: 'evil.example',
      ioc: true,
    });
    await followAll();
    const counts = await Promise.all(
      [through, own, plain, untagged, domain].map(async (one) => (await jobs(one)).length),
    );
    expect(counts).toEqual([1, 1, 0, 0, 0]);
    await remove(id);
  });

  it('hands nothing above its TLP or PAP to an analyzer, and counts what it held back', async () => {
    const id = await rule({ maxTlp: 2, maxPap: 1 });
    const red = await alerted(2, { tlp: 4, pap: 1 });
    const guarded = await alerted(2, { tlp: 1, pap: 2, data: '192.0.2.9' });
    const open = await alerted(2, { tlp: 2, pap: 1, data: '192.0.2.10' });
    await followAll();
    expect([await jobs(red), await jobs(guarded)]).toEqual([[], []]);
    expect(await jobs(open)).toHaveLength(1);
    expect(await stored(id)).toMatchObject({ requested_today: 1, withheld_today: 2 });
    await remove(id);
  });

  it('asks for no more than its quota within a day, and again on the next', async () => {
    const id = await rule({ dailyQuota: 2 });
    const told = [await alerted(1), await alerted(1), await alerted(1)];
    await followAll();
    const counts = await Promise.all(told.map(async (one) => (await jobs(one)).length));
    expect(counts).toEqual([1, 1, 0]);
    expect(await stored(id)).toMatchObject({ requested_today: 2, over_quota_today: 1 });
    world.clock.now += 86_400_000;
    const nextDay = await alerted(1);
    await followAll();
    expect(await jobs(nextDay)).toHaveLength(1);
    expect(await stored(id)).toMatchObject({ requested_today: 1, over_quota_today: 0 });
    await remove(id);
  });

  it('meets what its runs bring into the case, but not for ever', async () => {
    const id = await rule({ place: 'case' });
    const caseId = await someCase(world, lead);
    let observable = await someObservable(world, lead, caseId, { data: '203.0.113.1' });
    const depths: unknown[] = [];
    for (const step of [1, 2, 3, 4]) {
      await followAll();
      const [job] = await jobs(observable);
      depths.push(job?.rule_depth);
      if (job === undefined) break;
      const operations = [
        { type: 'AddArtifactToCase', data: `203.0.113.${step + 1}`, dataType: 'ip', dataMessage: '' },
      ];
      await finish(world, lead, 'job', String(job.id), { operations });
      const [next] = await world.stored(
        'select id from skep.observable where case_id = $1 order by id desc limit 1',
        [caseId.slice(1)],
      );
      observable = `~${String(next?.id)}`;
    }
    expect(depths).toEqual([1, 2, 3, undefined]);
    await remove(id);
  });

  it('is for the observables of its organisation alone, and works with the rights of whoever changed it last', async () => {
    const theirs = await rule({ name: 'Theirs' }, stranger);
    const ann = await world.person(world.organisations.first, 'org-admin', 'ann@main.test');
    const hers = await rule({ name: 'Hers' }, ann);
    await world.run(lead, updateUser, { id: `~${ann.userId}`, locked: true });
    const observable = await alerted(3);
    await followAll();
    expect(await jobs(observable)).toEqual([]);
    expect(await stored(theirs)).toMatchObject({ requested_today: 0, fault: null });
    expect(await stored(hers)).toMatchObject({ fault: { code: 'permissionMissing' } });
    await world.run(lead, updateAutomationRule, { id: hers, description: 'Taken over' });
    const later = await alerted(3, { data: '192.0.2.77' });
    await followAll();
    expect(await jobs(later)).toMatchObject([{ created_by: lead.login }]);
    expect(await stored(hers)).toMatchObject({ fault: null });
    await remove(hers);
    await world.run(stranger, deleteAutomationRule, { id: theirs });
    expect(reported).toEqual([]);
  });

  it('runs the analyzers that are left when one is not enabled any more, and says which', async () => {
    const gone = await someNeuron(world, lead, 'analyzer', { name: 'Gone' });
    const id = await rule({ analyzers: ['Gone', 'Lookup'] });
    await world.run(lead, disableNeuron, { id: gone });
    const observable = await alerted(2, { data: '192.0.2.200' });
    await followAll();
    expect(await jobs(observable)).toMatchObject([{ neuron_name: 'Lookup' }]);
    expect(await stored(id)).toMatchObject({ fault: { code: 'analyzerGone', name: 'Gone' } });
    await remove(id);
  });
});

describe('a preview', () => {
  it('tells what a rule would have done in the last days, and does nothing', async () => {
    await alerted(4, { data: '198.51.100.1', tags: ['sample'] });
    await alerted(4, { data: '198.51.100.2', tags: ['sample'], tlp: 4 });
    const before = world.queued.length;
    const preview = await world.run(lead, previewAutomationRule, {
      analyzers: ['Lookup', 'Other'],
      tags: ['sample'],
      minimumSeverity: 4,
    });
    expect(preview).toMatchObject({ days: 7, matched: 2, withheld: 1, runs: 2, busiestDay: 2 });
    expect(preview.newest).toMatchObject([
      { datum: '198.51.100.2', withheld: true, analyzers: [] },
      { datum: '198.51.100.1', withheld: false, analyzers: ['Lookup', 'Other'] },
    ]);
    expect(world.queued).toHaveLength(before);
    expect(await world.run(stranger, previewAutomationRule, { analyzers: ['Lookup'] })).toMatchObject({
      matched: 0,
      newest: [],
    });
  });
});

describe('making a rule', () => {
  it('needs the permission, analyzers that are enabled, and a name of its own; every fault is told', async () => {
    const analyst = await world.person(world.organisations.first, 'analyst', 'ana@main.test');
    await expect(rule({}, analyst)).rejects.toMatchObject({ code: 'permissionMissing' });
    await expect(rule({ analyzers: ['Nothing'] })).rejects.toMatchObject({ code: 'neuronUnknown' });
    await expect(
      world.run(lead, createAutomationRule, {
        analyzers: [],
        minimumSeverity: 9,
        place: 'task',
        dailyQuota: 0,
      }),
    ).rejects.toMatchObject({
      faults: [
        { name: 'name' },
        { name: 'place' },
        { name: 'minimumSeverity' },
        { name: 'dailyQuota' },
        { name: 'analyzers' },
      ],
    });
    const id = await rule({ name: 'Twice', active: false });
    await expect(rule({ name: 'Twice' })).rejects.toMatchObject({ code: 'automationRuleAlreadyExists' });
    await expect(world.run(lead, updateAutomationRule, { id, analyzers: [] })).rejects.toMatchObject({
      faults: [{ name: 'analyzers' }],
    });
    await expect(world.run(stranger, deleteAutomationRule, { id })).rejects.toMatchObject({
      code: 'notFound',
    });
    await remove(id);
  });
});
