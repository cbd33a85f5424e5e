/** Hashes, size and entropy of a file in one pass, without holding it in memory. */

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** What one pass over a file tells. */
export interface Digest {
  bytes: number;
  md5: string;
  sha1: string;
  sha256: string;
  sha512: string;
  /** Bits per byte, 0 to 8: above 7.2 nearly everything is compressed or encrypted. */
  entropy: number;
}

const algorithms = ['md5', 'sha1', 'sha256', 'sha512'] as const;

/** Reads the file once. Rejects when it cannot be read. */
export async function digestOf(path: string): Promise<Digest> {
  const hashes = algorithms.map((algorithm) => createHash(algorithm));
  const counts = new Float64Array(256);
  let bytes = 0;
  for await (const chunk of createReadStream(path)) {
    if (!Buffer.isBuffer(chunk)) continue;
    for (const hash of hashes) hash.update(chunk);
    countBytes(chunk, counts);
    bytes += chunk.length;
  }
  const [md5 = '', sha1 = '', sha256 = '', sha512 = ''] = hashes.map((hash) => hash.digest('hex'));
  return { bytes, md5, sha1, sha256, sha512, entropy: entropyOf(counts, bytes) };
}

/** Entropy of a piece of a file, in bits per byte, rounded to two places. */
export function entropyOfBytes(content: Uint8Array): number {
  const counts = new Float64Array(256);
  countBytes(content, counts);
  return entropyOf(counts, content.length);
}

function countBytes(content: Uint8Array, counts: Float64Array): void {
  for (const byte of content) counts[byte] = (counts[byte] ?? 0) + 1;
}

function entropyOf(counts: Float64Array, total: number): number {
  const shares = [...counts].filter((count) => count > 0).map((count) => count / total);
  const bits = shares.reduce((sum, share) => sum - share * Math.log2(share), 0);
  return Math.round(bits * 100) / 100;
}
