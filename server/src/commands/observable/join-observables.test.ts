/** Observables that a case holds twice become one, and nothing of either is lost. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recorded, related } from '../../../../tests/support/triage.ts';
import { someCase, someJob, someNeuron, someObservable } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { createCustomEvent } from '../case/custom-event-commands.ts';
import { joinObservablesOfCase } from './join-observables.ts';

let world: World;
let ann: Actor;
beforeAll(async () => {
  world = await buildWorld();
  ann = await world.person(world.organisations.first, 'org-admin', 'ann@main.test');
});
afterAll(() => world?.release());

it('go into the oldest with tags, marks, runs and events; others are left alone', async () => {
  await someNeuron(world, ann, 'analyzer', { name: 'Lookup' });
  const caseId = await someCase(world, ann);
  const first = await someObservable(world, ann, caseId, { data: '192.0.2.1', tags: ['a'] });
  const second = await someObservable(world, ann, caseId, { data: '192.0.2.2', tags: ['b'], ioc: true });
  await someObservable(world, ann, caseId, { data: '192.0.2.3' });
  const job = await someJob(world, ann, 'Lookup', second);
  const join = () => world.run(ann, joinObservablesOfCase, { caseId });
  expect(await recorded(world, join)).toEqual([]);
  const event = await world.run(ann, createCustomEvent, {
    caseId,
    title: 'Beacon',
    date: 1,
    evidence: [first, second],
  });
  // No command makes the same twice; older data and merges of shares may.
  await world.dependencies.database.transaction({ role: 'worker' }, async (transaction) =>
    transaction.run({
      sql: 'update skep.observable s set match_hash = t.match_hash from skep.observable t where s.id = $1 and t.id = $2',
      parameters: [second.slice(1), first.slice(1)],
    }),
  );
  expect(await join()).toEqual({ untouched: 1, updated: 1, deleted: 1 });
  const left = await related(world, ann, 'case', caseId, 'observables');
  expect(left.map(({ values }) => values.data).sort()).toEqual(['192.0.2.1', '192.0.2.3']);
  expect(left.find(({ values }) => values.data === '192.0.2.1')?.values).toMatchObject({
    tags: ['a', 'b'],
    ioc: true,
  });
  const [moved] = await world.stored('select observable_id from skep.job where id = $1', [job]);
  expect(moved).toEqual({ observable_id: first.slice(1) });
  const [told] = await world.stored('select evidence from skep.custom_event where id = $1', [event.id]);
  expect(told).toEqual({ evidence: [first.slice(1)] });
  expect(await join()).toEqual({ untouched: 2, updated: 0, deleted: 0 });
});

it('are joined by those who may change the case', async () => {
  const caseId = await someCase(world, ann);
  const reader = await world.person(world.organisations.first, 'read-only');
  await expect(world.run(reader, joinObservablesOfCase, { caseId })).rejects.toMatchObject({
    code: 'permissionMissing',
  });
  await expect(world.run(ann, joinObservablesOfCase, {})).rejects.toMatchObject({ code: 'invalidFields' });
});
