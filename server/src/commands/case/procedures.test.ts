import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFile, someBundle, someProcedure, stixTechnique } from '../../../../tests/support/attack.ts';
import { read, recorded, related, someAlert } from '../../../../tests/support/triage.ts';
import { share, someCase } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { deleteProcedures } from '../frame/delete-objects.ts';
import { deletePattern } from '../knowledge/pattern-commands.ts';
import { systemActor } from '../settings/first-start.ts';
import { createProcedure, createProcedures, updateProcedure } from './procedures.ts';

describe('procedures', () => {
  let world: World;
  let ann: Actor;
  let reader: Actor;
  let caseId: string;
  beforeAll(async () => {
    world = await buildWorld();
    const { first } = world.organisations;
    ann = await world.person(first, 'analyst');
    reader = await world.person(first, 'read-only');
    await importFile(world, someBundle);
    caseId = await someCase(world, ann);
  });
  afterAll(() => world.release());

  const valuesOf = async (id: string) => (await read(world, ann, 'procedure', id)).values;

  it('take the name and the only tactic of their technique, and are recorded under the case', async () => {
    const records = await recorded(world, () =>
      someProcedure(world, ann, { caseId, occurDate: 5, description: 'By mail' }),
    );
    expect(records).toMatchObject([
      {
        action: 'create',
        object_type: 'Procedure',
        context_type: 'Case',
        context_id: caseId.slice(1),
        details: { patternId: 'T1059.006', patternName: 'Python Interpreter', tactic: 'execution' },
      },
    ]);
    const id = `~${records[0]?.object_id}`;
    expect(await valuesOf(id)).toMatchObject({
      patternId: 'T1059.006',
      patternName: 'Python Interpreter',
      tactic: 'execution',
      description: 'By mail',
      occurDate: 5,
    });
  });

  it('name a technique by its id as well, and are kept under its number', async () => {
    const [row] = await world.stored('select id from skep.pattern where pattern_id = $1', ['T1059']);
    const id = await someProcedure(world, ann, { caseId, patternId: `~${String(row?.id)}` });
    expect(await valuesOf(id)).toMatchObject({ patternId: 'T1059', patternName: 'Command Interpreter' });
  });

  it('need a tactic where the technique has several, and only one of these', async () => {
    const several = { caseId, patternId: 'T1053', occurDate: 1 };
    await expect(world.run(ann, createProcedure, several)).rejects.toMatchObject({
      code: 'invalidFields',
      faults: [{ kind: 'missing', name: 'tactic', choices: ['execution', 'persistence'] }],
    });
    await expect(world.run(ann, createProcedure, { ...several, tactic: 'impact' })).rejects.toMatchObject({
      faults: [{ kind: 'invalid', name: 'tactic', given: 'impact' }],
    });
    const id = await someProcedure(world, ann, { ...several, tactic: 'persistence' });
    expect(await valuesOf(id)).toMatchObject({ tactic: 'persistence' });
  });

  it('are refused for a technique that nobody knows, and without one', async () => {
    await expect(
      world.run(ann, createProcedure, { caseId, patternId: 'T0000', occurDate: 1 }),
    ).rejects.toMatchObject({ code: 'notFound', parameters: { entity: 'Pattern' } });
    await expect(world.run(ann, createProcedure, { caseId, occurDate: 1 })).rejects.toMatchObject({
      faults: [{ kind: 'missing', name: 'patternId' }],
    });
  });

  it('come several at once to an alert, all or none', async () => {
    const alertId = await someAlert(world, ann);
    const seen = (patternId: string) => ({ patternId, occurDate: 2, tactic: 'execution' });
    const half = { alertId, procedures: [seen('T1059'), { patternId: 'T1053', occurDate: 2 }] };
    await expect(world.run(ann, createProcedures, half)).rejects.toMatchObject({
      faults: [{ name: 'procedures[1].tactic' }],
    });
    expect(await related(world, ann, 'alert', alertId, 'procedures')).toHaveLength(0);
    const ids = await world.run(ann, createProcedures, {
      alertId,
      procedures: [seen('T1059'), seen('T1053')],
    });
    expect(ids).toHaveLength(2);
    const found = await related(world, ann, 'alert', alertId, 'procedures');
    expect(found.map(({ values }) => values.patternId).toSorted()).toEqual(['T1053', 'T1059']);
  });

  it('say where in a list of them a fault is', async () => {
    await expect(
      world.run(ann, createProcedures, { caseId, procedures: [{ occurDate: 'x' }, 3] }),
    ).rejects.toMatchObject({
      faults: [
        { name: 'procedures[0].patternId' },
        { name: 'procedures[0].occurDate' },
        { name: 'procedures[1]' },
      ],
    });
    await expect(world.run(ann, createProcedures, { caseId })).rejects.toMatchObject({
      faults: [{ kind: 'missing', name: 'procedures' }],
    });
  });

  it('follow another technique with its name, and keep a tactic that it serves too', async () => {
    const id = await someProcedure(world, ann, { caseId });
    await world.run(ann, updateProcedure, { id, patternId: 'T1053', description: 'Again' });
    expect(await valuesOf(id)).toMatchObject({
      patternId: 'T1053',
      patternName: 'Scheduled Job',
      tactic: 'execution',
      description: 'Again',
    });
    await world.run(ann, updateProcedure, { id, tactic: 'persistence' });
    await expect(world.run(ann, updateProcedure, { id, tactic: 'impact' })).rejects.toMatchObject({
      code: 'invalidFields',
    });
    await world.run(ann, updateProcedure, { id, patternId: 'T1059' });
    expect(await valuesOf(id)).toMatchObject({ tactic: 'execution' });
  });

  it('outlive their technique and can still be changed', async () => {
    await importFile(world, { objects: [stixTechnique('T9000', 'Short-lived', ['impact'])] });
    const id = await someProcedure(world, ann, { caseId, patternId: 'T9000' });
    await world.run(systemActor(world.organisations.admin), deletePattern, { id: 'T9000' });
    await world.run(ann, updateProcedure, { id, tactic: 'execution', description: 'Kept' });
    expect(await valuesOf(id)).toMatchObject({ patternName: 'Short-lived', tactic: 'execution' });
  });

  it('are deleted together, and recorded', async () => {
    const ids = [await someProcedure(world, ann, { caseId }), await someProcedure(world, ann, { caseId })];
    const records = await recorded(world, () => world.run(ann, deleteProcedures, { ids }));
    expect(records.map(({ action, object_type: type }) => [action, type])).toEqual([
      ['delete', 'Procedure'],
      ['delete', 'Procedure'],
    ]);
    for (const id of ids)
      await expect(world.run(ann, deleteProcedures, { id })).rejects.toMatchObject({ code: 'notFound' });
  });

  it('need the permission, in the profile and in the share', async () => {
    const raw = { caseId, patternId: 'T1059', occurDate: 1 };
    const id = await someProcedure(world, ann, { caseId });
    const partner = await world.organisation('partner', world.organisations.first);
    const theirs = await world.person(partner, 'analyst');
    const acts = [
      (who: Actor) => world.run(who, createProcedure, raw),
      (who: Actor) => world.run(who, updateProcedure, { id, description: 'x' }),
      (who: Actor) => world.run(who, deleteProcedures, { id }),
    ];
    for (const act of acts) {
      await expect(act(reader)).rejects.toMatchObject({ code: 'permissionMissing' });
      await expect(act(theirs)).rejects.toMatchObject({ code: 'notFound' });
    }
    await share(world, ann, caseId, partner, 'read-only');
    await expect(world.run(theirs, createProcedure, raw)).rejects.toMatchObject({
      code: 'permissionMissing',
    });
    expect((await related(world, theirs, 'case', caseId, 'procedures')).length).toBeGreaterThan(0);
  });
});
