/** The thread that draws one document: laying out a large file takes seconds, in which the server goes on answering. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Format, ReportDocument } from './document.ts';
import { drawDocument } from './draw-document.ts';

/** What the thread is given. */
export interface DrawingTask {
  readonly document: ReportDocument;
  readonly format: Format;
}

const task: DrawingTask = workerData;
const bytes = Uint8Array.from(await drawDocument(task.document, task.format));
parentPort?.postMessage(bytes, [bytes.buffer]);
