/** Bounded concurrency: at most so many holders, at most so many waiting, and nobody waits for ever. */

/** Why a place was not given. */
export class NoPlace extends Error {
  readonly reason: 'queueFull' | 'waitedTooLong';

  constructor(reason: 'queueFull' | 'waitedTooLong') {
    super(reason === 'queueFull' ? 'Too many are already waiting' : 'Waited too long for a place');
    this.name = 'NoPlace';
    this.reason = reason;
  }
}

/** Limits of a semaphore. */
export interface SemaphoreLimits {
  /** Holders at once. */
  readonly places: number;
  /** Callers that may wait when every place is taken. */
  readonly waiting: number;
  /** Longest wait in milliseconds. */
  readonly waitMs: number;
}

/** Hands out places in the order they were asked for. */
export interface Semaphore {
  /** Takes a place; the function given back returns it (once, later calls do nothing). Throws `NoPlace`. */
  take(): Promise<() => void>;
}

interface Waiter {
  readonly admit: () => void;
}

/** A semaphore with all places free. */
export function createSemaphore(limits: SemaphoreLimits): Semaphore {
  const waiters = new Set<Waiter>();
  let free = limits.places;

  const giveBack = (): void => {
    const next = waiters.values().next().value;
    if (next === undefined) free += 1;
    else next.admit();
  };
  const place = (): (() => void) => {
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      giveBack();
    };
  };

  return {
    async take() {
      if (free > 0) {
        free -= 1;
        return place();
      }
      if (waiters.size >= limits.waiting) throw new NoPlace('queueFull');
      await admitted(waiters, limits.waitMs);
      return place();
    },
  };
}

function admitted(waiters: Set<Waiter>, waitMs: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const leave = (): void => {
    clearTimeout(timer);
    waiters.delete(waiter);
  };
  const waiter: Waiter = {
    admit() {
      leave();
      resolve();
    },
  };
  const timer = setTimeout(() => {
    leave();
    reject(new NoPlace('waitedTooLong'));
  }, waitMs);
  waiters.add(waiter);
  return promise;
}
