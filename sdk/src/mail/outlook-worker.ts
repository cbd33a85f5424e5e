/** The thread in which an Outlook item is read: it can be stopped, and its memory is bounded. */
import { parentPort, workerData } from 'node:worker_threads';
import { readOutlookItem } from './outlook-item.ts';

const { bytes, maximumFiles }: { bytes: Uint8Array<ArrayBuffer>; maximumFiles: number } = workerData;
parentPort?.postMessage(readOutlookItem(bytes, maximumFiles));
