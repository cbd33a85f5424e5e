/** Bounded concurrency over a list that is known. */

/** Works on a few at once; after the first failure nothing is begun any more, and it is thrown when those under way are done. */
export async function inTurns<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  // A generator ends for all workers when one of them leaves its loop; the iterator of a list would go on.
  const waiting = oneByOne(items);
  const worker = async (): Promise<void> => {
    for (const item of waiting) await work(item);
  };
  const ended = await Promise.allSettled(Array.from({ length: atOnce }, worker));
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

function* oneByOne<T>(items: readonly T[]): Generator<T> {
  yield* items;
}
