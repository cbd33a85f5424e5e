import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recorded } from '../../../../tests/support/triage.ts';
import { audits, share, someCase } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { deleteCase } from '../frame/delete-objects.ts';
import { purgeDeleted } from '../frame/purge-deleted.ts';
import { restoreObject } from '../frame/restore-object.ts';
import { setCaseAccess } from './case-access.ts';
import { addCaseLink, addExternalLink, removeCaseLink, removeExternalLink } from './case-links.ts';
import { mergeCases } from './merge-cases.ts';

describe('links of cases', () => {
  let world: World;
  let analyst: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst', 'ann@main.test');
  });
  afterAll(() => world.release());

  const linksOf = async (actor: Actor, id: string): Promise<unknown> => {
    const [found] = await world.objects(actor, [
      { op: 'get', entity: 'case', id: id.slice(1) },
      { op: 'page', from: 0, to: 1, extraData: ['links'] },
    ]);
    return found?.extraData.links;
  };
  const numberOf = async (id: string): Promise<number> => {
    const [row] = await world.stored('select number from skep."case" where id = $1', [id.slice(1)]);
    return Number(row?.number);
  };

  it('stand in both cases, each once, and are recorded in both', async () => {
    const [one, other] = [
      await someCase(world, analyst),
      await someCase(world, analyst, { title: 'Second' }),
    ];
    const raw = { id: one, type: 'Same actor', caseId: String(await numberOf(other)) };
    const records = await recorded(world, () => world.run(analyst, addCaseLink, raw));
    expect(records.map(({ object_id: id, action }) => [id, action])).toEqual([
      [one.slice(1), 'update'],
      [other.slice(1), 'update'],
    ]);
    expect(await recorded(world, () => world.run(analyst, addCaseLink, raw))).toEqual([]);
    expect(await linksOf(analyst, one)).toEqual({
      caseLinks: [
        { type: 'Same actor', caseId: other.slice(1), number: await numberOf(other), title: 'Second' },
      ],
      externalLinks: [],
    });
    expect(await linksOf(analyst, other)).toMatchObject({ caseLinks: [{ caseId: one.slice(1) }] });
    expect((await audits(world, one)).at(-1)?.details).toEqual({
      link: { type: 'Same actor', added: true, case: other, number: await numberOf(other) },
    });
    await world.run(analyst, removeCaseLink, { id: other, type: 'Same actor', caseId: one });
    expect(await recorded(world, () => world.run(analyst, removeCaseLink, raw))).toEqual([]);
    for (const id of [one, other]) expect(await linksOf(analyst, id)).toMatchObject({ caseLinks: [] });
  });

  it('lead to pages of the web only', async () => {
    const id = await someCase(world, analyst);
    const raw = { id, type: 'Ticket', url: 'https://tickets.example/7' };
    await world.run(analyst, addExternalLink, raw);
    await world.run(analyst, addExternalLink, raw);
    expect(await linksOf(analyst, id)).toEqual({
      caseLinks: [],
      externalLinks: [{ type: 'Ticket', url: 'https://tickets.example/7' }],
    });
    for (const url of ['javascript:alert(1)', 'file:///etc/passwd', 'https://a\nb', 7, undefined])
      await expect(world.run(analyst, addExternalLink, { ...raw, url })).rejects.toMatchObject({
        code: 'invalidFields',
      });
    await world.run(analyst, addExternalLink, { ...raw, url: 'http://' });
    await world.run(analyst, removeExternalLink, raw);
    await world.run(analyst, removeExternalLink, raw);
    expect(await linksOf(analyst, id)).toMatchObject({ externalLinks: [{ url: 'http://' }] });
  });

  it('need a case that may be changed on either side, and another one', async () => {
    const id = await someCase(world, analyst);
    const reader = await world.person(world.organisations.first, 'read-only');
    const link = { id, type: 'x', caseId: id };
    await expect(world.run(analyst, addCaseLink, link)).rejects.toMatchObject({ code: 'badRequest' });
    await expect(world.run(reader, addCaseLink, link)).rejects.toMatchObject({ code: 'permissionMissing' });
    await expect(world.run(analyst, addCaseLink, { ...link, caseId: '~9' })).rejects.toMatchObject({
      code: 'notFound',
    });
    await expect(world.run(analyst, addCaseLink, { ...link, type: 'x'.repeat(65) })).rejects.toMatchObject({
      code: 'invalidFields',
    });
    const partner = await world.organisation('readers', world.organisations.first);
    const guest = await world.person(partner, 'analyst');
    await share(world, analyst, id, partner, 'read-only');
    const own = await someCase(world, guest);
    await expect(world.run(guest, addCaseLink, { id: own, type: 'x', caseId: id })).rejects.toMatchObject({
      code: 'permissionMissing',
    });
    const stranger = await world.person(await world.organisation('strangers'), 'analyst');
    await expect(
      world.run(stranger, addExternalLink, { id, type: 'x', url: 'http://' }),
    ).rejects.toMatchObject({
      code: 'notFound',
    });
  });

  it('to a case that somebody does not see are not told to them, nor are their records', async () => {
    const [shared, own] = [await someCase(world, analyst), await someCase(world, analyst)];
    const partner = await world.organisation('partner', world.organisations.first);
    const guest = await world.person(partner, 'analyst');
    await share(world, analyst, shared, partner);
    await world.run(analyst, addCaseLink, { id: shared, type: 'secret', caseId: own });
    expect(await linksOf(analyst, shared)).toMatchObject({ caseLinks: [{ caseId: own.slice(1) }] });
    expect(await linksOf(guest, shared)).toEqual({ caseLinks: [], externalLinks: [] });
    const records = await world.objects(guest, [{ op: 'list', entity: 'audit' }, { op: 'output' }]);
    expect(JSON.stringify(records)).not.toContain('secret');
    await share(world, analyst, own, partner);
    expect(await linksOf(guest, shared)).toMatchObject({ caseLinks: [{ caseId: own.slice(1) }] });
    const theirs = await someCase(world, guest);
    await world.run(guest, addCaseLink, { id: shared, type: 'secret', caseId: theirs });
    const seen = await world.objects(analyst, [{ op: 'list', entity: 'audit' }, { op: 'output' }]);
    expect(JSON.stringify(seen)).not.toContain(theirs.slice(1));
  });

  it('go with either case, come back with it, and leave nothing behind', async () => {
    const [one, other] = [await someCase(world, analyst), await someCase(world, analyst)];
    await world.run(analyst, addCaseLink, { id: one, type: 'x', caseId: other });
    await world.run(analyst, deleteCase, { id: other });
    expect(await linksOf(analyst, one)).toMatchObject({ caseLinks: [] });
    const admin = await world.person(world.organisations.first, 'org-admin');
    await world.run(admin, restoreObject, { entity: 'case', id: other });
    expect(await linksOf(analyst, one)).toMatchObject({ caseLinks: [{ caseId: other.slice(1) }] });
    expect(await linksOf(analyst, other)).toMatchObject({ caseLinks: [{ caseId: one.slice(1) }] });
    await world.run(analyst, deleteCase, { id: other });
    await purgeDeleted(world.dependencies, 0);
    expect(await world.stored('select id from skep.case_link where root_id = $1', [one.slice(1)])).toEqual(
      [],
    );
  });

  it('of merged cases are those of all, each once, and none among them', async () => {
    const [one, other, third] = [
      await someCase(world, analyst),
      await someCase(world, analyst),
      await someCase(world, analyst),
    ];
    for (const id of [one, other]) {
      await world.run(analyst, addCaseLink, { id, type: 'Related', caseId: third });
      await world.run(analyst, addExternalLink, { id, type: 'Ticket', url: 'https://tickets.example/7' });
    }
    await world.run(analyst, addCaseLink, { id: one, type: 'Twin', caseId: other });
    const merged = `~${(await world.run(analyst, mergeCases, { ids: [one, other] })).id}`;
    expect(await linksOf(analyst, merged)).toMatchObject({
      caseLinks: [{ type: 'Related', caseId: third.slice(1) }],
      externalLinks: [{ type: 'Ticket', url: 'https://tickets.example/7' }],
    });
    expect(await linksOf(analyst, third)).toMatchObject({
      caseLinks: [{ type: 'Related', caseId: merged.slice(1) }],
    });
  });

  it('to a case that is kept to others are hidden from whoever is not named', async () => {
    const [id, kept] = [await someCase(world, analyst), await someCase(world, analyst)];
    const admin = await world.person(world.organisations.first, 'org-admin', 'lead@main.test');
    const colleague = await world.person(world.organisations.first, 'analyst', 'col@main.test');
    await world.run(analyst, addCaseLink, { id, type: 'kept secret', caseId: kept });
    const access = { _kind: 'UserAccessKind', users: [analyst.login, admin.login] };
    await world.run(admin, setCaseAccess, { id: kept, access });
    expect(await linksOf(colleague, id)).toMatchObject({ caseLinks: [] });
    const all = await world.objects(colleague, [{ op: 'list', entity: 'caseLink' }, { op: 'output' }]);
    expect(JSON.stringify(all)).not.toContain('kept secret');
  });
});
