import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audits, row, someCase, someObservable } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { deleteTag, updateTag } from './tag-commands.ts';

describe('tags', () => {
  let world: World;
  let lead: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    lead = await world.person(world.organisations.first, 'org-admin');
  });
  afterAll(() => world.release());

  const tagId = async (predicate: string, organisation = world.organisations.first.id) => {
    const sql = 'select id from skep.tag where predicate = $1 and organisation_id = $2';
    const [found] = await world.stored(sql, [predicate, organisation]);
    return found === undefined ? undefined : `~${String(found.id)}`;
  };
  const found = (search: string) =>
    world.objects(lead, [
      { op: 'list', entity: 'case' },
      { op: 'filter', filter: { op: 'equals', path: 'keyword', value: search, at: '' } },
      { op: 'output' },
    ]);

  it('are renamed on everything that carries them, and found by their new text', async () => {
    const caseId = await someCase(world, lead, { tags: ['phsihing', 'other'] });
    const observable = await someObservable(world, lead, caseId, { tags: ['phsihing', 'phishing'] });
    const id = (await tagId('phsihing')) ?? '';
    await expect(world.run(lead, updateTag, { id, predicate: 'phishing' })).rejects.toMatchObject({
      code: 'tagAlreadyExists',
      message: 'Tag phishing already exists',
    });
    await world.run(lead, updateTag, { id, predicate: 'campaign', colour: '#ff0000' });
    expect((await row(world, 'case', caseId)).tags).toEqual(['campaign', 'other']);
    expect((await row(world, 'observable', observable)).tags).toEqual(['campaign', 'phishing']);
    expect(await audits(world, id)).toMatchObject([
      { action: 'update', details: { predicate: 'campaign', colour: '#ff0000' } },
    ]);
    expect(await found('campaign')).toHaveLength(1);
    await someCase(world, lead, { tags: ['phsihing'] });
    expect(await tagId('phsihing')).toBeDefined();
  });

  it('are taken off everything when they are removed', async () => {
    const caseId = await someCase(world, lead, { tags: ['gone', 'stays'] });
    const id = (await tagId('gone')) ?? '';
    await world.run(lead, deleteTag, { id });
    expect((await row(world, 'case', caseId)).tags).toEqual(['stays']);
    expect(await tagId('gone')).toBeUndefined();
    expect(await audits(world, id)).toMatchObject([{ action: 'delete', details: { predicate: 'gone' } }]);
    await someCase(world, lead, { tags: ['gone'] });
    expect(await tagId('gone')).toBeDefined();
  });

  it('of another organisation are out of reach, and its objects keep theirs', async () => {
    const others = await world.organisation('others');
    const stranger = await world.person(others, 'org-admin');
    const theirs = await someCase(world, stranger, { tags: ['common'] });
    await someCase(world, lead, { tags: ['common'] });
    const id = (await tagId('common', others.id)) ?? '';
    await expect(world.run(lead, updateTag, { id, predicate: 'x' })).rejects.toMatchObject({
      code: 'notFound',
    });
    await expect(world.run(lead, deleteTag, { id })).rejects.toMatchObject({ code: 'notFound' });
    await world.run(lead, deleteTag, { id: await tagId('common') });
    expect((await row(world, 'case', theirs)).tags).toEqual(['common']);
  });

  it('are refused with bad fields and without the permission', async () => {
    await someCase(world, lead, { tags: ['fine'] });
    const id = (await tagId('fine')) ?? '';
    await expect(world.run(lead, updateTag, { id, colour: 'red', predicate: '' })).rejects.toMatchObject({
      code: 'invalidFields',
    });
    await expect(world.run(lead, updateTag, { id, colour: 'red' })).rejects.toMatchObject({
      faults: [{ name: 'colour' }],
    });
    const analyst = await world.person(world.organisations.first, 'analyst');
    await expect(world.run(analyst, updateTag, { id, predicate: 'x' })).rejects.toMatchObject({
      code: 'permissionMissing',
    });
    await expect(world.run(analyst, deleteTag, { id })).rejects.toMatchObject({ code: 'permissionMissing' });
  });
});
