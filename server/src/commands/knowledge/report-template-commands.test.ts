import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dot } from '../../../../tests/matrix/dot.ts';
import { recorded } from '../../../../tests/support/triage.ts';
import { audits } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import {
  addReportImages,
  createReportTemplate,
  deleteReportTemplate,
  removeReportImage,
  updateReportTemplate,
} from './report-template-commands.ts';

const create = createReportTemplate((definition) =>
  definition === 'bad' ? [{ kind: 'invalid', name: 'definition' }] : [],
);
const update = updateReportTemplate(() => []);

describe('templates of reports', () => {
  let world: World;
  let author: Actor;
  let analyst: Actor;
  let stranger: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    const { first } = world.organisations;
    author = await world.person(first, 'org-admin', 'ann@main.test');
    analyst = await world.person(first, 'read-only', 'reader@main.test');
    stranger = await world.person(await world.organisation('other'), 'org-admin', 'eve@other.test');
  });
  afterAll(() => world.release());

  const made = async (title: string): Promise<string> =>
    `~${(await world.run(author, create, { title, definition: {} })).id}`;
  const picture = async (name: string) => {
    const file = await world.upload(name, Buffer.from(dot, 'base64'));
    return { uploads: new Map([['attachments', [file]]]) };
  };
  const images = async (): Promise<unknown[]> =>
    (await world.stored('select name from skep.report_image order by id')).map(({ name }) => name);

  it('are made, changed and removed, each recorded under itself', async () => {
    const id = await made('Incident');
    await world.run(author, update, { id, group: 'weekly' });
    await world.run(author, deleteReportTemplate, { id });
    expect((await audits(world, id)).map(({ action }) => action)).toEqual(['create', 'update', 'delete']);
    expect(
      await world.stored('select 1 from skep.case_report_template where id = $1', [id.slice(1)]),
    ).toEqual([]);
  });

  it('have one title each in an organisation', async () => {
    await made('Once');
    await expect(made('Once')).rejects.toMatchObject({ code: 'reportTemplateAlreadyExists' });
    await world.run(stranger, create, { title: 'Once', definition: {} });
  });

  it('are refused with what is wrong with the definition and everything else', async () => {
    await expect(world.run(author, create, { definition: 'bad', group: 7 })).rejects.toMatchObject({
      code: 'invalidFields',
      faults: [{ name: 'title' }, { name: 'group' }, { name: 'definition' }],
    });
  });

  it('are left to those with the permission, and unknown elsewhere', async () => {
    const id = await made('Guarded');
    const calls = [
      (actor: Actor) => world.run(actor, update, { id, group: 'x' }),
      (actor: Actor) => world.run(actor, deleteReportTemplate, { id }),
      (actor: Actor) => world.run(actor, removeReportImage, { id, attachment: '~1' }),
    ];
    for (const call of calls) {
      await expect(call(analyst)).rejects.toMatchObject({ code: 'permissionMissing' });
      await expect(call(stranger)).rejects.toMatchObject({ code: 'notFound' });
    }
    await expect(world.run(stranger, addReportImages, { id }, await picture('a.png'))).rejects.toMatchObject({
      code: 'notFound',
    });
  });

  it('hold pictures under names of their own, which go with them', async () => {
    const id = await made('Pictures');
    const records = await recorded(world, async () => {
      await world.run(author, addReportImages, { id }, await picture('logo.png'));
    });
    expect(records).toMatchObject([{ action: 'create', context_id: id.slice(1) }]);
    const again = async (canRename: boolean) =>
      world.run(author, addReportImages, { id, canRename }, await picture('logo.png'));
    await expect(again(false)).rejects.toMatchObject({ code: 'attachmentAlreadyExists' });
    const [second] = await again(true);
    expect(await images()).toEqual(['logo.png', 'logo (2).png']);
    await world.run(author, removeReportImage, { id, attachment: `~${second}` });
    expect(await images()).toEqual(['logo.png']);
    await world.run(author, deleteReportTemplate, { id });
    expect(await images()).toEqual([]);
  });

  it('take PNG and JPEG and nothing else, and a bounded number of them', async () => {
    const id = await made('Kinds');
    const file = await world.upload('a.png', '<svg onload="x"/>');
    const uploads = new Map([['attachments', [file]]]);
    await expect(world.run(author, addReportImages, { id }, { uploads })).rejects.toMatchObject({
      code: 'invalidFields',
      faults: [{ name: 'attachments', accepted: expect.stringContaining('PNG or JPEG') }],
    });
    const one = await world.upload('x.png', Buffer.from(dot, 'base64'));
    const many = Array.from({ length: 21 }, (_, index) => ({ ...one, name: `${index}.png` }));
    const tooMany = { uploads: new Map([['attachments', many]]) };
    await expect(world.run(author, addReportImages, { id }, tooMany)).rejects.toMatchObject({
      code: 'tooManyItems',
    });
  });
});
