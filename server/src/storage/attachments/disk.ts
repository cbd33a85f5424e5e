/** Files on a local or shared disk, named by their content, complete or not there at all. */
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { syncFolder } from '../sync-folder.ts';
import {
  AttachmentNotFound,
  type AttachmentStore,
  AttachmentTooLarge,
  type FileHashes,
  type PutOptions,
  type StoredFile,
} from './store.ts';

/** An upload that wrote nothing for this long is a leftover of a process that ended. */
const leftoverMs = 60 * 60 * 1000;

/** Opens a store in a folder of its own, makes it when missing, and sweeps what interrupted uploads left. */
export async function openDiskStore(
  folder: string,
  clock: () => number = Date.now,
): Promise<AttachmentStore> {
  const incoming = join(folder, 'incoming');
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  await sweep(incoming, clock() - leftoverMs);
  return {
    put: (stream, options) => put(folder, join(incoming, randomUUID()), stream, options),
    async open(id) {
      if (!isDigest(id)) throw new AttachmentNotFound();
      return openFile(pathOf(folder, id));
    },
    async delete(id) {
      if (isDigest(id)) await rm(pathOf(folder, id), { force: true });
    },
  };
}

async function put(
  folder: string,
  temporary: string,
  stream: Readable,
  { maxBytes, arrived }: PutOptions,
): Promise<StoredFile> {
  try {
    const file = await receive(temporary, stream, maxBytes);
    await arrived?.(file);
    await settle(temporary, pathOf(folder, file.id));
    return file;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function receive(temporary: string, stream: Readable, maxBytes: number): Promise<StoredFile> {
  const meter = createMeter(maxBytes);
  await pipeline(
    stream,
    meter.transform,
    createWriteStream(temporary, { flags: 'wx', mode: 0o600, flush: true }),
  );
  const { hashes, size } = meter.result();
  return { id: hashes[0], size, hashes };
}

/** Always moves, also over an equal file: a deletion of the old one under way then cannot take the new one with it. */
async function settle(temporary: string, path: string): Promise<void> {
  const folder = dirname(path);
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  await rename(temporary, path);
  await syncFolder(folder);
  if (made === undefined) return;
  await syncFolder(dirname(folder));
  await syncFolder(dirname(dirname(folder)));
}

interface Meter {
  readonly transform: Transform;
  result(): { readonly hashes: FileHashes; readonly size: number };
}

/** Hashes and counts what passes; fails as soon as there is a byte too many. */
function createMeter(maxBytes: number): Meter {
  const digests = [createHash('sha256'), createHash('sha1'), createHash('md5')] as const;
  let size = 0;
  const transform = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > maxBytes) return done(new AttachmentTooLarge(maxBytes));
      for (const digest of digests) digest.update(chunk);
      return done(null, chunk);
    },
  });
  const [sha256, sha1, md5] = digests;
  return {
    transform,
    result: () => ({ hashes: [sha256.digest('hex'), sha1.digest('hex'), md5.digest('hex')], size }),
  };
}

/** Anything but a digest is no file of ours, so no id can point elsewhere. */
function isDigest(id: string): boolean {
  return /^[0-9a-f]{64}$/.test(id);
}

/** Two levels of folders keep each one small. */
function pathOf(folder: string, id: string): string {
  return join(folder, id.slice(0, 2), id.slice(2, 4), id);
}

async function openFile(path: string): Promise<{ stream: Readable; size: number }> {
  const handle = await openExisting(path);
  const { size } = await handle.stat();
  return { stream: handle.createReadStream(), size };
}

async function openExisting(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    throw isMissing(error) ? new AttachmentNotFound() : error;
  }
}

async function sweep(incoming: string, before: number): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    if ((await lastWritten(path)) < before) await rm(path, { force: true });
  }
}

/** A file that another process just finished counts as new. */
async function lastWritten(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (isMissing(error)) return Number.POSITIVE_INFINITY;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
