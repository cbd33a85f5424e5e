/** Unpacks an uploaded archive into single files, each stored by content; bombs, traps in names and odd entries are refused. */
import { createWriteStream } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Entry, ERR_INVALID_PASSWORD, type FileEntry, Reader, ZipReader } from '@zip.js/zip.js';
import { CodedError, invalidFields } from '../../model/errors.ts';
import { type AttachmentStore, AttachmentTooLarge } from '../../storage/attachments/store.ts';
import type { RequestFiles } from '../frame/command.ts';
import type { StoredFile } from '../frame/uploads.ts';
import type { ObservableInput } from '../observable/observable-input.ts';

/** Password that analysts protect samples with. */
const customaryPassword = 'malware';
/** Most entries, and most bytes once unpacked, that an archive may have. */
const mostEntries = 1_000;
const mostBytes = 512 * 1024 * 1024;
/** Largest archive that is unpacked. */
const largestArchive = 256 * 1024 * 1024;
/** Longest name of an unpacked file in characters. */
const longestName = 255;

/** The input with its archives replaced by what they hold; unchanged when it is no archive. */
export async function unzipped(
  { files, uploads }: RequestFiles,
  input: ObservableInput,
): Promise<ObservableInput> {
  if (!input.isZip) return input;
  const unpacked: StoredFile[] = [];
  for (const part of input.parts) {
    const archives = uploads.get(part);
    if (archives === undefined) throw noSuchPart(input, part, [...uploads.keys()]);
    for (const archive of archives) unpacked.push(...(await unpack(files, archive, input.zipPassword)));
  }
  return { ...input, parts: [], unpacked };
}

function noSuchPart(input: ObservableInput, part: string, choices: readonly string[]): CodedError {
  const name = `${input.path}attachment`;
  return invalidFields([{ kind: 'invalid', name, accepted: 'name of an upload part', given: part, choices }]);
}

async function unpack(
  store: AttachmentStore,
  archive: StoredFile,
  password = customaryPassword,
): Promise<StoredFile[]> {
  return withArchive(store, archive, password, async (reader) => {
    const stored: StoredFile[] = [];
    for (const entry of await plainEntries(reader)) stored.push(await storeEntry(store, entry));
    return stored;
  });
}

/**
 * Opens an archive for reading. Archives are read from their end, so one is put into a file of its own first: it may be too large
 * for memory. `limit`: most bytes of the archive. Throws `tooLarge`, and `archiveRefused` for one that cannot be read.
 */
export async function withArchive<T>(
  store: AttachmentStore,
  archive: StoredFile,
  password: string | undefined,
  work: (reader: ZipReader<FileHandle>) => Promise<T>,
  limit = largestArchive,
): Promise<T> {
  if (archive.size > limit) throw new CodedError('tooLarge', { limit });
  const folder = await mkdtemp(join(tmpdir(), 'skep-archive-'));
  try {
    const path = join(folder, 'archive');
    await pipeline((await store.open(archive.id)).stream, createWriteStream(path, { mode: 0o600 }));
    const file = await open(path);
    try {
      return await readArchive(file, archive.size, password, work);
    } finally {
      await file.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readArchive<T>(
  file: FileHandle,
  size: number,
  password: string | undefined,
  work: (reader: ZipReader<FileHandle>) => Promise<T>,
): Promise<T> {
  // Names are judged by whoever reads: what has a path is never written under it.
  const options = { filenameValidation: 'tolerant', useWebWorkers: false } as const;
  const locked = password === undefined ? options : { ...options, password };
  const reader = new ZipReader(new FileRanges(file, size), locked);
  try {
    return await work(reader);
  } catch (error) {
    throw error instanceof CodedError ? error : refused(reasonOf(error));
  } finally {
    await reader.close();
  }
}

/** Byte ranges of an open file, as the library asks for them. */
class FileRanges extends Reader<FileHandle> {
  readonly #file: FileHandle;

  constructor(file: FileHandle, size: number) {
    super(file);
    this.#file = file;
    this.size = size;
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    const wanted = Math.max(0, Math.min(length, this.size - index));
    const { buffer, bytesRead } = await this.#file.read(new Uint8Array(wanted), 0, wanted, index);
    return buffer.subarray(0, bytesRead);
  }
}

/** Files at the top of the archive; folders and what lies in them are passed over. */
async function plainEntries(reader: ZipReader<FileHandle>): Promise<FileEntry[]> {
  const files: FileEntry[] = [];
  let seen = 0;
  let declared = 0;
  for await (const entry of reader.getEntriesGenerator()) {
    seen += 1;
    if (seen > mostEntries) throw refused(`it has more than ${mostEntries} entries`);
    if (!isPlainFile(entry)) continue;
    declared += entry.uncompressedSize;
    if (declared > mostBytes) throw refused(`it holds more than ${mostBytes} bytes once unpacked`);
    files.push(entry);
  }
  if (files.length === 0) throw refused('it holds no file at its top');
  return files;
}

function isPlainFile(entry: Entry): entry is FileEntry {
  return !entry.directory && !/[/\\]|^\.*$/.test(entry.filename);
}

/** Stores one entry. Throws `archiveRefused` for one that unpacks to more than it declares. */
export async function storeEntry(store: AttachmentStore, entry: FileEntry): Promise<StoredFile> {
  const through = new TransformStream<Uint8Array, Uint8Array>();
  // The declared size is the limit: an entry that unpacks to more is a bomb.
  const storing = store.put(Readable.fromWeb(through.readable), { maxBytes: entry.uncompressedSize });
  const unpacking = entry.getData(through.writable);
  const [stored, unpacked] = await Promise.allSettled([storing, unpacking]);
  if (stored.status === 'rejected' && stored.reason instanceof AttachmentTooLarge) throw falselyDeclared();
  if (unpacked.status === 'rejected') throw unpacked.reason;
  if (stored.status === 'rejected') throw stored.reason;
  const { id, size, hashes } = stored.value;
  if (size !== entry.uncompressedSize) throw falselyDeclared();
  return { id, name: nameOf(entry), contentType: 'application/octet-stream', size, hashes };
}

function nameOf({ filename }: FileEntry): string {
  const name = filename.toWellFormed().replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, '_');
  return [...name].slice(0, longestName).join('');
}

function falselyDeclared(): CodedError {
  return refused('an entry does not have the size it declares');
}

/** The error for an archive that is not unpacked. */
export function refused(reason: string): CodedError {
  return new CodedError('archiveRefused', { reason });
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && error.message === ERR_INVALID_PASSWORD)
    return 'the password does not open it';
  return 'it cannot be read';
}
