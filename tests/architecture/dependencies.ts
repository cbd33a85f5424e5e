/** Checks what is installed: locked, current, at home on the pinned Node.js, and without a script at installation. */
import { major, satisfies, valid } from 'semver';
import { keptBack, unneededInstallScripts } from './rules.ts';
import type { Finding } from './source.ts';

/** What a package.json says about dependencies. */
export interface Manifest {
  /** Folder of the workspace; empty for the root. */
  readonly folder: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** A package in the lock file. */
export interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
  readonly engines?: Readonly<Record<string, string>>;
}

/** Packages of the lock file by the path they are installed at. */
export type Lock = Readonly<Record<string, LockedPackage>>;

/** A dependency that a person chose. */
export interface Direct {
  readonly name: string;
  /** As written in the manifest. */
  readonly wanted: string;
  readonly manifest: string;
  readonly locked: LockedPackage | undefined;
}

/** Every dependency that a manifest names, with what is locked for it. Workspaces themselves are left out. */
export function directDependencies(manifests: readonly Manifest[], lock: Lock): Direct[] {
  const all = manifests.flatMap((manifest) => {
    const named = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
    return Object.entries(named).map(([name, wanted]) => ({
      name,
      wanted,
      manifest: `${manifest.folder}package.json`,
      locked: lock[`${manifest.folder}node_modules/${name}`] ?? lock[`node_modules/${name}`],
    }));
  });
  return all.filter(({ locked }) => locked?.link !== true);
}

const finding = ({ manifest, name }: Direct, message: string): Finding => ({
  path: manifest,
  line: 1,
  message: `${name} ${message}`,
});

/** Dependencies that are not one exact version, or not locked. */
export function looseDependencies(direct: readonly Direct[]): Finding[] {
  return direct.flatMap((dependency) => {
    const { wanted, locked } = dependency;
    if (valid(wanted) === null) return [finding(dependency, `wants "${wanted}": write one exact version`)];
    if (locked?.version === wanted) return [];
    return [
      finding(
        dependency,
        `wants ${wanted}, but ${locked?.version ?? 'nothing'} is locked: run \`npm install --ignore-scripts\``,
      ),
    ];
  });
}

/** Dependencies more than one major version behind what was newest when the facts were last refreshed. */
export function oldDependencies(
  direct: readonly Direct[],
  newest: Readonly<Record<string, number>>,
): Finding[] {
  return direct.flatMap((dependency) => {
    const known = newest[dependency.name];
    const refresh = 'run `node tests/architecture/refresh-newest-majors.ts`';
    if (known === undefined) return [finding(dependency, `has no row in newest-majors.json: ${refresh}`)];
    const behind = known - major(dependency.locked?.version ?? dependency.wanted);
    if (behind <= 1 || keptBack.some((known) => known.package === dependency.name)) return [];
    return [
      finding(
        dependency,
        `is ${behind} major versions behind ${known}: update it with the pinned Node.js first in PATH`,
      ),
    ];
  });
}

/** Dependencies that say they do not run on the pinned Node.js. */
export function unfitDependencies(direct: readonly Direct[], nodeVersion: string): Finding[] {
  return direct.flatMap((dependency) => {
    const range = dependency.locked?.engines?.node;
    if (range === undefined || satisfies(nodeVersion, range)) return [];
    return [
      finding(dependency, `wants Node.js ${range}, not ${nodeVersion}: choose a version that runs on it`),
    ];
  });
}

/** Packages, at any depth, that run a script when installed. */
export function installScripts(lock: Lock): Finding[] {
  const scripted = Object.entries(lock).filter(([, { hasInstallScript }]) => hasInstallScript === true);
  return scripted.flatMap(([place]) => {
    const name = place.split('node_modules/').at(-1) ?? place;
    if (unneededInstallScripts.some((known) => known.package.test(name))) return [];
    const message = `${name} runs a script when installed, which \`npm ci --ignore-scripts\` leaves out: choose another package`;
    return [{ path: 'package-lock.json', line: 1, message }];
  });
}

/** Packages whose address is written into the lock file: it would override the registry of whoever installs. */
export function fixedAddresses(lock: Lock): Finding[] {
  return Object.entries(lock).flatMap(([place, { resolved }]) => {
    const message = `${place} is tied to ${resolved}: install with omit-lockfile-registry-resolved, as .npmrc says`;
    return resolved?.startsWith('http') === true ? [{ path: 'package-lock.json', line: 1, message }] : [];
  });
}
