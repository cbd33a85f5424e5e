/** The report of a run on a Cortex server, taken over as if the neuron had written it here: the same checks, the same bounds. */
import { isRawObject, type RawObject } from '../../model/input.ts';
import type { Artifact, Report, StoreFile } from '../report/collect.ts';
import { type StorableCheck, type StorableReport, unpackReport } from '../report/passed-report.ts';
import { quickBytes, readInThread } from '../report/read-report.ts';
import type { Failure } from '../run/failure.ts';
import type { JobLimits } from '../run/limits.ts';
import { type CortexClient, CortexFailure, notCortex } from './client.ts';
import { type RemoteBounds, type RemoteJob, readRemoteJob } from './remote-job.ts';
import type { RemoteReading } from './remote-job-thread.ts';

/** Where files of a report are got from and kept. */
export interface FilePassage {
  readonly client: CortexClient;
  readonly storeFile: StoreFile;
  readonly limits: JobLimits;
  readonly signal: AbortSignal;
}

/** A run there that has ended, or goes on. */
export type FollowedJob =
  | { readonly status: string | undefined; readonly output: undefined }
  | { readonly status: string; readonly output: EndedOutput };

/** What an ended run gave, checked. */
interface EndedOutput {
  readonly check: StorableCheck;
  /** Bytes of each file that it names. */
  readonly sizes: ReadonlyMap<string, number>;
}

/**
 * Reads the answer about a run: a small one at once, a large one in a thread of its own. Throws `CortexFailure` for what is no such
 * answer.
 */
export async function readJob(bytes: Buffer, { reportBytes, artifacts }: RemoteBounds): Promise<FollowedJob> {
  if (bytes.length === 0) return { status: undefined, output: undefined };
  const { status, output } = await (bytes.length <= quickBytes ? readHere : readElsewhere)(bytes, {
    ...{ reportBytes, artifacts },
  });
  if (status === undefined || output === undefined) return { status, output: undefined };
  return { status, output: { check: unpackReport(output.report), sizes: new Map(output.sizes) } };
}

function readHere(bytes: Buffer, bounds: RemoteBounds): RemoteJob {
  try {
    return readRemoteJob(bytes, bounds);
  } catch (error) {
    throw error instanceof SyntaxError ? notCortex(error) : error;
  }
}

async function readElsewhere(bytes: Buffer, bounds: RemoteBounds): Promise<RemoteJob> {
  const program = new URL('./remote-job-thread.ts', import.meta.url);
  const read = await readInThread<RemoteReading>(program, bytes, bounds);
  if ('exhausted' in read)
    throw new CortexFailure('refused', `its report takes too much ${read.exhausted} to read`);
  if ('unreadable' in read) throw notCortex();
  return read.job;
}

/** Takes over the report of an ended run. Throws `CortexFailure` while a file cannot be had. */
export async function takeReport(
  { check, sizes }: EndedOutput,
  passage: FilePassage,
): Promise<{ readonly report: Report } | { readonly failure: Failure }> {
  if ('errorMessage' in check) return { failure: { code: 'reported', message: check.errorMessage } };
  if ('refused' in check) return { failure: { code: 'reportRefused', reason: check.refused, printed: '' } };
  return { report: await withFiles(check.report, sizes, passage) };
}

async function withFiles(
  report: StorableReport,
  sizes: ReadonlyMap<string, number>,
  passage: FilePassage,
): Promise<Report> {
  const artifacts: Artifact[] = [];
  const notes = [...report.notes];
  let left = passage.limits.outputBytes;
  for (const artifact of report.artifacts) {
    const { content } = artifact;
    if ('data' in content) {
      artifacts.push({ ...artifact, content });
      continue;
    }
    const { file, filename, contentType } = content;
    const size = sizes.get(file);
    const id =
      size === undefined || size > left
        ? undefined
        : await fetched(file, { filename, contentType, size }, passage);
    if (id === undefined || size === undefined) {
      notes.push(`artifacts: the file ${filename} is too large or cannot be had`);
      continue;
    }
    left -= size;
    artifacts.push({ ...artifact, content: { attachment: { id, filename, contentType, size } } });
  }
  return { ...report, artifacts, notes };
}

/** Stores a file of the server and gives its id; undefined when it has none of that hash. */
async function fetched(
  hash: string,
  about: { readonly filename: string; readonly contentType: string; readonly size: number },
  { client, storeFile, signal }: FilePassage,
): Promise<string | undefined> {
  try {
    const content = await client.open(`/api/datastore/${encodeURIComponent(hash)}`, signal);
    return await storeFile(content, about);
  } catch (error) {
    if (error instanceof CortexFailure && error.fault !== 'away') return undefined;
    throw error;
  }
}

/** Whether an answer is a job. */
export function isRemoteJob(answer: unknown): answer is RawObject & { readonly id: string } {
  return isRawObject(answer) && typeof answer.id === 'string' && answer.id !== '';
}
