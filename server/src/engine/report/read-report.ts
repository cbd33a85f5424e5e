/** Reads the bytes of a report: a small one at once, a large one in a thread of its own, within bounds of time and memory. */
import { inThread, ThreadExhausted } from '../../lib/in-thread.ts';
import { JsonText } from '../../lib/json-text.ts';
import { withoutSecrets } from '../run/masking.ts';
import { type ParsedReport, parseReport, type ReportCheck } from './report.ts';
import type { ReadingTask, ReadReport } from './report-thread.ts';

/** A report as it is stored; the bulk of a large one stays text. */
export interface StorableReport extends Omit<ParsedReport, 'full'> {
  readonly full: ParsedReport['full'] | JsonText;
}

/** A report that can be stored, the neuron's own error, or why neither can be believed. */
export type StorableCheck =
  | { readonly report: StorableReport }
  | Exclude<ReportCheck, { readonly report: unknown }>;

/** Bytes that are read in less time than a thread takes to begin. */
const quickBytes = 256 * 1024;
const bounds = { longestMs: 60_000, memoryMb: 1_024 };

/** Reads a report. The bytes are given away. */
export async function readReport(bytes: Buffer, task: Omit<ReadingTask, 'bytes'>): Promise<StorableCheck> {
  if (bytes.length <= quickBytes)
    return parseReport(bytes, { artifacts: task.artifacts, text: withoutSecrets(task.secrets) });
  const read = await readInThread({ ...task, bytes: Uint8Array.from(bytes) });
  return 'check' in read ? read.check : { report: { ...read.rest, full: new JsonText(read.full) } };
}

async function readInThread(task: ReadingTask): Promise<ReadReport> {
  const transfer = [task.bytes.buffer as ArrayBuffer];
  try {
    return await inThread(new URL('./report-thread.ts', import.meta.url), task, { ...bounds, transfer });
  } catch (error) {
    if (!(error instanceof ThreadExhausted)) throw error;
    return { check: { refused: `output.json takes too much ${error.what} to read` } };
  }
}
