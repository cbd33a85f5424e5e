import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audits, someCase } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { purgeDeleted } from '../frame/purge-deleted.ts';
import { addCaseAttachments } from '../value/attachments.ts';
import { addOrganisationFiles, addOwnFiles, removeOrganisationFile } from './organisation-files.ts';

describe('files of the organisation', () => {
  let world: World;
  let administrator: Actor;
  let reader: Actor;
  let stranger: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    const { first } = world.organisations;
    administrator = await world.person(first, 'org-admin', 'oscar@main.test');
    reader = await world.person(first, 'read-only', 'rita@main.test');
    const strangers = await world.organisation('strangers');
    stranger = await world.person(strangers, 'org-admin', 'sam@strangers.test');
  });
  afterAll(() => world.release());

  const upload = async (content: string) => ({
    uploads: new Map([['attachments', [await world.upload('picture.png', content)]]]),
  });
  const namesSeenBy = async (actor: Actor, id: string): Promise<unknown[]> =>
    (await world.objects(actor, [{ op: 'get', entity: 'attachment', id }, { op: 'output' }])).map(
      ({ values }) => values.name,
    );

  it('are seen by the organisation, whatever their names', async () => {
    const [one = ''] = await world.run(administrator, addOrganisationFiles, {}, await upload('one'));
    const [two = ''] = await world.run(reader, addOwnFiles, {}, await upload('two'));
    for (const id of [one, two]) {
      expect(await namesSeenBy(reader, id)).toEqual(['picture.png']);
      expect(await namesSeenBy(administrator, id)).toEqual(['picture.png']);
      expect(await namesSeenBy(stranger, id)).toEqual([]);
    }
    expect(await audits(world, `~${one}`)).toEqual([
      expect.objectContaining({ action: 'create', object_type: 'Attachment', main_action: true }),
    ]);
  });

  it('need the permission, and files', async () => {
    await expect(world.run(reader, addOrganisationFiles, {}, await upload('x'))).rejects.toMatchObject({
      code: 'permissionMissing',
    });
    await expect(world.run(administrator, addOrganisationFiles, {})).rejects.toMatchObject({
      faults: [expect.objectContaining({ name: 'attachments', kind: 'missing' })],
    });
  });

  it('are removed by id or content, by those who may; files of cases are not', async () => {
    const files = await upload('to be removed');
    const [id = ''] = await world.run(reader, addOwnFiles, {}, files);
    const remove = (actor: Actor, reference: string) =>
      world.run(actor, removeOrganisationFile, { id: reference });
    await expect(remove(reader, `~${id}`)).rejects.toMatchObject({ code: 'permissionMissing' });
    await expect(remove(stranger, `~${id}`)).rejects.toMatchObject({ code: 'notFound' });
    await remove(administrator, String(files.uploads.get('attachments')?.[0]?.id));
    expect(await namesSeenBy(reader, id)).toEqual([]);
    const caseId = await someCase(world, administrator);
    const [inCase = ''] = await world.run(
      administrator,
      addCaseAttachments,
      { id: caseId },
      await upload('in a case'),
    );
    await expect(remove(administrator, `~${inCase}`)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('leave the store once they are removed for good', async () => {
    const files = await upload('only here');
    const [id = ''] = await world.run(administrator, addOrganisationFiles, {}, files);
    const hash = String(files.uploads.get('attachments')?.[0]?.id);
    await world.run(administrator, removeOrganisationFile, { id: `~${id}` });
    world.clock.now += 40 * 86_400_000;
    const { database, clock } = world.dependencies;
    await purgeDeleted({ database, files: world.files, clock }, 30 * 86_400_000);
    expect(await world.stored('select from skep.attachment where id = $1', [id])).toEqual([]);
    expect(await world.stored('select from skep.stored_file where id = $1', [hash])).toEqual([]);
  });
});
