/** The job as a neuron sees it: its data, its settings, and the few things it may do besides returning a result. */

import type { JobFile, JobFolder, JobInput } from './input.ts';
import { isJsonObject, type JsonObject, valueAt } from './json.ts';
import { NeuronError } from './neuron-error.ts';
import { type FileArtifactSource, storeFileArtifact, writeOutput } from './output.ts';
import type { FileArtifact } from './report.ts';
import { type Settings, settingsOver } from './settings.ts';

/** What analyzers and responders have in common. Levels are on the scale 0 to 3. */
export interface Job {
  dataType: string;
  tlp: number;
  pap: number;
  message: string;
  /** Given by whoever asked: usually `organisation` and `user`. */
  parameters: JsonObject;
  config: Settings;
  /**
   * The value at a dotted path of the input, such as `config.key` or `data.case.title`. Absent or null gives the
   * fallback; with a message instead, the job fails with it.
   */
  getParam(path: string, fallback?: unknown, message?: string): unknown;
  /** Shows what is known so far while the job goes on; each call replaces the one before. */
  partial(full: JsonObject): void;
}

/** The job of an analyzer. */
export interface AnalyzerJob extends Job {
  /** The observable's value; for a file its original name. */
  data: string;
  /** The file to look at, when the observable is one. */
  file: JobFile | undefined;
  /** Stores a found file in the output folder, ready to be listed among the artifacts. */
  buildFileArtifact(source: FileArtifactSource): FileArtifact;
}

/** The job of a responder; `data` is the object it was started on. */
export interface ResponderJob extends Job {
  data: JsonObject;
}

/** The job of an analyzer. Throws `parameterMissing` without a value and without a file. */
export function analyzerJob(folder: JobFolder, input: JobInput): AnalyzerJob {
  const data = input.file?.filename ?? input.data;
  if (typeof data !== 'string') {
    throw new NeuronError('Missing data field: a text, or a file with its name', 'parameterMissing');
  }
  return {
    ...commonParts(folder, input),
    data,
    file: input.file,
    buildFileArtifact: (source) => storeFileArtifact(folder, source),
  };
}

/** The job of a responder. Throws `parameterMissing` when `data` is no object. */
export function responderJob(folder: JobFolder, input: JobInput): ResponderJob {
  if (isJsonObject(input.data)) return { ...commonParts(folder, input), data: input.data };
  throw new NeuronError('Missing data field: the object a responder runs on', 'parameterMissing');
}

function commonParts(folder: JobFolder, input: JobInput): Job {
  return {
    dataType: input.dataType,
    tlp: input.tlp,
    pap: input.pap,
    message: input.message,
    parameters: input.parameters,
    config: settingsOver(input.config),
    getParam: (path, fallback, message) => paramAt(input, path, fallback, message),
    partial: (full) => writeOutput(folder, 'partial.json', { full }),
  };
}

function paramAt(input: JobInput, path: string, fallback: unknown, message: string | undefined): unknown {
  // Neurons written for Cortex expect the place of the file under this name, not its bare name.
  const found = path === 'file' ? input.file?.path : valueAt(input.raw, path);
  if (found !== undefined) return found;
  if (message !== undefined) throw new NeuronError(message, 'parameterMissing');
  return fallback;
}
