/** The folder of the unix socket: in the data folder where the path is short enough for the system, else in a private one. */
import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from './account.ts';
import { PrivatePostgresRefused } from './refusal.ts';

/** The port is only a part of the socket's name: nothing listens on the network. */
export const socketPort = 5432;

/** Bytes of a socket path, without its ending zero. */
const longestPath = process.platform === 'darwin' ? 103 : 107;

/** Whether a socket in the folder has a path that the system takes. */
export function fitsSocket(folder: string): boolean {
  return Buffer.byteLength(join(folder, `.s.PGSQL.${socketPort}`)) <= longestPath;
}

/** Makes the folder that only the account may enter. `temporary` holds it when the data folder's path is too long. */
export async function makeSocketFolder(
  data: string,
  account: Account | undefined,
  temporary: string = tmpdir(),
): Promise<string> {
  const inside = join(data, 'socket');
  const hash = createHash('sha256').update(data).digest('hex').slice(0, 16);
  const folder = fitsSocket(inside) ? inside : join(temporary, `skep-${hash}`);
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined) {
    await chmod(folder, 0o700);
    if (account !== undefined) await chown(folder, account.uid, account.gid);
  }
  await requireOwned(folder, account);
  return folder;
}

/** In a folder that others may write to, somebody could have made it first. */
async function requireOwned(folder: string, account: Account | undefined): Promise<void> {
  const found = await lstat(folder);
  const owner = account?.uid ?? process.getuid?.();
  if (found.isDirectory() && found.uid === owner && (found.mode & 0o077) === 0) return;
  throw new PrivatePostgresRefused(
    'socketFolderUnsafe',
    `The folder ${folder} for the database socket must belong to user id ${owner} and be closed to others (mode 0700). Remove it and start again.`,
  );
}
