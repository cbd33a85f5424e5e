import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaseDatabase, type TestDatabase } from '../../../../tests/support/postgres.ts';
import type { Database } from '../../storage/database.ts';
import { createIdSource } from './id-source.ts';

describe('an id source', () => {
  let lease: TestDatabase;
  beforeAll(async () => {
    lease = await leaseDatabase();
  });
  afterAll(() => lease?.release());

  it('gives each id once, in rising order, to any number of takers and sources', async () => {
    const sources = [createIdSource(lease.database), createIdSource(lease.database)];
    const sizes = [1, 5, 4_000, 9_000, 0, 2, 700, 4_096];
    const taken = await Promise.all(sizes.flatMap((size) => sources.map((source) => source.take(size))));
    const all = taken.flat();
    expect(all).toHaveLength(2 * sizes.reduce((sum, size) => sum + size, 0));
    expect(new Set(all).size).toBe(all.length);
    for (const ids of taken) {
      const numbers = ids.map(BigInt);
      expect(numbers.every((id, index) => index === 0 || id > (numbers[index - 1] ?? 0n))).toBe(true);
    }
  });

  it('fetches ahead, so that taking a few does not wait for the database', async () => {
    const asked = { times: 0 };
    const counting: Database = {
      ...lease.database,
      transaction(scope, work) {
        asked.times += 1;
        return lease.database.transaction(scope, work);
      },
    };
    const source = createIdSource(counting);
    await source.take(1);
    expect(asked.times).toBe(1);
    await source.take(3_100);
    await expect.poll(() => asked.times).toBe(2);
    await source.take(900);
    expect(asked.times).toBe(2);
  });

  it('tells of a failure when ids are needed, and recovers from it', async () => {
    const broken = { now: true };
    const failing: Database = {
      ...lease.database,
      transaction(scope, work) {
        if (broken.now) return Promise.reject(new Error('no database'));
        return lease.database.transaction(scope, work);
      },
    };
    const source = createIdSource(failing);
    await expect(source.take(1)).rejects.toThrow('no database');
    broken.now = false;
    expect(await source.take(2)).toHaveLength(2);
  });
});
