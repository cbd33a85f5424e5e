/** What a neuron is told: the content of `input/input.json`, in the form that neurons written for Cortex read. */

import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { JsonObject, JsonValue } from '../report/json.ts';
import { type Levels, tlpForNeurons } from './ceiling.ts';

/** A file to be analysed. */
export interface SubjectFile {
  /** Name it had where it came from. */
  readonly filename: string;
  readonly contentType: string;
  /** Bytes; a stream that gives more is refused. */
  readonly size: number;
  readonly open: () => Promise<Readable> | Readable;
}

/** What a neuron runs on: a value, a file, or an object for a responder. */
export type Subject =
  | { readonly kind: 'value'; readonly dataType: string; readonly data: string }
  | { readonly kind: 'file'; readonly dataType: string; readonly file: SubjectFile }
  | { readonly kind: 'object'; readonly dataType: string; readonly data: JsonValue };

/** Everything the input is made of. */
export interface InputParts {
  readonly subject: Subject;
  /** Levels as stored, TLP from 0 to 4. */
  readonly levels: Levels;
  readonly message: string;
  readonly parameters: JsonObject;
  /** The settings of this run, merged. */
  readonly config: JsonObject;
  /** Name of the file inside `input/`, for a file. */
  readonly storedAs: string;
}

/** Builds the input. */
export function buildInput({
  subject,
  levels,
  message,
  parameters,
  config,
  storedAs,
}: InputParts): JsonObject {
  return {
    ...subjectFields(subject, storedAs),
    dataType: subject.dataType,
    tlp: tlpForNeurons(levels.tlp),
    pap: levels.pap,
    message,
    parameters,
    config,
  };
}

function subjectFields(subject: Subject, storedAs: string): JsonObject {
  if (subject.kind !== 'file') return { data: subject.data };
  const { filename, contentType } = subject.file;
  return { file: storedAs, filename, contentType };
}

/** The input as text for neurons that know no job folder: they find the file where `input/` is for them. */
export function inputAsText(input: JsonObject, inputFolder: string): string {
  const { file } = input;
  return JSON.stringify(typeof file === 'string' ? { ...input, file: join(inputFolder, file) } : input);
}
