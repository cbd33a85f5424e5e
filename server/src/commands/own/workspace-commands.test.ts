import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audits } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { createView, deleteDraft, deleteView, saveDraft, updateView } from './workspace-commands.ts';

const view = { name: 'Open', entity: 'Case', filter: { status: 'New' }, listOptions: {}, isShared: false };

describe('views', () => {
  let world: World;
  let author: Actor;
  let colleague: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    author = await world.person(world.organisations.first, 'read-only', 'ann@main.test');
    colleague = await world.person(world.organisations.first, 'org-admin', 'bob@main.test');
  });
  afterAll(() => world.release());

  const seenBy = (actor: Actor, id: string) =>
    world.objects(actor, [{ op: 'get', entity: 'view', id }, { op: 'output' }]);

  it('belong to their author, who needs no permission, and are recorded', async () => {
    const { id } = await world.run(author, createView, { ...view, sortList: ['-number'] });
    await world.run(author, updateView, { id: `~${id}`, name: 'Mine', filter: {} });
    expect(await seenBy(author, id)).toMatchObject([
      { values: { name: 'Mine', filter: {}, sortList: ['-number'] } },
    ]);
    expect(await seenBy(colleague, id)).toEqual([]);
    await expect(world.run(colleague, updateView, { id: `~${id}`, name: 'x' })).rejects.toMatchObject({
      code: 'notFound',
    });
    await world.run(author, deleteView, { id: `~${id}` });
    expect(await seenBy(author, id)).toEqual([]);
    expect((await audits(world, `~${id}`)).map(({ action }) => action)).toEqual([
      'create',
      'update',
      'delete',
    ]);
  });

  it('that are shared are seen by colleagues, and changed by their author only', async () => {
    const { id } = await world.run(author, createView, { ...view, isShared: true });
    expect(await seenBy(colleague, id)).toHaveLength(1);
    for (const command of [updateView, deleteView])
      await expect(world.run(colleague, command, { id: `~${id}` })).rejects.toMatchObject({
        code: 'notAllowed',
      });
    const stranger = await world.person(await world.organisation('others'), 'org-admin');
    await expect(world.run(stranger, deleteView, { id: `~${id}` })).rejects.toMatchObject({
      code: 'notFound',
    });
  });

  it('name every bad field', async () => {
    const raw = { filter: [], listOptions: 'x', sortList: [7], showColumns: 'all', isShared: 1, x: 1 };
    await expect(world.run(author, createView, raw)).rejects.toMatchObject({
      faults: expect.arrayContaining(
        ['name', 'entity', 'filter', 'listOptions', 'sortList', 'showColumns', 'isShared', 'x'].map((name) =>
          expect.objectContaining({ name }),
        ),
      ),
    });
    const { id } = await world.run(author, createView, view);
    const large = { id: `~${id}`, filter: { text: 'x'.repeat(100_000) } };
    await expect(world.run(author, updateView, large)).rejects.toMatchObject({
      faults: [{ name: 'filter' }],
    });
  });
});

describe('drafts', () => {
  let world: World;
  let author: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    author = await world.person(world.organisations.first, 'read-only', 'ann@main.test');
  });
  afterAll(() => world.release());

  const drafts = (actor: Actor) => world.objects(actor, [{ op: 'list', entity: 'draft' }, { op: 'output' }]);

  it('are kept once for each place, seen by their author only, and not recorded', async () => {
    const first = await world.run(author, saveDraft, { place: 'case/1', content: { text: 'a' } });
    const second = await world.run(author, saveDraft, { place: 'case/1', content: { text: 'ab' } });
    expect(second).toEqual(first);
    expect(await drafts(author)).toMatchObject([
      { values: { id: first.id, place: 'case/1', content: { text: 'ab' }, version: 2 } },
    ]);
    const colleague = await world.person(world.organisations.first, 'org-admin');
    expect(await drafts(colleague)).toEqual([]);
    await world.run(colleague, deleteDraft, { place: 'case/1' });
    expect(await drafts(author)).toHaveLength(1);
    await world.run(author, deleteDraft, { place: 'case/1' });
    expect(await drafts(author)).toEqual([]);
    expect(await audits(world, `~${first.id}`)).toEqual([]);
  });

  it('are refused without a place, and when they are too long', async () => {
    const raw = { content: 'x'.repeat(1_300_000) };
    await expect(world.run(author, saveDraft, raw)).rejects.toMatchObject({
      faults: [{ name: 'place' }, { name: 'content' }],
    });
    await expect(world.run(author, deleteDraft, {})).rejects.toMatchObject({ faults: [{ name: 'place' }] });
  });
});
