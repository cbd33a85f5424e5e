/** Macros, embedded objects and encryption of Office files, in the old (OLE) and the new (zip) form. */

import { readFile } from 'node:fs/promises';
import { messageOf } from '@skep/sdk';
import { read } from 'cfb';
import type { Archive } from './archive.ts';
import { notable, suspicious, type Trait } from './trait.ts';

/** What an Office file holds besides its text. */
export interface Office {
  format: 'ole' | 'ooxml';
  macros: boolean;
  embedded: string[];
  encrypted: boolean;
  /** Storages and streams of the old form, names of parts of the new one. */
  parts: string[];
  /** Why it could not be read; absent when it could. */
  fault?: string;
}

/** Largest OLE file read: its reader holds it in memory. */
const mostBytes = 64 * 1024 * 1024;
const mostParts = 1000;

/** An OLE file. One that is too large or damaged is described by its fault. */
export async function readOle(path: string, bytes: number): Promise<Office> {
  if (bytes > mostBytes) return unread(`larger than ${mostBytes / 1024 / 1024} MB`);
  try {
    const { FullPaths, FileIndex } = read(await readFile(path), { type: 'buffer' });
    // The reader adds a stream of its own, whose name starts with this mark.
    const parts = FullPaths.filter(
      (part, index) => FileIndex[index] !== undefined && !part.includes('\u0001Sh33tJ5'),
    );
    return describeOle(parts.map((part) => part.replace(/^[^/]*\//, '')).filter((part) => part !== ''));
  } catch (thrown) {
    return unread(messageOf(thrown));
  }
}

/** A zip-based Office file, told by its table of contents; undefined when the archive is none. */
export function readOoxml(archive: Archive): Office | undefined {
  const names = archive.entries.map(({ name }) => name);
  if (!names.includes('[Content_Types].xml')) return undefined;
  return {
    format: 'ooxml',
    macros: names.some((name) => /(^|\/)vbaProject\.bin$/i.test(name) || /(^|\/)macrosheets\//i.test(name)),
    embedded: names.filter((name) => /\/(embeddings|activeX)\/[^/]+$/i.test(name)).slice(0, mostParts),
    encrypted: false,
    parts: names.slice(0, mostParts),
  };
}

/** What an Office file's parts give away. */
export function officeTraits(office: Office): Trait[] {
  return [
    ...suspicious('macros', office.macros, 'It holds macros'),
    ...notable(
      'embeddedObjects',
      office.embedded.length > 0,
      `It holds ${office.embedded.length} embedded objects`,
    ),
    ...suspicious('encryptedDocument', office.encrypted, 'It is encrypted: no scanner can look inside'),
    ...notable(
      'unreadableDocument',
      office.fault !== undefined,
      `It could not be taken apart: ${office.fault ?? ''}`,
    ),
  ];
}

function describeOle(parts: string[]): Office {
  const has = (form: RegExp) => parts.some((part) => form.test(part));
  return {
    format: 'ole',
    macros: has(/(^|\/)_VBA_PROJECT(_CUR)?(\/|$)/i) || has(/(^|\/)VBA\/dir$/i),
    embedded: parts.filter(isEmbedded).slice(0, mostParts),
    encrypted: has(/(^|\/)(EncryptedPackage|EncryptionInfo)$/i),
    parts: parts.slice(0, mostParts),
  };
}

function isEmbedded(part: string): boolean {
  return part.endsWith('\u0001Ole10Native') || /(^|\/)(ObjectPool|MBD[0-9A-F]{8})\/[^/]+\/?$/i.test(part);
}

function unread(fault: string): Office {
  return { format: 'ole', macros: false, embedded: [], encrypted: false, parts: [], fault };
}
