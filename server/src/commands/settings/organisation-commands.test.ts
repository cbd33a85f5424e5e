import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audits, row } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import {
  createOrganisation,
  linkOrganisations,
  unlinkOrganisations,
  updateOrganisation,
} from './organisation-commands.ts';

describe('organisations', () => {
  let world: World;
  let platform: Actor;
  let lead: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    platform = await world.person(world.organisations.admin, 'admin');
    lead = await world.person(world.organisations.first, 'org-admin');
  });
  afterAll(() => world.release());

  const stored = async (name: string) =>
    (await world.stored('select * from skep.organisation where name = $1', [name]))[0];
  const links = async (name: string) =>
    world.stored(
      `select o.name, l.link_type from skep.organisation_link l join skep.organisation o on o.id = l.other_id
        join skep.organisation f on f.id = l.organisation_id where f.name = $1 order by o.name`,
      [name],
    );

  it('are made with the usual rules, and with a record', async () => {
    const { id } = await world.run(platform, createOrganisation, { name: 'Blue', description: 'Team' });
    expect(await stored('Blue')).toMatchObject({ id, task_rule: 'manual', locked: false });
    expect(await audits(world, `~${id}`)).toMatchObject([{ action: 'create', object_type: 'Organisation' }]);
    await expect(
      world.run(platform, createOrganisation, { name: 'Blue', description: 'Again' }),
    ).rejects.toMatchObject({ code: 'organisationAlreadyExists' });
    await expect(
      world.run(platform, createOrganisation, { name: 'admin', description: 'No' }),
    ).rejects.toMatchObject({ code: 'organisationAlreadyExists' });
  });

  it('are changed by administrators of the platform, in part by their own', async () => {
    await world.run(platform, updateOrganisation, { id: 'main', description: 'Ours', locked: false });
    await world.run(lead, updateOrganisation, { id: 'main', taskRule: 'autoShare' });
    expect(await stored('main')).toMatchObject({ description: 'Ours', task_rule: 'autoShare' });
    for (const raw of [
      { id: 'main', locked: true },
      { id: 'main', name: 'mine' },
    ])
      await expect(world.run(lead, updateOrganisation, raw)).rejects.toMatchObject({
        code: 'permissionMissing',
      });
  });

  it('of others are out of reach of an organisation’s administrator, linked or not', async () => {
    await world.organisation('linked', world.organisations.first);
    await world.organisation('unrelated');
    const raw = { description: 'x' };
    await expect(world.run(lead, updateOrganisation, { ...raw, id: 'linked' })).rejects.toMatchObject({
      code: 'permissionMissing',
    });
    await expect(world.run(lead, updateOrganisation, { ...raw, id: 'unrelated' })).rejects.toMatchObject({
      code: 'notFound',
    });
  });

  it('that hold the platform stay as they are', async () => {
    await expect(
      world.run(platform, updateOrganisation, { id: 'admin', description: 'x' }),
    ).rejects.toMatchObject({ code: 'builtIn' });
  });

  it('are linked in both directions, linked anew, and unlinked', async () => {
    const { id } = await world.organisation('partner');
    const raw = { id: 'main', other: `~${id}` };
    await world.run(platform, linkOrganisations, { ...raw, linkType: 'supervised' });
    expect(await links('partner')).toEqual([{ name: 'main', link_type: 'default' }]);
    await world.run(platform, linkOrganisations, { ...raw, otherLinkType: 'notify' });
    expect(await links('partner')).toEqual([{ name: 'main', link_type: 'notify' }]);
    expect(await links('main')).toContainEqual({ name: 'partner', link_type: 'default' });
    await world.run(platform, unlinkOrganisations, { id: 'partner', other: 'main' });
    await world.run(platform, unlinkOrganisations, { id: 'partner', other: 'main' });
    expect(await links('partner')).toEqual([]);
    expect(await audits(world, `~${world.organisations.first.id}`)).toContainEqual(
      expect.objectContaining({
        details: { link: { organisation: 'partner', linkType: 'supervised', otherLinkType: 'default' } },
      }),
    );
    expect((await audits(world, `~${id}`)).map(({ details }) => details)).toEqual([
      expect.anything(),
      { unlink: { organisation: 'main' } },
    ]);
  });

  it('are not linked with themselves, the platform, or in unknown ways', async () => {
    for (const other of ['main', 'admin'])
      await expect(world.run(platform, linkOrganisations, { id: 'main', other })).rejects.toMatchObject({
        code: 'badRequest',
      });
    await expect(world.run(platform, linkOrganisations, { id: 'main', other: 'gone' })).rejects.toMatchObject(
      {
        code: 'notFound',
      },
    );
    await expect(
      world.run(platform, linkOrganisations, { id: 'main', linkType: 'x', otherLinkType: 7 }),
    ).rejects.toMatchObject({ faults: [{ name: 'other' }, { name: 'linkType' }, { name: 'otherLinkType' }] });
  });

  it('name every bad field', async () => {
    const raw = { description: 7, taskRule: 'sometimes', locked: 'no', avatar: 'x' };
    await expect(world.run(platform, createOrganisation, raw)).rejects.toMatchObject({
      faults: expect.arrayContaining([
        expect.objectContaining({ kind: 'missing', name: 'name' }),
        expect.objectContaining({ kind: 'invalid', name: 'description' }),
        expect.objectContaining({ kind: 'invalid', name: 'taskRule' }),
        expect.objectContaining({ kind: 'invalid', name: 'locked' }),
        expect.objectContaining({ kind: 'invalid', name: 'avatar' }),
      ]),
    });
  });

  it('have a picture, which records do not hold', async () => {
    const dot = Buffer.from('89504e470d0a1a0a0000', 'hex');
    const uploads = new Map([['avatar', [await world.upload('dot.png', dot)]]]);
    const named = { name: 'pictured', description: 'x' };
    const { id } = await world.run(platform, createOrganisation, named, { uploads });
    expect(await row(world, 'organisation', `~${id}`)).toMatchObject({ avatar: dot.toString('base64') });
    await world.run(platform, updateOrganisation, { id: `~${id}`, avatar: '' });
    expect(await row(world, 'organisation', `~${id}`)).toMatchObject({ avatar: null });
    expect((await audits(world, `~${id}`)).map(({ details }) => details)).toEqual([
      expect.objectContaining({ avatar: '[binary data]' }),
      { avatar: null },
    ]);
    const script = Buffer.from('<svg onload=alert(1)>').toString('base64');
    await expect(
      world.run(platform, updateOrganisation, { id: `~${id}`, avatar: script }),
    ).rejects.toMatchObject({ faults: [expect.objectContaining({ name: 'avatar' })] });
    const text = new Map([['avatar', [await world.upload('dot.png', 'no picture')]]]);
    await expect(
      world.run(platform, createOrganisation, { ...named, name: 'other' }, { uploads: text }),
    ).rejects.toMatchObject({ faults: [expect.objectContaining({ name: 'avatar' })] });
  });

  it('are made and linked by administrators of the platform only', async () => {
    const refused = { code: 'permissionMissing' };
    const both = { id: 'main', other: 'linked' };
    await expect(world.run(lead, createOrganisation, { name: 'x', description: 'x' })).rejects.toMatchObject(
      refused,
    );
    await expect(world.run(lead, linkOrganisations, both)).rejects.toMatchObject(refused);
    await expect(world.run(lead, unlinkOrganisations, both)).rejects.toMatchObject(refused);
  });
});
