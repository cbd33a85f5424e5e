/** Makes PostgreSQL's folder on the first start, complete or not at all, and refuses one that this version cannot open. */
import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createOnce } from '../create-once.ts';
import { syncFolder } from '../sync-folder.ts';
import type { Account } from './account.ts';
import type { Layout } from './layout.ts';
import type { Programs } from './programs.ts';
import { PrivatePostgresRefused } from './refusal.ts';
import { run } from './run.ts';
import type { Durability } from './settings.ts';

/** The role that owns the database and migrates it. */
export const ownerRole = 'skep_owner';

/** A folder that an initialisation left unfinished is given up after this. */
const leftoverMs = 10 * 60 * 1000;

/** The owner's password: made on the first start, read afterwards. */
export async function ownerPassword(layout: Layout): Promise<string> {
  const made = randomBytes(32).toString('base64url');
  const stored = await createOnce(layout.password, Buffer.from(made));
  return stored.toString('utf8');
}

/** Initialises the folder when there is none. */
export async function initialiseIfMissing(
  layout: Layout,
  programs: Programs,
  account: Account | undefined,
  durability: Durability,
): Promise<void> {
  await sweepUnfinished(layout);
  const major = await majorIn(layout.cluster);
  if (major === programs.major) return;
  if (major !== undefined) throw otherMajor(layout.cluster, major, programs.major);
  const folder = `${layout.cluster}.new-${randomUUID()}`;
  try {
    await initialise(folder, await ownerPassword(layout), programs, account, durability);
    await putInPlace(folder, layout.cluster);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function otherMajor(folder: string, found: number, ours: number): PrivatePostgresRefused {
  return new PrivatePostgresRefused(
    'otherMajorVersion',
    `The database in ${folder} belongs to PostgreSQL ${found}; this Skep brings PostgreSQL ${ours}, which cannot open it. Start the Skep release that used it, or name an empty folder in SKEP_DATA_DIR. Nothing was changed.`,
  );
}

async function initialise(
  folder: string,
  password: string,
  programs: Programs,
  account: Account | undefined,
  durability: Durability,
): Promise<void> {
  await mkdir(folder, { mode: 0o700 });
  await chmod(folder, 0o700);
  if (account !== undefined) await chown(folder, account.uid, account.gid);
  const passwordFile = `${folder}.password`;
  await writeFile(passwordFile, password, { mode: 0o600, flag: 'wx' });
  if (account !== undefined) await chown(passwordFile, account.uid, account.gid);
  try {
    const { status, output } = await run(
      programs.initdb,
      initArguments(folder, passwordFile, durability),
      account,
    );
    if (status === 0) return;
    throw new PrivatePostgresRefused(
      'initialisationFailed',
      `PostgreSQL's folder cannot be made: ${output.trim()}`,
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** The built-in locale sorts and folds letters the same on every system; the C library only classifies characters. */
function initArguments(folder: string, passwordFile: string, durability: Durability): string[] {
  return [
    ...['--pgdata', folder, '--username', ownerRole, '--pwfile', passwordFile],
    ...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--no-instructions'],
    ...['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
    ...['--locale', process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'],
    ...(durability === 'throwAway' ? ['--no-sync'] : []),
  ];
}

/** When two first starts race, one folder wins; the other is thrown away, for both have the same password. */
async function putInPlace(folder: string, place: string): Promise<void> {
  try {
    await rename(folder, place);
    await syncFolder(dirname(place));
  } catch (error) {
    if ((await majorIn(place)) === undefined) throw error;
  }
}

async function majorIn(folder: string): Promise<number | undefined> {
  const entries = await readdir(folder).catch((): string[] => []);
  if (entries.length === 0) return undefined;
  if (!entries.includes('PG_VERSION')) {
    throw new PrivatePostgresRefused(
      'folderForeign',
      `${folder} holds something that is no PostgreSQL folder. Name another folder in SKEP_DATA_DIR.`,
    );
  }
  return Number.parseInt(await readFile(join(folder, 'PG_VERSION'), 'utf8'), 10);
}

async function sweepUnfinished(layout: Layout): Promise<void> {
  for (const name of await readdir(layout.data)) {
    const path = join(layout.data, name);
    if (!path.startsWith(`${layout.cluster}.new-`)) continue;
    const { mtimeMs } = await stat(path);
    if (mtimeMs < Date.now() - leftoverMs) await rm(path, { recursive: true, force: true });
  }
}
