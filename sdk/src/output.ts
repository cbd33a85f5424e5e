/** Writes what a job leaves behind: the report, a failure report, partial output and file artifacts. */

import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { JobFolder } from './input.ts';
import { isJsonObject, type JsonObject } from './json.ts';
import { messageOf, NeuronError, TemporaryError } from './neuron-error.ts';
import type { ArtifactDetails, FileArtifact } from './report.ts';

/** Content of a file artifact and what is known about it. */
export interface FileArtifactSource extends ArtifactDetails {
  filename: string;
  content: Uint8Array;
  contentType?: string;
}

/** Put in place of a setting that a failure report must not disclose. */
const removed = 'REMOVED';

/** Settings whose text is a switch in the definition file, never a secret. */
const harmlessSettings = new Set(['service']);

/** Longest file name kept, in characters: most file systems stop at 255 bytes. */
const longestFilename = 120;

/**
 * Writes JSON beside its place and renames it: whoever reads the folder sees the old file or the new one whole.
 * Synchronous, since it also runs while the process ends.
 */
export function writeOutput(
  folder: JobFolder,
  name: 'output.json' | 'partial.json',
  content: JsonObject,
): void {
  makeOutputFolder(folder);
  const place = join(folder.output, name);
  const draft = `${place}.part`;
  writeFileSync(draft, JSON.stringify(content));
  renameSync(draft, place);
}

/** The platform makes it; by hand it is easily forgotten. A job folder that does not exist is never made up. */
function makeOutputFolder({ output }: JobFolder): void {
  if (!existsSync(output)) mkdirSync(output);
}

/** The failure report for whatever was thrown; settings that could be secret are taken out of the input. */
export function failureReport(thrown: unknown, input: JsonObject | undefined): JsonObject {
  return {
    success: false,
    errorMessage: messageOf(thrown),
    errorCode: thrown instanceof NeuronError ? thrown.code : 'neuronFailed',
    ...(thrown instanceof TemporaryError ? { retryAfter: thrown.retryAfterSeconds } : {}),
    input: input === undefined ? {} : withoutSecrets(input),
  };
}

/**
 * The input with every text in its configuration removed. Names tell too little about secrets (`token`,
 * `smtp_pwd`, a proxy's address with credentials), so only numbers, booleans and known switches stay.
 */
function withoutSecrets(input: JsonObject): JsonObject {
  const config = input.config;
  return isJsonObject(config) ? { ...input, config: maskObject(config) } : input;
}

function maskObject(source: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(source).map(([key, value]) => [key, harmlessSettings.has(key) ? value : mask(value)]),
  );
}

function mask(value: unknown): unknown {
  if (typeof value === 'string') return value === '' ? '' : removed;
  if (Array.isArray(value)) return value.map(mask);
  return isJsonObject(value) ? maskObject(value) : value;
}

/** Stores a file artifact in the output folder under a random name and describes it. */
export function storeFileArtifact(folder: JobFolder, source: FileArtifactSource): FileArtifact {
  const { content, filename, ...details } = source;
  const file = `artifact-${randomBytes(8).toString('hex')}`;
  makeOutputFolder(folder);
  // Readable by all, since the platform may read it as another user than the one the neuron runs as.
  writeFileSync(join(folder.output, file), content, { mode: 0o644 });
  return { dataType: 'file', file, filename: safeFilename(filename), ...details };
}

/** A file name without folders and without the characters that datastores refuse. */
function safeFilename(filename: string): string {
  const name = basename(filename.replaceAll('\\', '/'));
  const clean = [...name].map((character) => (refusedInFilenames(character) ? '_' : character)).join('');
  return shorten(clean) || 'unnamed';
}

function refusedInFilenames(character: string): boolean {
  return character < ' ' || character === '\u007f' || '/\\?*<>|":;`'.includes(character);
}

/** Cuts in the middle, so that the extension stays readable. */
function shorten(name: string): string {
  if (name.length <= longestFilename) return name;
  return `${name.slice(0, longestFilename - 21)}~${name.slice(-20)}`;
}
