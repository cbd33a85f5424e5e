/** Reads a small file that somebody else may have put there: no links, no pipes, never more than the limit. */

import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** Why a file was not read, in words that follow the name of the file. */
export class FileRefused extends Error {
  constructor(reason: string, cause?: unknown) {
    super(reason, { cause });
    this.name = 'FileRefused';
  }
}

/** Windows has neither flag; there they are 0 and change nothing. */
const carefully = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Opens a regular file for reading without following a link at its end. Throws `FileRefused`. */
export async function openRegular(path: string): Promise<FileHandle> {
  const handle = await openCarefully(path);
  const status = await handle.stat();
  if (status.isFile()) return handle;
  await handle.close();
  throw new FileRefused('is not a regular file');
}

async function openCarefully(path: string): Promise<FileHandle> {
  try {
    return await open(path, carefully);
  } catch (cause) {
    throw new FileRefused(openReason(cause), cause);
  }
}

/** Reads up to `limit` bytes. Throws `FileRefused`, also when there are more. */
export async function readAtMost(handle: FileHandle, limit: number): Promise<Buffer> {
  // One byte more than allowed tells a file that grew, or lies about its size, from one that fits.
  const { size } = await handle.stat();
  const buffer = Buffer.alloc(Math.min(size, limit) + 1);
  let filled = 0;
  for (;;) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, filled);
    filled += bytesRead;
    if (filled > limit) throw new FileRefused(`is larger than ${limit} bytes`);
    if (filled > size) throw new FileRefused('grew while it was read');
    if (bytesRead === 0) return buffer.subarray(0, filled);
  }
}

/** Text of a small regular file. Throws `FileRefused`. */
export async function readSmallText(path: string, limit: number): Promise<string> {
  await using handle = await openRegular(path);
  return (await readAtMost(handle, limit)).toString('utf8');
}

/** The operating system's code of an error, such as `ENOENT`. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function openReason(cause: unknown): string {
  const code = errorCode(cause);
  if (code === 'ENOENT') return 'does not exist';
  if (code === 'ELOOP' || code === 'EMLINK') return 'is a link; links are not followed';
  if (code === 'EACCES' || code === 'EPERM') return 'cannot be read: permission denied';
  if (code === 'ENXIO') return 'is not a regular file';
  return `cannot be opened: ${code ?? 'unknown error'}`;
}
