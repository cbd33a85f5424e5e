/** Reads the bytes of a report: a small one at once, a large one in a thread of its own, within bounds of time and memory. */
import { Worker } from 'node:worker_threads';
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
const longestMs = 60_000;
const mostMemoryMb = 1_024;

/** Reads a report. The bytes are given away. */
export async function readReport(bytes: Buffer, task: Omit<ReadingTask, 'bytes'>): Promise<StorableCheck> {
  if (bytes.length <= quickBytes)
    return parseReport(bytes, { artifacts: task.artifacts, text: withoutSecrets(task.secrets) });
  const read = await readInThread({ ...task, bytes: Uint8Array.from(bytes) });
  return 'check' in read ? read.check : { report: { ...read.rest, full: new JsonText(read.full) } };
}

async function readInThread(task: ReadingTask): Promise<ReadReport> {
  const { promise, resolve, reject } = Promise.withResolvers<ReadReport>();
  const thread = new Worker(new URL('./report-thread.ts', import.meta.url), {
    workerData: task,
    transferList: [task.bytes.buffer as ArrayBuffer],
    resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb },
    stdout: true,
    stderr: true,
  });
  const refused = (reason: string): void => resolve({ check: { refused: `output.json ${reason}` } });
  const timer = setTimeout(() => refused('takes too long to read'), longestMs);
  thread.once('message', resolve);
  thread.once('error', (error: unknown) =>
    isOutOfMemory(error) ? refused('takes too much memory to read') : reject(error),
  );
  thread.once('exit', (code) =>
    reject(new Error(`Reading a report ended with ${code} and without a result`)),
  );
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
