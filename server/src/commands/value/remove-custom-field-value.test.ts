import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audits, row, share, someCase, someTask } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { createAlert } from '../alert/create-alert.ts';
import { createCustomField } from '../settings/reference-commands.ts';
import { removeCustomFieldValue } from './remove-custom-field-value.ts';

describe('removeCustomFieldValue', () => {
  let world: World;
  let analyst: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst');
    const platform = await world.person(world.organisations.admin, 'admin');
    for (const name of ['unit', 'site'])
      await world.run(platform, createCustomField, { name, group: 'g', description: 'd', type: 'string' });
  });
  afterAll(() => world.release());

  const values = async (owner: string) => {
    const rows = await world.stored(
      'select id, string_value as value from skep.custom_field_value where entity_id = $1 order by position',
      [owner.slice(1)],
    );
    return rows.map(({ id, value }) => ({ id: `~${String(id)}`, value }));
  };

  it('takes one value off, and records it as a change of what carried it', async () => {
    const caseId = await someCase(world, analyst, {
      customFields: [
        { name: 'unit', value: 'a' },
        { name: 'unit', value: 'b' },
        { name: 'site', value: 'c' },
      ],
    });
    const [, second] = await values(caseId);
    await world.run(analyst, removeCustomFieldValue, { id: second?.id });
    expect((await values(caseId)).map(({ value }) => value)).toEqual(['a', 'c']);
    expect((await row(world, 'case', caseId)).version).toBe(2);
    expect((await audits(world, caseId)).at(-1)).toMatchObject({
      action: 'update',
      details: {
        customFields: [
          { name: 'unit', value: 'a' },
          { name: 'site', value: 'c' },
        ],
        customFieldChanges: [{ operation: 'valuesRemoved', name: 'unit', values: ['b'] }],
      },
      previous: { customFields: [{ value: 'a' }, { value: 'b' }, { value: 'c' }] },
    });
    await expect(world.run(analyst, removeCustomFieldValue, { id: second?.id })).rejects.toMatchObject({
      code: 'notFound',
    });
  });

  it('works for alerts and tasks, with the permission of each', async () => {
    const raw = { type: 't', source: 's', sourceRef: 'r', title: 'A', description: 'd' };
    const made = await world.run(analyst, createAlert, { ...raw, customFields: { unit: 'a' } });
    const alert = `~${String(made.values.id)}`;
    const task = await someTask(world, analyst, await someCase(world, analyst), {
      customFields: { unit: 'a' },
    });
    for (const [owner, needed] of [
      [alert, 'manageAlert/update'],
      [task, 'manageTask'],
    ] as const) {
      const [value] = await values(owner);
      const others = new Set([...analyst.permissions].filter((name) => name !== needed));
      await expect(
        world.run({ ...analyst, permissions: others }, removeCustomFieldValue, { id: value?.id }),
      ).rejects.toMatchObject({ code: 'permissionMissing', parameters: { permission: needed } });
      await world.run(analyst, removeCustomFieldValue, { id: value?.id });
      expect(await values(owner)).toEqual([]);
    }
  });

  it('is refused without the permission, to strangers, to a share that does not allow it, and for no id', async () => {
    const caseId = await someCase(world, analyst, { customFields: { unit: 'a' } });
    const [value] = await values(caseId);
    const remove = (actor: Actor) => world.run(actor, removeCustomFieldValue, { id: value?.id });
    const reader = await world.person(world.organisations.first, 'read-only');
    const partner = await world.organisation('partner', world.organisations.first);
    const helper = await world.person(partner, 'analyst');
    await expect(remove(reader)).rejects.toMatchObject({ code: 'permissionMissing' });
    await expect(remove(helper)).rejects.toMatchObject({ code: 'notFound' });
    await share(world, analyst, caseId, partner, 'read-only');
    await expect(remove(helper)).rejects.toMatchObject({ code: 'permissionMissing' });
    await expect(world.run(analyst, removeCustomFieldValue, {})).rejects.toMatchObject({
      faults: [{ name: 'id' }],
    });
    await expect(world.run(analyst, removeCustomFieldValue, { id: 'unit:a' })).rejects.toMatchObject({
      code: 'notFound',
    });
  });
});
