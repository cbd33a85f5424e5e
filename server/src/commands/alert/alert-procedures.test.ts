import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFile, someBundle, someProcedure } from '../../../../tests/support/attack.ts';
import { related, someAlert } from '../../../../tests/support/triage.ts';
import { someCase } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { updateProcedure } from '../case/procedures.ts';
import { importAlert } from './import-alert.ts';
import { mergeAlerts } from './merge-alerts.ts';
import { unmergeAlert } from './unlink-alert.ts';

describe('procedures of alerts', () => {
  let world: World;
  let ann: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    ann = await world.person(world.organisations.first, 'org-admin');
    await importFile(world, someBundle);
  });
  afterAll(() => world.release());

  const seen = { patternId: 'T1059', occurDate: 7, description: 'By mail' };
  const ofCase = async (caseId: string) =>
    (await related(world, ann, 'case', caseId, 'procedures')).map(({ values }) => values);

  it('come with the alert, and with it into the case that is made of it', async () => {
    const alertId = await someAlert(world, ann, { procedures: [seen] });
    expect(await related(world, ann, 'alert', alertId, 'procedures')).toHaveLength(1);
    const { id } = await world.run(ann, importAlert, { alert: alertId });
    expect(await ofCase(`~${id}`)).toMatchObject([
      { ...seen, patternName: 'Command Interpreter', tactic: 'execution', originKind: 'alert' },
    ]);
    expect(await related(world, ann, 'alert', alertId, 'procedures')).toHaveLength(1);
  });

  it('are refused with the alert when the technique is not known', async () => {
    const procedures = [{ patternId: 'T0000', occurDate: 1 }];
    await expect(someAlert(world, ann, { procedures })).rejects.toMatchObject({ code: 'notFound' });
    await expect(someAlert(world, ann, { procedures: [{}] })).rejects.toMatchObject({
      faults: [{ name: 'procedures[0].patternId' }, { name: 'procedures[0].occurDate' }],
    });
  });

  it.each(['merge', 'import'])('come into a case once by a %s', async (how) => {
    const caseId = await someCase(world, ann);
    await someProcedure(world, ann, { caseId, ...seen });
    const alertId = await someAlert(world, ann, {
      procedures: [seen, { ...seen, patternId: 'T1059.006' }],
    });
    await world.run(ann, mergeAlerts, { caseId, alertIds: [alertId], how });
    expect((await ofCase(caseId)).map(({ patternId }) => patternId)).toEqual(['T1059', 'T1059.006']);
  });

  it('go out of it again when the merge is undone, but for changed ones and those of other alerts', async () => {
    const caseId = await someCase(world, ann);
    const numbers = ['T1059', 'T1059.006'];
    const alerts: string[] = [];
    for (const own of [{ occurDate: 1 }, { occurDate: 2 }])
      alerts.push(
        await someAlert(world, ann, {
          procedures: [seen, ...numbers.map((patternId) => ({ ...seen, ...own, patternId }))],
        }),
      );
    await world.run(ann, mergeAlerts, { caseId, alertIds: alerts, how: 'merge' });
    const changed = (await ofCase(caseId)).find(
      ({ occurDate, patternId }) => occurDate === 1 && patternId === 'T1059',
    );
    await world.run(ann, updateProcedure, { id: `~${String(changed?.id)}`, description: 'Mine' });
    await world.run(ann, unmergeAlert, { caseId, alertId: alerts[0] });
    const left = (await ofCase(caseId)).map(({ occurDate, patternId }) => `${occurDate} ${patternId}`);
    expect(left.toSorted()).toEqual(['1 T1059', '2 T1059', '2 T1059.006', '7 T1059']);
  });
});
