/** Places: no more work at once than there are, and everybody gets one in turn. */
import { expect, test } from 'vitest';
import { createPlaces } from './places.ts';

test('whoever finds no free place gets one when it is freed, in the order of asking', async () => {
  const places = createPlaces(2);
  const order: string[] = [];
  const gates = new Map<string, () => void>();
  const work = async (name: string): Promise<void> => {
    await using _place = await places.take();
    order.push(`${name} begins`);
    await new Promise<void>((resolve) => gates.set(name, resolve));
    order.push(`${name} ends`);
  };
  const all = Promise.all(['a', 'b', 'c', 'd'].map(work));
  await expect.poll(() => gates.size).toBe(2);
  expect(order).toEqual(['a begins', 'b begins']);
  gates.get('b')?.();
  await expect.poll(() => gates.size).toBe(3);
  gates.get('a')?.();
  await expect.poll(() => gates.size).toBe(4);
  for (const open of gates.values()) open();
  await all;
  expect(order.slice(0, 6)).toEqual(['a begins', 'b begins', 'b ends', 'c begins', 'a ends', 'd begins']);
});
