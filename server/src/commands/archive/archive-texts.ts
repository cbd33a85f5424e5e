/** Reads small texts out of an uploaded archive, wherever in it they lie; names serve to choose them and nothing else. */
import type { Entry, FileEntry } from '@zip.js/zip.js';
import type { AttachmentStore } from '../../storage/attachments/store.ts';
import type { StoredFile } from '../frame/uploads.ts';
import { refused, withArchive } from './unzip.ts';

/** A text in an archive. */
export interface ArchiveText {
  /** Its path in the archive, for people to read. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Most entries that are looked at, and bytes of one text and of all of them. */
const mostEntries = 10_000;
const mostBytes = 4 * 1024 * 1024;
const mostBytesTogether = 64 * 1024 * 1024;

/** The texts whose path is wanted. Throws `archiveRefused` when there are none, and for bombs. */
export async function textsInArchive(
  store: AttachmentStore,
  archive: StoredFile,
  isWanted: (path: string) => boolean,
  missing: string,
): Promise<ArchiveText[]> {
  const texts = await withArchive(store, archive, undefined, async (reader) => {
    const found: ArchiveText[] = [];
    let seen = 0;
    let bytes = 0;
    for await (const entry of reader.getEntriesGenerator()) {
      seen += 1;
      if (seen > mostEntries) throw refused(`it has more than ${mostEntries} entries`);
      if (!isFile(entry) || !isWanted(entry.filename)) continue;
      bytes += entry.uncompressedSize;
      if (bytes > mostBytesTogether) throw refused(`its texts hold more than ${mostBytesTogether} bytes`);
      found.push({ path: entry.filename.slice(0, 500).toWellFormed(), bytes: await bytesOf(entry) });
    }
    return found;
  });
  if (texts.length === 0) throw refused(missing);
  return texts;
}

function isFile(entry: Entry): entry is FileEntry {
  return !entry.directory && !entry.filename.startsWith('__MACOSX/');
}

/** The bytes of an entry; unpacking ends as soon as it is longer than it declares. */
async function bytesOf(entry: FileEntry): Promise<Uint8Array> {
  const limit = entry.uncompressedSize;
  if (limit > mostBytes) throw refused(`a text in it has more than ${mostBytes} bytes`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  const sink = new WritableStream<Uint8Array>({
    write(chunk) {
      size += chunk.length;
      if (size > limit) throw refused('an entry does not have the size it declares');
      chunks.push(chunk);
    },
  });
  await entry.getData(sink);
  return Buffer.concat(chunks);
}
