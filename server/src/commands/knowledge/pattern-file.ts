/** Reads an uploaded file of techniques: a STIX bundle of any size, object by object, or a short catalogue. */
import { BrokenDocument, objectsIn } from '../../lib/json-elements.ts';
import { CodedError, invalidFields } from '../../model/errors.ts';
import { isRawObject } from '../../model/input.ts';
import type { AttachmentStore } from '../../storage/attachments/store.ts';
import { readWhole } from '../archive/read-file.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import type { StoredFile } from '../frame/uploads.ts';
import { type ReadTechnique, techniqueOfCatalogue, techniqueOfStix } from './attack-techniques.ts';

/** Something in a file that was not imported. */
export interface ImportFault {
  /** What it is called in the file. */
  readonly object: string;
  readonly error: string;
}

/** What a file of techniques holds. */
export interface PatternFile {
  /** By number; parts of a technique may come before it. */
  readonly techniques: ReadonlyMap<string, RowValues>;
  readonly faults: readonly ImportFault[];
}

/** Largest bundle in bytes. */
export const largestBundle = 100 * 1024 * 1024;
/** Largest file that is read as a whole, in bytes. */
const largestCatalogue = 8 * 1024 * 1024;
/** Longest object of a bundle in characters. */
const longestObject = 4 * 1024 * 1024;
/** Most techniques of a file, and most faults that are told. */
const mostTechniques = 20_000;
const mostFaults = 1_000;

interface Collected {
  readonly techniques: Map<string, RowValues>;
  readonly faults: ImportFault[];
}

/**
 * Reads a file as far as it is valid. `variant` names the catalogue of a file that holds several. Throws `tooLarge`,
 * `malformedBody` when there is nothing to import in it, and `invalidFields` when the variant is needed.
 */
export async function readPatternFile(
  store: AttachmentStore,
  file: StoredFile,
  variant: string | undefined,
): Promise<PatternFile> {
  if (file.size > largestBundle) throw new CodedError('tooLarge', { limit: largestBundle });
  const collected: Collected = { techniques: new Map(), faults: [] };
  const broken = await readBundle(store, file, collected);
  if (collected.techniques.size > 0) return collected;
  if (broken === undefined && file.size <= largestCatalogue) {
    readCatalogue(await readWhole(store, file), variant, collected);
    if (collected.techniques.size > 0) return collected;
  }
  const reason = broken ?? collected.faults[0]?.error ?? 'it holds no techniques';
  throw new CodedError('malformedBody', { reason });
}

/** Gives why the file could not be read to its end, if so. */
async function readBundle(
  store: AttachmentStore,
  file: StoredFile,
  collected: Collected,
): Promise<string | undefined> {
  const { stream } = await store.open(file.id);
  let index = 0;
  try {
    for await (const text of objectsIn(stream, 'objects', longestObject)) {
      readObject(text, index, collected);
      index += 1;
    }
    return undefined;
  } catch (error) {
    if (!(error instanceof BrokenDocument)) throw error;
    note(collected, file.name, error.message);
    return error.message;
  } finally {
    stream.destroy();
  }
}

function readObject(text: string, index: number, collected: Collected): void {
  const object = parsed(text);
  if (!isRawObject(object)) {
    note(collected, `objects[${index}]`, 'it is no valid JSON');
    return;
  }
  const read = techniqueOfStix(object);
  const name = typeof object.id === 'string' ? object.id.slice(0, 200) : `objects[${index}]`;
  if (read !== undefined) add(collected, name, read);
}

function add(collected: Collected, object: string, read: ReadTechnique): void {
  if ('error' in read) {
    note(collected, object, read.error);
    return;
  }
  const { techniques } = collected;
  const { patternId, revoked } = read.values;
  // A number may be used again once its first technique is revoked.
  if (revoked && techniques.has(patternId)) return;
  if (techniques.size >= mostTechniques && !techniques.has(patternId))
    throw new CodedError('tooManyItems', { limit: mostTechniques, what: 'techniques' });
  techniques.set(patternId, read.values);
}

function note({ faults }: Collected, object: string, error: string): void {
  if (faults.length < mostFaults) faults.push({ object, error });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A short catalogue: `{catalogs: {NAME: {techniques: […]}}}`. */
function readCatalogue(text: string, variant: string | undefined, collected: Collected): void {
  const document = parsed(text);
  const catalogs = isRawObject(document) && isRawObject(document.catalogs) ? document.catalogs : {};
  const names = Object.keys(catalogs);
  if (names.length === 0) return;
  const chosen = names.length === 1 && variant === undefined ? names[0] : variant;
  const catalog = names.includes(chosen ?? '') ? catalogs[chosen ?? ''] : undefined;
  if (!isRawObject(catalog)) throw variantNeeded(names, variant);
  const { techniques } = catalog;
  if (!Array.isArray(techniques)) return;
  techniques.forEach((entry, index) => {
    add(collected, `techniques[${index}]`, techniqueOfCatalogue(entry));
  });
}

function variantNeeded(choices: readonly string[], given: string | undefined): CodedError {
  const accepted = 'name of one of the catalogues in the file';
  return invalidFields([
    given === undefined
      ? { kind: 'missing', name: 'variant', accepted, choices }
      : { kind: 'invalid', name: 'variant', accepted, choices, given },
  ]);
}
