/** Random tokens and the hashes they are stored under. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Longest token that is looked up at all. */
const longestToken = 256;

/** A new token: 32 random bytes in hexadecimal, so that it passes through shells, addresses and forms unchanged. */
export function randomToken(): string {
  return randomBytes(32).toString('hex');
}

/** Hash under which a random token is stored. It needs no salt and no slowness: nobody can guess 256 bits. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Whether a text can be a token at all. */
export function isPossibleToken(token: string | undefined): token is string {
  return token !== undefined && token !== '' && token.length <= longestToken;
}

/** Compares bytes in a time that does not tell where they differ. */
export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}
