import { afterAll, beforeAll, expect, it } from 'vitest';
import { someAlert } from '../../../../tests/support/triage.ts';
import { audits, row, share, someCase, someTask } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { importAlert } from '../alert/import-alert.ts';
import { createLog } from '../task/log-commands.ts';
import { updateTasks } from '../task/update-tasks.ts';
import { updateCases } from './update-cases.ts';

let world: World;
let analyst: Actor;
beforeAll(async () => {
  world = await buildWorld();
  analyst = await world.person(world.organisations.first, 'analyst', 'ann@main.test');
});
afterAll(() => world.release());

const later = (): number => {
  world.clock.now += 60_000;
  return world.clock.now;
};
const movesOf = (id: string) =>
  world.stored(
    `select value_before, value_after, stage_before, stage_after, actor, cause from skep.transition
      where object_id = $1 and field = 'status' order by at, id`,
    [id.slice(1)],
  );

it('the first task that is started takes a promoted case out of New, with date, audit and transition', async () => {
  const alert = await someAlert(world, analyst);
  const made = await world.run(analyst, importAlert, { alert, tasks: [{ title: 'Look' }] });
  const caseId = `~${made.id}`;
  const [task] = await world.stored('select id from skep.task where root_id = $1', [made.id]);
  const at = later();
  await world.run(analyst, updateTasks, { id: `~${String(task?.id)}`, status: 'InProgress' });
  expect(await row(world, 'case', caseId)).toMatchObject({
    status: 'InProgress',
    stage: 'InProgress',
    in_progress_date: at,
  });
  expect((await audits(world, caseId)).at(-1)).toMatchObject({
    action: 'update',
    object_type: 'Case',
    main_action: false,
    details: { status: 'InProgress', stage: 'InProgress', inProgressDate: at },
    previous: { status: 'New', stage: 'New', inProgressDate: null },
  });
  expect((await movesOf(caseId)).at(-1)).toEqual({
    value_before: 'New',
    value_after: 'InProgress',
    stage_before: 'New',
    stage_after: 'InProgress',
    actor: 'ann@main.test',
    cause: 'updateTasks',
  });
});

it('a first log does the same, also in a task that is under way or done', async () => {
  const waiting = await someCase(world, analyst);
  await world.run(analyst, createLog, { taskId: await someTask(world, analyst, waiting), message: 'Called' });
  expect(await row(world, 'case', waiting)).toMatchObject({ stage: 'InProgress' });
  expect((await movesOf(waiting)).at(-1)).toMatchObject({ cause: 'createLog' });
  const begun = await someCase(world, analyst);
  const task = await someTask(world, analyst, begun, { status: 'InProgress' });
  await world.run(analyst, createLog, { taskId: task, message: 'Called' });
  expect(await row(world, 'case', begun)).toMatchObject({ stage: 'InProgress' });
});

it('a partner who works on a shared task begins the case without a right on the case', async () => {
  const partner = await world.organisation('beginner', world.organisations.first);
  const bea = await world.person(partner, 'analyst', 'bea@beginner.test');
  const worker: Actor = { ...bea, permissions: new Set(['manageTask']) };
  const caseId = await someCase(world, analyst);
  const task = await someTask(world, analyst, caseId);
  await share(world, analyst, caseId, partner);
  await world.run(worker, updateTasks, { id: task, status: 'InProgress' });
  expect(await row(world, 'case', caseId)).toMatchObject({ stage: 'InProgress' });
});

it('a case that was begun or closed, a task that is cancelled, and what no person does, move nothing', async () => {
  const closed = await someCase(world, analyst);
  const late = await someTask(world, analyst, closed);
  await world.run(analyst, updateCases, { id: closed, status: 'FalsePositive' });
  await world.run(analyst, updateTasks, { id: late, status: 'InProgress' });
  expect(await row(world, 'case', closed)).toMatchObject({ stage: 'Closed', in_progress_date: null });
  const fresh = await someCase(world, analyst);
  await world.run(analyst, updateTasks, { id: await someTask(world, analyst, fresh), status: 'Cancel' });
  const automation: Actor = { ...analyst, person: false };
  const task = await someTask(world, automation, fresh);
  await world.run(automation, updateTasks, { id: task, status: 'InProgress' });
  await world.run(automation, createLog, { taskId: task, message: 'Done by a rule' });
  expect(await row(world, 'case', fresh)).toMatchObject({ stage: 'New', version: 1 });
});
