import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { inTurns } from './in-turns.ts';

it('works on every item, never on more at once than it may', async () => {
  const done: number[] = [];
  let [under, most] = [0, 0];
  await inTurns([1, 2, 3, 4, 5], 2, async (item) => {
    under += 1;
    most = Math.max(most, under);
    await setImmediate();
    under -= 1;
    done.push(item);
  });
  expect(done.sort()).toEqual([1, 2, 3, 4, 5]);
  expect(most).toBe(2);
});

it('begins nothing after a failure, which it throws when the others are done', async () => {
  const begun: number[] = [];
  const work = async (item: number): Promise<void> => {
    begun.push(item);
    await setImmediate();
    if (item === 1) throw new Error('the first failed');
  };
  await expect(inTurns([1, 2, 3, 4, 5, 6], 2, work)).rejects.toThrow('the first failed');
  expect(begun).toEqual([1, 2]);
});
