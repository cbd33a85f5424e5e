/** Who sees what of a shared case: by the compiled conditions alone, by the row policies alone, and through every door. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  read,
  recorded,
  related,
  seenByCompiler,
  seenByPolicy,
  someAlert,
} from '../../../../tests/support/triage.ts';
import { someCase, someObservable, someTask } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import type { RawObject } from '../../model/input.ts';
import type { Database } from '../../storage/database.ts';
import { PolicyRefused } from '../../storage/errors.ts';
import { mergeAlerts } from '../alert/merge-alerts.ts';
import { type Command, runCommand } from '../frame/command.ts';
import { updateObservables } from '../observable/observable-commands.ts';
import { createComment, createLog } from '../task/log-commands.ts';
import { createTask } from '../task/task-commands.ts';
import { updateTasks } from '../task/update-tasks.ts';
import { addCaseAttachments } from '../value/attachments.ts';
import { setCaseShares, shareCase, unshareCase, unshareTask } from './share-commands.ts';
import { updateCases } from './update-cases.ts';

type Organisation = { readonly id: string; readonly name: string };

/** A database whose statements all run past the row policies. */
function withoutPolicies({ dependencies }: World): Database {
  const { database } = dependencies;
  return {
    ...database,
    transaction: (_, work) => database.transaction({ role: 'worker' }, work),
    read: (_, statement, options) => database.read({ role: 'worker' }, statement, options),
  };
}

describe('a shared case', () => {
  let world: World;
  let main: Organisation;
  let owner: Actor;
  let partner: Organisation;
  let guest: Actor;
  let third: Organisation;
  const counter = { partners: 0 };
  beforeAll(async () => {
    world = await buildWorld();
    main = world.organisations.first;
    owner = await world.person(main, 'analyst', 'ann@main.test');
  });
  beforeEach(async () => {
    counter.partners += 1;
    partner = await world.organisation(`partner${counter.partners}`, main);
    guest = await world.person(partner, 'analyst', `gil@${partner.name}.test`);
    third = await world.organisation(`third${counter.partners}`, main);
  });
  afterAll(() => world.release());

  const give = (caseId: string, raw: object = {}, to = partner) =>
    world.run(owner, shareCase, { id: caseId, shares: [{ organisation: to.name, ...raw }] });
  const take = (caseId: string, from = partner) =>
    world.run(owner, unshareCase, { id: caseId, organisations: [from.name] });
  const comment = (actor: Actor, caseId: string) =>
    world.run(actor, createComment, { caseId, message: `by ${actor.login}` });

  async function fullCase(): Promise<string> {
    const caseId = await someCase(world, owner);
    const task = await someTask(world, owner, caseId);
    await world.run(owner, createLog, { taskId: task, message: 'Looked' });
    await someObservable(world, owner, caseId);
    await comment(owner, caseId);
    const uploads = new Map([['attachments', [await world.upload('a.txt', 'a')]]]);
    await world.run(owner, addCaseAttachments, { id: caseId }, { uploads });
    return caseId;
  }

  it('is nowhere to be seen before it is shared', async () => {
    const caseId = await fullCase();
    expect(await seenByPolicy(world, partner, caseId)).toEqual({});
    expect(await seenByCompiler(world, guest)).toEqual({});
  });

  it('shows the case with its tasks, logs, observables, comments, files and history at both barriers', async () => {
    const caseId = await fullCase();
    await give(caseId);
    const byPolicy = await seenByPolicy(world, partner, caseId);
    const { transition: _, ...visible } = byPolicy;
    expect(visible).toEqual({
      case: 1,
      task: 1,
      task_log: 1,
      comment: 1,
      observable: 1,
      attachment: 1,
      audit: 9,
    });
    expect(await seenByCompiler(world, guest)).toEqual({
      case: 1,
      task: 1,
      log: 1,
      comment: 1,
      observable: 1,
      attachment: 1,
      audit: 9,
    });
  });

  it('shows the case without its tasks and observables when only the case is given', async () => {
    const caseId = await fullCase();
    await give(caseId, { share: false });
    const byCompiler = await seenByCompiler(world, guest);
    expect(byCompiler).toMatchObject({ case: 1, comment: 1, attachment: 1 });
    for (const hidden of ['task', 'log', 'observable']) expect(byCompiler).not.toHaveProperty(hidden);
    const byPolicy = await seenByPolicy(world, partner, caseId);
    for (const hidden of ['task', 'task_log', 'observable']) expect(byPolicy).not.toHaveProperty(hidden);
  });

  it('hides everything at once when it is taken back, also what the guest wrote', async () => {
    const caseId = await fullCase();
    await give(caseId);
    const task = await someTask(world, guest, caseId, { title: 'Of the guest' });
    await world.run(guest, createLog, { taskId: task, message: 'Done' });
    await someObservable(world, guest, caseId, { data: '192.0.2.77' });
    await comment(guest, caseId);
    await take(caseId);
    expect(await seenByPolicy(world, partner, caseId)).toEqual({});
    expect(await seenByCompiler(world, guest)).toEqual({});
    await expect(comment(guest, caseId)).rejects.toMatchObject({ code: 'notFound' });
    await expect(world.run(guest, updateTasks, { id: task, title: 'x' })).rejects.toMatchObject({
      code: 'notFound',
    });
    expect(await related(world, owner, 'case', caseId, 'tasks')).toHaveLength(2);
    expect(await related(world, owner, 'case', caseId, 'comments')).toHaveLength(2);
  });

  it('shows everything again when it is given again', async () => {
    const caseId = await fullCase();
    await give(caseId);
    await comment(guest, caseId);
    const before = await seenByCompiler(world, guest);
    await take(caseId);
    await give(caseId);
    expect(await seenByCompiler(world, guest)).toEqual({ ...before, audit: (before.audit ?? 0) + 2 });
  });

  it('lets the guest work: comments, tasks, logs, observables and files that the owner sees', async () => {
    const caseId = await fullCase();
    await give(caseId);
    const [task] = await related(world, guest, 'case', caseId, 'tasks');
    const taskId = `~${String(task?.values.id)}`;
    await world.run(guest, createLog, { taskId, message: 'Helped' });
    await world.run(guest, updateTasks, { id: taskId, status: 'Completed' });
    await someTask(world, guest, caseId, { title: 'Of the guest' });
    await someObservable(world, guest, caseId, { data: '192.0.2.78' });
    await comment(guest, caseId);
    await world.run(guest, updateCases, { id: caseId, addTags: ['helped'] });
    const uploads = new Map([['attachments', [await world.upload('b.txt', 'b')]]]);
    await world.run(guest, addCaseAttachments, { id: caseId }, { uploads });
    const sizes = async (actor: Actor) =>
      Promise.all(
        ['tasks', 'observables', 'comments', 'attachments'].map(
          async (relation) => (await related(world, actor, 'case', caseId, relation)).length,
        ),
      );
    expect(await sizes(owner)).toEqual([2, 2, 2, 2]);
    expect(await sizes(guest)).toEqual([2, 2, 2, 2]);
    expect(await related(world, owner, 'task', taskId, 'logs')).toHaveLength(2);
    expect((await read(world, owner, 'case', caseId)).values.tags).toEqual(['helped']);
    const mine = await seenByPolicy(world, main, caseId);
    expect(mine).toMatchObject({ task: 2, task_log: 2, observable: 2, comment: 2, attachment: 2 });
  });

  it('belongs to its owner whoever writes into it', async () => {
    const caseId = await fullCase();
    await give(caseId);
    await comment(guest, caseId);
    const owners = await world.stored(
      'select distinct organisation_id from skep.comment where root_id = $1',
      [caseId.slice(1)],
    );
    expect(owners).toEqual([{ organisation_id: main.id }]);
  });

  it('shows new tasks and observables by the rule of each share; the writer and the owner see them always', async () => {
    const caseId = await someCase(world, owner);
    await give(caseId, { taskRule: 'autoShare' });
    await give(caseId, { observableRule: 'autoShare' }, third);
    const count = async (organisation: Organisation) => {
      const { task = 0, observable = 0 } = await seenByPolicy(world, organisation, caseId);
      return [task, observable];
    };
    await someTask(world, owner, caseId);
    await someObservable(world, owner, caseId);
    expect([await count(partner), await count(third)]).toEqual([
      [1, 0],
      [0, 1],
    ]);
    await someTask(world, guest, caseId, { title: 'Of the guest' });
    await someObservable(world, guest, caseId, { data: '192.0.2.79' });
    expect([await count(main), await count(partner), await count(third)]).toEqual([
      [2, 2],
      [2, 1],
      [0, 2],
    ]);
  });

  it('follows a change of the rules of the case, unless the share has rules of its own', async () => {
    const caseId = await someCase(world, owner);
    await give(caseId);
    await give(caseId, { taskRule: 'autoShare' }, third);
    await world.run(owner, updateCases, { id: caseId, taskRule: 'autoShare' });
    await someTask(world, owner, caseId);
    await world.run(owner, updateCases, { id: caseId, taskRule: 'manual' });
    await someTask(world, owner, caseId);
    expect((await seenByPolicy(world, partner, caseId)).task).toBe(1);
    expect((await seenByPolicy(world, third, caseId)).task).toBe(1);
  });

  it('gives no more than the profile of the share, whatever the profile of the guest', async () => {
    const caseId = await fullCase();
    await give(caseId, { profile: 'read-only' });
    const refused = { code: 'permissionMissing' };
    const [task] = await related(world, guest, 'case', caseId, 'tasks');
    const [observable] = await related(world, guest, 'case', caseId, 'observables');
    await expect(comment(guest, caseId)).rejects.toMatchObject(refused);
    await expect(world.run(guest, createTask, { caseId, title: 'x' })).rejects.toMatchObject(refused);
    await expect(
      world.run(guest, updateTasks, { id: `~${String(task?.values.id)}`, title: 'x' }),
    ).rejects.toMatchObject(refused);
    await expect(
      world.run(guest, updateObservables, { id: `~${String(observable?.values.id)}`, ioc: true }),
    ).rejects.toMatchObject(refused);
  });

  it('tells in the audit who saw it before and after each change', async () => {
    const caseId = await fullCase();
    const [mine, both] = [[main.id], [main.id, partner.id]];
    const seers = (records: readonly { organisations_before: unknown; organisation_ids: unknown }[]) =>
      records.map((one) => [one.organisations_before, one.organisation_ids]);
    expect(seers(await recorded(world, () => give(caseId)))).toEqual([[mine, both]]);
    const between = await recorded(world, () => world.run(owner, updateCases, { id: caseId, flag: true }));
    expect(seers(between)).toEqual([[both, both]]);
    const [task] = await related(world, owner, 'case', caseId, 'tasks');
    const id = `~${String(task?.values.id)}`;
    const hidden = await recorded(world, () =>
      world.run(owner, unshareTask, { id, organisations: [partner.name] }),
    );
    expect(hidden.map((one) => one.object_type)).toEqual(['Task']);
    expect(seers(hidden)).toEqual([[both, mine]]);
    expect(seers(await recorded(world, () => take(caseId)))).toEqual([[both, mine]]);
    expect(
      seers(await recorded(world, () => world.run(owner, updateCases, { id: caseId, flag: false }))),
    ).toEqual([[mine, mine]]);
  });

  it('is kept by our own conditions where the row policies are gone', async () => {
    const caseId = await fullCase();
    await give(caseId, {}, third);
    await give(caseId);
    const secret = { dataType: 'ip', data: '192.0.2.80', tags: ['secret'] };
    const hidden = await someObservable(world, owner, caseId, secret);
    const task = await someTask(world, owner, caseId, { title: 'Hidden' });
    const unguarded = <I, O>(command: Command<I, O>, raw: RawObject): Promise<O> =>
      runCommand({ ...world.dependencies, database: withoutPolicies(world) }, command, raw, {
        actor: guest,
        requestId: 'unguarded',
      });
    const alert = await someAlert(world, guest, { observables: [{ ...secret, tags: ['mine'] }] });
    await unguarded(mergeAlerts, { caseId, alertIds: [alert] });
    expect((await read(world, owner, 'observable', hidden)).values.tags).toEqual(['secret']);
    await expect(unguarded(updateTasks, { id: task, title: 'x' })).rejects.toMatchObject({
      code: 'notFound',
    });
    await unguarded(setCaseShares, { id: caseId, shares: [] });
    const leave = unguarded(unshareCase, { id: caseId, organisations: [third.name] });
    await expect(leave).rejects.toMatchObject({ code: 'notFound' });
    expect(await seenByPolicy(world, third, caseId)).toMatchObject({ case: 1 });
    await unguarded(updateCases, { id: caseId, status: 'Other' });
    expect((await read(world, owner, 'task', task)).values.status).toBe('Waiting');
    await take(caseId);
    await expect(unguarded(createComment, { caseId, message: 'x' })).rejects.toMatchObject({
      code: 'notFound',
    });
  });

  it('cannot be written into by those who have no share, even past all our own conditions', async () => {
    const caseId = await fullCase();
    const { database } = world.dependencies;
    const scope = { role: 'organisation', organisationId: partner.id } as const;
    const [row] = await world.stored('select * from skep.comment where root_id = $1', [caseId.slice(1)]);
    const insert = {
      sql: `insert into skep.comment (root_id, id, organisation_id, organisation_ids, visible_through, created_at, created_by, message)
        values ($1, 1, $2, '{}', $1, now(), 'x', 'x')`,
      parameters: [caseId.slice(1), main.id],
    };
    await expect(database.transaction(scope, (tx) => tx.run(insert))).rejects.toThrow(PolicyRefused);
    const change = { sql: 'update skep.comment set message = $2 where id = $1', parameters: [row?.id, 'x'] };
    expect((await database.transaction(scope, (tx) => tx.run(change))).count).toBe(0);
    await give(caseId, { profile: 'read-only' });
    const escalate = {
      sql: "update skep.share set profile_id = (select id from skep.profile where name = 'org-admin') where root_id = $1",
      parameters: [caseId.slice(1)],
    };
    expect((await database.transaction(scope, (tx) => tx.run(escalate))).count).toBe(0);
  });
});
