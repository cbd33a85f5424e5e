import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf, read, recorded, someAlert, someField } from '../../../../tests/support/triage.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import type { Permission } from '../../model/permission.ts';
import { createCase } from '../case/create-case.ts';
import { mergeAlerts } from './merge-alerts.ts';
import { updateAlerts } from './update-alerts.ts';

const hour = 3_600_000;

describe('updateAlerts', () => {
  let world: World;
  let analyst: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst', 'ann@main.test');
    await someField(world, 'unit', { mandatory: true });
    await someField(world, 'score', { type: 'integer' });
  });
  afterAll(() => world.release());

  const without = (...taken: Permission[]): Actor => ({
    ...analyst,
    permissions: new Set([...analyst.permissions].filter((one) => !taken.includes(one))),
  });

  it('changes fields and tags, and records what changed with what it was', async () => {
    const id = await someAlert(world, analyst, { tags: ['a', 'b'] });
    const records = await recorded(world, () =>
      world.run(analyst, updateAlerts, {
        id,
        title: 'New title',
        severity: 3,
        addTags: ['c'],
        removeTags: ['a'],
      }),
    );
    expect((await read(world, analyst, 'alert', id)).values).toMatchObject({
      title: 'New title',
      severity: 3,
      tags: ['b', 'c'],
      version: 2,
      updatedBy: 'ann@main.test',
    });
    expect(records).toEqual([
      expect.objectContaining({
        action: 'update',
        object_id: id.slice(1),
        main_action: true,
        details: { title: 'New title', severity: 3, tags: ['b', 'c'] },
        previous: { title: 'Beacon', severity: 2, tags: ['a', 'b'] },
      }),
    ]);
  });

  it('records nothing, and raises no version, when nothing differs', async () => {
    const id = await someAlert(world, analyst, { tags: ['a', 'b'], customFields: { score: 1 } });
    const same = { id, title: 'Beacon', status: 'New', tags: ['b', 'a'], customFields: { score: 1 } };
    expect(await recorded(world, () => world.run(analyst, updateAlerts, same))).toEqual([]);
    expect((await read(world, analyst, 'alert', id)).values).toMatchObject({ version: 1, updatedAt: null });
  });

  it('is one change with its custom fields', async () => {
    const id = await someAlert(world, analyst);
    const records = await recorded(world, () =>
      world.run(analyst, updateAlerts, { id, title: 'Both', customFields: { score: 5 } }),
    );
    expect(records.map(({ details }) => Object.keys(details))).toEqual([
      ['title', 'customFields', 'customFieldChanges'],
    ]);
    expect((await read(world, analyst, 'alert', id)).values.version).toBe(2);
  });

  it('changes several alerts, or none when one of them cannot be changed', async () => {
    const ids = [await someAlert(world, analyst), await someAlert(world, analyst)];
    await world.run(analyst, updateAlerts, { ids, severity: 4 });
    await expect(
      world.run(analyst, updateAlerts, { ids: [...ids, '~9'], severity: 1 }),
    ).rejects.toMatchObject({ code: 'notFound', message: 'Alert not found' });
    for (const id of ids) expect((await read(world, analyst, 'alert', id)).values.severity).toBe(4);
  });

  it('times the stages by first entrance, and gives an alert that nobody holds to whoever begins it', async () => {
    const { clock } = world;
    const begin = clock.now;
    const id = await someAlert(world, analyst, { date: begin - hour });
    clock.now = begin + 2 * hour;
    await world.run(analyst, updateAlerts, { id, status: 'InProgress' });
    clock.now = begin + 3 * hour;
    await world.run(analyst, updateAlerts, { id, status: 'Pending' });
    clock.now = begin + 5 * hour;
    await world.run(analyst, updateAlerts, { id, status: 'FalsePositive' });
    clock.now = begin + 7 * hour;
    await world.run(analyst, updateAlerts, { id, status: 'InProgress' });
    clock.now = begin + 8 * hour;
    await world.run(analyst, updateAlerts, { id, status: 'Ignored' });
    expect((await read(world, analyst, 'alert', id)).values).toMatchObject({
      assignee: 'ann@main.test',
      stage: 'Closed',
      newDate: begin,
      inProgressDate: begin + 2 * hour,
      closedDate: begin + 5 * hour,
      firstTouchedDate: begin + 2 * hour,
      timeToDetect: hour,
      timeToTriage: 2 * hour,
      timeToAcknowledge: 3 * hour,
      timeToQualify: 5 * hour,
      timeToTouch: 2 * hour,
      handlingDuration: 5 * hour,
    });
    const transitions = await world.stored(
      'select field, stage_before, value_after, stage_after, actor, cause from skep.transition where object_id = $1 order by id',
      [id.slice(1)],
    );
    expect(transitions.map((one) => [one.field, one.stage_before, one.value_after, one.stage_after])).toEqual(
      [
        ['status', 'New', 'InProgress', 'InProgress'],
        ['assignee', null, 'ann@main.test', null],
        ['status', 'InProgress', 'Pending', 'InProgress'],
        ['status', 'InProgress', 'FalsePositive', 'Closed'],
        ['status', 'Closed', 'InProgress', 'InProgress'],
        ['status', 'InProgress', 'Ignored', 'Closed'],
      ],
    );
    expect(transitions[0]).toMatchObject({ actor: 'ann@main.test', cause: 'person' });
  });

  it('leaves an alert with whoever holds it, and with nobody where that is asked for', async () => {
    const other = await world.person(world.organisations.first, 'analyst', 'bob@main.test');
    const held = await someAlert(world, analyst, { assignee: other.login });
    await world.run(analyst, updateAlerts, { id: held, status: 'InProgress' });
    expect((await read(world, analyst, 'alert', held)).values.assignee).toBe('bob@main.test');
    const free = await someAlert(world, analyst);
    await world.run(analyst, updateAlerts, { id: free, status: 'Ignored', assignee: null });
    expect((await read(world, analyst, 'alert', free)).values.assignee).toBeNull();
  });

  it('closes only with every mandatory field that the alert carries, which the same request may fill', async () => {
    const id = await someAlert(world, analyst, { customFields: [{ name: 'unit', value: null }] });
    await expect(world.run(analyst, updateAlerts, { id, status: 'Ignored' })).rejects.toMatchObject({
      code: 'requiredFieldsMissing',
      message: 'These fields must be filled before closing: unit',
    });
    expect((await read(world, analyst, 'alert', id)).values).toMatchObject({
      status: 'New',
      closedDate: null,
    });
    await world.run(analyst, updateAlerts, { id, status: 'Ignored', customFields: { unit: 'Sales' } });
    expect(await fieldsOf(world, analyst, 'alert', id)).toEqual([['unit', 'Sales']]);
    await world.run(analyst, updateAlerts, { id: await someAlert(world, analyst), status: 'Ignored' });
  });

  it('goes back only with the permission to reopen', async () => {
    const careful = without('manageAlert/reopen');
    const refused = { code: 'permissionMissing', parameters: { permission: 'manageAlert/reopen' } };
    const id = await someAlert(world, analyst);
    await world.run(careful, updateAlerts, { id, status: 'InProgress' });
    await expect(world.run(careful, updateAlerts, { id, status: 'New' })).rejects.toMatchObject(refused);
    await world.run(careful, updateAlerts, { id, status: 'Ignored' });
    await world.run(careful, updateAlerts, { id, status: 'Duplicate' });
    await expect(world.run(careful, updateAlerts, { id, status: 'InProgress' })).rejects.toMatchObject(
      refused,
    );
    await world.run(analyst, updateAlerts, { id, status: 'New' });
    expect((await read(world, analyst, 'alert', id)).values.stage).toBe('New');
  });

  it('does not pretend that an alert is imported, and only closes one that is', async () => {
    const id = await someAlert(world, analyst);
    await expect(world.run(analyst, updateAlerts, { id, status: 'Imported' })).rejects.toMatchObject({
      code: 'badRequest',
    });
    const made = await world.run(analyst, createCase, { title: 'c', description: 'c' });
    await world.run(analyst, mergeAlerts, { caseId: `~${made.id}`, alertIds: [id] });
    await expect(world.run(analyst, updateAlerts, { id, status: 'New' })).rejects.toMatchObject({
      message: 'An imported alert can only be closed; unlink it from its case first',
    });
    await world.run(analyst, updateAlerts, { id, status: 'Ignored' });
    expect((await read(world, analyst, 'alert', id)).values).toMatchObject({
      stage: 'Closed',
      caseId: made.id,
    });
    await expect(world.run(analyst, updateAlerts, { id, status: 'InProgress' })).rejects.toMatchObject({
      code: 'badRequest',
    });
  });

  it('takes the unique key along, and refuses one that is taken by name', async () => {
    const id = await someAlert(world, analyst, { sourceRef: 'first' });
    const other = await someAlert(world, analyst, { sourceRef: 'second' });
    await world.run(analyst, updateAlerts, { id, sourceRef: 'moved', source: 'elastic' });
    const again = await someAlert(world, analyst, { sourceRef: 'first' });
    expect(again).not.toBe(id);
    await expect(world.run(analyst, updateAlerts, { id: other, sourceRef: 'first' })).rejects.toMatchObject({
      code: 'alertAlreadyExists',
      message: 'Alert siem:splunk:first already exists in organisation main',
    });
    await world.run(analyst, updateAlerts, { id: 'siem;elastic;moved', title: 'By name' });
    expect((await read(world, analyst, 'alert', id)).values.title).toBe('By name');
  });

  it('names every bad field, and accepts only people who may work on alerts', async () => {
    const id = await someAlert(world, analyst);
    const bad = {
      id,
      title: '',
      severity: 9,
      colour: 'red',
      addTags: 'x',
      'customFields.score': 1,
      customFields: {},
    };
    await expect(world.run(analyst, updateAlerts, bad)).rejects.toMatchObject({
      code: 'invalidFields',
      faults: expect.arrayContaining(
        ['title', 'severity', 'colour', 'addTags', 'customFields'].map((name) =>
          expect.objectContaining({ name }),
        ),
      ),
    });
    const reader = await world.person(world.organisations.first, 'read-only', 'rob@main.test');
    for (const assignee of [reader.login, 'nobody@main.test'])
      await expect(world.run(analyst, updateAlerts, { id, assignee })).rejects.toMatchObject({
        code: 'invalidFields',
        faults: [expect.objectContaining({ name: 'assignee', given: assignee })],
      });
    await expect(world.run(analyst, updateAlerts, { id, status: 'Unheard of' })).rejects.toMatchObject({
      faults: [expect.objectContaining({ name: 'status', choices: expect.arrayContaining(['New']) })],
    });
  });

  it('is refused without the permission, and for alerts of another organisation', async () => {
    const id = await someAlert(world, analyst);
    const careless = without('manageAlert/update');
    await expect(world.run(careless, updateAlerts, { id, severity: 1 })).rejects.toMatchObject({
      code: 'permissionMissing',
    });
    const elsewhere = await world.organisation('elsewhere', world.organisations.first);
    const stranger = await world.person(elsewhere, 'org-admin');
    await expect(world.run(stranger, updateAlerts, { id, severity: 1 })).rejects.toMatchObject({
      code: 'notFound',
    });
  });
});
