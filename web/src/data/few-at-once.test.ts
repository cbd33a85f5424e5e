/** Work is done in turn, a few pieces at once, also when some of it fails. */
import { expect, it } from 'vitest';
import { fewAtOnce } from './few-at-once.ts';

it('does the work in its order, never more of it at once than is allowed', async () => {
  const inTurn = fewAtOnce(2);
  const begun: number[] = [];
  const finish = new Map<number, () => void>();
  const done = [1, 2, 3, 4].map((number) =>
    inTurn(async () => {
      begun.push(number);
      await new Promise<void>((resolve) => finish.set(number, resolve));
      return number;
    }),
  );
  await Promise.resolve();
  expect(begun).toEqual([1, 2]);
  for (const number of [2, 1, 3, 4]) {
    finish.get(number)?.();
    await done[number - 1];
    await new Promise((resolve) => setTimeout(resolve));
  }
  expect(begun).toEqual([1, 2, 3, 4]);
  expect(await Promise.all(done)).toEqual([1, 2, 3, 4]);
});

it('goes on when a piece of work fails', async () => {
  const inTurn = fewAtOnce(1);
  const failed = inTurn(() => Promise.reject(new Error('refused')));
  const next = inTurn(async () => 'done');
  await expect(failed).rejects.toThrow('refused');
  expect(await next).toBe('done');
});
