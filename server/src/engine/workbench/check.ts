/** Checks a neuron's folder as a catalogue would, and one step further: whether its script can be started at all. */

import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type CatalogueEntry, scanNeuronFolder } from '../catalogue/catalogue-scan.ts';
import { CannotStart, commandOf } from '../run/command.ts';
import { defaultLimits } from '../run/limits.ts';
import { AskedWrongly } from './words.ts';

/** What was found in a folder. */
export interface Checked {
  readonly entries: readonly CatalogueEntry[];
  /** What is wrong, a line each. */
  readonly faults: readonly string[];
}

/** Checks a folder. Throws `AskedWrongly` when there is none. */
export async function checkFolder(folder: string): Promise<Checked> {
  const status = await stat(folder).catch(() => undefined);
  if (!status?.isDirectory())
    throw new AskedWrongly(
      `${folder} is not a folder: give the one that holds the definition of the neuron.`,
    );
  const found = await scanNeuronFolder(folder);
  const entries = [...found.entries.values()];
  const faults = found.refused.map(({ file, reason }) => `${basename(file)} ${reason}`);
  if (entries.length === 0 && faults.length === 0)
    faults.push('holds no definition: a file such as MyNeuron.json is missing');
  for (const entry of entries) faults.push(...(await faultsOf(entry)));
  return { entries, faults };
}

async function faultsOf(entry: CatalogueEntry): Promise<string[]> {
  const { definition, file } = entry;
  const name = basename(file);
  const reason = await whyNotStarted(entry);
  return [
    ...(reason === undefined ? [] : [`${name}: ${reason}`]),
    ...(definition.dataTypeList.length === 0
      ? [`${name}: "dataTypeList" is empty, so nobody can run it`]
      : []),
  ];
}

/** Why the script cannot be started, not looking at Python and its packages. */
async function whyNotStarted(entry: CatalogueEntry): Promise<string | undefined> {
  try {
    await commandOf(entry, defaultLimits, async () => ({ executable: 'python3', readable: [] }));
    return undefined;
  } catch (error) {
    if (error instanceof CannotStart) return error.message;
    throw error;
  }
}
