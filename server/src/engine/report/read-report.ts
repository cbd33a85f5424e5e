/** Reads the bytes of a report: a small one at once, a large one in a thread of its own, within bounds of time and memory. */
import { inThread, ThreadExhausted } from '../../lib/in-thread.ts';
import { withoutSecrets } from '../run/masking.ts';
import { type PassedReport, type StorableCheck, unpackReport } from './passed-report.ts';
import { parseReport } from './report.ts';
import type { ReadingTask } from './report-thread.ts';

/** Bytes that are read in less time than a thread takes to begin. */
export const quickBytes = 256 * 1024;
const bounds = { longestMs: 60_000, memoryMb: 1_024 };

/** Reads a report. The bytes are given away. */
export async function readReport(bytes: Buffer, task: Omit<ReadingTask, 'bytes'>): Promise<StorableCheck> {
  if (bytes.length <= quickBytes)
    return parseReport(bytes, { artifacts: task.artifacts, text: withoutSecrets(task.secrets) });
  const program = new URL('./report-thread.ts', import.meta.url);
  const read = await readInThread<PassedReport>(program, bytes, task);
  return 'exhausted' in read
    ? { refused: `output.json takes too much ${read.exhausted} to read` }
    : unpackReport(read);
}

/** Has a program read a copy of some bytes (`bytes` of its task); gives what it posts, or what it used up. */
export async function readInThread<Result extends object>(
  program: URL,
  bytes: Buffer,
  task: object,
): Promise<Result | { readonly exhausted: 'time' | 'memory' }> {
  const copy = Uint8Array.from(bytes);
  try {
    return await inThread<Result>(program, { ...task, bytes: copy }, { ...bounds, transfer: [copy.buffer] });
  } catch (error) {
    if (!(error instanceof ThreadExhausted)) throw error;
    return { exhausted: error.what };
  }
}
