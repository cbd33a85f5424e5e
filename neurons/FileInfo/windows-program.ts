/** Facts from the header of a Windows program (PE): machine, build time, sections, signature. */

import { type FileHandle, open } from 'node:fs/promises';
import { entropyOfBytes } from './digest.ts';
import { notable, suspicious, type Trait } from './trait.ts';

/** One section of a program. */
export interface ProgramSection {
  name: string;
  bytes: number;
  /** Bits per byte of its first 16 MB. */
  entropy: number;
  executable: boolean;
  writable: boolean;
}

/** The header of a program. */
export interface WindowsProgram {
  machine: string;
  kind: 'program' | 'library';
  bits: 32 | 64;
  /** Milliseconds since the epoch; builders may write what they like. */
  builtAt: number;
  subsystem: string;
  entryPoint: number;
  dotnet: boolean;
  /** A signature is attached; whether it is valid is not checked. */
  signed: boolean;
  /** Bytes behind the last section that are no signature. */
  overlayBytes: number;
  sections: ProgramSection[];
}

/** Windows loads no more. */
const mostSections = 96;
const sampledBytes = 16 * 1024 * 1024;
const packedEntropy = 7.2;

const machines: Readonly<Record<number, string>> = {
  332: 'x86',
  34404: 'x64',
  452: 'ARM',
  43620: 'ARM64',
  512: 'Itanium',
};

const subsystems: Readonly<Record<number, string>> = {
  1: 'native',
  2: 'windows',
  3: 'console',
  7: 'posix',
  9: 'windows ce',
  10: 'efi application',
  11: 'efi boot driver',
  12: 'efi driver',
  16: 'boot application',
};

/** Reads the header; undefined when the file is no Windows program or its header is cut off. */
export async function readWindowsProgram(
  path: string,
  fileBytes: number,
): Promise<WindowsProgram | undefined> {
  const handle = await open(path);
  try {
    return await readHeader(handle, fileBytes);
  } finally {
    await handle.close();
  }
}

/** What a program's header gives away. */
export function programTraits(program: WindowsProgram): Trait[] {
  const packed = program.sections.filter(({ entropy }) => entropy > packedEntropy).map(({ name }) => name);
  const both = program.sections
    .filter(({ executable, writable }) => executable && writable)
    .map(({ name }) => name);
  return [
    ...notable('unsigned', !program.signed, 'It carries no signature'),
    ...notable('packed', packed.length > 0, `Compressed or encrypted sections: ${packed.join(', ')}`),
    ...suspicious(
      'selfModifying',
      both.length > 0,
      `Sections that are written to and run: ${both.join(', ')}`,
    ),
    ...notable('overlay', program.overlayBytes > 0, `${program.overlayBytes} bytes follow the program`),
  ];
}

async function readHeader(handle: FileHandle, fileBytes: number): Promise<WindowsProgram | undefined> {
  const start = await readAt(handle, 0, 64);
  if (start.length < 64 || start.toString('latin1', 0, 2) !== 'MZ') return undefined;
  const offset = start.readUInt32LE(60);
  const header = await readAt(handle, offset, 24);
  if (header.length < 24 || header.toString('latin1', 0, 4) !== 'PE\0\0') return undefined;
  const optionalBytes = header.readUInt16LE(20);
  const optional = await readAt(handle, offset + 24, optionalBytes);
  // The fields up to the subsystem; a shorter header belongs to no program that starts.
  if (optional.length < 70) return undefined;
  const count = Math.min(header.readUInt16LE(6), mostSections);
  const table = await readAt(handle, offset + 24 + optionalBytes, count * 40);
  const sections = sectionTable(table);
  return describe(header, optional, sections, await sectionsOf(handle, sections), fileBytes);
}

function describe(
  header: Buffer,
  optional: Buffer,
  table: RawSection[],
  sections: ProgramSection[],
  fileBytes: number,
): WindowsProgram {
  const bits = optional.readUInt16LE(0) === 0x20b ? 64 : 32;
  const signature = directory(optional, bits, 4);
  const machine = header.readUInt16LE(4);
  const subsystem = optional.readUInt16LE(68);
  const end = Math.max(0, ...table.map((section) => section.offset + section.bytes));
  return {
    machine: machines[machine] ?? `0x${machine.toString(16)}`,
    kind: (header.readUInt16LE(22) & 0x2000) === 0 ? 'program' : 'library',
    bits,
    builtAt: header.readUInt32LE(8) * 1000,
    subsystem: subsystems[subsystem] ?? String(subsystem),
    entryPoint: optional.readUInt32LE(16),
    dotnet: directory(optional, bits, 14).bytes > 0,
    signed: signature.bytes > 0,
    overlayBytes: Math.max(0, fileBytes - end - signature.bytes),
    sections,
  };
}

/** An entry of the table of data directories; nothing when the header ends before it. */
function directory(optional: Buffer, bits: 32 | 64, index: number): { offset: number; bytes: number } {
  const place = (bits === 64 ? 112 : 96) + index * 8;
  if (optional.length < place + 8) return { offset: 0, bytes: 0 };
  return { offset: optional.readUInt32LE(place), bytes: optional.readUInt32LE(place + 4) };
}

interface RawSection {
  name: string;
  bytes: number;
  offset: number;
  flags: number;
}

function sectionTable(table: Buffer): RawSection[] {
  const count = Math.floor(table.length / 40);
  return Array.from({ length: count }, (_nothing, index) => {
    const row = table.subarray(index * 40, index * 40 + 40);
    return {
      name: row.toString('latin1', 0, 8).replace(/\0.*$/s, ''),
      bytes: row.readUInt32LE(16),
      offset: row.readUInt32LE(20),
      flags: row.readUInt32LE(36),
    };
  });
}

async function sectionsOf(handle: FileHandle, table: RawSection[]): Promise<ProgramSection[]> {
  const sections: ProgramSection[] = [];
  for (const { name, bytes, offset, flags } of table) {
    const content = await readAt(handle, offset, Math.min(bytes, sampledBytes));
    const entropy = content.length === 0 ? 0 : entropyOfBytes(content);
    sections.push({
      name,
      bytes,
      entropy,
      executable: (flags & 0x2000_0000) !== 0,
      writable: (flags & 0x8000_0000) !== 0,
    });
  }
  return sections;
}

/** Reads up to so many bytes; fewer when the file ends before. */
async function readAt(handle: FileHandle, offset: number, bytes: number): Promise<Buffer> {
  if (bytes === 0) return Buffer.alloc(0);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, offset);
  return buffer.subarray(0, bytesRead);
}
