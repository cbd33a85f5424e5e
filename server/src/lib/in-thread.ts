/** One task in a thread of its own, within bounds of time and memory, so that everybody else is answered meanwhile. */
import { type Transferable, Worker } from 'node:worker_threads';

/** What a task may use. */
export interface ThreadBounds {
  readonly longestMs: number;
  readonly memoryMb: number;
  /** Parts of the task that are handed over instead of copied. */
  readonly transfer?: readonly Transferable[];
}

/** A task used up its time or its memory. */
export class ThreadExhausted extends Error {
  readonly what: 'time' | 'memory';

  constructor(what: 'time' | 'memory') {
    super(`A thread used up its ${what}`);
    this.name = 'ThreadExhausted';
    this.what = what;
  }
}

/**
 * Starts a program with a task as its `workerData`; gives the one message that it posts. Throws `ThreadExhausted`, what the program
 * throws, and an error when it ends without a message. The thread is gone afterwards.
 */
export async function inThread<Result>(
  program: URL,
  task: object,
  { longestMs, memoryMb, transfer = [] }: ThreadBounds,
): Promise<Result> {
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  const thread = new Worker(program, {
    workerData: task,
    transferList: [...transfer],
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    stdout: true,
    stderr: true,
  });
  const timer = setTimeout(() => reject(new ThreadExhausted('time')), longestMs);
  thread.once('message', resolve);
  thread.once('error', (error: unknown) =>
    reject(isOutOfMemory(error) ? new ThreadExhausted('memory') : error),
  );
  thread.once('exit', (code) => reject(new Error(`A thread ended with ${code} and without a result`)));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
