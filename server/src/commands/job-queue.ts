/** The door from commands to the queue of background work: our row and the queue's row are written together or not at all. */
import type { Writer } from './writer.ts';

/** Kinds of background work. */
export type WorkKind = 'job' | 'action';

/** Puts work into the queue. */
export interface JobQueue {
  /** The queue inside the transaction of a writer. */
  within(write: Writer): JobQueue;
  /** Queues the work of a stored job or action; only its id travels. `fairKey` spreads turns between users. */
  send(kind: WorkKind, id: string, fairKey: string): Promise<void>;
}
