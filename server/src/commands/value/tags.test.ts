import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { someAlert } from '../../../../tests/support/triage.ts';
import { someCase } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { updateCases } from '../case/update-cases.ts';
import { createKnownTags } from './tags.ts';

describe('tags', () => {
  let world: World;
  let analyst: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst', 'ann@main.test');
  });
  afterAll(() => world.release());

  const tags = async (actor = analyst) =>
    (await world.objects(actor, [{ op: 'list', entity: 'tag' }, { op: 'output' }])).map(
      (one) => one.values.predicate,
    );

  it('come into being with what is tagged, once for each organisation', async () => {
    await someAlert(world, analyst, {
      tags: ['alert'],
      observables: [{ dataType: 'ip', data: '192.0.2.1', tags: ['observable'] }],
    });
    const id = await someCase(world, analyst, { tags: ['case', 'alert'] });
    await world.run(analyst, updateCases, { id, addTags: ['added', 'alert'] });
    expect(await tags()).toEqual(['added', 'alert', 'case', 'observable']);
    const stranger = await world.person(
      await world.organisation('strange', world.organisations.first),
      'analyst',
    );
    await someCase(world, stranger, { tags: ['alert'] });
    expect(await tags(stranger)).toEqual(['alert']);
  });

  it('are noted although the first request that brought them failed', async () => {
    const refused = someCase(world, analyst, {
      tags: ['lost'],
      sharingParameters: [{ organisation: 'unheard' }],
    });
    await expect(refused).rejects.toMatchObject({ code: 'notFound' });
    await someCase(world, analyst, { tags: ['lost'] });
    expect(await tags()).toContain('lost');
  });

  it('can be brought by many requests at the same moment, in any order', async () => {
    const many = Array.from({ length: 20 }, (_, index) => `many${index}`);
    world.dependencies.knownTags.forget(world.organisations.first.id);
    await Promise.all(
      [many, many.toReversed(), many, many.toReversed()].map((list) => {
        world.dependencies.knownTags.forget(world.organisations.first.id);
        return someCase(world, analyst, { tags: list });
      }),
    );
    expect((await tags()).filter((tag) => String(tag).startsWith('many'))).toHaveLength(20);
  });

  it('are remembered within bounds', () => {
    const known = createKnownTags();
    expect(known.unseen('1', ['a', 'b', 'a'])).toEqual(['a', 'b']);
    expect(known.unseen('1', ['b', 'c'])).toEqual(['c']);
    expect(known.unseen('2', ['a'])).toEqual(['a']);
    known.forget('1');
    expect(known.unseen('1', ['a'])).toEqual(['a']);
    const many = Array.from({ length: 5_001 }, (_, index) => String(index));
    known.unseen('1', many.slice(0, 5_000));
    expect(known.unseen('1', ['another', 'a'])).toEqual(['another', 'a']);
  });
});
