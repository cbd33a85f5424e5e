/** Whose people wrote something: told to those who know that organisation anyway, and to nobody else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { share, someCase, someTask } from '../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../tests/support/world.ts';
import { createComment, createLog } from '../commands/task/log-commands.ts';
import type { Actor } from '../model/actor.ts';
import type { EntityName } from '../model/registry.ts';

describe('the organisation of an author', () => {
  let world: World;
  let owner: Actor;
  let partner: Actor;
  let third: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    const { first } = world.organisations;
    owner = await world.person(first, 'org-admin', 'ann@main.test');
    partner = await world.person(await world.organisation('partner', first), 'analyst', 'pia@partner.test');
    third = await world.person(await world.organisation('third', first), 'analyst', 'tim@third.test');
  });
  afterAll(() => world.release());

  /** Logins of the authors of what somebody sees, each with the organisation that is told. */
  const authors = async (reader: Actor, entity: EntityName): Promise<unknown> => {
    const found = await world.objects(reader, [
      { op: 'list', entity },
      { op: 'page', from: 0, to: 100, extraData: ['authorOrganisation'] },
    ]);
    return Object.fromEntries(
      found.map(({ values, extraData }) => [values.createdBy, extraData.authorOrganisation]),
    );
  };
  const written = ['comment', 'log', 'audit'] as const;

  it('is told of comments, logs and records of others, and to nobody who does not know it', async () => {
    const id = await someCase(world, owner);
    const task = await someTask(world, owner, id);
    await share(world, owner, id, partner.organisation);
    await share(world, owner, id, third.organisation);
    for (const author of [owner, partner, third]) {
      await world.run(author, createComment, { caseId: id, message: 'Seen' });
      await world.run(author, createLog, { taskId: task, message: 'Done' });
    }
    for (const entity of written) {
      expect(await authors(owner, entity), entity).toMatchObject({
        [owner.login]: null,
        [partner.login]: 'partner',
        [third.login]: 'third',
      });
      expect(await authors(partner, entity), entity).toEqual({
        [owner.login]: 'main',
        [partner.login]: null,
        [third.login]: null,
      });
    }
  });

  it('is told with the names of those who worked in a case, to the same readers', async () => {
    const id = await someCase(world, owner);
    for (const { organisation } of [partner, third]) await share(world, owner, id, organisation);
    for (const author of [partner, third])
      await world.run(author, createComment, { caseId: id, message: 'Seen' });
    const people = async (reader: Actor): Promise<unknown> => {
      const found = await world.objects(reader, [
        { op: 'get', entity: 'case', id },
        { op: 'page', from: 0, to: 1, extraData: ['partnerPeople'] },
      ]);
      return found[0]?.extraData.partnerPeople;
    };
    const told = (actor: Actor, organisation: string) => ({
      login: actor.login,
      name: actor.login,
      organisation,
    });
    expect(await people(owner)).toEqual([told(partner, 'partner'), told(third, 'third')]);
    expect(await people(partner)).toEqual([told(owner, 'main')]);
  });

  it('is not asked for what one organisation alone has', async () => {
    const reader = await world.person(await world.organisation('alone'), 'analyst', 'al@alone.test');
    const id = await someCase(world, reader);
    await world.run(reader, createComment, { caseId: id, message: 'Alone' });
    expect(await authors(reader, 'comment')).toEqual({ [reader.login]: null });
  });
});
