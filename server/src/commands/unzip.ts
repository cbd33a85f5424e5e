/** Unpacks an uploaded archive into single files, each stored by content; bombs, traps in names and odd entries are refused. */
import { Readable } from 'node:stream';
import {
  type Entry,
  ERR_INVALID_PASSWORD,
  type FileEntry,
  Uint8ArrayReader,
  ZipReader,
} from '@zip.js/zip.js';
import { CodedError } from '../model/errors.ts';
import type { CommandContext } from './command.ts';
import type { ObservableInput } from './observable-input.ts';
import type { StoredFile, Uploads } from './uploads.ts';

/** Password that analysts protect samples with. */
const customaryPassword = 'malware';
/** Most entries, and most bytes once unpacked, that an archive may have. */
const mostEntries = 1_000;
const mostBytes = 512 * 1024 * 1024;
/** Largest archive that is unpacked. */
const largestArchive = 256 * 1024 * 1024;

/** The input with its archives replaced by what they hold; unchanged when it is no archive. */
export async function unzipped(
  context: CommandContext,
  input: ObservableInput,
): Promise<{ input: ObservableInput; uploads: Uploads }> {
  if (!input.isZip) return { input, uploads: context.uploads };
  const archives = input.parts.flatMap((part) => context.uploads.get(part) ?? []);
  const files: StoredFile[] = [];
  for (const archive of archives)
    files.push(...(await unpack(context, archive, input.zipPassword ?? customaryPassword)));
  return { input: { ...input, parts: ['unzipped'] }, uploads: new Map([['unzipped', files]]) };
}

async function unpack(context: CommandContext, archive: StoredFile, password: string): Promise<StoredFile[]> {
  if (archive.size > largestArchive) throw new CodedError('tooLarge', { limit: largestArchive });
  const { stream } = await context.files.open(archive.id);
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  const reader = new ZipReader(new Uint8ArrayReader(Buffer.concat(chunks)), { password });
  try {
    const entries = plainEntries(await reader.getEntries());
    const stored: StoredFile[] = [];
    for (const entry of entries) stored.push(await storeEntry(context, entry));
    return stored;
  } catch (error) {
    throw error instanceof CodedError ? error : new CodedError('archiveRefused', { reason: reasonOf(error) });
  } finally {
    await reader.close();
  }
}

/** Files at the top of the archive; folders and what lies in them are passed over. */
function plainEntries(entries: readonly Entry[]): FileEntry[] {
  if (entries.length > mostEntries)
    throw new CodedError('archiveRefused', { reason: `more than ${mostEntries} entries` });
  const files = entries.filter(
    (entry): entry is FileEntry => !entry.directory && !/[/\\]/.test(entry.filename),
  );
  const declared = files.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (declared > mostBytes)
    throw new CodedError('archiveRefused', { reason: `more than ${mostBytes} bytes once unpacked` });
  if (files.length === 0) throw new CodedError('archiveRefused', { reason: 'it holds no file at its top' });
  return files;
}

async function storeEntry({ files }: CommandContext, entry: FileEntry): Promise<StoredFile> {
  const through = new TransformStream<Uint8Array, Uint8Array>();
  // The declared size is the limit: an entry that unpacks to more is a bomb.
  const storing = files.put(Readable.fromWeb(through.readable), {
    maxBytes: Math.max(entry.uncompressedSize, 1),
  });
  const [stored] = await Promise.all([storing, entry.getData(through.writable)]);
  return {
    id: stored.id,
    name: entry.filename.slice(0, 255),
    contentType: 'application/octet-stream',
    size: stored.size,
    hashes: stored.hashes,
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && error.message === ERR_INVALID_PASSWORD)
    return 'the password does not open it';
  return error instanceof Error ? error.message : 'it cannot be read';
}
