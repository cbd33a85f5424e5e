import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audits, row } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import * as dashboards from './dashboard-commands.ts';

describe('dashboards', () => {
  let world: World;
  let owner: Actor;
  let colleague: Actor;
  let reader: Actor;
  let stranger: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    const { first } = world.organisations;
    owner = await world.person(first, 'analyst', 'ann@main.test');
    colleague = await world.person(first, 'analyst', 'bob@main.test');
    reader = await world.person(first, 'read-only', 'rita@main.test');
    const strangers = await world.organisation('strangers');
    stranger = await world.person(strangers, 'org-admin', 'sam@strangers.test');
  });
  afterAll(() => world.release());

  const made = async (status: string, raw = {}): Promise<string> => {
    const input = { title: 'Week', description: 'Of work', definition: { items: [] }, status, ...raw };
    return `~${(await world.run(owner, dashboards.createDashboard, input)).id}`;
  };
  const seenBy = async (actor: Actor): Promise<string[]> =>
    (await world.objects(actor, [{ op: 'list', entity: 'dashboard' }, { op: 'output' }])).map(
      ({ values }) => `~${String(values.id)}`,
    );
  const refusal = (code: string) => expect.objectContaining({ code });

  it('are seen by their owner alone, or by the organisation', async () => {
    const [own, shared] = [await made('Private'), await made('Shared', { group: 'Team', version: 2 })];
    expect(await seenBy(owner)).toEqual(expect.arrayContaining([own, shared]));
    for (const actor of [colleague, reader]) {
      expect(await seenBy(actor)).toContain(shared);
      expect(await seenBy(actor)).not.toContain(own);
    }
    expect(await seenBy(stranger)).not.toContain(shared);
    expect(await row(world, 'dashboard', shared)).toMatchObject({
      owner: 'ann@main.test',
      dashboard_group: 'Team',
      format_version: 2,
    });
  });

  it('are changed by everybody with the permission when shared; who sees them is up to the owner', async () => {
    const id = await made('Shared');
    await world.run(colleague, dashboards.updateDashboard, { id, title: 'Month' });
    const hide = { id, status: 'Private' };
    await expect(world.run(colleague, dashboards.updateDashboard, hide)).rejects.toEqual(
      refusal('notAllowed'),
    );
    await world.run(owner, dashboards.updateDashboard, hide);
    const change = { id, title: 'Mine' };
    await expect(world.run(colleague, dashboards.updateDashboard, change)).rejects.toEqual(
      refusal('notFound'),
    );
    await expect(world.run(stranger, dashboards.updateDashboard, change)).rejects.toEqual(
      refusal('notFound'),
    );
    await expect(world.run(reader, dashboards.updateDashboard, change)).rejects.toEqual(
      refusal('permissionMissing'),
    );
  });

  it('tell nothing of themselves in records while they are private', async () => {
    const id = await made('Private', { title: 'Secret plan' });
    await world.run(owner, dashboards.updateDashboard, { id, description: 'Secret too' });
    expect((await audits(world, id)).map(({ action, details }) => [action, details])).toEqual([
      ['create', { status: 'Private' }],
      ['update', { status: 'Private' }],
    ]);
    await world.run(owner, dashboards.updateDashboard, { id, status: 'Shared', title: 'Plan' });
    expect((await audits(world, id))[2]?.details).toEqual({ status: 'Shared', title: 'Plan' });
  });

  it('are removed by a deletion, and by the status Deleted', async () => {
    const [one, other] = [await made('Shared'), await made('Private')];
    await world.run(colleague, dashboards.deleteDashboard, { id: one });
    await world.run(owner, dashboards.updateDashboard, { id: other, status: 'Deleted' });
    expect(await seenBy(owner)).toEqual(expect.not.arrayContaining([one, other]));
    expect((await audits(world, one)).at(-1)).toMatchObject({ action: 'delete', details: { title: 'Week' } });
  });

  it('are given by their owner to a member of the organisation', async () => {
    const id = await made('Private');
    const give = (actor: Actor, user: string) => world.run(actor, dashboards.giveDashboard, { id, user });
    await expect(give(owner, 'sam@strangers.test')).rejects.toEqual(refusal('notFound'));
    await give(owner, 'BOB@main.test');
    expect(await seenBy(colleague)).toContain(id);
    expect(await seenBy(owner)).not.toContain(id);
    await give(colleague, `~${owner.userId}`);
    const shared = await made('Shared');
    await expect(
      world.run(colleague, dashboards.giveDashboard, { id: shared, user: 'bob@main.test' }),
    ).rejects.toEqual(refusal('notAllowed'));
  });

  it('need a definition that is an object of bounded size', async () => {
    const faulty = expect.objectContaining({
      faults: [expect.objectContaining({ name: 'definition' })],
    });
    await expect(made('Private', { definition: 'text' })).rejects.toEqual(faulty);
    await expect(made('Private', { definition: { note: 'x'.repeat(600_000) } })).rejects.toEqual(faulty);
    await expect(made('Deleted')).rejects.toMatchObject({
      faults: [expect.objectContaining({ name: 'status' })],
    });
  });
});
