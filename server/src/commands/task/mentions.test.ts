import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { share, someCase, someTask } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { createCase } from '../case/create-case.ts';
import { mergeCases } from '../case/merge-cases.ts';
import { unshareCase } from '../case/share-commands.ts';
import { deleteComment } from '../frame/delete-objects.ts';
import { systemActor } from '../settings/first-start.ts';
import { updateUser } from '../settings/people-commands.ts';
import { createComment, createLog, updateComment } from './log-commands.ts';
import { markAllMentions, markMention } from './mentions.ts';
import { updateTasks } from './update-tasks.ts';

let world: World;
let ana: Actor;
let bo: Actor;
let partner: Actor;

beforeAll(async () => {
  world = await buildWorld();
  const { first } = world.organisations;
  ana = await world.person(first, 'org-admin', 'ana@main.test');
  bo = await world.person(first, 'analyst', 'bo@main.test');
  const other = await world.organisation('partner', first);
  partner = await world.person(other, 'analyst', 'pia@partner.test');
});
afterAll(() => world?.release());

/** What somebody is told: the objects in which they are mentioned, newest first. */
const told = (who: Actor, caseId: string) =>
  world
    .objects(who, [{ op: 'list', entity: 'mention' }, { op: 'output' }])
    .then((all) => all.map(({ values }) => values).filter(({ rootId }) => `~${rootId}` === caseId));

const comment = (caseId: string, message: string, as = ana) =>
  world.run(as, createComment, { caseId, message });

const named = (actor: Actor, name: string) =>
  world.run(systemActor(world.organisations.admin), updateUser, { id: `~${actor.userId}`, name });

describe('a mention', () => {
  it('tells the one who is named, and nobody else', async () => {
    const caseId = await someCase(world, ana);
    const { id } = await comment(caseId, 'please look, @bo@main.test');
    const [mention] = await told(bo, caseId);
    expect(mention).toMatchObject({
      createdBy: 'ana@main.test',
      objectType: 'Comment',
      objectId: id,
      rootType: 'Case',
      readAt: null,
    });
    expect(await told(ana, caseId)).toEqual([]);
  });

  it('is made by the short login, a word of a name and a Chinese name, where they mean one person', async () => {
    const { first } = world.organisations;
    const chen = await world.person(first, 'analyst', 'c.w@main.test');
    const maria = await world.person(first, 'analyst', 'm1@main.test');
    const marta = await world.person(first, 'analyst', 'm2@main.test');
    await named(chen, '陈伟');
    await named(maria, 'Maria Silva');
    await named(marta, 'Marta Silva');
    const caseId = await someCase(world, ana);
    await comment(caseId, '@bo @maria @silva 请@陈伟看一下');
    const counts = await Promise.all([bo, chen, maria, marta].map((who) => told(who, caseId)));
    expect(counts.map(({ length }) => length)).toEqual([1, 1, 1, 0]);
    await comment(caseId, 'again @marta.silva');
    expect(await told(marta, caseId)).toHaveLength(1);
  });

  it('is made in logs, tasks and cases as well, once for an object', async () => {
    const { id } = await world.run(ana, createCase, { title: 'T', description: 'cc @bo' });
    const caseId = `~${id}`;
    const taskId = await someTask(world, ana, caseId, {});
    await world.run(ana, updateTasks, { id: taskId, description: 'for @bo' });
    await world.run(ana, updateTasks, { id: taskId, description: 'still for @bo' });
    await world.run(ana, createLog, { taskId, message: '@bo done' });
    const types = (await told(bo, caseId)).map(({ objectType }) => objectType).sort();
    expect(types).toEqual(['Case', 'Log', 'Task']);
  });

  it('tells those whom a change of the text names newly', async () => {
    const caseId = await someCase(world, ana);
    const { id } = await comment(caseId, 'for @bo', bo);
    expect(await told(bo, caseId)).toEqual([]);
    await world.run(bo, updateComment, { id: `~${id}`, message: 'for @bo and @ana' });
    expect(await told(ana, caseId)).toHaveLength(1);
  });

  it('reaches people of another organisation while the case is shared with it', async () => {
    const caseId = await someCase(world, ana);
    await comment(caseId, '@pia is not here yet');
    expect(await told(partner, caseId)).toEqual([]);
    await share(world, ana, caseId, { name: 'partner' });
    await comment(caseId, '@pia welcome');
    await comment(caseId, '@bo hello', partner);
    expect(await told(partner, caseId)).toHaveLength(1);
    expect(await told(bo, caseId)).toHaveLength(1);
    await world.run(ana, unshareCase, { id: caseId, organisations: ['partner'] });
    expect(await told(partner, caseId)).toEqual([]);
  });

  it('moves with its object when cases are merged', async () => {
    const [one, other] = [await someCase(world, ana), await someCase(world, ana)];
    await comment(one, '@bo');
    const { id } = await world.run(ana, mergeCases, { ids: [one, other] });
    expect(await told(bo, one)).toEqual([]);
    expect(await told(bo, `~${id}`)).toHaveLength(1);
  });

  it('goes with the text that has it', async () => {
    const caseId = await someCase(world, ana);
    const { id } = await comment(caseId, '@bo');
    await world.run(ana, deleteComment, { id: `~${id}` });
    expect(await told(bo, caseId)).toEqual([]);
  });
});

describe('marking mentions as read', () => {
  it('is for one, back again, and for all', async () => {
    const caseId = await someCase(world, ana);
    await comment(caseId, 'first @bo');
    await comment(caseId, 'second @bo');
    const [one] = await told(bo, caseId);
    await world.run(bo, markMention, { id: `~${one?.id}` });
    expect((await told(bo, caseId)).map(({ readAt }) => readAt)).toEqual([world.clock.now, null]);
    await world.run(bo, markMention, { id: `~${one?.id}`, read: false });
    await world.run(bo, markAllMentions, {});
    expect((await told(bo, caseId)).every(({ readAt }) => readAt !== null)).toBe(true);
  });

  it('is for the one who is mentioned alone', async () => {
    const caseId = await someCase(world, ana);
    await comment(caseId, '@bo');
    const [mention] = await told(bo, caseId);
    const marked = world.run(ana, markMention, { id: `~${mention?.id}` });
    await expect(marked).rejects.toMatchObject({ code: 'notFound' });
  });
});
