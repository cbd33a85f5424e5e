/** Reads header lines: decoding, look-up, addresses, dates. */
import libmime from 'libmime';
import { parseAddressHeader } from 'mailparser';
import type { MailAddress } from './anatomy.ts';
import type { HeaderField } from './parts.ts';

/** A line as it came over the wire, one character per byte, folding included. Undefined when it is no header. */
export function readHeaderLine(line: string, charset: string): HeaderField | undefined {
  const unfolded = line.replaceAll(/\r?\n[ \t]*/g, ' ');
  const end = unfolded.indexOf(':');
  const name = unfolded.slice(0, end).trim();
  if (end < 1 || !/^[\x21-\x7e]+$/.test(name)) return undefined;
  return { name, raw: decodeBytes(Buffer.from(unfolded.slice(end + 1), 'latin1'), charset).trim() };
}

/** UTF-8 where it is valid, else the given character set, else Western European, which reads any byte. */
export function decodeBytes(bytes: Uint8Array, charset: string): string {
  for (const label of ['utf-8', charset]) {
    const text = tryDecode(bytes, label);
    if (text !== undefined) return text;
  }
  return new TextDecoder('windows-1252').decode(bytes);
}

function tryDecode(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The value with its encoded words decoded and control characters turned into blanks. */
export function decodedValue(field: HeaderField): string {
  return withoutControls(libmime.decodeWords(field.raw));
}

/** The first header of that name, decoded; empty when there is none. */
export function headerValue(headers: readonly HeaderField[], name: string): string {
  const field = headers.find((candidate) => candidate.name.toLowerCase() === name);
  return field === undefined ? '' : decodedValue(field);
}

/** All headers of that name. */
export function headersNamed(headers: readonly HeaderField[], name: string): HeaderField[] {
  return headers.filter((candidate) => candidate.name.toLowerCase() === name);
}

/** The mailboxes of all headers of that name, groups dissolved. */
export function headerAddresses(headers: readonly HeaderField[], name: string): MailAddress[] {
  const values = headersNamed(headers, name).map((field) => field.raw);
  const parsed = parseAddressHeader(values, { flatten: true, decodePunycode: false }).value;
  return parsed
    .map((entry) => ({ name: withoutControls(entry.name), address: withoutControls(entry.address ?? '') }))
    .filter((entry) => entry.name !== '' || entry.address !== '');
}

/**
 * Milliseconds since the epoch, or undefined when the text is no date with a time of day: other forms are read
 * differently by everybody.
 */
export function readDate(text: string): number | undefined {
  if (!/\d{1,2}:\d{2}/.test(text) || text.length > 200) return undefined;
  const time = Date.parse(text);
  if (!Number.isNaN(time)) return time;
  const withoutRemarks = Date.parse(
    text
      .replaceAll(/\([^)]*\)/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );
  return Number.isNaN(withoutRemarks) ? undefined : withoutRemarks;
}

function withoutControls(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
