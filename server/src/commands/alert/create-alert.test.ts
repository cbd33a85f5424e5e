import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { createAlert } from './create-alert.ts';

const plain = { type: 'siem', source: 'splunk', title: 'Beacon', description: 'Seen on a laptop' };

describe('createAlert', () => {
  let world: World;
  let analyst: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst');
  });
  afterAll(() => world.release());

  it('answers what a following read answers', async () => {
    const observables = [
      { dataType: 'ip', data: ['192.0.2.1', '192.0.2.2'], tags: ['c2'] },
      { dataType: 'domain', data: 'evil.example', ioc: true },
    ];
    const made = await world.run(analyst, createAlert, {
      ...plain,
      sourceRef: 'a',
      observables,
      tags: ['b', 'a'],
    });
    const [read] = await world.objects(analyst, [
      { op: 'get', entity: 'alert', id: String(made.values.id) },
      { op: 'output' },
    ]);
    expect(read).toEqual(made);
    expect(made.values.observableCount).toBe(3);
  });

  it('refuses a source reference that exists, and writes nothing', async () => {
    await world.run(analyst, createAlert, { ...plain, sourceRef: 'twice' });
    const before = await world.stored('select count(*)::int as count from skep.audit');
    await expect(world.run(analyst, createAlert, { ...plain, sourceRef: 'twice' })).rejects.toMatchObject({
      code: 'alertAlreadyExists',
      message: 'Alert siem:splunk:twice already exists in organisation main',
    });
    expect(await world.stored('select count(*)::int as count from skep.audit')).toEqual(before);
  });

  it('names every bad field at once', async () => {
    const raw = { ...plain, title: 7, severity: 9, colour: 'red', observables: [{ data: 'x' }] };
    await expect(world.run(analyst, createAlert, raw)).rejects.toMatchObject({
      code: 'invalidFields',
      faults: expect.arrayContaining([
        expect.objectContaining({ kind: 'unknown', name: 'colour' }),
        expect.objectContaining({ kind: 'missing', name: 'sourceRef' }),
        expect.objectContaining({ kind: 'invalid', name: 'title' }),
        expect.objectContaining({ kind: 'invalid', name: 'severity' }),
        expect.objectContaining({ kind: 'missing', name: 'observables[0].dataType' }),
      ]),
    });
  });

  it('records the alert and each observable, the alert as the main action', async () => {
    const made = await world.run(analyst, createAlert, {
      ...plain,
      sourceRef: 'audited',
      observables: [{ dataType: 'ip', data: '192.0.2.9' }],
    });
    const records = await world.stored(
      'select action, object_type, main_action from skep.audit where root_id = $1 order by id',
      [made.values.id],
    );
    expect(records).toEqual([
      { action: 'create', object_type: 'Alert', main_action: true },
      { action: 'create', object_type: 'Observable', main_action: false },
    ]);
  });

  it('is refused without the permission', async () => {
    const reader = await world.person(world.organisations.first, 'read-only');
    await expect(world.run(reader, createAlert, { ...plain, sourceRef: 'z' })).rejects.toMatchObject({
      code: 'permissionMissing',
    });
  });
});
