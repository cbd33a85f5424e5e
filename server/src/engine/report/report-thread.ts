/** The thread that reads one large report: its checks walk every text, in which time the server goes on answering. */
import { parentPort, workerData } from 'node:worker_threads';
import { withoutSecrets } from '../run/masking.ts';
import { type PassedReport, packReport } from './passed-report.ts';
import { parseReport } from './report.ts';

/** What the thread is given. */
export interface ReadingTask {
  readonly bytes: Uint8Array;
  /** Most artifacts of the report. */
  readonly artifacts: number;
  readonly secrets: readonly string[];
}

function read({ bytes, artifacts, secrets }: ReadingTask): PassedReport {
  return packReport(parseReport(bytes, { artifacts, text: withoutSecrets(secrets) }));
}

parentPort?.postMessage(read(workerData));
