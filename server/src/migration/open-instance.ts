/** Opens this instance as a server does, without answering anybody: an import writes by the same commands, while no server runs. */
import { mkdir } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { CommandDependencies } from '../commands/frame/command.ts';
import { createIdSource } from '../commands/frame/id-source.ts';
import { createInsertForms } from '../commands/frame/insert-batch.ts';
import { createReferenceData } from '../commands/frame/reference-data.ts';
import { notingStore } from '../commands/frame/uploads.ts';
import type { JobQueue } from '../commands/run/job-queue.ts';
import { firstStart } from '../commands/settings/first-start.ts';
import { createKnownTags } from '../commands/value/tags.ts';
import type { Config } from '../config/schema.ts';
import { createDownload } from '../lib/download.ts';
import type { Undo } from '../lib/take-down.ts';
import { openDiskStore } from '../storage/attachments/disk.ts';
import { claimDataFolder } from '../storage/data-folder-claim.ts';
import { readInstanceKeys } from '../storage/instance-key.ts';
import { openStorage } from '../storage/open-storage.ts';

/** Opens it; what closes it again is added to `undo`. Throws `DataFolderTaken` while a server uses its data folder. */
export async function openInstance(config: Config, log: Logger, undo: Undo): Promise<CommandDependencies> {
  await mkdir(config.data.folder, { recursive: true, mode: 0o711 });
  // Before the database: that of a running server is not to be touched.
  const claim = await claimDataFolder(config.data.folder);
  undo.push(() => claim.release());
  const keys = await readInstanceKeys(config.data.folder);
  const { database } = await openStorage(config.data, keys, { log, undo });
  const ids = createIdSource(database);
  await firstStart({ database, ids, clock: Date.now }, config.firstStart.organisation);
  return {
    database,
    ids,
    files: notingStore(await openDiskStore(config.data.filesFolder), database, Date.now),
    download: createDownload({ networks: config.engine.allowedInternalNetworks }),
    queue: noQueue,
    knownTags: createKnownTags(),
    inserts: createInsertForms(),
    reference: createReferenceData(database, Date.now),
    clock: Date.now,
    // Whoever follows the changes does so when the server runs again.
    committed: () => undefined,
  };
}

/** Nothing that is taken over asks for a run. */
const noQueue: JobQueue = {
  within: () => noQueue,
  send: () => Promise.reject(new Error('An import asks for no runs')),
};
