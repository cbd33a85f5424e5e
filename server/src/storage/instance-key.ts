/**
 * The secret of this instance: everything stored in encrypted form, every look-up hash and the passwords of the database roles
 * derive from it. It lies outside the database's folder, so that a copy of the database alone gives nothing away.
 */
import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RolePassword } from './connection-options.ts';
import { createOnce } from './create-once.ts';

/** One key. */
export interface InstanceKey {
  /** Eight hexadecimal digits of its hash: tells keys apart without telling anything about them. */
  readonly id: string;
  readonly secret: Buffer;
}

/** The key in use and those it replaced, which still open what they sealed. */
export interface InstanceKeys {
  readonly current: InstanceKey;
  readonly older: readonly InstanceKey[];
}

/** The key file cannot be used. The message says what to do. */
export class InstanceKeyRefused extends Error {
  readonly code = 'instanceKeyRefused';

  constructor(message: string) {
    super(message);
    this.name = 'InstanceKeyRefused';
  }
}

const keyBytes = 32;

/**
 * Reads `<data folder>/instance.key`, and makes it on the first start: a line of 64 hexadecimal digits for each key, the one in
 * use first. Throws `InstanceKeyRefused`.
 */
export async function readInstanceKeys(dataFolder: string): Promise<InstanceKeys> {
  const path = join(dataFolder, 'instance.key');
  const text = await createOnce(path, Buffer.from(`${randomBytes(keyBytes).toString('hex')}\n`));
  await requireClosed(path);
  const lines = text
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const [current, ...older] = lines.map((line) => keyFrom(line.trim(), path));
  if (current === undefined) throw unreadable(path);
  return { current, older };
}

/** A key of its own for a purpose: knowing one tells nothing of another. */
export function deriveKey(key: InstanceKey, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key.secret, '', `skep ${purpose}`, keyBytes));
}

/** The passwords of the database roles. */
export function rolePasswordFrom(key: InstanceKey): RolePassword {
  return (role) => deriveKey(key, `database role ${role}`).toString('base64url');
}

function keyFrom(line: string, path: string): InstanceKey {
  if (!/^[0-9a-f]{64}$/.test(line)) throw unreadable(path);
  const secret = Buffer.from(line, 'hex');
  return { id: createHash('sha256').update(secret).digest('hex').slice(0, 8), secret };
}

function unreadable(path: string): InstanceKeyRefused {
  return new InstanceKeyRefused(
    `${path} is not an instance key: each line has to be 64 hexadecimal digits, the key in use first. Put back the file that belongs to this data folder; without it stored secrets cannot be read.`,
  );
}

async function requireClosed(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & 0o077) === 0) return;
  throw new InstanceKeyRefused(`Others can read ${path}. Close it with: chmod 600 ${path}`);
}
