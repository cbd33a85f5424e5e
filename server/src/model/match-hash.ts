/** The digest by which observables are equal: type and normalised value, or the content of a file. Used for look-ups,
 * deduplication and similarity, so that long values never need an index of their own. */
import { hash } from 'node:crypto';
import { normalise } from '@skep/sdk/indicators';

/** Digest of a value of a type (32 bytes). Types count: an address equals an address, never a text that looks like one. */
export function matchHashOfValue(dataType: string, value: string): Buffer {
  return digest(dataType, normalise(dataType, value));
}

/** Digest of a file by its SHA-256. */
export function matchHashOfFile(sha256: string): Buffer {
  return digest('file', sha256);
}

function digest(kind: string, value: string): Buffer {
  return hash('sha256', `${kind}\u0000${value}`, 'buffer');
}
