/** Places are bounded, given in order, and never lost. */
import { describe, expect, it } from 'vitest';
import { createSemaphore } from './semaphore.ts';

describe('a semaphore', () => {
  it('gives places in the order they were asked for', async () => {
    const semaphore = createSemaphore({ places: 1, waiting: 10, waitMs: 5_000 });
    const order: number[] = [];
    const work = async (n: number): Promise<void> => {
      const leave = await semaphore.take();
      order.push(n);
      leave();
    };
    await Promise.all([1, 2, 3, 4].map(work));
    expect(order).toEqual([1, 2, 3, 4]);
  });

  it('refuses callers beyond the queue at once, and waiting ones after their time', async () => {
    const semaphore = createSemaphore({ places: 1, waiting: 1, waitMs: 20 });
    const leave = await semaphore.take();
    const waiting = semaphore.take();
    await expect(semaphore.take()).rejects.toMatchObject({ reason: 'queueFull' });
    await expect(waiting).rejects.toMatchObject({ reason: 'waitedTooLong' });
    leave();
    const next = await semaphore.take();
    next();
  });

  it('counts a place returned twice once', async () => {
    const semaphore = createSemaphore({ places: 1, waiting: 0, waitMs: 20 });
    const leave = await semaphore.take();
    leave();
    leave();
    await semaphore.take();
    await expect(semaphore.take()).rejects.toMatchObject({ reason: 'queueFull' });
  });
});
