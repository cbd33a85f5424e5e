/** A new name in a folder outlives a power cut only when the folder itself was written to disk. */
import { open } from 'node:fs/promises';

/** Writes to disk which names a folder holds. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
