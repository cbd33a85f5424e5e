/** Reads the archive of a case: nothing is believed that it says about itself, and what is not of its form is refused. */
import type { FileHandle } from 'node:fs/promises';
import { Writable } from 'node:stream';
import type { Entry, FileEntry, ZipReader } from '@zip.js/zip.js';
import { isRawObject, type RawObject } from '../../model/input.ts';
import type { RequestFiles } from '../frame/command.ts';
import type { StoredFile } from '../frame/uploads.ts';
import {
  type ArchivedObject,
  archivedCase,
  archivedKinds,
  archiveFormat,
  archiveLimits,
  fileNumber,
  manifestName,
  objectsName,
} from './archive-format.ts';
import { refused, storeEntry, withArchive } from './unzip.ts';

/** A case as its archive holds it. Nothing is checked yet but the form. */
export interface ReadArchive {
  /** The first is the case. */
  readonly objects: readonly ArchivedObject[];
  /** Files by their number, in the store. */
  readonly files: ReadonlyMap<number, StoredFile>;
}

/** Reads an uploaded archive and stores its files. Throws `archiveRefused` and `tooLarge`. */
export async function readCaseArchive(
  { files }: RequestFiles,
  archive: StoredFile,
  password: string,
): Promise<ReadArchive> {
  const read = async (reader: ZipReader<FileHandle>): Promise<ReadArchive> => {
    const entries = await entriesOf(reader);
    requireManifest(await textOf(entries.get(manifestName), 64 * 1024));
    const objects = objectsIn(await textOf(entries.get(objectsName), archiveLimits.allObjectBytes));
    const stored = new Map<number, StoredFile>();
    for (const number of new Set(objects.flatMap(({ file }) => file ?? []))) {
      const entry = entries.get(`files/${number}`);
      if (entry === undefined) throw refused('a file of an object is missing');
      stored.set(number, await storeEntry(files, entry));
    }
    return { objects, files: stored };
  };
  return withArchive(files, archive, password, read, archiveLimits.archiveBytes);
}

async function entriesOf(reader: ZipReader<FileHandle>): Promise<ReadonlyMap<string, FileEntry>> {
  const entries = new Map<string, FileEntry>();
  let bytes = 0;
  for await (const entry of reader.getEntriesGenerator()) {
    if (entries.size > archiveLimits.files + 2) throw refused('it has too many entries');
    if (!isExpected(entry) || entries.has(entry.filename)) throw refused('it is no archive of a case');
    bytes += entry.uncompressedSize;
    if (bytes > archiveLimits.fileBytes + archiveLimits.allObjectBytes)
      throw refused('it holds too many bytes once unpacked');
    entries.set(entry.filename, entry);
  }
  return entries;
}

/** Every entry is encrypted, which also proves that nobody has changed it. */
function isExpected(entry: Entry): entry is FileEntry {
  if (entry.directory || !entry.encrypted || entry.zipCrypto) return false;
  return [manifestName, objectsName].includes(entry.filename) || fileNumber(entry.filename) !== undefined;
}

async function textOf(entry: FileEntry | undefined, limit: number): Promise<string> {
  if (entry === undefined) throw refused('it is no archive of a case');
  if (entry.uncompressedSize > limit) throw refused('it holds too many bytes once unpacked');
  const chunks: Buffer[] = [];
  let size = 0;
  const target = new Writable({
    write(chunk: Buffer, _, done) {
      size += chunk.length;
      // More than it declares: a bomb.
      if (size > entry.uncompressedSize) return done(refused('an entry does not have the size it declares'));
      chunks.push(chunk);
      done();
    },
  });
  await entry.getData(Writable.toWeb(target));
  return Buffer.concat(chunks).toString('utf8');
}

function requireManifest(text: string): void {
  const manifest = parsed(text);
  if (manifest.format !== archiveFormat.format) throw refused('it is no archive of a case');
  if (manifest.edition !== archiveFormat.edition)
    throw refused(
      `it is of edition ${String(manifest.edition).slice(0, 10)}; this version reads ${archiveFormat.edition}`,
    );
}

function parsed(text: string): RawObject {
  const value = jsonIn(text);
  if (isRawObject(value)) return value;
  throw refused('it cannot be read');
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw refused('it cannot be read');
    throw error;
  }
}

function objectsIn(text: string): readonly ArchivedObject[] {
  const lines = text.split('\n').filter((line) => line !== '');
  if (lines.length > archiveLimits.objects)
    throw refused(`it holds more than ${archiveLimits.objects} objects`);
  const objects = lines.map((line) => objectIn(parsed(line)));
  const [first, ...others] = objects;
  if (first?.kind !== 'case' || others.some(({ kind }) => kind === 'case'))
    throw refused('it holds no case, or several');
  return objects;
}

const kinds = new Map([archivedCase, ...archivedKinds].map(({ entity }) => [String(entity), entity]));

function objectIn({ kind, id, parent, values, customFields, file }: RawObject): ArchivedObject {
  const entity = kinds.get(String(kind));
  if (entity === undefined || typeof id !== 'string' || !isRawObject(values))
    throw refused('an object cannot be read');
  if (file !== undefined && !(Number.isSafeInteger(file) && Number(file) >= 0))
    throw refused('an object cannot be read');
  const fields = Array.isArray(customFields) ? customFields.filter(isRawObject) : [];
  return {
    kind: entity,
    id,
    parent: typeof parent === 'string' ? parent : undefined,
    values,
    customFields: fields.map(({ name, value, order }) => ({
      name: String(name),
      value,
      order: Number(order),
    })),
    file: file === undefined ? undefined : Number(file),
  };
}
