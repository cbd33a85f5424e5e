/** Measures folders that somebody is writing to, within bounds: it stops counting once there is too much. */

import type { Dirent } from 'node:fs';
import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobFolder } from './folder.ts';

/** What lies in folders. */
export interface FolderUsage {
  /** Files, folders and whatever else has a name. */
  readonly files: number;
  /** Bytes of regular files: what they claim to hold or what they take up, whichever is more. */
  readonly bytes: number;
}

/** Counts at most a little more than `mostFiles`. What vanishes or is closed meanwhile counts as empty; links are not followed. */
export async function folderUsage(folders: readonly string[], mostFiles: number): Promise<FolderUsage> {
  const open = [...folders];
  let files = 0;
  let bytes = 0;
  for (let folder = open.pop(); folder !== undefined && files <= mostFiles; folder = open.pop()) {
    // Read one by one: a folder with millions of names must not be held in memory.
    for await (const member of members(folder)) {
      files += 1;
      if (files > mostFiles) break;
      const path = join(folder, member.name);
      if (member.isDirectory()) open.push(path);
      else if (member.isFile()) bytes += await bytesOf(path);
    }
  }
  return { files, bytes };
}

/** The same for what a job has written: what it was given does not count. */
export async function writtenUsage(
  { input, output, temporary, given }: Pick<JobFolder, 'input' | 'output' | 'temporary' | 'given'>,
  mostFiles: number,
): Promise<FolderUsage> {
  const all = await folderUsage([output, temporary, input], mostFiles + given.length);
  const sizes = await Promise.all(given.map((name) => bytesOf(join(input, name))));
  const bytes = all.bytes - sizes.reduce((sum, size) => sum + size, 0);
  return { files: Math.max(0, all.files - given.length), bytes: Math.max(0, bytes) };
}

async function* members(folder: string): AsyncGenerator<Dirent> {
  try {
    yield* await opendir(folder);
  } catch {
    // Removed or closed by the neuron while it was read.
  }
}

async function bytesOf(path: string): Promise<number> {
  const status = await lstat(path).catch(() => undefined);
  return status === undefined ? 0 : Math.max(status.size, status.blocks * 512);
}
