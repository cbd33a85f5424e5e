/** Reads ZIP archives that the product writes. */
import { inflateRawSync } from 'node:zlib';

/** A string of files of a ZIP archive, unpacked: enough to read what Word is given. */
export function unzipped(bytes: Buffer): string {
  const texts: string[] = [];
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50; ) {
    const [size, name, extra] = [
      bytes.readUInt32LE(at + 18),
      bytes.readUInt16LE(at + 26),
      bytes.readUInt16LE(at + 28),
    ];
    const start = at + 30 + name + extra;
    const content = bytes.subarray(start, start + size);
    texts.push((bytes.readUInt16LE(at + 8) === 8 ? inflateRawSync(content) : content).toString('utf8'));
    at = start + size;
  }
  return texts.join('\n');
}
