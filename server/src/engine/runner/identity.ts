/**
 * User ids that neurons run under when the server is root: one per job, none with an entry in the list of accounts, so
 * that no two jobs and no service can reach each other's files, and everything a job started is found by its owner.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Owner of a job's processes and files. User and group have the same number. */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
}

/** Hands out identities. */
export interface IdentityPool {
  /** Takes a free identity; undefined when the server is not root and neurons share its own. Throws when all are taken. */
  take(): Lease | undefined;
  /** All identities it may hand out. */
  readonly all: readonly Identity[];
}

/** An identity in use. */
export interface Lease extends AsyncDisposable {
  readonly identity: Identity;
}

/** Start of a range that Debian, Fedora and systemd leave unused for accounts and for dynamic users. */
export const firstUid = 60_600;

/** A pool of user ids, as many as jobs run at once. Empty when the server is not root. */
export function createIdentityPool(uids: readonly number[]): IdentityPool {
  const all = process.getuid?.() === 0 ? uids.map((uid): Identity => ({ uid, gid: uid })) : [];
  const free = [...all];
  return {
    all,
    take() {
      if (all.length === 0) return undefined;
      const identity = free.shift();
      if (identity === undefined)
        throw new Error(`More than ${all.length} jobs run at once: no identity is left`);
      return { identity, [Symbol.asyncDispose]: () => giveBack(identity, free) };
    },
  };
}

async function giveBack(identity: Identity, free: Identity[]): Promise<void> {
  await killAllOf(identity);
  free.push(identity);
}

/**
 * Ends every process of an identity, in one step that no fork can outrun. To be called for all identities at start,
 * since a server that was killed could not do it.
 */
export async function killAllOf({ uid, gid }: Identity): Promise<void> {
  if (process.getuid?.() !== 0 || uid === 0) return;
  const child = spawn('/bin/sh', ['-c', 'kill -9 -1'], { uid, gid, stdio: 'ignore', env: {} });
  // It kills all but itself, and fails when there was nothing to kill: neither matters.
  await once(child, 'exit');
}
