/**
 * Keeps two servers out of one data folder: each sweeps, when it starts, what a killed server left there, and would take the
 * job folders of the other for that. Servers may share a database and a file store; a data folder is one's own.
 */
import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { claimOnMachine, type MachineClaim } from '../lib/machine-claim.ts';

/** Another server uses the folder. The message says what to do. */
export class DataFolderTaken extends Error {
  readonly code = 'dataFolderTaken';

  constructor(folder: string) {
    super(
      `Another Skep on this machine uses ${folder}. Give each process a SKEP_DATA_DIR of its own; they may share SKEP_DATABASE_URL and SKEP_FILES_URL.`,
    );
    this.name = 'DataFolderTaken';
  }
}

/** Claims a data folder for this process. Throws `DataFolderTaken`. */
export async function claimDataFolder(folder: string): Promise<MachineClaim> {
  const digest = createHash('sha256')
    .update(await realpath(folder))
    .digest('hex');
  const claim = await claimOnMachine(`skep-data-folder-${digest}`);
  if (claim === undefined) throw new DataFolderTaken(folder);
  return claim;
}
