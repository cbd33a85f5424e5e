/** Pictures of a template, with their sizes read from their first bytes. */

import type { Building } from './building.ts';
import { cleanLine } from './clean-text.ts';
import type { Part } from './document.ts';

/** A picture of the template; a note in its place when there is none that can be shown. */
export async function imageParts({ source, words }: Building, reference: string): Promise<readonly Part[]> {
  const picture = await source.picture(reference);
  const size = picture === undefined ? undefined : pictureSize(Buffer.from(picture.bytes));
  if (picture === undefined || size === undefined) return [{ kind: 'note', text: words.missingImage }];
  const contentType = picture.contentType === 'image/png' ? 'image/png' : 'image/jpeg';
  return [{ kind: 'image', contentType, bytes: picture.bytes, name: cleanLine(picture.name), ...size }];
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Largest side of a picture in points of it: drawing unpacks it, and a small file may hold a very large one. */
const largestSide = 8_000;

/** Width and height of a PNG or JPEG; undefined for anything else, and for pictures that are too large. */
export function pictureSize(bytes: Buffer): Size | undefined {
  const size = pngSize(bytes) ?? jpegSize(bytes);
  if (size === undefined || size.width < 1 || size.height < 1) return undefined;
  return size.width <= largestSide && size.height <= largestSide ? size : undefined;
}

function pngSize(bytes: Buffer): Size | undefined {
  if (bytes.length < 24 || bytes.toString('latin1', 1, 4) !== 'PNG') return undefined;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** The segments of a JPEG up to the one that says its size. */
function jpegSize(bytes: Buffer): Size | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}
