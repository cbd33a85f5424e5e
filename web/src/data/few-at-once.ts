/** Lets only a few of many questions be on their way at once, so that one that somebody waits for finds a free connection. */

/** Does a piece of work when its turn comes. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** Makes a way to do at most so many pieces of work at once, in the order in which they are given. */
export function fewAtOnce(most: number): InTurn {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // Whoever waits takes this place; it is free only when nobody does.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
