/** A fixed number of places for work that must not all happen at once; whoever finds none free waits for one. */

/** Places. */
export interface Places {
  /** Waits for a place, in the order of asking; disposing of it frees it. */
  take(): Promise<AsyncDisposable>;
}

/** So many places. */
export function createPlaces(size: number): Places {
  const waiting: (() => void)[] = [];
  const state = { free: size };
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) state.free += 1;
    else next();
  };
  return {
    async take() {
      if (state.free > 0) state.free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      return { [Symbol.asyncDispose]: async () => leave() };
    },
  };
}
