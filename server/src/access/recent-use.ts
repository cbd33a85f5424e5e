/**
 * Notes when a session or key was last used: at most once in an interval, without the request waiting for it. A failure is
 * reported, and since the stored time stays old, the next use tries again.
 */
import type { Database } from '../storage/database.ts';
import type { Statement } from '../storage/statement.ts';

/** Notes that may be on their way at once; more are left to the next use. */
const mostPending = 256;

/** Writes times of use in the background. */
export interface RecentUse {
  /** Starts writing unless the same is being written. `key` says what is noted. */
  note(key: string, statement: Statement): void;
  /** Resolves when everything started so far is written or reported. */
  settled(): Promise<void>;
}

/** A writer of times of use. `report` takes failures. */
export function createRecentUse(database: Database, report: (error: unknown) => void): RecentUse {
  const pending = new Map<string, Promise<void>>();
  const write = async (statement: Statement): Promise<void> => {
    try {
      await database.transaction({ role: 'worker' }, (transaction) => transaction.run(statement));
    } catch (error) {
      report(error);
    }
  };
  return {
    note(key, statement) {
      if (pending.has(key) || pending.size >= mostPending) return;
      const written = write(statement).finally(() => pending.delete(key));
      pending.set(key, written);
    },
    async settled() {
      await Promise.all(pending.values());
    },
  };
}
