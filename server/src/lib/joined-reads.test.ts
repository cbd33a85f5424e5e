/** Equal reads at the same time: done once for those that wait, and never older than the question. */
import { expect, it, vi } from 'vitest';
import { createJoinedReads } from './joined-reads.ts';

/** Reads that end when told; each gives its place among all that were begun. */
function readsByHand() {
  const begun: PromiseWithResolvers<number>[] = [];
  const read = (): Promise<number> => {
    const one = Promise.withResolvers<number>();
    begun.push(one);
    return one.promise;
  };
  const end = (place: number): void => begun[place]?.resolve(place);
  return { begun, read, end };
}

it('reads once for all that ask while one is under way, and only after they asked', async () => {
  const { begun, read, end } = readsByHand();
  const joined = createJoinedReads<number>();
  const first = joined('a', read);
  const others = [joined('a', read), joined('a', read)];
  expect(begun).toHaveLength(1);
  end(0);
  expect(await first).toBe(0);
  await vi.waitFor(() => expect(begun).toHaveLength(2));
  const late = joined('a', read);
  end(1);
  expect(await Promise.all(others)).toEqual([1, 1]);
  await vi.waitFor(() => expect(begun).toHaveLength(3));
  end(2);
  expect(await late).toBe(2);
});

it('keeps different keys apart', async () => {
  const { begun, read, end } = readsByHand();
  const joined = createJoinedReads<number>();
  const both = [joined('a', read), joined('b', read)];
  expect(begun).toHaveLength(2);
  end(0);
  end(1);
  expect(await Promise.all(both)).toEqual([0, 1]);
});

it('reads again after a failure, which only those hear whose read it was', async () => {
  const { begun, read, end } = readsByHand();
  const joined = createJoinedReads<number>();
  const first = joined('a', read);
  const second = joined('a', read);
  begun[0]?.reject(new Error('lost'));
  await expect(first).rejects.toThrow('lost');
  await vi.waitFor(() => expect(begun).toHaveLength(2));
  end(1);
  expect(await second).toBe(1);
  const third = joined('a', read);
  end(2);
  expect(await third).toBe(2);
});
