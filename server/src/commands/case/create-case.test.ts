import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  fieldsOf,
  read,
  recorded,
  related,
  seenByPolicy,
  someField,
  someTemplate,
} from '../../../../tests/support/triage.ts';
import { someCase } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { systemActor } from '../settings/first-start.ts';
import { linkOrganisations, updateOrganisation } from '../settings/organisation-commands.ts';
import { lockUser } from '../settings/people-commands.ts';
import { createCase } from './create-case.ts';

describe('createCase', () => {
  let world: World;
  let analyst: Actor;
  let lead: Actor;
  let platform: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst', 'ann@main.test');
    lead = await world.person(world.organisations.first, 'org-admin', 'lea@main.test');
    platform = systemActor(world.organisations.admin);
    for (const name of ['one', 'two', 'three']) await someField(world, name);
  });
  afterAll(() => world.release());

  const values = async (id: string) => (await read(world, analyst, 'case', id)).values;

  it('gives a case a number, its maker, the time and the usual ratings', async () => {
    const first = await values(await someCase(world, analyst));
    const second = await values(await someCase(world, analyst));
    expect(Number(second.number)).toBe(Number(first.number) + 1);
    expect(second).toMatchObject({
      severity: 2,
      tlp: 2,
      pap: 2,
      flag: false,
      status: 'New',
      stage: 'New',
      tags: [],
      assignee: 'ann@main.test',
      startDate: world.clock.now,
      newDate: world.clock.now,
      inProgressDate: null,
      closedDate: null,
      timeToDetect: 0,
      createdBy: 'ann@main.test',
      version: 1,
      owningOrganisation: 'main',
    });
  });

  it('stores what was given, with the dates of the stage it starts in', async () => {
    const startDate = world.clock.now - 1_000;
    const closed = await values(
      await someCase(world, analyst, {
        status: 'TruePositive',
        startDate,
        assignee: lead.login,
        tags: ['b', 'a'],
      }),
    );
    expect(closed).toMatchObject({
      stage: 'Closed',
      startDate,
      newDate: world.clock.now,
      closedDate: world.clock.now,
      endDate: world.clock.now,
      assignee: 'lea@main.test',
      tags: ['b', 'a'],
      timeToDetect: 1_000,
    });
    const ended = await values(await someCase(world, analyst, { status: 'Other', endDate: 5 }));
    expect(ended.endDate).toBe(5);
  });

  it('records the case as the main action, and each task under it', async () => {
    let id = '';
    const records = await recorded(world, async () => {
      id = await someCase(world, analyst, { tasks: [{ title: 'Look' }, { title: 'Act' }] });
    });
    expect(records.map((one) => [one.action, one.object_type, one.context_id, one.main_action])).toEqual([
      ['create', 'Case', id.slice(1), true],
      ['create', 'Task', id.slice(1), false],
      ['create', 'Task', id.slice(1), false],
    ]);
    expect(records[0]).toMatchObject({
      details: expect.objectContaining({ title: 'Phishing', status: 'New' }),
      organisations_before: [],
      organisation_ids: [world.organisations.first.id],
    });
  });

  it('takes from a template what the request leaves open', async () => {
    await someTemplate(world, lead, {
      name: 'phishing',
      titlePrefix: '[PHISH]  ',
      description: 'not for the case',
      severity: 3,
      tlp: 4,
      flag: true,
      summary: 'nothing yet',
      tags: ['mail', 'phish'],
      customFields: [
        { name: 'two', value: 'of the template' },
        { name: 'three', value: null },
      ],
      tasks: [
        { title: 'Second', order: 1, assignee: analyst.login, mandatory: true },
        { title: 'First', order: 0, group: 'triage' },
      ],
    });
    const id = await someCase(world, analyst, {
      caseTemplate: 'phishing',
      tlp: 1,
      customFields: [
        { name: 'one', value: 'late', order: 5 },
        { name: 'two', value: 'mine', order: 2 },
      ],
    });
    expect(await values(id)).toMatchObject({
      title: '[PHISH] Phishing',
      description: 'A wave',
      severity: 3,
      tlp: 1,
      pap: 2,
      flag: true,
      summary: 'nothing yet',
      tags: ['mail', 'phish'],
      caseTemplate: 'phishing',
    });
    expect(await fieldsOf(world, analyst, 'case', id)).toEqual([
      ['two', 'mine'],
      ['one', 'late'],
      ['three', null],
    ]);
    const { customFields = [] } = await read(world, analyst, 'case', id);
    expect(customFields.map(({ order }) => order)).toEqual([0, 1, 2]);
    const tasks = (await related(world, analyst, 'case', id, 'tasks')).map((task) => task.values);
    expect(tasks.map((task) => [task.title, task.order, task.group, task.assignee, task.mandatory])).toEqual(
      expect.arrayContaining([
        ['First', 0, 'triage', null, false],
        ['Second', 1, 'default', 'ann@main.test', true],
      ]),
    );
    expect(tasks[0]).toMatchObject({ originKind: 'template', status: 'Waiting' });
  });

  it('prefers explicit tags and tasks to those of the template, also when there are none', async () => {
    await someTemplate(world, lead, { name: 'full', tags: ['t'], tasks: [{ title: 'Model' }] });
    const id = await someCase(world, analyst, { caseTemplate: 'full', tags: [], tasks: [] });
    expect((await values(id)).tags).toEqual([]);
    expect(await related(world, analyst, 'case', id, 'tasks')).toEqual([]);
    const other = await someCase(world, analyst, { caseTemplate: 'full', tasks: [{ title: 'Own' }] });
    const titles = (await related(world, analyst, 'case', other, 'tasks')).map((task) => task.values.title);
    expect(titles).toEqual(['Own']);
  });

  it('gives a task of a template to nobody when its holder has gone', async () => {
    const leaver = await world.person(world.organisations.first, 'analyst', 'leo@main.test');
    await someTemplate(world, lead, { name: 'left', tasks: [{ title: 'Orphan', assignee: leaver.login }] });
    await world.run(lead, lockUser, { id: leaver.login });
    const id = await someCase(world, analyst, { caseTemplate: 'left' });
    const [task] = await related(world, analyst, 'case', id, 'tasks');
    expect(task?.values).toMatchObject({ title: 'Orphan', assignee: null });
  });

  it('has the sharing rules of its organisation unless it has its own', async () => {
    await world.run(platform, updateOrganisation, { id: 'main', taskRule: 'autoShare' });
    expect(await values(await someCase(world, analyst))).toMatchObject({
      taskRule: 'autoShare',
      observableRule: 'manual',
    });
    const own = await someCase(world, analyst, { taskRule: 'manual', observableRule: 'autoShare' });
    expect(await values(own)).toMatchObject({ taskRule: 'manual', observableRule: 'autoShare' });
    await world.run(platform, updateOrganisation, { id: 'main', taskRule: 'manual' });
  });

  it('is shared as the request says, for whoever may share', async () => {
    const partner = await world.organisation('partner', world.organisations.first);
    const shares = [{ organisation: 'partner', profile: 'read-only' }];
    const input = { title: 'Shared', description: '', tasks: [{ title: 'Seen' }], sharingParameters: shares };
    let id = '';
    const records = await recorded(world, async () => {
      id = `~${(await world.run(analyst, createCase, input)).id}`;
    });
    expect(await seenByPolicy(world, partner, id)).toMatchObject({ case: 1, task: 1 });
    const both = [world.organisations.first.id, partner.id];
    expect(
      records.map((one) => [one.action, one.object_type, one.organisations_before, one.organisation_ids]),
    ).toEqual([
      ['create', 'Case', [], both],
      ['create', 'Task', [], both],
      ['update', 'Case', [world.organisations.first.id], both],
    ]);
    const careful = { ...analyst, permissions: new Set(analyst.permissions) };
    careful.permissions.delete('manageShare');
    await expect(world.run(careful, createCase, input)).rejects.toMatchObject({ code: 'permissionMissing' });
    const unknown = { ...input, sharingParameters: [{ organisation: 'nowhere' }] };
    await expect(world.run(analyst, createCase, unknown)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('goes by itself to organisations that supervise or are notified, with tasks only where the rule says so', async () => {
    const owner = await world.organisation('owner');
    const above = await world.organisation('above');
    const aside = await world.organisation('aside');
    const link = (other: string, linkType: string) =>
      world.run(platform, linkOrganisations, { id: 'owner', other, linkType });
    await link('above', 'supervised');
    await link('aside', 'notify');
    const maker = await world.person(owner, 'analyst');
    const tasks = [{ title: 'Look' }];
    const quiet = await someCase(world, maker, { tasks });
    const open = await someCase(world, maker, { tasks, taskRule: 'autoShare' });
    expect(await seenByPolicy(world, above, quiet)).not.toHaveProperty('task');
    expect(await seenByPolicy(world, above, quiet)).toMatchObject({ case: 1 });
    expect(await seenByPolicy(world, aside, open)).toMatchObject({ case: 1, task: 1 });
    const profiles = await world.stored(
      'select p.name from skep.share s join skep.profile p on p.id = s.profile_id where s.entity_id = $1 order by s.organisation_id',
      [open.slice(1)],
    );
    expect(profiles.map(({ name }) => name)).toEqual(['org-admin', 'analyst', 'read-only']);
    const named = await someCase(world, maker, {
      sharingParameters: [{ organisation: 'above', profile: 'read-only' }],
    });
    expect(await seenByPolicy(world, above, named)).toMatchObject({ case: 1 });
  });

  it('names every bad field', async () => {
    const bad = {
      title: '',
      severity: 7,
      colour: 'red',
      caseTemplate: 5,
      access: { _kind: 'UserAccessKind', users: [] },
      tasks: [{ description: 'x' }],
      sharingParameters: [{ organisation: 'partner', taskRule: 'sometimes' }, 7],
      customFields: 'x',
    };
    await expect(world.run(analyst, createCase, bad)).rejects.toMatchObject({
      code: 'invalidFields',
      faults: expect.arrayContaining(
        [
          'title',
          'description',
          'severity',
          'colour',
          'caseTemplate',
          'access',
          'tasks[0].title',
          'sharingParameters[0].taskRule',
          'sharingParameters[1]',
          'customFields',
        ].map((name) => expect.objectContaining({ name })),
      ),
    });
    for (const [raw, name] of [
      [{ status: 'Unheard' }, 'status'],
      [{ assignee: 'nobody@main.test' }, 'assignee'],
      [{ customFields: { unheard: 1 } }, 'customFields.unheard'],
    ] as const)
      await expect(someCase(world, analyst, raw)).rejects.toMatchObject({
        code: 'invalidFields',
        faults: [expect.objectContaining({ name })],
      });
    await expect(someCase(world, analyst, { caseTemplate: 'unheard' })).rejects.toMatchObject({
      code: 'notFound',
      message: 'CaseTemplate not found',
    });
  });

  it('is refused without the permission, and knows no template of another organisation', async () => {
    const reader = await world.person(world.organisations.first, 'read-only');
    await expect(someCase(world, reader)).rejects.toMatchObject({ code: 'permissionMissing' });
    await someTemplate(world, lead, { name: 'ours' });
    const elsewhere = await world.organisation('elsewhere', world.organisations.first);
    const stranger = await world.person(elsewhere, 'analyst');
    await expect(someCase(world, stranger, { caseTemplate: 'ours' })).rejects.toMatchObject({
      code: 'notFound',
    });
  });
});
