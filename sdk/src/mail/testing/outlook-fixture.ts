/** Writes Outlook items for the tests. */
import { burn, type Entry } from '@kenjiuno/msgreader/lib/Burner.js';

/** What an item of a test holds. */
export interface OutlookFixture {
  /** Text properties by tag, as in `0037` for the subject. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Binary properties by tag. */
  readonly binaries?: Readonly<Record<string, Uint8Array>>;
  readonly recipients?: readonly { readonly name: string; readonly address: string; readonly kind: 1 | 2 }[];
  readonly files?: readonly {
    readonly name: string;
    readonly type: string;
    readonly contentId?: string;
    readonly bytes: Uint8Array;
  }[];
  /** Items attached as items. */
  readonly items?: readonly OutlookFixture[];
}

const folder = 1;
const stream = 2;
const root = 5;

/** The bytes of a compound file with the item. */
export function outlookFile(fixture: OutlookFixture): Uint8Array {
  const entries: Entry[] = [{ name: 'Root Entry', type: root, length: 0, children: [] }];
  addItem(entries, 0, fixture, 32);
  return burn(entries);
}

function add(entries: Entry[], parent: number, entry: Entry): number {
  entries.push(entry);
  entries[parent]?.children?.push(entries.length - 1);
  return entries.length - 1;
}

function addFolder(entries: Entry[], parent: number, name: string): number {
  return add(entries, parent, { name, type: folder, length: 0, children: [] });
}

function addStream(entries: Entry[], parent: number, name: string, bytes: Uint8Array): void {
  add(entries, parent, {
    name,
    type: stream,
    length: bytes.length,
    binaryProvider: () => Uint8Array.from(bytes),
  });
}

function addText(entries: Entry[], parent: number, tag: string, text: string): void {
  addStream(entries, parent, `__substg1.0_${tag}001F`, Buffer.from(text, 'utf16le'));
}

/** The property stream: a header of the given length and, here, only the kind of a recipient. */
function addProperties(
  entries: Entry[],
  parent: number,
  headerLength: number,
  kind: number | undefined,
): void {
  const bytes = Buffer.alloc(headerLength + 16);
  if (kind !== undefined) {
    bytes.writeUInt32LE(0x0c15_0003, headerLength);
    bytes.writeUInt32LE(kind, headerLength + 8);
  }
  addStream(entries, parent, '__properties_version1.0', bytes);
}

function addItem(entries: Entry[], parent: number, fixture: OutlookFixture, headerLength: number): void {
  addProperties(entries, parent, headerLength, undefined);
  for (const [tag, text] of Object.entries(fixture.texts ?? {})) addText(entries, parent, tag, text);
  for (const [tag, bytes] of Object.entries(fixture.binaries ?? {}))
    addStream(entries, parent, `__substg1.0_${tag}0102`, bytes);
  for (const [index, recipient] of (fixture.recipients ?? []).entries()) {
    const at = addFolder(entries, parent, `__recip_version1.0_#${place(index)}`);
    addProperties(entries, at, 8, recipient.kind);
    addText(entries, at, '3001', recipient.name);
    addText(entries, at, '39FE', recipient.address);
  }
  const files = fixture.files ?? [];
  for (const [index, file] of files.entries()) {
    const at = addFolder(entries, parent, `__attach_version1.0_#${place(index)}`);
    addProperties(entries, at, 8, undefined);
    addText(entries, at, '3707', file.name);
    addText(entries, at, '370E', file.type);
    if (file.contentId !== undefined) addText(entries, at, '3712', file.contentId);
    addStream(entries, at, '__substg1.0_37010102', file.bytes);
  }
  for (const [index, item] of (fixture.items ?? []).entries()) {
    const at = addFolder(entries, parent, `__attach_version1.0_#${place(files.length + index)}`);
    addProperties(entries, at, 8, undefined);
    addText(entries, at, '3001', item.texts?.['0037'] ?? 'item');
    addItem(entries, addFolder(entries, at, '__substg1.0_3701000D'), item, 24);
  }
}

function place(index: number): string {
  return index.toString(16).toUpperCase().padStart(8, '0');
}

/** RTF in the uncompressed form of the container Outlook keeps it in. */
export function storedRtf(rtf: string): Uint8Array {
  const text = Buffer.from(rtf, 'latin1');
  const header = Buffer.alloc(16);
  header.writeUInt32LE(text.length + 12, 0);
  header.writeUInt32LE(text.length, 4);
  header.write('MELA', 8, 'latin1');
  return Buffer.concat([header, text]);
}
