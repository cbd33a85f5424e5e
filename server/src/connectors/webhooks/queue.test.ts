import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testRolePassword } from '../../../../tests/support/test-cluster.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import { asRole, workerRole } from '../../storage/connection-options.ts';
import { withOwner } from '../../storage/owner-session.ts';
import { type DeliveryQueue, type LaneDelivery, openDeliveryQueue } from './queue.ts';

describe('the queue of deliveries', () => {
  let world: World;
  let queue: DeliveryQueue;
  const tried: string[] = [];
  const reported: unknown[] = [];
  /** Deliveries that are not accepted the next time. */
  const refused = new Set<string>();
  /** Deliveries at which the process dies. */
  const lost = new Set<string>();

  beforeAll(async () => {
    world = await buildWorld();
  });
  afterAll(() => world.release());

  beforeEach(async () => {
    tried.length = 0;
    queue = await openDeliveryQueue(asRole(world.owner, workerRole, testRolePassword), (error) =>
      reported.push(error),
    );
    await queue.work({
      async deliver(id, isLast) {
        tried.push(isLast ? `${id} last` : id);
        if (lost.has(id)) throw new Error('The process is lost');
        return !refused.delete(id);
      },
      giveUp: async (id) => void tried.push(`${id} given up`),
    });
  });
  // What is said later is that the database, which is only there for this file, is gone.
  afterEach(async () => {
    await queue.stop(1_000);
    expect(reported).toEqual([]);
  });

  const send = async (deliveries: readonly (Pick<LaneDelivery, 'id' | 'laneId'> & { round?: number })[]) => {
    await world.dependencies.database.transaction({ role: 'worker' }, (transaction) =>
      queue.send(
        transaction,
        deliveries.map((one) => ({ webhookId: '1', round: 1, ...one })),
      ),
    );
    queue.wake();
  };
  /** Ends the pause before the next attempt, once the failed one was noted. */
  const endPause = async (more = ''): Promise<void> => {
    const sql = `update pgboss.job set start_after = now()${more} where name = 'webhook' and state = 'retry' returning id`;
    await expect
      .poll(() => withOwner(world.owner, (session) => session.query(sql)), { timeout: 20_000, interval: 50 })
      .not.toEqual([]);
    queue.wake();
  };
  const wait = (what: readonly string[]) =>
    expect.poll(() => [...tried].sort(), { timeout: 20_000, interval: 50 }).toEqual([...what].sort());

  it('keeps the order within a lane while an earlier delivery fails, and holds up no other lane', async () => {
    refused.add('11');
    const ids = ['11', '12', '13'].map((id) => ({ id, laneId: '7' }));
    await send([...ids, { id: '21', laneId: '8' }]);
    await wait(['11', '21']);
    await endPause();
    await wait(['11', '21', '11', '12', '13']);
    expect(tried.filter((id) => id !== '21')).toEqual(['11', '11', '12', '13']);
  });

  it('takes a delivery again that is begun anew', async () => {
    await send([{ id: '31', laneId: '9' }]);
    await wait(['31']);
    await send([{ id: '31', laneId: '9', round: 2 }]);
    await wait(['31', '31']);
  });

  it('gives up a delivery whose process is lost each time, and goes on with the lane', async () => {
    lost.add('51');
    await send([
      { id: '51', laneId: '11' },
      { id: '52', laneId: '11' },
    ]);
    await wait(['51']);
    await endPause(', retry_count = retry_limit - 1');
    await expect
      .poll(
        () => {
          queue.wake();
          return tried;
        },
        { timeout: 20_000, interval: 50 },
      )
      .toEqual(['51', '51 last', '51 given up', '52']);
  });

  it('takes deliveries out that wait for their turn or for another attempt', async () => {
    refused.add('61');
    const out = ['61', '62'].map((id) => ({ id, laneId: '12', webhookId: '1', round: 1 }));
    await send([...out, { id: '63', laneId: '13' }]);
    await wait(['61', '63']);
    const statesInLane = () =>
      withOwner(world.owner, (session) =>
        session.query(
          "select state::text from pgboss.job where name = 'webhook' and singleton_key = '1 12' order by id",
        ),
      );
    await expect
      .poll(statesInLane, { timeout: 20_000, interval: 50 })
      .toEqual([{ state: 'retry' }, { state: 'created' }]);
    await world.dependencies.database.transaction({ role: 'worker' }, (transaction) =>
      queue.takeOut(transaction, out),
    );
    expect(await statesInLane()).toEqual([]);
    await send([{ id: '64', laneId: '12' }]);
    await wait(['61', '63', '64']);
  });

  it('tells which attempt is the last', async () => {
    refused.add('41');
    await send([{ id: '41', laneId: '10' }]);
    await wait(['41']);
    await endPause(', retry_count = retry_limit - 1');
    await wait(['41', '41 last']);
  });
});
