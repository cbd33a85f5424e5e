/** Reads the job folder's `input/input.json` and says plainly what is wrong with it. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type JsonObject, textAt, valueAt } from './json.ts';
import { NeuronError } from './neuron-error.ts';

/** The three folders of a job. */
export interface JobFolder {
  root: string;
  input: string;
  output: string;
}

/** The file observable of a job. */
export interface JobFile {
  /** Absolute path to read it from. */
  path: string;
  /** Name it had where it came from. */
  filename: string;
  contentType: string;
}

/** The job as asked for. Levels are on the scale 0 to 3. */
export interface JobInput {
  dataType: string;
  data: unknown;
  file: JobFile | undefined;
  tlp: number;
  pap: number;
  message: string;
  parameters: JsonObject;
  config: JsonObject;
  /** The whole of `input.json`, for `getParam`. */
  raw: JsonObject;
}

/** Levels and ceilings count as AMBER where nothing is said. */
const defaultLevel = 2;

/** The folders under a job's root. */
export function jobFolderAt(root: string): JobFolder {
  return { root, input: join(root, 'input'), output: join(root, 'output') };
}

/** Reads and checks the input. Throws `inputUnreadable` naming the file and what was expected. */
export function readJobInput(folder: JobFolder): JobInput {
  const raw = readInputObject(join(folder.input, 'input.json'));
  const dataType = textAt(raw, 'dataType');
  if (dataType === undefined) {
    throw new NeuronError('Missing dataType field in input.json: a text such as "ip"', 'inputUnreadable');
  }
  return {
    dataType,
    data: valueAt(raw, 'data'),
    file: fileOf(folder, raw),
    tlp: levelAt(raw, 'tlp'),
    pap: levelAt(raw, 'pap'),
    message: textAt(raw, 'message') ?? '',
    parameters: objectAt(raw, 'parameters'),
    config: objectAt(raw, 'config'),
    raw,
  };
}

/** A level or ceiling at a path, AMBER when it is absent or not a number. */
export function levelAt(source: JsonObject, path: string): number {
  const value = valueAt(source, path);
  return typeof value === 'number' ? value : defaultLevel;
}

function readInputObject(path: string): JsonObject {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new NeuronError(
      `Cannot read ${path}: the first argument names a job folder that holds input/input.json`,
      'inputUnreadable',
      cause,
    );
  }
  if (isJsonObject(parsed)) return parsed;
  throw new NeuronError(`${path} holds no JSON object`, 'inputUnreadable');
}

function fileOf(folder: JobFolder, raw: JsonObject): JobFile | undefined {
  const name = textAt(raw, 'file');
  if (name === undefined) return undefined;
  return {
    path: join(folder.input, name),
    filename: textAt(raw, 'filename') ?? name,
    contentType: textAt(raw, 'contentType') ?? 'application/octet-stream',
  };
}

function objectAt(raw: JsonObject, key: string): JsonObject {
  const value = valueAt(raw, key);
  return isJsonObject(value) ? value : {};
}
