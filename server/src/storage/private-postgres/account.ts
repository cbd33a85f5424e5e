/** The user that PostgreSQL runs as: itself refuses to run as root, and its files must not be those of the neurons' user. */
import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { PrivatePostgresRefused } from './refusal.ts';

/** A user of the system. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Accounts tried in this order when the server runs as root. */
const candidates = ['skep', 'postgres', 'nobody'];

/** The account to switch to, or undefined when the server is not root and PostgreSQL runs as the same user. */
export async function accountToSwitchTo(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) {
    requireOwnEntry();
    return undefined;
  }
  const accounts = parseAccounts(await readFile('/etc/passwd', 'utf8'));
  const found = candidates.flatMap((name) => accounts.filter((account) => account.name === name))[0];
  if (found !== undefined) return found;
  throw new PrivatePostgresRefused(
    'noAccount',
    `PostgreSQL does not run as root, and none of the users ${candidates.join(', ')} exists. Make one (useradd --system skep) and start again.`,
  );
}

/** Options for a process that shall run as the account. */
export function runAs(account: Account | undefined): { uid?: number; gid?: number } {
  return account === undefined ? {} : { uid: account.uid, gid: account.gid };
}

function requireOwnEntry(): void {
  try {
    userInfo();
  } catch {
    throw new PrivatePostgresRefused(
      'noAccount',
      `The user id ${process.getuid?.()} has no entry in the passwd file, which PostgreSQL needs. Add one, run as another user, or set SKEP_DATABASE_URL to a database of your own.`,
    );
  }
}

function parseAccounts(passwd: string): Account[] {
  return passwd
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid = '', gid = '']) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid, gid }) => uid > 0 && Number.isInteger(gid));
}
