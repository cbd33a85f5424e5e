/** Reads the manifests, the lock file and the facts that the checks of dependencies need. */
import type { Lock, Manifest } from './dependencies.ts';
import { textOf } from './source.ts';

interface RootManifest extends Manifest {
  readonly workspaces: readonly string[];
}

function readJson(path: string): unknown {
  return JSON.parse(textOf(path));
}

/** The manifest of the root and of every workspace. */
export function readManifests(): Manifest[] {
  const root = readJson('package.json') as RootManifest;
  const workspaces = root.workspaces.map((name) => {
    const manifest = readJson(`${name}/package.json`) as Manifest;
    return { ...manifest, folder: `${name}/` };
  });
  return [{ ...root, folder: '' }, ...workspaces];
}

/** Packages of the lock file. */
export function readLock(): Lock {
  return (readJson('package-lock.json') as { readonly packages: Lock }).packages;
}

/** Newest major version of each dependency when last asked. */
export function readNewestMajors(): Readonly<Record<string, number>> {
  return readJson('tests/architecture/newest-majors.json') as Readonly<Record<string, number>>;
}
