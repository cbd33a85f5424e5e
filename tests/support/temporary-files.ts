/** A file store in a folder of its own that is removed again. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDiskStore } from '../../server/src/storage/attachments/disk.ts';
import type { AttachmentStore } from '../../server/src/storage/attachments/store.ts';

/** A store and the function that removes it. */
export async function temporaryFileStore(): Promise<{
  readonly files: AttachmentStore;
  readonly remove: () => Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'skep-files-'));
  return { files: await openDiskStore(folder), remove: () => rm(folder, { recursive: true, force: true }) };
}
