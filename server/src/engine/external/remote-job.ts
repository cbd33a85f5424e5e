/** What a Cortex server says of a run: its state, and once it has ended its output, checked as if the neuron had written it here. */
import { isJsonObject, type JsonObject, type JsonValue } from '../report/json.ts';
import { type PassedReport, packReport } from '../report/passed-report.ts';
import { checkReport } from '../report/report.ts';

/** How much of a report is taken. */
export interface RemoteBounds {
  /** Bytes of it as JSON. */
  readonly reportBytes: number;
  readonly artifacts: number;
}

/** An answer that was read. */
export interface RemoteJob {
  /** As the server names it; undefined where the answer is about no run. */
  readonly status: string | undefined;
  /** Of one that has ended. */
  readonly output:
    | { readonly report: PassedReport; readonly sizes: readonly (readonly [file: string, bytes: number])[] }
    | undefined;
}

/** Reads an answer about a run. Throws `SyntaxError` for what is no JSON. */
export function readRemoteJob(bytes: Uint8Array, bounds: RemoteBounds): RemoteJob {
  const job: unknown = JSON.parse(new TextDecoder().decode(bytes));
  if (!isJsonObject(job) || typeof job.status !== 'string') return { status: undefined, output: undefined };
  const { status } = job;
  if (status !== 'Success' && status !== 'Failure') return { status, output: undefined };
  const output = outputOf(job);
  return { status, output: { report: checked(output, bounds), sizes: sizesIn(output) } };
}

function checked(output: JsonObject, { reportBytes, artifacts }: RemoteBounds): PassedReport {
  const report = packReport(checkReport(output, { artifacts, text: (text) => text }));
  // What was refused already may be too deep to be written.
  const isTooLarge = 'rest' in report && Buffer.byteLength(JSON.stringify(output)) > reportBytes;
  return isTooLarge ? { check: { refused: 'it is too large' } } : report;
}

/** The job in the form in which a neuron writes its output. */
function outputOf({ status, report = {}, errorMessage }: JsonObject): JsonObject {
  const told: JsonObject = isJsonObject(report) ? report : {};
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

function sizesIn({ artifacts }: JsonObject): readonly (readonly [string, number])[] {
  const files = Array.isArray(artifacts) ? artifacts.filter(isJsonObject) : [];
  return files.flatMap(({ file, size }) =>
    typeof file === 'string' && typeof size === 'number' ? [[file, size] as const] : [],
  );
}
