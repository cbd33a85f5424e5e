/** The folders in which neurons are looked for. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config/schema.ts';

/** Where neurons are looked for: those that ship, the data folder, and the folders that are named; later ones win. */
export async function catalogueSources({ data, engine }: Config): Promise<readonly string[]> {
  const bundled = fileURLToPath(new URL('../../../neurons', import.meta.url));
  // A newcomer drops a folder here and sees it, whatever else is named. Named as well, it counts where it is named.
  const dropped = join(data.folder, 'neurons');
  await mkdir(dropped, { recursive: true });
  const named = engine.neuronFolders;
  return named.includes(dropped) ? [bundled, ...named] : [bundled, dropped, ...named];
}
