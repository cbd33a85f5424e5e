/**
 * The folder given to one job: `input/` with what it is given, `output/` to write, `temporary/` for caches. Neurons made for Cortex also
 * write beside the file they were given, so they may; what lies there for them they cannot change. The folder exists from just before
 * the neuron starts until its report has been read; whatever a killed server left is swept at the next start.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { JsonObject } from '../report/json.ts';
import { FileRefused } from '../report/read-text.ts';
import type { Identity } from '../runner/identity.ts';
import type { SubjectFile } from './input.ts';

/** A job's folder; all paths absolute and free of links. */
export interface JobFolder {
  readonly path: string;
  readonly input: string;
  readonly output: string;
  readonly temporary: string;
  /** Names of what was put into `input/`. */
  readonly given: readonly string[];
  /** Whether `input/cacerts` exists. */
  readonly hasCertificates: boolean;
}

/** What goes into it. */
export interface JobFolderContent {
  readonly input: JsonObject;
  /** The file to analyse and its name inside `input/`. */
  readonly file: { readonly name: string; readonly source: SubjectFile } | undefined;
  /** Certificate authorities, PEM. */
  readonly certificates: string | undefined;
}

const prefix = 'job-';

/** Makes the folder that holds all job folders. Other users may pass through it, but not list it. */
export async function prepareJobsFolder(path: string): Promise<string> {
  await mkdir(path, { recursive: true, mode: 0o711 });
  await chmod(path, process.getuid?.() === 0 ? 0o711 : 0o700);
  return realpath(path);
}

/** Makes a job folder for an owner, or for the server's own user. On any error nothing is left behind. */
export async function createJobFolder(
  jobsFolder: string,
  content: JobFolderContent,
  owner: Identity | undefined,
): Promise<JobFolder> {
  const path = await mkdtemp(join(jobsFolder, prefix));
  try {
    return await fill(path, content, owner);
  } catch (error) {
    await removeJobFolder({ path });
    throw error;
  }
}

async function fill(
  path: string,
  { input, file, certificates }: JobFolderContent,
  owner: Identity | undefined,
): Promise<JobFolder> {
  const inputFolder = join(path, 'input');
  const folder = {
    path,
    input: inputFolder,
    output: join(path, 'output'),
    temporary: join(path, 'temporary'),
  };
  await Promise.all([mkdir(folder.input), mkdir(folder.output), mkdir(folder.temporary)]);
  await writeFile(join(inputFolder, 'input.json'), JSON.stringify(input), { flag: 'wx', mode: 0o400 });
  if (file !== undefined) await writeSubjectFile(join(inputFolder, file.name), file.source);
  const hasCertificates = certificates !== undefined && certificates.trim() !== '';
  if (hasCertificates)
    await writeFile(join(inputFolder, 'cacerts'), certificates, { flag: 'wx', mode: 0o400 });
  const given = await readdir(inputFolder);
  await (owner === undefined ? closeForOthers(folder) : giveTo(folder, given, owner));
  return { ...folder, given, hasCertificates };
}

type Paths = Pick<JobFolder, 'path' | 'input' | 'output' | 'temporary'>;

/** Same user as the server: modes can only say what is meant; the isolation in force decides. */
async function closeForOthers({ path, input, output, temporary }: Paths): Promise<void> {
  await Promise.all([path, input, output, temporary].map((folder) => chmod(folder, 0o700)));
}

/**
 * The job folder and `input/` stay the server's, so that the owner can replace neither. Its group may pass and read, and add to
 * `input/`, where nobody removes or replaces what is another's.
 */
async function giveTo(
  { path, input, output, temporary }: Paths,
  given: readonly string[],
  { uid, gid }: Identity,
): Promise<void> {
  for (const name of given) {
    await chown(join(input, name), 0, gid);
    await chmod(join(input, name), 0o440);
  }
  await Promise.all([
    chown(input, 0, gid),
    chown(path, 0, gid),
    chown(output, uid, gid),
    chown(temporary, uid, gid),
  ]);
  await Promise.all([
    chmod(input, 0o1770),
    chmod(path, 0o710),
    chmod(output, 0o700),
    chmod(temporary, 0o700),
  ]);
}

/** Writes the file to analyse. Throws `FileRefused` when there is more of it than was said. */
async function writeSubjectFile(path: string, { size, open }: SubjectFile): Promise<void> {
  let written = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      written += chunk.length;
      if (written > size)
        done(new FileRefused(`The file is larger than the ${size} bytes it was said to have`));
      else done(null, chunk);
    },
  });
  await pipeline(await open(), counted, createWriteStream(path, { flags: 'wx', mode: 0o400 }));
}

/** Removes a job folder and everything in it; links in it are removed, never followed. */
export async function removeJobFolder({ path }: Pick<JobFolder, 'path'>): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true });
  } catch {
    await removeStubborn(path);
  }
}

/** A neuron may leave folders it closed, or trees too deep for any path: the system's own tools can remove both. */
async function removeStubborn(path: string): Promise<void> {
  const child = spawn('/bin/sh', ['-c', 'chmod -R u+rwX -- "$1"; rm -rf -- "$1"', 'sh', path], {
    stdio: 'ignore',
    env: { PATH: '/usr/bin:/bin' },
  });
  await once(child, 'exit');
  await rm(path, { recursive: true, force: true });
}

/** Removes what jobs of a server that was killed have left, except the folders of jobs that run. Gives the number removed. */
export async function sweepJobFolders(jobsFolder: string, running: ReadonlySet<string>): Promise<number> {
  const left = (await readdir(jobsFolder, { withFileTypes: true })).filter(
    ({ name }) => name.startsWith(prefix) && !running.has(join(jobsFolder, name)),
  );
  for (const { name } of left) await removeJobFolder({ path: join(jobsFolder, name) });
  return left.length;
}
