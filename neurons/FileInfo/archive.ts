/** Lists a zip archive without unpacking anything, and tells archives that are made to harm whoever unpacks them. */

import { openAsBlob } from 'node:fs';
import { messageOf } from '@skep/sdk';
import { BlobReader, configure, type Entry, ZipReader } from '@zip.js/zip.js';
import { notable, suspicious, type Trait } from './trait.ts';

/** One member of an archive. Sizes are in bytes, as the archive declares them. */
export interface ArchiveEntry {
  name: string;
  packedBytes: number;
  bytes: number;
  encrypted: boolean;
}

/** The table of contents of an archive. */
export interface Archive {
  entries: ArchiveEntry[];
  /** More entries were there than are listed. */
  cut: boolean;
  bytes: number;
  packedBytes: number;
  /** Why reading stopped early; absent when it did not. */
  fault?: string;
}

/** Most entries listed. */
const mostEntries = 5000;

/** Honest content is packed to a hundredth at best, save for small or empty files. */
const highestRatio = 100;
const smallBytes = 10 * 1024 * 1024;

const programName =
  /\.(exe|scr|com|pif|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|msi|jar|lnk|iso|img|dll|cpl|xll|one|url|chm)$/i;

/** Reads the table of contents. A damaged archive gives what could be read, with the fault. */
export async function listArchive(path: string): Promise<Archive> {
  // Workers would outlive the listing, which inflates nothing anyway.
  configure({ useWebWorkers: false });
  const reader = new ZipReader(new BlobReader(await openAsBlob(path)), {
    strictness: 'tolerant',
    filenameValidation: 'tolerant',
  });
  const archive: Archive = { entries: [], cut: false, bytes: 0, packedBytes: 0 };
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      if (!addEntry(archive, entry)) break;
    }
  } catch (thrown) {
    archive.fault = messageOf(thrown);
  } finally {
    await reader.close();
  }
  return archive;
}

function addEntry(archive: Archive, entry: Entry): boolean {
  if (archive.entries.length >= mostEntries) {
    archive.cut = true;
    return false;
  }
  archive.bytes += entry.uncompressedSize;
  archive.packedBytes += entry.compressedSize;
  archive.entries.push({
    name: entry.filename,
    packedBytes: entry.compressedSize,
    bytes: entry.uncompressedSize,
    encrypted: entry.encrypted,
  });
  return true;
}

/** What an archive's table of contents gives away. `fileBytes` is the size of the archive itself. */
export function archiveTraits(archive: Archive, fileBytes: number): Trait[] {
  const { entries, bytes, packedBytes } = archive;
  const unsafe = entries.filter(({ name }) => leavesFolder(name));
  const programs = entries.filter(({ name }) => programName.test(name));
  const ratio = Math.round(bytes / Math.max(fileBytes, 1));
  return [
    ...suspicious(
      'archiveBomb',
      bytes > smallBytes && ratio > highestRatio,
      `Unpacked it is ${ratio} times as large`,
    ),
    ...suspicious('overlappingEntries', packedBytes > fileBytes, 'Its members share the same bytes'),
    ...suspicious(
      'leavesFolder',
      unsafe.length > 0,
      `Unpacking writes outside the folder: ${sample(unsafe)}`,
    ),
    ...suspicious('programInside', programs.length > 0, `It holds programs or scripts: ${sample(programs)}`),
    ...suspicious(
      'encrypted',
      entries.some((entry) => entry.encrypted),
      'Its members are encrypted: no scanner can look inside',
    ),
    ...notable('manyEntries', archive.cut, `Only the first ${mostEntries} members are listed`),
    ...notable(
      'damaged',
      archive.fault !== undefined,
      `Its table of contents is damaged: ${archive.fault ?? ''}`,
    ),
  ];
}

function leavesFolder(name: string): boolean {
  return /^([/\\]|[a-z]:)/i.test(name) || name.split(/[/\\]/).includes('..');
}

function sample(entries: ArchiveEntry[]): string {
  const names = entries.slice(0, 3).map(({ name }) => name.slice(0, 100));
  return names.join(', ') + (entries.length > 3 ? ` and ${entries.length - 3} more` : '');
}
