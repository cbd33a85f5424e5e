/**
 * Seals secrets before they are stored and makes the hashes that API keys are found by. The id of the key stands in each sealed
 * text, so that keys can be replaced while older texts stay readable.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { deriveKey, type InstanceKey, type InstanceKeys } from './instance-key.ts';

/** Seals and opens. */
export interface SecretBox {
  /**
   * A text that only this instance opens. `purpose` names where it is kept (such as `api key`); a sealed text moved to another
   * place does not open there.
   */
  seal(purpose: string, secret: string): string;
  /** Throws `SecretUnreadable`. */
  open(purpose: string, sealed: string): string;
  /** Whether a sealed text still rests on an older key. */
  isOutdated(sealed: string): boolean;
  /** The hash to store a high-entropy secret under. */
  lookupHash(secret: string): Buffer;
  /** Hashes that a secret may be stored under: the current one first, then those of older keys. */
  lookupHashes(secret: string): readonly Buffer[];
}

/** A sealed text that does not open. */
export class SecretUnreadable extends Error {
  readonly code = 'secretUnreadable';

  constructor(reason: string) {
    super(`A stored secret cannot be read: ${reason}`);
    this.name = 'SecretUnreadable';
  }
}

const format = 'skep1';
const nonceBytes = 12;
const tagBytes = 16;

interface DerivedKey {
  readonly id: string;
  readonly sealing: Buffer;
  readonly lookup: Buffer;
}

/** A box over the instance's keys. */
export function createSecretBox({ current, older }: InstanceKeys): SecretBox {
  const inUse = derive(current);
  const all = [inUse, ...older.map(derive)];
  const hash = (key: DerivedKey, secret: string): Buffer =>
    createHmac('sha256', key.lookup).update(secret).digest();
  return {
    seal: (purpose, secret) => seal(inUse, purpose, secret),
    open: (purpose, sealed) => open(all, purpose, sealed),
    isOutdated: (sealed) => keyIdOf(sealed) !== inUse.id,
    lookupHash: (secret) => hash(inUse, secret),
    lookupHashes: (secret) => all.map((key) => hash(key, secret)),
  };
}

function derive(key: InstanceKey): DerivedKey {
  return { id: key.id, sealing: deriveKey(key, 'sealing'), lookup: deriveKey(key, 'lookup') };
}

function seal({ id, sealing }: DerivedKey, purpose: string, secret: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', sealing, nonce, { authTagLength: tagBytes });
  cipher.setAAD(associated(id, purpose));
  const body = Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${format}.${id}.${body.toString('base64url')}`;
}

function open(keys: readonly DerivedKey[], purpose: string, sealed: string): string {
  const [, id = '', text = ''] = sealed.split('.');
  const key = keys.find((candidate) => candidate.id === id);
  if (key === undefined)
    throw new SecretUnreadable(`it was sealed under key ${id}, which instance.key does not hold`);
  const body = Buffer.from(text, 'base64url');
  if (body.length < nonceBytes + tagBytes) throw new SecretUnreadable('it is cut off');
  const decipher = createDecipheriv('aes-256-gcm', key.sealing, body.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(associated(id, purpose));
  decipher.setAuthTag(body.subarray(-tagBytes));
  try {
    const secret = [decipher.update(body.subarray(nonceBytes, -tagBytes)), decipher.final()];
    return Buffer.concat(secret).toString('utf8');
  } catch {
    throw new SecretUnreadable('it was changed, or belongs to another place');
  }
}

function keyIdOf(sealed: string): string | undefined {
  return sealed.split('.')[1];
}

function associated(id: string, purpose: string): Buffer {
  return Buffer.from(`${format}.${id}.${purpose}`);
}
