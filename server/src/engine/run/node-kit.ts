/** Where neurons written for Node.js find the kit that comes with the server, and the packages around them. */
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const kit = '@skep/sdk';
/** What neurons import of it, besides itself. */
const parts = ['indicators', 'mail'];

/** The files with which the kit and its parts begin; none where it was left out. */
export function kitEntries(): string[] {
  return [kit, ...parts.map((part) => `${kit}/${part}`)].flatMap((name) => entryOf(name) ?? []);
}

function entryOf(name: string): string | undefined {
  try {
    return realpathSync(fileURLToPath(import.meta.resolve(name)));
  } catch {
    // A server installed without the kit still runs neurons that do not use it.
    return undefined;
  }
}

/** Lets a neuron in any folder import the kit: what its own folder does not provide is taken from the server's. */
export function kitResolution(): string[] {
  if (entryOf(kit) === undefined) return [];
  const code = `import { registerHooks } from 'node:module';
registerHooks({ resolve(name, context, next) {
  try { return next(name, context); } catch (error) {
    if (name !== ${JSON.stringify(kit)} && !name.startsWith(${JSON.stringify(`${kit}/`)})) throw error;
    return next(name, { ...context, parentURL: ${JSON.stringify(import.meta.url)} });
  }
} });`;
  return [`--import=data:text/javascript,${encodeURIComponent(code)}`];
}

/** The kit's own folder, its packages, and the place this server finds it in. */
export function kitFolders(): string[] {
  const entry = entryOf(kit);
  if (entry === undefined) return [];
  const root = foldersAbove(entry).find((folder) => existsSync(join(folder, 'package.json')));
  const here = dirname(fileURLToPath(import.meta.url));
  return [...(root === undefined ? [] : [root, ...modulesAbove(root)]), ...modulesAbove(here)];
}

/** What Node.js looks for above a folder: packages, and files that say how modules are written. */
export function modulesAbove(folder: string): string[] {
  return foldersAbove(folder)
    .flatMap((above) => [join(above, 'node_modules'), join(above, 'package.json')])
    .filter((path) => existsSync(path));
}

function foldersAbove(path: string): string[] {
  const folder = dirname(path);
  return folder === path ? [] : [folder, ...foldersAbove(folder)];
}
