/** The thread that reads one large report: its checks walk every text, in which time the server goes on answering. */
import { parentPort, workerData } from 'node:worker_threads';
import { withoutSecrets } from '../run/masking.ts';
import { parseReport, type ReportCheck } from './report.ts';

/** What the thread is given. */
export interface ReadingTask {
  readonly bytes: Uint8Array;
  /** Most artifacts of the report. */
  readonly artifacts: number;
  readonly secrets: readonly string[];
}

/** What it gives back: of a report that can be used the bulk is JSON as text, which nobody takes apart again. */
export type ReadReport =
  | { readonly check: Exclude<ReportCheck, { readonly report: unknown }> }
  | {
      readonly rest: Omit<Extract<ReportCheck, { readonly report: unknown }>['report'], 'full'>;
      readonly full: string;
    };

function read({ bytes, artifacts, secrets }: ReadingTask): ReadReport {
  const check = parseReport(bytes, { artifacts, text: withoutSecrets(secrets) });
  if (!('report' in check)) return { check };
  const { full, ...rest } = check.report;
  return { rest, full: JSON.stringify(full) };
}

parentPort?.postMessage(read(workerData));
