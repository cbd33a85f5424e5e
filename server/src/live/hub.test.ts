import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { someCase } from '../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../tests/support/world.ts';
import type { Actor } from '../model/actor.ts';
import type { Database } from '../storage/database.ts';
import { createHub, type Hub, type Listener } from './hub.ts';

/** For a machine on which other tests run beside it. */
const patience = { timeout: 20_000 } as const;

/** Changes are read once every transaction before them has ended, and other tests have theirs in the same cluster. */
async function isReadable(world: World): Promise<void> {
  const sentence =
    'select max(transaction_id) < pg_snapshot_xmin(pg_current_snapshot()) as readable from skep.audit';
  await expect.poll(async () => (await world.stored(sentence))[0]?.readable, patience).toBe(true);
}

describe('many listeners of one process', () => {
  let world: World;
  let analyst: Actor;
  let hub: Hub;
  /** Names of the statements that the hub has sent. */
  const sent: string[] = [];
  const noting = (database: Database): Database => ({
    ...database,
    read(scope, statement, options) {
      sent.push(statement.name ?? statement.sql);
      return database.read(scope, statement, options);
    },
  });

  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst', 'ann@main.test');
    hub = await createHub({
      database: noting(world.dependencies.database),
      report: (error) => {
        throw error;
      },
      lookMs: 60_000,
      recheckMs: 60_000,
    });
  });
  afterAll(async () => {
    await hub?.close();
    await world?.release();
  });

  const listener = (over: Partial<Listener> & Pick<Listener, 'send'>): Listener => ({
    organisationId: world.organisations.first.id,
    userId: analyst.userId,
    login: analyst.login,
    allowed: async () => true,
    close: () => undefined,
    ...over,
  });

  it('are served by one read of what was committed, and another one that finds nothing more', async () => {
    const heard = new Set<number>();
    const all = Promise.withResolvers<void>();
    const listening = await Promise.all(
      Array.from({ length: 300 }, (_, index) =>
        hub.listen(
          listener({
            send() {
              heard.add(index);
              if (heard.size === 300) all.resolve();
              return true;
            },
          }),
        ),
      ),
    );
    await someCase(world, analyst);
    await isReadable(world);
    sent.length = 0;
    hub.ring();
    await all.promise;
    await expect.poll(() => sent.length, patience).toBe(2);
    expect(new Set(sent)).toEqual(new Set(['changes_after']));
    for (const { leave } of listening) leave();
  });

  it('leave nothing to read while none of them is there, and miss nothing of it when one comes back', async () => {
    const { from, leave } = await hub.listen(listener({ send: () => true }));
    leave();
    await someCase(world, analyst);
    await isReadable(world);
    sent.length = 0;
    hub.ring();
    await expect.poll(() => sent, patience).toEqual(['last_place']);
    const heard: string[] = [];
    const back = listener({
      send(frames) {
        heard.push(...frames.map((frame) => ('objectType' in frame ? frame.objectType : frame.kind)));
        return true;
      },
    });
    const again = await hub.listen(back, { after: from });
    expect(again.isComplete).toBe(true);
    expect(heard).toContain('Case');
    const before = heard.length;
    await someCase(world, analyst);
    await isReadable(world);
    hub.ring();
    await expect.poll(() => heard.length, patience).toBeGreaterThan(before);
    again.leave();
    const fresh = await hub.listen(listener({ send: () => true }));
    expect(fresh.from).not.toBe(from);
    fresh.leave();
  });

  it('are asked for their rights one pass at a time, and once more when rights changed meanwhile', async () => {
    const asked: (() => void)[] = [];
    const closed = Promise.withResolvers<void>();
    const answers = [true, false];
    await hub.listen(
      listener({
        send: () => true,
        allowed: () =>
          new Promise((resolve) => {
            asked.push(() => resolve(answers.shift() ?? false));
          }),
        close: () => closed.resolve(),
      }),
    );
    for (const login of ['one@main.test', 'two@main.test']) {
      await world.person(world.organisations.first, 'read-only', login);
      await isReadable(world);
      hub.ring();
    }
    await expect.poll(() => asked.length, patience).toBe(1);
    await world.person(world.organisations.first, 'read-only', 'three@main.test');
    await isReadable(world);
    hub.ring();
    asked[0]?.();
    await expect.poll(() => asked.length, patience).toBe(2);
    asked[1]?.();
    await closed.promise;
    expect(hub.size).toBe(0);
  });
});
