/** Tells whether a neuron's folder is still being written: half of a copy must not run. */

import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Most files looked at in one folder; packages that a neuron brings along can be thousands. */
const mostFiles = 500;

/** Folders whose content never tells: hidden ones, and packages. */
function isSkipped(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules' || name === '__pycache__';
}

/** Milliseconds since the epoch of the last change that the system saw in a folder; 0 for an empty or absent one. */
async function lastChange(folder: string): Promise<number> {
  const waiting = [folder];
  let latest = 0;
  for (let looked = 0; looked < mostFiles; looked += 1) {
    const path = waiting.pop();
    if (path === undefined) break;
    // Unlike the time of modification, this one cannot be set by whoever copies.
    const status = await lstat(path).catch(() => undefined);
    latest = Math.max(latest, status?.ctimeMs ?? 0);
    if (status?.isDirectory()) waiting.push(...(await membersOf(path)));
  }
  return latest;
}

async function membersOf(path: string): Promise<string[]> {
  const names = await readdir(path).catch(() => []);
  return names.filter((name) => !isSkipped(name)).map((name) => join(path, name));
}

/** Milliseconds by which two clocks may differ; a change further in the future means that one of them is wrong. */
const clocksDifferMs = 1_000;

/** Whether a folder changed within the last so many milliseconds. */
export async function isUnsettled(folder: string, withinMs: number): Promise<boolean> {
  const age = Date.now() - (await lastChange(folder));
  return age > -clocksDifferMs && age < withinMs;
}
