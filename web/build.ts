/**
 * Builds the client when its sources changed since the last build. The build goes into a folder of its own first, so
 * that a server that is running meanwhile, or a second builder, never meets half of it. It runs in a process of its own,
 * because what a build holds in memory would stay with the server for good.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const here = fileURLToPath(new URL('.', import.meta.url));
/** What the build depends on, besides the locked packages. */
const sources = [
  'src',
  'public',
  'index.html',
  'vite.config.ts',
  'package.json',
  '../contract/v1-types.ts',
  '../sdk/src/indicators',
];
const stampFile = 'build-stamp.txt';

/** Folder of the built client. */
export const clientFolder = join(here, 'dist');

/** Makes sure that the built client is that of the sources. `say` is told when it takes a while. */
export async function buildClient(say: (line: string) => void): Promise<string> {
  const wanted = await stampOfSources();
  if ((await readStamp(clientFolder)) === wanted) return clientFolder;
  say('Building the web client (its sources changed since the last build) …');
  const begun = Date.now();
  await promisify(execFile)(process.execPath, [fileURLToPath(import.meta.url), wanted]);
  say(`Built the web client in ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  return clientFolder;
}

/** Builds, whatever there is. `stamp` says of which sources the result is. */
async function build(stamp: string): Promise<void> {
  const fresh = await mkdtemp(join(here, 'dist-'));
  try {
    const vite = await import('vite');
    await vite.build({
      configFile: join(here, 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir: fresh, emptyOutDir: true },
    });
    await writeFile(join(fresh, stampFile), stamp);
    await replace(fresh);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function replace(fresh: string): Promise<void> {
  const old = `${fresh}-old`;
  await rename(clientFolder, old).catch(ignoreMissing);
  try {
    await rename(fresh, clientFolder);
  } catch (error) {
    // Somebody else put the same build there in between.
    if ((await readStamp(clientFolder)) === undefined) await cp(fresh, clientFolder, { recursive: true });
    if ((await readStamp(clientFolder)) === undefined) throw error;
  }
  await rm(old, { recursive: true, force: true });
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

async function readStamp(folder: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder, stampFile), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function stampOfSources(): Promise<string> {
  const hash = createHash('sha256');
  const files = (await Promise.all(sources.map((source) => filesBelow(join(here, source))))).flat().sort();
  for (const file of files)
    hash
      .update(relative(here, file))
      .update('\0')
      .update(await readFile(file))
      .update('\0');
  return hash.digest('hex');
}

async function filesBelow(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true, recursive: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return [path];
    throw error;
  }
}

if (import.meta.main) await build(process.argv[2] ?? (await stampOfSources()));
