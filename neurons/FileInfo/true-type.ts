/** What a file really is, whatever its name says, and whether the name lies. */

import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileTypeFromFile } from 'file-type';
import { notable, suspicious, type Trait } from './trait.ts';

/** The type found in the content. */
export interface TrueType {
  /** Usual extension without dot; empty when the content tells nothing. */
  extension: string;
  mime: string;
}

/** How much of a file without a known signature is looked at. */
const sampleBytes = 8192;

/** Extensions that share one signature. */
const families = [
  ['exe', 'dll', 'scr', 'sys', 'com', 'cpl', 'ocx', 'drv', 'efi', 'mui', 'xll'],
  ['cfb', 'doc', 'xls', 'ppt', 'msg', 'msi', 'dot', 'xlt', 'pps', 'vsd', 'pub', 'mpp', 'one'],
  [
    'zip',
    'jar',
    'apk',
    'xpi',
    'war',
    'ear',
    'kmz',
    'docx',
    'docm',
    'dotx',
    'dotm',
    'xlsx',
    'xlsm',
    'xltx',
    'xltm',
    'xlsb',
    'pptx',
    'pptm',
    'potx',
    'potm',
    'odt',
    'ods',
    'odp',
    'epub',
    'vsdx',
  ],
  ['jpg', 'jpeg', 'jpe', 'jfif'],
  ['tif', 'tiff'],
  ['xml', 'svg', 'html', 'htm', 'xhtml', 'rdf'],
  ['gz', 'tgz', 'svgz'],
  ['elf', 'so', 'o', 'ko', 'bin', 'axf'],
  ['mp4', 'm4a', 'm4v', 'mov'],
  ['ogg', 'oga', 'ogv', 'opus'],
].map((family) => new Set(family));

/** Types that run when opened. */
const programs = new Set([
  'exe',
  'elf',
  'macho',
  'msi',
  'lnk',
  'jar',
  'apk',
  'deb',
  'rpm',
  'class',
  'swf',
  'wasm',
]);

const scriptNames =
  /\.(exe|scr|com|pif|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|msi|jar|lnk|iso|img|vhd|dll|cpl|chm|xll|one|url)$/i;

/** Looks at the content. Rejects when the file cannot be read. */
export async function trueTypeOf(path: string): Promise<TrueType> {
  const known = await fileTypeFromFile(path);
  if (known !== undefined) return { extension: known.ext, mime: known.mime };
  return typeOfSample(await readSample(path));
}

/** Lies of a file name about its content, and tricks in the name itself. */
export function nameTraits(filename: string, type: TrueType): Trait[] {
  const named = extname(filename).slice(1).toLowerCase();
  const program = programs.has(type.extension);
  const lies = named !== '' && type.extension !== '' && !sameFamily(named, type.extension);
  return [
    ...suspicious('disguisedProgram', lies && program, `It is a program (${type.mime}), named as .${named}`),
    ...notable('wrongExtension', lies && !program, `The name says .${named}, the content is ${type.mime}`),
    ...suspicious(
      'doubleExtension',
      doubleExtension(filename),
      'The name ends like a document and then like a program',
    ),
    ...suspicious(
      'reversedName',
      /[\u202a-\u202e\u2066-\u2069]/.test(filename),
      'The name turns its direction of writing',
    ),
    ...suspicious(
      'paddedName',
      /\s{5,}\.[^.]*$/.test(filename),
      'Blanks push the real ending of the name out of sight',
    ),
  ];
}

function sameFamily(one: string, other: string): boolean {
  return one === other || families.some((family) => family.has(one) && family.has(other));
}

function doubleExtension(filename: string): boolean {
  return (
    scriptNames.test(filename) &&
    /\.(pdf|docx?|xlsx?|pptx?|txt|jpe?g|png|gif|zip|html?|csv|mp[34])\s*\.[^.]+$/i.test(filename)
  );
}

async function readSample(path: string): Promise<Uint8Array> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(sampleBytes), 0, sampleBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function typeOfSample(sample: Uint8Array): TrueType {
  if (sample.length === 0) return { extension: '', mime: 'application/x-empty' };
  if (sample.includes(0)) return { extension: '', mime: 'application/octet-stream' };
  const text = new TextDecoder().decode(sample).trimStart();
  if (/^(<!doctype html|<html|<head|<script|<body)[\s>]/i.test(text))
    return { extension: 'html', mime: 'text/html' };
  if (text.startsWith('#!')) return { extension: '', mime: 'text/x-script' };
  // The undecodable-character mark shows that this is neither a signature we know nor readable text.
  const unreadable = [...text].filter((character) => character === '\ufffd').length;
  return unreadable > text.length / 20
    ? { extension: '', mime: 'application/octet-stream' }
    : { extension: '', mime: 'text/plain' };
}
