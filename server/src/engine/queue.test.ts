import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testRolePassword } from '../../../tests/support/test-cluster.ts';
import { buildWorld, type World } from '../../../tests/support/world.ts';
import { createWriter } from '../commands/frame/writer.ts';
import type { Lane } from '../commands/run/job-queue.ts';
import type { Actor } from '../model/actor.ts';
import { asRole, workerRole } from '../storage/connection-options.ts';
import { withOwner } from '../storage/owner-session.ts';
import { openRunQueue, type RunHandlers, type RunQueue, type Upkeep } from './queue.ts';

describe('the queue of runs', () => {
  let world: World;
  let queue: RunQueue;
  const reported: unknown[] = [];
  let ann: Actor;
  let ben: Actor;
  let partner: Actor;

  beforeAll(async () => {
    world = await buildWorld();
    const { first } = world.organisations;
    ann = await world.person(first, 'analyst', 'ann@main.test');
    ben = await world.person(first, 'analyst', 'ben@main.test');
    partner = await world.person(await world.organisation('partner', first), 'analyst', 'pia@partner.test');
  });
  afterAll(() => world.release());

  beforeEach(async () => {
    await withOwner(world.owner, (session) => session.query('delete from pgboss.job'));
    queue = await openRunQueue({
      connection: asRole(world.owner, workerRole, testRolePassword),
      concurrency: 1,
      longestSeconds: 60,
      report: (error) => reported.push(error),
    });
  });
  // What is said later is that the database, which is only there for this file, is gone.
  afterEach(async () => {
    await queue.stop(0);
    expect(reported).toEqual([]);
  });

  /** Queues runs in one transaction, as a command does. */
  const send = (actor: Actor, lane: Lane, ...ids: readonly string[]): Promise<void> =>
    world.dependencies.database.transaction({ role: 'worker' }, async (transaction) => {
      const write = createWriter({
        transaction,
        actor,
        requestId: 'r',
        now: world.clock.now,
        takeIds: world.dependencies.ids.take,
      });
      const door = queue.forCommands.within(write);
      for (const id of ids) await door.send('job', id, actor, lane);
    });

  /** Ids in the order in which they were taken, once so many were. */
  const taken = async (count: number, execute: (id: string) => { againInMs: number } | undefined = none) => {
    const ids: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const handlers: RunHandlers & Upkeep = {
      execute: async ({ id }) => {
        ids.push(id);
        if (ids.length === count) resolve();
        return execute(id);
      },
      giveUp: async () => undefined,
      upkeep: async () => undefined,
      eachMinute: async () => undefined,
    };
    await queue.work(handlers);
    await promise;
    return ids;
  };
  const none = () => undefined;

  it('gives everybody a turn before anybody has a second one', async () => {
    await send(ann, 'batch', '1', '2', '3');
    await send(ann, 'batch', '4');
    await send(ben, 'batch', '5', '6');
    await send(partner, 'batch', '7', '8');
    // Of those whose turn it is, those come first whose organisation had less waiting when they were asked for.
    expect(await taken(8)).toEqual(['1', '7', '5', '2', '8', '6', '3', '4']);
  });

  it('takes a run that somebody waits for before all that was asked for as a batch', async () => {
    await send(ann, 'batch', '1', '2');
    await send(ben, 'batch', '3');
    await send(ann, 'interactive', '4');
    await send(ann, 'interactive', '5');
    await send(ben, 'interactive', '6');
    expect(await taken(6)).toEqual(['4', '6', '5', '1', '3', '2']);
  });

  it('lets a run that may not start yet keep its place', async () => {
    await send(ann, 'interactive', '1');
    await send(ann, 'batch', ...Array.from({ length: 20 }, (_, index) => `b${index}`));
    let isFirst = true;
    const ids = await taken(22, (id) => {
      if (id !== '1' || !isFirst) return undefined;
      isFirst = false;
      return { againInMs: 1 };
    });
    expect(ids.lastIndexOf('1')).toBeLessThan(20);
    expect(ids.filter((id) => id === '1')).toHaveLength(2);
  });

  it('does not let a thousand runs of one person delay the first of another', async () => {
    await send(ann, 'batch', ...Array.from({ length: 1_000 }, (_, index) => `a${index}`));
    await send(ben, 'batch', 'b');
    expect((await taken(3)).slice(0, 2)).toEqual(['a0', 'b']);
  });
});
