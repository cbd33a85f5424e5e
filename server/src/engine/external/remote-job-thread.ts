/** The thread that reads one large answer of a Cortex server, in which time ours goes on answering. */
import { parentPort, workerData } from 'node:worker_threads';
import { type RemoteBounds, type RemoteJob, readRemoteJob } from './remote-job.ts';

/** What the thread is given. */
interface RemoteTask extends RemoteBounds {
  readonly bytes: Uint8Array;
}

/** What it gives back. */
export type RemoteReading = { readonly job: RemoteJob } | { readonly unreadable: true };

function read({ bytes, ...bounds }: RemoteTask): RemoteReading {
  try {
    return { job: readRemoteJob(bytes, bounds) };
  } catch (error) {
    if (error instanceof SyntaxError) return { unreadable: true };
    throw error;
  }
}

parentPort?.postMessage(read(workerData));
