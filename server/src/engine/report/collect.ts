/** Turns what lies in `output/` after a run, or was printed, into a report with its files stored, or into the failure it means. */

import type { Readable } from 'node:stream';
import type { Failure } from '../run/failure.ts';
import type { JobFolder } from '../run/folder.ts';
import type { JobLimits } from '../run/limits.ts';
import { withoutSecrets } from '../run/masking.ts';
import type { RunOutcome } from '../runner/runner.ts';
import { type OutputFolder, openOutput } from './output.ts';
import type { StorableReport } from './passed-report.ts';
import { printedReport } from './printed-report.ts';
import { readReport } from './read-report.ts';
import { errorCode, FileRefused } from './read-text.ts';
import type { ArtifactFile, ParsedArtifact } from './report.ts';

/** What is known of a file before it is stored. */
export interface FileDescription {
  readonly filename: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
}

/** Keeps a file and gives its id. It reads the content to its end or destroys it. */
export type StoreFile = (content: Readable, about: FileDescription) => Promise<string>;

/** A stored file. */
export interface StoredFile extends FileDescription {
  readonly id: string;
}

/** An observable the neuron found, with the file stored. */
export interface Artifact extends Omit<ParsedArtifact, 'content'> {
  readonly content: { readonly data: string } | { readonly attachment: StoredFile };
}

/** A report whose files are stored. */
export interface Report extends Omit<StorableReport, 'artifacts'> {
  readonly artifacts: readonly Artifact[];
}

/** What to collect. */
export interface Collection {
  readonly folder: JobFolder;
  readonly ran: RunOutcome;
  readonly limits: JobLimits;
  /** Removed from every text of the report. */
  readonly secrets: readonly string[];
  /** User the neuron ran as; undefined for the server's own. */
  readonly ownerUid: number | undefined;
}

/** Collects the report. Throws only what the store throws. */
export async function collectReport(
  { folder, ran, limits, secrets, ownerUid }: Collection,
  storeFile: StoreFile,
): Promise<{ readonly report: Report } | { readonly failure: Failure }> {
  try {
    await using output = await openOutput(folder.output, ownerUid ?? process.getuid?.());
    const bytes = (await bytesOf(output, limits.reportBytes)) ?? printedReport(ran, limits.reportBytes);
    if (bytes === undefined) return { failure: noOutput(ran) };
    const checked = await readReport(bytes, { artifacts: limits.artifacts, secrets });
    if ('errorMessage' in checked) {
      const { errorMessage: message, ...retry } = checked;
      return { failure: { code: 'reported', message, ...retry } };
    }
    if ('refused' in checked) throw new FileRefused(checked.refused);
    return { report: await withFiles(checked.report, output, limits, storeFile) };
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return {
      failure: {
        code: 'reportRefused',
        reason: withoutSecrets(secrets)(error.message),
        printed: ran.printed,
      },
    };
  }
}

function noOutput({ printed, end }: RunOutcome): Failure {
  return { code: 'noOutput', printed, exitCode: end.how === 'exited' ? end.code : 0 };
}

/** The bytes of `output.json`, undefined when there is none or it is empty. */
async function bytesOf(output: OutputFolder, limit: number): Promise<Buffer | undefined> {
  try {
    const bytes = await output.read('output.json', limit);
    return bytes.length === 0 ? undefined : bytes;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw naming('output.json', error);
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof FileRefused && errorCode(error.cause) === 'ENOENT';
}

function naming(name: string, error: unknown): unknown {
  return error instanceof FileRefused ? new FileRefused(`${name} ${error.message}`, error.cause) : error;
}

async function withFiles(
  report: StorableReport,
  output: OutputFolder,
  limits: JobLimits,
  storeFile: StoreFile,
): Promise<Report> {
  const artifacts: Artifact[] = [];
  const notes = [...report.notes];
  let left = limits.outputBytes;
  for (const artifact of report.artifacts) {
    const { content } = artifact;
    if ('data' in content) artifacts.push({ ...artifact, content });
    else {
      const attachment = await storeArtifact(content, output, left, storeFile);
      left -= attachment?.size ?? 0;
      if (attachment !== undefined) artifacts.push({ ...artifact, content: { attachment } });
      else notes.push(`artifacts: the file ${content.file.slice(0, 255)} does not exist`);
    }
  }
  return { ...report, artifacts, notes };
}

/** Stores a file; undefined when it does not exist. Throws `FileRefused` for anything but an honest file. */
async function storeArtifact(
  { file, filename, contentType }: ArtifactFile,
  output: OutputFolder,
  limit: number,
  storeFile: StoreFile,
): Promise<StoredFile | undefined> {
  try {
    const { handle, size } = await output.open(file, limit);
    // Only the bytes that were counted, should the file have grown since.
    const content = handle.createReadStream({ autoClose: false, start: 0, end: Math.max(0, size - 1) });
    const about = { filename, contentType, size };
    try {
      return { ...about, id: await storeFile(content, about) };
    } finally {
      content.destroy();
      await handle.close();
    }
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw naming(file.slice(0, 255), error);
  }
}
