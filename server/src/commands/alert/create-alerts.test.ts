import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { createAlert } from './create-alert.ts';
import { createAlerts } from './create-alerts.ts';

const plain = (sourceRef: string) => ({
  type: 'siem',
  source: 'splunk',
  sourceRef,
  title: 'Beacon',
  description: 'Seen on a laptop',
});

describe('createAlerts', () => {
  let world: World;
  let analyst: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst');
  });
  afterAll(() => world.release());

  const stored = (sourceRefs: readonly string[]) =>
    world.stored(
      'select source_ref, (select count(*)::int from skep.observable o where o.alert_id = a.id) as observables from skep.alert a where source_ref = any($1) order by 1',
      [sourceRefs],
    );

  it('makes each alert as a single request does', async () => {
    const full = {
      ...plain('full'),
      tags: ['b', 'a'],
      observables: [{ dataType: 'ip', data: ['192.0.2.1', '192.0.2.2'] }],
    };
    const [first, second] = await world.run(analyst, createAlerts, { alerts: [full, plain('bare')] });
    const alone = await world.run(analyst, createAlert, { ...full, sourceRef: 'alone' });
    if (first?.status !== 'created' || second?.status !== 'created') throw new Error('They were refused');
    const { id } = first.alert.values;
    const reading = [{ op: 'get', entity: 'alert', id: String(id) }, { op: 'output' }] as const;
    expect((await world.objects(analyst, reading))[0]).toEqual(first.alert);
    const differing = ['id', 'sourceRef', 'createdAt', 'date', 'lastSyncDate', 'newDate'];
    const same = ({ values }: typeof alone) =>
      Object.fromEntries(Object.entries(values).filter(([name]) => !differing.includes(name)));
    expect(same(first.alert)).toEqual(same(alone));
    expect(await stored(['full', 'bare'])).toEqual([
      { source_ref: 'bare', observables: 0 },
      { source_ref: 'full', observables: 2 },
    ]);
    const records = 'select object_type from skep.audit where root_id = $1 order by id';
    expect(await world.stored(records, [id])).toHaveLength(3);
  });

  it('refuses what stands twice, exists or is wrong, each by itself and in its place', async () => {
    await world.run(analyst, createAlert, plain('exists'));
    const alerts = [
      plain('once'),
      { ...plain('wrong'), severity: 9 },
      plain('exists'),
      { ...plain('once'), title: 'Again' },
      { ...plain('unknown'), procedures: [{ patternId: 'T0000', occurDate: 1 }] },
      { ...plain('field'), customFields: { nothing: 1 } },
      { ...plain('file'), observables: [{ dataType: 'file', attachment: 'part' }] },
      7,
      plain('last'),
    ];
    const results = await world.run(analyst, createAlerts, { alerts });
    expect(
      results.map((result) => (result.status === 'created' ? result.status : result.error.code)),
    ).toEqual([
      'created',
      'invalidFields',
      'alertAlreadyExists',
      'alertAlreadyExists',
      'notFound',
      'invalidFields',
      'invalidFields',
      'invalidFields',
      'created',
    ]);
    const kept = await stored(['once', 'wrong', 'unknown', 'field', 'file', 'last']);
    expect(kept.map(({ source_ref }) => source_ref)).toEqual(['last', 'once']);
    const keys = await world.stored(
      "select source_ref from skep.alert_key where source_ref in ('unknown', 'wrong')",
    );
    expect(keys).toEqual([]);
  });

  it('makes each of many once when two requests bring the same', async () => {
    const alerts = Array.from({ length: 150 }, (_, index) => plain(`race-${index}`));
    const both = await Promise.all([
      world.run(analyst, createAlerts, { alerts }),
      world.run(analyst, createAlerts, { alerts: alerts.toReversed() }),
    ]);
    const made = both.flat().filter(({ status }) => status === 'created');
    expect(made).toHaveLength(150);
    expect(await stored(alerts.map(({ sourceRef }) => sourceRef))).toHaveLength(150);
  });

  it('takes no more than a thousand, and nothing but a list', async () => {
    const alerts = Array.from({ length: 1_001 }, () => ({}));
    await expect(world.run(analyst, createAlerts, { alerts })).rejects.toMatchObject({
      code: 'tooManyItems',
    });
    await expect(world.run(analyst, createAlerts, { alerts: {} })).rejects.toMatchObject({
      code: 'invalidFields',
    });
    const data = Array.from({ length: 5_001 }, (_, index) => `${index}.example`);
    const heavy = ['x', 'y'].map((name) => ({ ...plain(name), observables: [{ dataType: 'domain', data }] }));
    await expect(world.run(analyst, createAlerts, { alerts: heavy })).rejects.toMatchObject({
      code: 'tooManyItems',
    });
  });

  it('is refused without the permission', async () => {
    const reader = await world.person(world.organisations.first, 'read-only');
    await expect(world.run(reader, createAlerts, { alerts: [plain('z')] })).rejects.toMatchObject({
      code: 'permissionMissing',
    });
  });
});
