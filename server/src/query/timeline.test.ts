import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { someAlert } from '../../../tests/support/triage.ts';
import { someCase, someObservable, someTask } from '../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../tests/support/world.ts';
import { mergeAlerts } from '../commands/alert/merge-alerts.ts';
import { createCustomEvent } from '../commands/case/custom-event-commands.ts';
import { shareCase } from '../commands/case/share-commands.ts';
import { updateCases } from '../commands/case/update-cases.ts';
import { createLog, updateLog } from '../commands/task/log-commands.ts';
import { updateTasks } from '../commands/task/update-tasks.ts';
import type { Actor } from '../model/actor.ts';

interface Event {
  readonly date: number;
  readonly endDate?: number;
  readonly kind: string;
  readonly entity: string;
  readonly entityId: string;
  readonly details: Readonly<Record<string, unknown>>;
}

describe('the timeline of a case', () => {
  let world: World;
  let analyst: Actor;
  let partner: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    const { first } = world.organisations;
    analyst = await world.person(first, 'analyst', 'ann@main.test');
    partner = await world.person(await world.organisation('partner', first), 'analyst', 'pat@partner.test');
  });
  afterAll(() => world.release());

  const timelineFor = async (actor: Actor, caseId: string): Promise<readonly Event[]> => {
    const [found] = await world.objects(actor, [
      { op: 'get', entity: 'case', id: caseId.slice(1) },
      { op: 'page', from: 0, to: 1, extraData: ['timeline'] },
    ]);
    return found?.extraData.timeline as readonly Event[];
  };
  const outline = (events: readonly Event[]) =>
    events.map(({ date, entity, kind }) => `${date} ${entity} ${kind}`);

  it('begins with the start of the case', async () => {
    const caseId = await someCase(world, analyst, { startDate: 7 });
    expect(await timelineFor(analyst, caseId)).toEqual([
      {
        date: 7,
        kind: 'started',
        entity: 'Case',
        entityId: caseId,
        _createdAt: world.clock.now,
        _createdBy: analyst.login,
        details: expect.objectContaining({ title: 'Phishing', status: 'New', stage: 'New' }),
      },
    ]);
  });

  it('tells what happened in the case and in what it holds, in the order of time', async () => {
    const { now } = world.clock;
    const caseId = await someCase(world, analyst, { startDate: 10 });
    const alert = await someAlert(world, analyst, { date: 5, title: 'Beacon' });
    await world.run(analyst, mergeAlerts, { caseId, alertIds: [alert], how: 'merge' });
    const taskId = await someTask(world, analyst, caseId);
    await world.run(analyst, updateTasks, { id: taskId, status: 'Completed', startDate: 20, endDate: 30 });
    const log = await world.run(analyst, createLog, { taskId, message: 'Called'.repeat(2_000) });
    await world.run(analyst, updateLog, { id: `~${log.id}`, includeInTimeline: 25 });
    await world.run(analyst, createLog, { taskId, message: 'Not told' });
    await someObservable(world, analyst, caseId, { sighted: true, sightedAt: 15, ioc: true });
    const evidence = await someObservable(world, analyst, caseId, { data: '192.0.2.2' });
    const call = { caseId, title: 'Call', date: 12, endDate: 14, evidence: [evidence] };
    await world.run(analyst, createCustomEvent, call);
    await world.run(analyst, updateCases, { ids: [caseId], status: 'InProgress' });
    const events = await timelineFor(analyst, caseId);
    expect(outline(events)).toEqual([
      '5 Alert occurred',
      '10 Case started',
      '12 Custom occurred',
      '15 Observable sighted',
      '20 Task started',
      '25 Log noted',
      '30 Task ended',
      ...[`${now} Case inProgress`, `${now} Alert imported`],
    ]);
    expect(events[2]).toMatchObject({
      endDate: 14,
      details: {
        title: 'Call',
        evidence: [{ _id: evidence, _type: 'Observable', dataType: 'ip', data: '192.0.2.2' }],
      },
    });
    expect(events[3]?.details).toMatchObject({ dataType: 'ip', data: '192.0.2.1', ioc: true });
    expect(String(events[5]?.details.message)).toHaveLength(5_000);
  });

  it('tells each organisation what it sees', async () => {
    const caseId = await someCase(world, analyst, { startDate: 1 });
    await world.run(analyst, createCustomEvent, { caseId, title: 'Shared', date: 4 });
    expect(await timelineFor(partner, caseId)).toBeUndefined();
    const shares = [{ organisation: 'partner', profile: 'read-only' }];
    await world.run(analyst, shareCase, { id: caseId, shares });
    // What is put into a shared case is not shared by itself, and alerts never are.
    const alert = await someAlert(world, analyst, { date: 2 });
    await world.run(analyst, mergeAlerts, { caseId, alertIds: [alert], how: 'merge' });
    const taskId = await someTask(world, analyst, caseId, { startDate: 3, status: 'InProgress' });
    const log = await world.run(analyst, createLog, { taskId, message: 'Own' });
    await world.run(analyst, updateLog, { id: `~${log.id}`, includeInTimeline: 5 });
    const sharedEvents = ['1 Case started', '4 Custom occurred'];
    expect(outline(await timelineFor(partner, caseId)).slice(0, 2)).toEqual(sharedEvents);
    const seen = new Set((await timelineFor(partner, caseId)).map(({ entity }) => entity));
    expect([...seen]).toEqual(['Case', 'Custom']);
    const own = new Set((await timelineFor(analyst, caseId)).map(({ entity }) => entity));
    expect([...own].sort()).toEqual(['Alert', 'Case', 'Custom', 'Log', 'Task']);
  });
});
