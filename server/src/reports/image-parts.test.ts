import { describe, expect, it } from 'vitest';
import { pictureSize } from './image-parts.ts';

const png = (width: number, height: number): Buffer => {
  const bytes = Buffer.alloc(33);
  bytes.write('\x89PNG\r\n\x1a\n', 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
};
const jpeg = Buffer.from([
  ...[0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0],
  ...[0xff, 0xc0, 0, 11, 8, 0, 20, 0, 30, 1, 0, 0, 0],
]);

describe('sizes of pictures', () => {
  it('are read from their first bytes', () => {
    expect(pictureSize(png(640, 480))).toEqual({ width: 640, height: 480 });
    expect(pictureSize(jpeg)).toEqual({ width: 30, height: 20 });
  });

  it('are unknown for anything else, and for pictures that would unpack to gigabytes', () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('GIF89a'),
      jpeg.subarray(0, 9),
      png(0, 1),
      png(60_000, 60_000),
    ])
      expect(pictureSize(bytes)).toBeUndefined();
  });
});
