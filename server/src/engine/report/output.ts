/**
 * Reads what a neuron left in `output/`. Everything there is hostile: the folder may have been replaced, a name may be a
 * link to a secret, a pipe that never ends, a device, or another name of a file that lies elsewhere. So the folder is
 * opened once, files are opened through it, and an open file is looked at before a byte of it is read.
 */

import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { FileRefused, openRegular, readAtMost } from './read-text.ts';

/** An open output folder. */
export interface OutputFolder extends AsyncDisposable {
  /** Opens a file directly inside. Throws `FileRefused`. The caller closes it. */
  open(name: string, limit: number): Promise<OutputFile>;
  /** Reads a file directly inside, whole. Throws `FileRefused`. */
  read(name: string, limit: number): Promise<Buffer>;
}

/** An open file whose size is known. */
export interface OutputFile {
  readonly handle: FileHandle;
  /** Bytes. */
  readonly size: number;
}

/** Opens the folder; `ownerUid` is the user the neuron ran as. Throws `FileRefused`. */
export async function openOutput(path: string, ownerUid: number | undefined): Promise<OutputFolder> {
  const folder = await openFolder(path);
  const openFile = async (name: string, limit: number): Promise<OutputFile> => {
    const handle = await openRegular(pathInside(path, folder, name));
    try {
      return { handle, size: await checkedSize(handle, limit, ownerUid) };
    } catch (error) {
      await handle.close();
      throw error;
    }
  };
  return {
    open: openFile,
    async read(name, limit) {
      const { handle } = await openFile(name, limit);
      try {
        return await readAtMost(handle, limit);
      } finally {
        await handle.close();
      }
    },
    [Symbol.asyncDispose]: () => folder.close(),
  };
}

async function openFolder(path: string): Promise<FileHandle> {
  const flags = constants.O_RDONLY | (constants.O_DIRECTORY ?? 0) | (constants.O_NOFOLLOW ?? 0);
  return open(path, flags).catch((cause: unknown) => {
    throw new FileRefused('The output folder is gone or was replaced', cause);
  });
}

/** Through the open folder where the system shows descriptors as paths: nobody can swap the folder on the way. */
function pathInside(path: string, folder: FileHandle, name: string): string {
  if (name === '' || name === '.' || name === '..' || /[/\\\0]/.test(name)) {
    throw new FileRefused('is not a name directly inside the output folder');
  }
  return process.platform === 'linux' ? `/proc/self/fd/${folder.fd}/${name}` : join(path, name);
}

async function checkedSize(handle: FileHandle, limit: number, ownerUid: number | undefined): Promise<number> {
  const { size, nlink, uid } = await handle.stat();
  if (nlink !== 1) throw new FileRefused('has more than one name');
  if (ownerUid !== undefined && uid !== ownerUid) throw new FileRefused('belongs to another user');
  if (size > limit) throw new FileRefused(`is larger than ${limit} bytes`);
  return size;
}
