/** Looks for work again and again: some moments after a bell, and by itself now and then, since a bell may be lost. */

/** What is done, and how often. Times in milliseconds. */
export interface LookingOptions {
  /** One look; true when there may be more to do at once. */
  readonly look: () => Promise<boolean>;
  readonly report: (error: unknown) => void;
  /** Longest time without looking. */
  readonly lookMs: number;
  /** Pause after a bell, so that a burst of them is looked at once. */
  readonly gatherMs: number;
}

/** Looking under way. */
export interface Looking {
  /** Says that there may be something to do. */
  ring(): void;
  /** Stops looking and waits for the look under way. */
  close(): Promise<void>;
}

/** Looks until closed; never twice at the same time. */
export function startLooking({ look, report, lookMs, gatherMs }: LookingOptions): Looking {
  const state: { looking?: Promise<void>; timer?: NodeJS.Timeout; closed: boolean } = { closed: false };
  const lookAtAll = async (): Promise<void> => {
    while (!state.closed && (await look()));
  };
  const begin = (): void => {
    if (state.closed || state.looking !== undefined) return;
    state.looking = lookAtAll()
      .catch(report)
      .finally(() => {
        delete state.looking;
      });
  };
  const interval = setInterval(begin, lookMs);
  return {
    ring() {
      if (state.timer !== undefined || state.closed) return;
      state.timer = setTimeout(() => {
        delete state.timer;
        begin();
      }, gatherMs);
    },
    async close() {
      state.closed = true;
      clearInterval(interval);
      clearTimeout(state.timer);
      await state.looking;
    },
  };
}
