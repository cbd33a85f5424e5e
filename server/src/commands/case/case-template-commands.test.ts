import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  fieldsOf,
  read,
  recorded,
  related,
  someField,
  someTemplate,
} from '../../../../tests/support/triage.ts';
import { someCase } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { createCaseTemplate, deleteCaseTemplate, updateCaseTemplate } from './case-template-commands.ts';

describe('case templates', () => {
  let world: World;
  let lead: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    lead = await world.person(world.organisations.first, 'org-admin', 'lea@main.test');
    for (const name of ['one', 'two']) await someField(world, name);
  });
  afterAll(() => world.release());

  const values = async (id: string) => (await read(world, lead, 'caseTemplate', id)).values;
  const update = (id: string, raw: object) => world.run(lead, updateCaseTemplate, { ...raw, id });
  const tasks = async (id: string) =>
    (await related(world, lead, 'caseTemplate', id, 'tasks'))
      .map((one) => one.values)
      .toSorted((one, other) => Number(one.order) - Number(other.order));

  it('are made with their fields, custom fields in order, and tasks that have not begun', async () => {
    const id = await someTemplate(world, lead, {
      name: 'phishing',
      titlePrefix: '[P]',
      tlp: 3,
      tags: ['mail'],
      customFields: [
        { name: 'one', value: null, order: 2 },
        { name: 'two', value: 'x', order: 1 },
      ],
      tasks: [
        { title: 'Look', status: 'Completed', startDate: 5 },
        { title: 'Act', mandatory: true },
      ],
    });
    expect(await values(id)).toMatchObject({
      name: 'phishing',
      displayName: 'phishing',
      titlePrefix: '[P]',
      severity: null,
      tlp: 3,
      tags: ['mail'],
      flag: false,
    });
    expect(await fieldsOf(world, lead, 'caseTemplate', id)).toEqual([
      ['two', 'x'],
      ['one', null],
    ]);
    expect(
      (await tasks(id)).map((one) => [one.title, one.order, one.status, one.startDate, one.mandatory]),
    ).toEqual([
      ['Look', 0, 'Waiting', null, false],
      ['Act', 1, 'Waiting', null, true],
    ]);
    const [tag] = await world.objects(lead, [{ op: 'list', entity: 'tag' }, { op: 'output' }]);
    expect(tag?.values.predicate).toBe('mail');
  });

  it('are recorded with their tasks', async () => {
    const records = await recorded(world, () =>
      someTemplate(world, lead, { name: 'told', tasks: [{ title: 'a' }] }),
    );
    expect(records.map((one) => [one.action, one.object_type, one.context_type, one.main_action])).toEqual([
      ['create', 'CaseTemplate', 'CaseTemplate', true],
      ['create', 'Task', 'CaseTemplate', false],
    ]);
  });

  it('have a name that is unique in their organisation only', async () => {
    await someTemplate(world, lead, { name: 'twice' });
    await expect(someTemplate(world, lead, { name: 'twice' })).rejects.toMatchObject({
      code: 'caseTemplateAlreadyExists',
      message: 'Case template twice already exists',
    });
    const elsewhere = await world.organisation('elsewhere');
    await someTemplate(world, await world.person(elsewhere, 'org-admin'), { name: 'twice' });
  });

  it('are found by name, and changed in one recorded step with fields, tags and tasks', async () => {
    const id = await someTemplate(world, lead, {
      name: 'changing',
      tags: ['a'],
      tasks: [{ title: 'Old' }],
      titlePrefix: 'X',
    });
    const records = await recorded(world, () =>
      update('changing', {
        titlePrefix: '',
        severity: 4,
        addTags: ['b'],
        customFields: { one: '1' },
        tasks: [
          { title: 'New', order: 1 },
          { title: 'First', order: 0 },
        ],
      }),
    );
    expect(await values(id)).toMatchObject({ titlePrefix: '', severity: 4, tags: ['a', 'b'], version: 2 });
    expect((await tasks(id)).map((one) => one.title)).toEqual(['First', 'New']);
    const [main] = records.filter((one) => one.object_type === 'CaseTemplate');
    expect(main).toMatchObject({
      action: 'update',
      main_action: true,
      details: { tasks: ['First', 'New'], tags: ['a', 'b'], severity: 4, customFields: expect.anything() },
      previous: { tasks: ['Old'], tags: ['a'], titlePrefix: 'X' },
    });
  });

  it('record nothing when nothing differs, although the list of tasks was sent', async () => {
    const raw = { name: 'same', tags: ['a'], tasks: [{ title: 'One', group: 'g' }, { title: 'Two' }] };
    const id = await someTemplate(world, lead, raw);
    expect(await recorded(world, () => update(id, raw))).toEqual([]);
    const exported = { ...(await values(id)), tasks: await tasks(id), customFields: [] };
    expect(await recorded(world, () => update(id, exported))).toEqual([]);
  });

  it('leave cases as they are when they go', async () => {
    const id = await someTemplate(world, lead, {
      name: 'gone',
      tasks: [{ title: 'Stays' }],
      customFields: { one: 'x' },
    });
    const made = await someCase(world, lead, { caseTemplate: 'gone' });
    const records = await recorded(world, () => world.run(lead, deleteCaseTemplate, { id }));
    expect(records).toEqual([
      expect.objectContaining({ action: 'delete', object_type: 'CaseTemplate', details: { name: 'gone' } }),
    ]);
    await expect(values(id)).rejects.toThrow();
    expect(await related(world, lead, 'case', made, 'tasks')).toHaveLength(1);
    expect(await fieldsOf(world, lead, 'case', made)).toEqual([['one', 'x']]);
    await expect(world.run(lead, deleteCaseTemplate, { id })).rejects.toMatchObject({ code: 'notFound' });
    await someTemplate(world, lead, { name: 'gone' });
  });

  it('name every bad field, those of tasks included', async () => {
    const bad = { severity: 9, colour: 'x', tasks: [{ title: '' }], customFields: 7 };
    const faults = (names: readonly string[]) =>
      expect.arrayContaining(names.map((name) => expect.objectContaining({ name })));
    await expect(world.run(lead, createCaseTemplate, bad)).rejects.toMatchObject({
      faults: faults(['name', 'severity', 'colour', 'tasks[0].title', 'customFields']),
    });
    const id = await someTemplate(world, lead, { name: 'fine' });
    await expect(update(id, bad)).rejects.toMatchObject({
      faults: faults(['severity', 'colour', 'tasks[0].title', 'customFields']),
    });
  });

  it('are refused without the permission, and unknown to others', async () => {
    const id = await someTemplate(world, lead, { name: 'ours' });
    const reader = await world.person(world.organisations.first, 'read-only');
    const refused = { code: 'permissionMissing' };
    await expect(someTemplate(world, reader, { name: 'x' })).rejects.toMatchObject(refused);
    await expect(world.run(reader, updateCaseTemplate, { id, tags: [] })).rejects.toMatchObject(refused);
    await expect(world.run(reader, deleteCaseTemplate, { id })).rejects.toMatchObject(refused);
    const stranger = await world.person(
      await world.organisation('strange', world.organisations.first),
      'org-admin',
    );
    for (const reference of [id, 'ours']) {
      const change = world.run(stranger, updateCaseTemplate, { id: reference, tags: [] });
      await expect(change).rejects.toMatchObject({ code: 'notFound' });
    }
  });
});
