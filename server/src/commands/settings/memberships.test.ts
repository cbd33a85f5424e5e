import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audits } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { setUserOrganisations } from './memberships.ts';

describe('setUserOrganisations', () => {
  let world: World;
  let platform: Actor;
  let lead: Actor;
  let others: { id: string; name: string };
  beforeAll(async () => {
    world = await buildWorld();
    platform = await world.person(world.organisations.admin, 'admin');
    lead = await world.person(world.organisations.first, 'org-admin', 'lead@main.test');
    others = await world.organisation('others');
  });
  afterAll(() => world.release());

  const set = (actor: Actor, id: string, ...organisations: readonly object[]) =>
    world.run(actor, setUserOrganisations, { id, organisations });
  const state = async (login: string) => {
    const rows = await world.stored(
      `select o.name, p.name as profile, o.id = u.default_organisation_id as preferred from skep.membership m
        join skep.user_account u on u.id = m.user_id join skep.organisation o on o.id = m.organisation_id
        join skep.profile p on p.id = m.profile_id where u.login = $1 order by o.name`,
      [login],
    );
    return rows.map((row) => `${row.name} ${row.profile}${row.preferred === true ? ' *' : ''}`);
  };

  it('replaces all memberships and the default one, and answers what was given', async () => {
    const login = 'ann@main.test';
    const { userId } = await world.person(world.organisations.first, 'analyst', login);
    const answer = await set(
      platform,
      login,
      { organisation: 'main', profile: 'read-only' },
      { organisation: `~${others.id}`, profile: 'org-admin', default: true },
    );
    expect(answer.organisations).toEqual([
      { organisation: 'main', profile: 'read-only', default: false },
      { organisation: `~${others.id}`, profile: 'org-admin', default: true },
    ]);
    expect(await state(login)).toEqual(['main read-only', 'others org-admin *']);
    expect((await audits(world, `~${userId}`)).at(-1)).toMatchObject({ action: 'update', details: answer });
    await set(platform, login, { organisation: 'main', profile: 'analyst' });
    expect(await state(login)).toEqual(['main analyst *']);
  });

  it('by an administrator of one organisation touches that one only', async () => {
    const login = 'bob@main.test';
    await world.person(world.organisations.first, 'analyst', login);
    await set(
      platform,
      login,
      { organisation: 'main', profile: 'analyst' },
      { organisation: 'others', profile: 'analyst', default: true },
    );
    await set(lead, login, { organisation: 'main', profile: 'read-only' });
    expect(await state(login)).toEqual(['main read-only', 'others analyst *']);
    await expect(set(lead, login, { organisation: 'others', profile: 'org-admin' })).rejects.toMatchObject({
      code: 'notFound',
    });
  });

  it('puts nobody out of the organisation they work in', async () => {
    const raw = { organisation: 'others', profile: 'analyst' };
    await expect(set(lead, 'lead@main.test', raw)).rejects.toMatchObject({ code: 'notFound' });
    const self = platform.login;
    await expect(set(platform, self, raw)).rejects.toMatchObject({
      code: 'notAllowed',
      message: 'You cannot remove yourself',
    });
  });

  it('needs at least one organisation, each once, with a profile that fits', async () => {
    const login = 'cid@main.test';
    await world.person(world.organisations.first, 'analyst', login);
    await expect(set(platform, login)).rejects.toMatchObject({ faults: [{ name: 'organisations' }] });
    const main = { organisation: 'main', profile: 'analyst' };
    await expect(set(platform, login, main, { ...main, organisation: 'main' })).rejects.toMatchObject({
      faults: [{ name: 'organisations', given: 'main' }],
    });
    await expect(set(platform, login, { ...main, profile: 'admin' })).rejects.toMatchObject({
      faults: [{ name: 'profile' }],
    });
    await expect(set(platform, login, { organisation: 7 }, {})).rejects.toMatchObject({
      faults: [
        { name: 'organisations[0].organisation' },
        { name: 'organisations[0].profile' },
        { name: 'organisations[1].organisation' },
        { name: 'organisations[1].profile' },
      ],
    });
    await expect(
      world.run(platform, setUserOrganisations, { organisations: ['main'] }),
    ).rejects.toMatchObject({ faults: [{ name: 'id' }, { name: 'organisations[0]' }] });
    expect(await state(login)).toEqual(['main analyst *']);
  });

  it('is refused without the permission and for users of others', async () => {
    await world.person(others, 'analyst', 'dan@others.test');
    const analyst = await world.person(world.organisations.first, 'analyst');
    const raw = { organisation: 'main', profile: 'analyst' };
    await expect(set(analyst, 'cid@main.test', raw)).rejects.toMatchObject({ code: 'permissionMissing' });
    await expect(set(lead, 'dan@others.test', raw)).rejects.toMatchObject({ code: 'notFound' });
  });
});
