/** The report of a run on a Cortex server, taken over as if the neuron had written it here: the same checks, the same bounds. */
import { isRawObject, type RawObject } from '../../model/input.ts';
import type { Artifact, Report, StoreFile } from '../report/collect.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../report/json.ts';
import { type ParsedReport, parseReport } from '../report/report.ts';
import type { Failure } from '../run/failure.ts';
import type { JobLimits } from '../run/limits.ts';
import { type CortexClient, CortexFailure } from './client.ts';

/** Where files of a report are got from and kept. */
export interface FilePassage {
  readonly client: CortexClient;
  readonly storeFile: StoreFile;
  readonly limits: JobLimits;
  readonly signal: AbortSignal;
}

/** Takes over the report of an ended job. Throws `CortexFailure` while a file cannot be had. */
export async function takeReport(
  job: RawObject,
  passage: FilePassage,
): Promise<{ readonly report: Report } | { readonly failure: Failure }> {
  const output = outputOf(job);
  const bytes = Buffer.from(JSON.stringify(output));
  if (bytes.length > passage.limits.reportBytes)
    return { failure: { code: 'reportRefused', reason: 'it is too large', printed: '' } };
  const checked = parseReport(bytes, { artifacts: passage.limits.artifacts, text: (text) => text });
  if ('errorMessage' in checked) return { failure: { code: 'reported', message: checked.errorMessage } };
  if ('refused' in checked)
    return { failure: { code: 'reportRefused', reason: checked.refused, printed: '' } };
  return { report: await withFiles(checked.report, sizesIn(output), passage) };
}

/** The job in the form in which a neuron writes its output. */
function outputOf({ status, report, errorMessage }: RawObject): JsonObject {
  const given: unknown = JSON.parse(JSON.stringify(report ?? {}));
  const told: JsonObject = isJsonObject(given) ? given : {};
  if (status !== 'Success')
    return {
      success: false,
      errorMessage: told.errorMessage ?? (typeof errorMessage === 'string' ? errorMessage : null),
    };
  const { full = {}, summary = null, operations = null, artifacts = null } = told;
  return {
    success: true,
    full,
    summary,
    operations,
    artifacts: Array.isArray(artifacts) ? artifacts.map(asWritten) : null,
  };
}

/** A found file is named by its hash there, as a neuron names a file beside its report. */
function asWritten(artifact: JsonValue): JsonValue {
  if (!isJsonObject(artifact) || !isJsonObject(artifact.attachment)) return artifact;
  const { attachment, ...about } = artifact;
  const { id = null, name = null, contentType = null, size = null } = attachment;
  return { ...about, file: id, filename: name, contentType, size };
}

function sizesIn({ artifacts }: JsonObject): ReadonlyMap<string, number> {
  const files = Array.isArray(artifacts) ? artifacts.filter(isJsonObject) : [];
  return new Map(
    files.flatMap(({ file, size }) =>
      typeof file === 'string' && typeof size === 'number' ? [[file, size] as const] : [],
    ),
  );
}

async function withFiles(
  report: ParsedReport,
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
