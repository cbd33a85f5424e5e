import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  fieldsOf,
  read,
  recorded,
  related,
  someField,
  someTemplate,
} from '../../../../tests/support/triage.ts';
import { share, someCase, someTask } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { applyCaseTemplate } from './apply-case-template.ts';

describe('applyCaseTemplate', () => {
  let world: World;
  let analyst: Actor;
  let template = '';
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst', 'ann@main.test');
    for (const name of ['one', 'two']) await someField(world, name);
    template = await someTemplate(world, analyst, {
      name: 'applied',
      titlePrefix: 'T:',
      description: 'Of the template',
      severity: 4,
      tlp: 4,
      pap: 0,
      flag: true,
      tags: ['t'],
      customFields: { one: 'template', two: 'template' },
      tasks: [{ title: 'First' }, { title: 'Second' }, { title: 'Third' }],
    });
  });
  afterAll(() => world.release());

  const apply = (ids: readonly string[], raw: object = {}, actor = analyst) =>
    world.run(actor, applyCaseTemplate, { ids, caseTemplate: 'applied', ...raw });
  const values = async (id: string) => (await read(world, analyst, 'case', id)).values;

  it('takes nothing over that is not asked for', async () => {
    const id = await someCase(world, analyst);
    expect(await recorded(world, () => apply([id]))).toEqual([]);
    expect(await related(world, analyst, 'case', id, 'tasks')).toEqual([]);
  });

  it('takes over fields, tags and the custom fields that the case lacks, in one recorded change', async () => {
    const ids = [
      await someCase(world, analyst, { tags: ['own'], customFields: { one: 'own' } }),
      await someCase(world, analyst),
    ];
    const everything = Object.fromEntries(
      ['TitlePrefix', 'Description', 'Tags', 'Severity', 'Flag', 'Tlp', 'Pap', 'CustomFields'].map((part) => [
        `update${part}`,
        true,
      ]),
    );
    const records = await recorded(world, () => apply(ids, everything));
    expect(records.map((one) => [one.action, one.object_type])).toEqual([
      ['update', 'Case'],
      ['update', 'Case'],
    ]);
    expect(await values(String(ids[0]))).toMatchObject({
      title: 'T: Phishing',
      description: 'Of the template',
      severity: 4,
      tlp: 4,
      pap: 0,
      flag: true,
      tags: ['own', 't'],
      version: 2,
    });
    expect(await fieldsOf(world, analyst, 'case', String(ids[0]))).toEqual([
      ['one', 'own'],
      ['two', 'template'],
    ]);
    expect(await recorded(world, () => apply(ids, everything))).toEqual([]);
  });

  it('adds the tasks named by title or id after those that are there', async () => {
    const id = await someCase(world, analyst);
    await someTask(world, analyst, id, { title: 'Own', order: 5 });
    const [, second] = await related(world, analyst, 'caseTemplate', template, 'tasks');
    await apply([id], { importTasks: ['Third', `~${String(second?.values.id)}`, 'unheard'] });
    const tasks = (await related(world, analyst, 'case', id, 'tasks')).map((one) => one.values);
    const titles = tasks
      .toSorted((one, other) => Number(one.order) - Number(other.order))
      .map((one) => one.title);
    expect(titles).toEqual(['Own', second?.values.title, 'Third'].toSorted((a, b) => place(a) - place(b)));
    expect(tasks.find((one) => one.title === 'Third')).toMatchObject({ order: 7, originKind: 'template' });
  });

  const place = (title: unknown) => ['Own', 'First', 'Second', 'Third'].indexOf(String(title));

  it('names every bad field', async () => {
    await expect(world.run(analyst, applyCaseTemplate, { importTasks: 7 })).rejects.toMatchObject({
      faults: expect.arrayContaining(
        ['ids', 'importTasks', 'caseTemplate'].map((name) => expect.objectContaining({ name })),
      ),
    });
  });

  it('is refused without the permission, and for what is not seen', async () => {
    const id = await someCase(world, analyst);
    const reader = await world.person(world.organisations.first, 'read-only');
    await expect(apply([id], {}, reader)).rejects.toMatchObject({ code: 'permissionMissing' });
    const partner = await world.organisation('partner', world.organisations.first);
    const guest = await world.person(partner, 'analyst');
    await expect(apply([id], {}, guest)).rejects.toMatchObject({ message: 'CaseTemplate not found' });
    await someTemplate(world, guest, { name: 'applied', tags: ['guest'] });
    await expect(apply([id], {}, guest)).rejects.toMatchObject({ message: 'Case not found' });
    await share(world, analyst, id, partner);
    await apply([id], { updateTags: true }, guest);
    expect((await values(id)).tags).toEqual(['guest']);
  });
});
