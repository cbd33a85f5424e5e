/** The door from commands to the queue of background work: our row and the queue's row are written together or not at all. */
import type { Actor } from '../../model/actor.ts';
import type { Writer } from '../frame/writer.ts';

/** Kinds of background work: runs on observables, on objects, and on data that belong to nothing. */
const workKinds = ['job', 'action', 'directRun'] as const;

/** One of them; the entity of our row is called the same. */
export type WorkKind = (typeof workKinds)[number];

/** The kind that a queued run names. */
export function readWorkKind(given: unknown): WorkKind {
  return workKinds.find((kind) => kind === given) ?? 'job';
}

/** `interactive`: somebody waits for this one run. `batch`: one of many, or asked for by no person. */
export type Lane = 'interactive' | 'batch';

/** Puts work into the queue. */
export interface JobQueue {
  /** The queue inside the transaction of a writer. */
  within(write: Writer): JobQueue;
  /**
   * Queues the work of a stored run; only its id travels. Turns are spread between those who ask. `serverId`: the Cortex server
   * (digits of its id) that it runs on, instead of here.
   */
  send(kind: WorkKind, id: string, asker: Actor, lane: Lane, serverId?: string): Promise<void>;
}
