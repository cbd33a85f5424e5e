/** What is done in threads of their own: whether a large piece of work holds up the server is told by that, and by no clock. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/** Does the work; gives what came of it and how many threads were begun meanwhile. */
export async function countingThreads<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly threads: number }> {
  let threads = 0;
  const note = (): void => {
    threads += 1;
  };
  subscribe('worker_threads', note);
  try {
    const result = await work();
    return { result, threads };
  } finally {
    unsubscribe('worker_threads', note);
  }
}
