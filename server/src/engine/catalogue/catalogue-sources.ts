/** The folders and addresses at which neurons are looked for. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../../config/schema.ts';
import { createDownload } from '../../lib/download.ts';
import { fetchedCatalogue } from './catalogue-download.ts';
import type { CatalogueSource } from './catalogue-scan.ts';

/** Longest wait for one catalogue, in milliseconds. */
const downloadMs = 30_000;

/**
 * Where neurons are looked for: addresses, those that ship, the data folder, and the folders that are named; later ones win,
 * so that nothing from outside takes the place of what is here. What is being fetched ends when the signal fires.
 */
export async function catalogueSources(
  { data, engine }: Config,
  stopping: AbortSignal,
): Promise<readonly CatalogueSource[]> {
  const bundled = fileURLToPath(new URL('../../../../neurons', import.meta.url));
  // A newcomer drops a folder here and sees it, whatever else is named. Named as well, it counts where it is named.
  const dropped = join(data.folder, 'neurons');
  await mkdir(dropped, { recursive: true });
  const named = engine.neuronFolders;
  const { allowedInternalNetworks: networks } = engine;
  const download = createDownload({ networks, timeoutMs: downloadMs, stopping });
  const kept = join(data.folder, 'catalogues');
  const fetched = engine.catalogueAddresses.map((address) => fetchedCatalogue(address, kept, download));
  const folders = named.includes(dropped) ? named : [dropped, ...named];
  return [...fetched, bundled, ...folders];
}
