/**
 * The report of a neuron: `output/output.json`, checked. What only one member of a list gets wrong is left out with a
 * note; what makes the report as a whole untrue makes the run a failure.
 */

import { tlpFromNeurons } from '../run/ceiling.ts';
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  rewriteObject,
  storableText,
  TooDeep,
} from './json.ts';

/** Levels of a report tag. */
export const tagLevels = ['info', 'safe', 'suspicious', 'malicious'] as const;

/** One short statement about the observable. */
export interface ReportTag {
  readonly level: (typeof tagLevels)[number];
  readonly namespace: string;
  readonly predicate: string;
  readonly value: string | number | boolean;
}

/** An observable the neuron found, a value or a file in `output/`. */
export interface ParsedArtifact {
  readonly dataType: string;
  readonly content: { readonly data: string } | ArtifactFile;
  /** On the scale 0 to 4. */
  readonly tlp: number;
  readonly tags: readonly string[];
  readonly message: string | undefined;
}

/** A file named by an artifact. */
export interface ArtifactFile {
  /** Name directly inside `output/`. */
  readonly file: string;
  /** Name to show; never a path. */
  readonly filename: string;
  readonly contentType: string;
}

/** Something the neuron asks the platform to do; `type` says what. */
export interface Operation extends JsonObject {
  readonly type: string;
}

/** A report that can be used. */
export interface ParsedReport {
  readonly full: JsonObject;
  readonly tags: readonly ReportTag[];
  readonly artifacts: readonly ParsedArtifact[];
  readonly operations: readonly Operation[];
  /** What was left out, and why. */
  readonly notes: readonly string[];
  /** It says nothing and asks for nothing. */
  readonly isEmpty: boolean;
}

/** The report, the neuron's own error, or why neither can be believed. */
export type ReportCheck = { readonly report: ParsedReport } | NeuronFailure | { readonly refused: string };

/** What a neuron says of its own failure. `retryAfterSeconds` is there when it expects the same run to succeed later. */
export interface NeuronFailure {
  readonly errorMessage: string;
  readonly retryAfterSeconds?: number;
}

/** Bounds of a report. */
export interface ReportBounds {
  readonly artifacts: number;
  /** Applied to every text in it. */
  readonly text: (text: string) => string;
}

const deepest = 100;
const mostTags = 1000;
const mostOperations = 200;
const longest = { errorMessage: 65_536, tag: 4096, data: 65_536, name: 255 };

/** Thrown inside this file to refuse a report as a whole. */
class Refusal extends Error {}

/** Checks the content of `output.json`. */
export function parseReport(bytes: Uint8Array, bounds: ReportBounds): ReportCheck {
  return checkedBy(() => parsed(bytes), bounds);
}

/** The same for content that is JSON already. */
export function checkReport(output: JsonValue, bounds: ReportBounds): ReportCheck {
  return checkedBy(() => output, bounds);
}

function checkedBy(read: () => unknown, bounds: ReportBounds): ReportCheck {
  try {
    const output = readOutput(read(), bounds);
    if (output.success !== true) return neuronFailure(output);
    return { report: reportFrom(output, bounds) };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.message };
    throw error;
  }
}

function readOutput(output: unknown, { text }: ReportBounds): JsonObject {
  if (!isJsonObject(output)) throw new Refusal('output.json does not hold an object');
  try {
    return rewriteObject(output, { text: (given) => text(storableText(given)), depth: deepest });
  } catch (error) {
    if (error instanceof TooDeep) throw new Refusal(`output.json is ${error.message}`);
    throw error;
  }
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8').decode(bytes));
  } catch (error) {
    const reason = error instanceof Error ? storableText(error.message).slice(0, 200) : '';
    throw new Refusal(`output.json is not JSON: ${reason}`);
  }
}

function neuronFailure(output: JsonObject): NeuronFailure {
  const { retryAfter } = output;
  const isTemporary = typeof retryAfter === 'number' && retryAfter >= 0;
  return {
    errorMessage: errorMessageOf(output),
    ...(isTemporary ? { retryAfterSeconds: retryAfter } : {}),
  };
}

/** Published neurons also give the status of an answer, or an object with a message, as the reason. */
function errorMessageOf({ errorMessage }: JsonObject): string {
  const said = typeof errorMessage === 'string' ? errorMessage : JSON.stringify(errorMessage ?? '');
  const saysNothing = ['', '""', '{}', '[]'].includes(said.trim());
  return saysNothing
    ? 'The neuron failed without saying why'
    : said.slice(0, longest.errorMessage).toWellFormed();
}

function reportFrom(output: JsonObject, bounds: ReportBounds): ParsedReport {
  const { full } = output;
  if (!isJsonObject(full)) throw new Refusal('"full" is not an object');
  const notes: string[] = [];
  const tags = tagsFrom(output.summary, notes);
  const artifacts = artifactsFrom(output.artifacts, bounds.artifacts, notes);
  const operations = operationsFrom(output.operations, notes);
  const isEmpty = [tags, artifacts, operations, notes].every(saysNothing) && saysNothing(full);
  return { full, tags, artifacts, operations, notes, isEmpty };
}

/**
 * Whether a value of a report holds no statement: nothing, empty text, or lists and objects of such. A number or a truth value is a
 * statement, except a count of nothing beside the empty list that it counts.
 */
export function saysNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (typeof value !== 'object') return false;
  const members: readonly unknown[] = Object.values(value);
  const countsNothing = !Array.isArray(value) && members.some(isEmptyList);
  return members.every((member) => (countsNothing && member === 0) || saysNothing(member));
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** Members of a list that are objects, up to a limit; everything else is noted. */
function objectsIn(list: JsonValue | undefined, what: string, most: number, notes: string[]): JsonObject[] {
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) {
    notes.push(`${what}: not a list`);
    return [];
  }
  const objects = list.filter(isJsonObject);
  if (objects.length < list.length)
    notes.push(`${what}: ${list.length - objects.length} of them are not objects`);
  if (objects.length > most) notes.push(`${what}: only the first ${most} of ${objects.length} are used`);
  return objects.slice(0, most);
}

function tagsFrom(summary: JsonValue | undefined, notes: string[]): ReportTag[] {
  const taxonomies = isJsonObject(summary) ? summary.taxonomies : undefined;
  return objectsIn(taxonomies, 'taxonomies', mostTags, notes).flatMap((taxonomy) => {
    const { namespace, predicate, value } = taxonomy;
    if (
      typeof namespace !== 'string' ||
      typeof predicate !== 'string' ||
      value === undefined ||
      value === null
    ) {
      notes.push('taxonomies: one lacks its namespace, predicate or value');
      return [];
    }
    const level = tagLevels.find((known) => known === taxonomy.level) ?? 'info';
    return [{ level, namespace: short(namespace), predicate: short(predicate), value: tagValue(value) }];
  });
}

function tagValue(value: NonNullable<JsonValue>): string | number | boolean {
  if (typeof value === 'object') return short(JSON.stringify(value));
  return typeof value === 'string' ? short(value) : value;
}

function short(text: string): string {
  return text.slice(0, longest.tag).toWellFormed();
}

function operationsFrom(list: JsonValue | undefined, notes: string[]): Operation[] {
  return objectsIn(list, 'operations', mostOperations, notes).flatMap((operation) => {
    const { type } = operation;
    if (typeof type === 'string') return [{ ...operation, type }];
    notes.push('operations: one has no type');
    return [];
  });
}

function artifactsFrom(list: JsonValue | undefined, most: number, notes: string[]): ParsedArtifact[] {
  return objectsIn(list, 'artifacts', most, notes).flatMap((artifact, index) => {
    const { dataType } = artifact;
    if (typeof dataType !== 'string' || dataType === '' || dataType.length > longest.name) {
      notes.push(`artifacts[${index}]: no dataType`);
      return [];
    }
    const content = dataType === 'file' ? fileOf(artifact, index, notes) : dataOf(artifact, index, notes);
    if (content === undefined) return [];
    return [{ dataType, content, ...detailsOf(artifact, index) }];
  });
}

function dataOf({ data }: JsonObject, index: number, notes: string[]): { data: string } | undefined {
  if (typeof data !== 'string') throw new Refusal(`artifacts[${index}]: "data" is not a text`);
  const usable = data.trim() !== '' && data.length <= longest.data && !data.includes('\ufffd');
  if (usable) return { data };
  notes.push(
    `artifacts[${index}]: "data" is empty, longer than ${longest.data} characters or not readable text`,
  );
  return undefined;
}

function fileOf(artifact: JsonObject, index: number, notes: string[]): ArtifactFile | undefined {
  const { file, filename, contentType } = artifact;
  if (typeof file !== 'string' || typeof filename !== 'string') {
    notes.push(`artifacts[${index}]: a file needs "file" and "filename"`);
    return undefined;
  }
  const type =
    typeof contentType === 'string' && /^[\w.+-]+\/[\w.+-]+$/.test(contentType) ? contentType : undefined;
  return { file, filename: safeName(filename), contentType: type ?? 'application/octet-stream' };
}

/** A name to show and to download under: the last part of a path, without characters a file system could act on. */
function safeName(name: string): string {
  const last = name.split(/[/\\]/).findLast((part) => part !== '') ?? '';
  const clean = last
    .replace(/[\p{Cc}<>:"|?*;`]/gu, '_')
    .slice(0, longest.name)
    .toWellFormed();
  return clean === '' || /^\.+$/.test(clean) ? 'file' : clean;
}

function detailsOf(artifact: JsonObject, index: number): Pick<ParsedArtifact, 'tlp' | 'tags' | 'message'> {
  const { tlp = null, tags = null, message = null } = artifact;
  const level = tlp ?? 2;
  if (typeof level !== 'number' || ![0, 1, 2, 3].includes(level)) {
    throw new Refusal(`artifacts[${index}]: "tlp" is not 0, 1, 2 or 3`);
  }
  if (tags !== null && !(Array.isArray(tags) && tags.every((tag) => typeof tag === 'string'))) {
    throw new Refusal(`artifacts[${index}]: "tags" is not a list of texts`);
  }
  return {
    tlp: tlpFromNeurons(level),
    tags: Array.isArray(tags) ? tags.slice(0, mostTags).map((tag) => short(String(tag))) : [],
    message: typeof message === 'string' ? message : undefined,
  };
}
