/** Repeatable chance: the same seed gives the same history, so that a demonstration looks the same everywhere. */

/** A source of chance. */
export interface Chance {
  /** At least 0, less than 1. */
  next(): number;
  /** A whole number from 0 below the bound. */
  below(bound: number): number;
  /** One of the items. */
  pick<T>(items: readonly T[]): T;
}

/** A source of chance from a seed (a small linear generator: nothing here needs to be unpredictable). */
export function createChance(seed: number): Chance {
  const state = { value: seed % 2_147_483_647 };
  const next = (): number => {
    state.value = (state.value * 48_271) % 2_147_483_647;
    return state.value / 2_147_483_647;
  };
  const below = (bound: number): number => Math.floor(next() * bound);
  return {
    next,
    below,
    pick(items) {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('Nothing to pick from');
      return item;
    },
  };
}
