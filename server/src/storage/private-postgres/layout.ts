/** Where the private PostgreSQL keeps its things inside the data folder, and whether its user can get there. */
import { chmod, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Account } from './account.ts';
import { PrivatePostgresRefused } from './refusal.ts';
import { run } from './run.ts';

/** Paths inside the data folder. */
export interface Layout {
  readonly data: string;
  /** PostgreSQL's own folder. */
  readonly cluster: string;
  /** Copies of the programs, for when the installed ones cannot be reached. */
  readonly programs: string;
  /** Password of the owner role; outside PostgreSQL's folder. */
  readonly password: string;
  readonly log: string;
  /** Process id of the watchdog. */
  readonly watchdog: string;
}

/** The layout of a data folder. */
export function layoutOf(data: string): Layout {
  return {
    data,
    cluster: join(data, 'postgres'),
    programs: join(data, 'postgres-programs'),
    password: join(data, 'postgres.password'),
    log: join(data, 'postgres.log'),
    watchdog: join(data, 'postgres.watchdog'),
  };
}

/** Makes the data folder when missing; others may pass through it, but not list it. */
export async function makeDataFolder(data: string): Promise<void> {
  const made = await mkdir(data, { recursive: true });
  if (made !== undefined) await chmod(data, 0o711);
}

/** Refuses a data folder that the account cannot enter, naming the folder that keeps it out. */
export async function requireReachable(data: string, account: Account | undefined): Promise<void> {
  if (account === undefined || (await canEnter(data, account))) return;
  const barrier = await barrierOn(data, account);
  throw new PrivatePostgresRefused(
    'folderUnreachable',
    `The user ${account.name}, as whom PostgreSQL runs, cannot enter ${barrier}. Choose another SKEP_DATA_DIR (such as /var/lib/skep), or let it pass: chmod o+x ${barrier}`,
  );
}

async function barrierOn(folder: string, account: Account): Promise<string> {
  const parent = dirname(folder);
  return parent === folder || (await canEnter(parent, account)) ? folder : barrierOn(parent, account);
}

/** Asked by effect: modes alone tell nothing of access lists and mounts. */
async function canEnter(folder: string, account: Account): Promise<boolean> {
  const { status } = await run('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], account);
  return status === 0;
}
