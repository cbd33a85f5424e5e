/** Tells pictures from other files by what they begin with, whatever they are called. */
import type { AttachmentStore } from '../../storage/attachments/store.ts';

const beginnings: readonly (readonly [type: string, bytes: Buffer])[] = [
  ['image/png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['image/jpeg', Buffer.from([0xff, 0xd8, 0xff])],
];

/** The media type of a stored picture; undefined for what is neither PNG nor JPEG. */
export async function pictureType(files: AttachmentStore, id: string): Promise<string | undefined> {
  const { stream } = await files.open(id);
  let start = Buffer.alloc(0);
  for await (const chunk of stream) {
    start = Buffer.concat([start, Buffer.from(chunk)]);
    if (start.length >= 8) break;
  }
  stream.destroy();
  return typeOfPicture(start);
}

/** The media type of bytes that begin a picture; undefined for what is neither PNG nor JPEG. */
export function typeOfPicture(start: Buffer): string | undefined {
  return beginnings.find(([, bytes]) => start.subarray(0, bytes.length).equals(bytes))?.[0];
}
