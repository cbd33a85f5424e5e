import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audits, someCase, someObservable } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { updateCases } from '../case/update-cases.ts';
import * as lists from './reference-commands.ts';

const field = { name: 'unit', group: 'g', description: 'd', type: 'string' };

describe('lists of the instance', () => {
  let world: World;
  let platform: Actor;
  let analyst: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    platform = await world.person(world.organisations.admin, 'admin');
    analyst = await world.person(world.organisations.first, 'analyst');
  });
  afterAll(() => world.release());

  const stored = async (table: string, id: string) =>
    (await world.stored(`select * from skep.${table} where id = $1`, [id]))[0];

  describe('custom fields', () => {
    it('are made, changed and removed, each with a record, and usable at once', async () => {
      const { id } = await world.run(platform, lists.createCustomField, { ...field, name: 'made' });
      expect(await stored('custom_field', id)).toMatchObject({ display_name: 'made', mandatory: false });
      const caseId = await someCase(world, analyst, { customFields: { made: 'x' } });
      await world.run(platform, lists.updateCustomField, { id: 'made', displayName: 'Made', options: ['x'] });
      await expect(
        world.run(analyst, updateCases, { id: caseId, customFields: { made: 'y' } }),
      ).rejects.toMatchObject({ code: 'invalidFields' });
      const removing = { id: `~${id}` };
      await expect(world.run(platform, lists.deleteCustomField, removing)).rejects.toMatchObject({
        code: 'inUse',
        message: 'CustomField made is in use',
      });
      await world.run(platform, lists.deleteCustomField, { ...removing, force: true });
      expect(
        await world.stored('select from skep.custom_field_value where custom_field_id = $1', [id]),
      ).toEqual([]);
      expect((await audits(world, `~${id}`)).map(({ action }) => action)).toEqual([
        'create',
        'update',
        'delete',
      ]);
      await expect(world.run(platform, lists.deleteCustomField, removing)).rejects.toMatchObject({
        code: 'notFound',
      });
    });

    it('keep their names, and their type while they are in use', async () => {
      const { id } = await world.run(platform, lists.createCustomField, { ...field, name: 'count' });
      await world.run(platform, lists.updateCustomField, { id: 'count', name: 'other', type: 'integer' });
      expect(await stored('custom_field', id)).toMatchObject({ name: 'count', type: 'integer' });
      await someCase(world, analyst, { customFields: { count: 3 } });
      await world.run(platform, lists.updateCustomField, { id: 'count', type: 'integer', group: 'h' });
      await expect(
        world.run(platform, lists.updateCustomField, { id: 'count', type: 'float' }),
      ).rejects.toMatchObject({ code: 'inUse' });
    });

    it('take accepted values of their own type only', async () => {
      const refused = [
        { type: 'integer', options: [1.5] },
        { type: 'integer', options: ['1'] },
        { type: 'string', options: [1] },
        { type: 'boolean', options: [true] },
        { type: 'date', options: [1] },
        { type: 'string', options: 'a' },
      ];
      for (const raw of refused)
        await expect(
          world.run(platform, lists.createCustomField, { ...field, name: 'listed', ...raw }),
        ).rejects.toMatchObject({ faults: [{ name: 'options' }] });
      await world.run(platform, lists.createCustomField, {
        ...field,
        name: 'listed',
        type: 'float',
        options: [0.5, 1],
      });
      await expect(
        world.run(platform, lists.updateCustomField, { id: 'listed', type: 'string' }),
      ).rejects.toMatchObject({ faults: [{ name: 'options' }] });
    });

    it('name every bad field, and that a name is taken', async () => {
      await world.run(platform, lists.createCustomField, field);
      await expect(world.run(platform, lists.createCustomField, field)).rejects.toMatchObject({
        code: 'customFieldAlreadyExists',
        message: 'Custom field unit already exists',
      });
      const bad = { type: 'number', mandatory: 1, options: [1], x: 1 };
      await expect(world.run(platform, lists.createCustomField, bad)).rejects.toMatchObject({
        faults: expect.arrayContaining([
          expect.objectContaining({ kind: 'missing', name: 'name' }),
          expect.objectContaining({ kind: 'missing', name: 'group' }),
          expect.objectContaining({ kind: 'invalid', name: 'type' }),
          expect.objectContaining({ kind: 'invalid', name: 'mandatory' }),
          expect.objectContaining({ kind: 'invalid', name: 'options' }),
          expect.objectContaining({ kind: 'unknown', name: 'x' }),
        ]),
      });
    });
  });

  describe('statuses', () => {
    it('are made, used at once, and removed when nothing has them any more', async () => {
      const raw = { value: 'Contained', stage: 'InProgress', colour: '#00ff00', order: 9 };
      const { id } = await world.run(platform, lists.createCaseStatus, raw);
      const caseId = await someCase(world, analyst, { status: 'Contained' });
      await expect(world.run(platform, lists.deleteCaseStatus, { id: 'Contained' })).rejects.toMatchObject({
        code: 'inUse',
      });
      await world.run(analyst, updateCases, { id: caseId, status: 'InProgress' });
      await world.run(platform, lists.deleteCaseStatus, { id: `~${id}` });
      await expect(
        world.run(analyst, updateCases, { id: caseId, status: 'Contained' }),
      ).rejects.toMatchObject({ code: 'invalidFields' });
    });

    it('of the instance stay, but may be hidden or coloured', async () => {
      for (const remove of [lists.deleteCaseStatus, lists.deleteAlertStatus])
        await expect(world.run(platform, remove, { id: 'InProgress' })).rejects.toMatchObject({
          code: 'builtIn',
        });
      await world.run(platform, lists.updateAlertStatus, { id: 'Ignored', hidden: true, stage: 'New' });
      const [status] = await world.stored(
        `select hidden, stage from skep.alert_status where value = 'Ignored'`,
      );
      expect(status).toEqual({ hidden: true, stage: 'Closed' });
    });

    it('refuse unknown stages, anything but a colour, and taken names', async () => {
      const raw = { value: 'Odd', stage: 'Imported', colour: 'red;}' };
      await expect(world.run(platform, lists.createCaseStatus, raw)).rejects.toMatchObject({
        faults: [{ name: 'stage' }, { name: 'colour' }],
      });
      await expect(
        world.run(platform, lists.updateCaseStatus, { id: 'New', colour: '#12345' }),
      ).rejects.toMatchObject({ faults: [{ name: 'colour' }] });
      await world.run(platform, lists.createAlertStatus, { ...raw, colour: '' });
      await expect(
        world.run(platform, lists.createAlertStatus, { value: 'Odd', stage: 'New' }),
      ).rejects.toMatchObject({ code: 'statusAlreadyExists', message: 'Status Odd already exists' });
    });
  });

  describe('observable types', () => {
    it('are made, used at once, and removed when nothing has them', async () => {
      await world.run(platform, lists.createObservableType, { name: 'wallet' });
      const caseId = await someCase(world, analyst);
      await someObservable(world, analyst, caseId, { dataType: 'wallet', data: '1abc' });
      await expect(world.run(platform, lists.deleteObservableType, { id: 'wallet' })).rejects.toMatchObject({
        code: 'inUse',
      });
      await world.run(platform, lists.deleteObservableType, { id: 'regexp' });
      await expect(
        someObservable(world, analyst, caseId, { dataType: 'regexp', data: 'x' }),
      ).rejects.toMatchObject({ code: 'invalidFields' });
    });

    it('that findings fall back to stay, and none changes between values and files', async () => {
      for (const id of ['file', 'other'])
        await expect(world.run(platform, lists.deleteObservableType, { id })).rejects.toMatchObject({
          code: 'builtIn',
        });
      await world.run(platform, lists.updateObservableType, { id: 'ip', isAttachment: true });
      const [type] = await world.stored(`select is_attachment from skep.observable_type where name = 'ip'`);
      expect(type).toEqual({ is_attachment: false });
    });
  });

  describe('profiles', () => {
    const profile = async (name: string) =>
      (await world.stored('select type, permissions from skep.profile where name = $1', [name]))[0];

    it('spell out what a short name stands for, and are of the type their permissions need', async () => {
      await world.run(platform, lists.createProfile, {
        name: 'triage',
        permissions: ['manageAlert', 'manageTask'],
      });
      expect(await profile('triage')).toEqual({
        type: 'Organisation',
        permissions: [
          'manageAlert/create',
          'manageAlert/delete',
          'manageAlert/import',
          'manageAlert/reopen',
          'manageAlert/update',
          'manageTask',
        ],
      });
      await world.run(platform, lists.createProfile, { name: 'lists', permissions: ['managePlatform'] });
      expect(await profile('lists')).toMatchObject({ type: 'Admin' });
      await world.run(platform, lists.createProfile, { name: 'people', permissions: ['manageUser'] });
      expect(await profile('people')).toMatchObject({ type: 'Organisation' });
    });

    it('never mix the two kinds of permissions, and know no others', async () => {
      const mixed = { name: 'mixed', permissions: ['managePlatform', 'manageTask', 'manageEverything'] };
      await expect(world.run(platform, lists.createProfile, mixed)).rejects.toMatchObject({
        faults: [{ given: 'manageEverything' }, { given: 'manageTask' }],
      });
      await world.run(platform, lists.createProfile, { name: 'plain', permissions: ['manageTask'] });
      await expect(
        world.run(platform, lists.updateProfile, { id: 'plain', permissions: ['manageOrganisation'] }),
      ).rejects.toMatchObject({ faults: [{ name: 'permissions', given: 'manageOrganisation' }] });
      await world.run(platform, lists.updateProfile, { id: 'plain', permissions: ['manageComment'] });
      expect(await profile('plain')).toMatchObject({ permissions: ['manageComment'] });
    });

    it('of the instance stay as they are, except for what analysts may do', async () => {
      for (const id of ['admin', 'org-admin', 'read-only'])
        await expect(world.run(platform, lists.updateProfile, { id, permissions: [] })).rejects.toMatchObject(
          {
            code: 'builtIn',
          },
        );
      await world.run(platform, lists.updateProfile, { id: 'analyst', permissions: ['manageTask'] });
      await expect(
        world.run(platform, lists.updateProfile, { id: 'analyst', name: 'agent' }),
      ).rejects.toMatchObject({ code: 'builtIn' });
      await expect(world.run(platform, lists.deleteProfile, { id: 'analyst' })).rejects.toMatchObject({
        code: 'builtIn',
      });
    });

    it('in use stay', async () => {
      await world.run(platform, lists.createProfile, { name: 'spare', permissions: [] });
      await world.run(platform, lists.deleteProfile, { id: 'spare' });
      const { id } = await world.run(platform, lists.createProfile, { name: 'held', permissions: [] });
      await world.dependencies.database.transaction({ role: 'worker' }, (transaction) =>
        transaction.run({
          sql: 'update skep.membership set profile_id = $1 where user_id = $2',
          parameters: [id, analyst.userId],
        }),
      );
      await expect(world.run(platform, lists.deleteProfile, { id: 'held' })).rejects.toMatchObject({
        code: 'inUse',
      });
    });
  });

  it('are changed by administrators of the platform only', async () => {
    const lead = await world.person(world.organisations.first, 'org-admin');
    for (const [command, raw] of [
      [lists.createCustomField, field],
      [lists.createCaseStatus, { value: 'x', stage: 'New' }],
      [lists.createAlertStatus, { value: 'x', stage: 'New' }],
      [lists.createObservableType, { name: 'x' }],
      [lists.createProfile, { name: 'x' }],
    ] as const)
      await expect(world.run(lead, command, raw)).rejects.toMatchObject({ code: 'permissionMissing' });
    for (const command of [lists.deleteCustomField, lists.deleteProfile])
      await expect(world.run(lead, command, { id: 'x' })).rejects.toMatchObject({
        code: 'permissionMissing',
      });
  });
});
