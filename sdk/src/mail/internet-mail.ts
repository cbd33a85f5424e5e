/** Reads Internet mail (.eml) with mailparser. */
import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import { type AttachmentStream, type HeaderLines, MailParser, type MessageText } from 'mailparser';
import type { MailFault } from './anatomy.ts';
import { decodeBytes, readHeaderLine } from './headers.ts';
import type { MailLimits } from './limits.ts';
import { type FilePart, type HeaderField, type MailParts, type PartBudget, reasonOf } from './parts.ts';

/** Beyond the parts that are kept, so many are still passed over to reach the text behind them. */
const partsPassedOver = 10_000;

/** Of a mail that cannot be taken apart, so many bytes are shown as text. */
const rawTextShown = 256 * 1024;

/** What has been read so far. */
interface Reading {
  lines: HeaderLines;
  text: string;
  html: string;
  readonly files: FilePart[];
  readonly strayText: string[];
  /** Parts left out for want of budget. */
  dropped: number;
}

/** Never rejects: what cannot be read is a fault, and what was read before it is kept. */
export async function readInternetMail(
  bytes: Uint8Array,
  limits: MailLimits,
  budget: PartBudget,
): Promise<MailParts> {
  const faults: MailFault[] = [];
  const readable = withDeclaredCharset(bytes, faults);
  const reading: Reading = { lines: [], text: '', html: '', files: [], strayText: [], dropped: 0 };
  try {
    await readItems(readable, limits, budget, reading);
  } catch (error) {
    faults.push({ code: 'unreadable', detail: reasonOf(error) });
    if (reading.text === '' && reading.html === '') reading.text = rawBody(readable);
  }
  if (reading.dropped > 0) faults.push({ code: 'tooManyParts', detail: String(reading.dropped) });
  const { text, html, files } = reading;
  return { format: 'eml', headers: readHeaders(reading.lines), text, html, files, faults };
}

async function readItems(
  bytes: Uint8Array,
  limits: MailLimits,
  budget: PartBudget,
  reading: Reading,
): Promise<void> {
  const parser = new MailParser({
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
    ignoreEmbedded: true,
    checksumAlgo: false,
    maxChildNodes: partsPassedOver,
  });
  const failure = failureOf(parser, limits.milliseconds);
  parser.on('headerLines', (lines) => {
    reading.lines = lines;
  });
  parser.end(bytes);
  try {
    await Promise.race([takeItems(parser, budget, reading), failure.promise]);
  } finally {
    failure.stop();
    parser.destroy();
  }
}

/** Rejects on the first error of the parser, or when it takes too long. The listener stays: errors may follow. */
function failureOf(
  parser: MailParser,
  milliseconds: number,
): { readonly promise: Promise<never>; readonly stop: () => void } {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`not read within ${milliseconds} ms`)), milliseconds);
  parser.on('error', reject);
  promise.catch(() => undefined);
  return { promise, stop: () => clearTimeout(timer) };
}

async function takeItems(parser: MailParser, budget: PartBudget, reading: Reading): Promise<void> {
  const items: AsyncIterable<AttachmentStream | MessageText> = parser;
  for await (const item of items) {
    if (item.type === 'attachment') await takeAttachment(item, budget, reading);
    else {
      reading.text = [item.text ?? '', ...reading.strayText].join('\n').trim();
      reading.html = item.html ?? '';
    }
  }
}

/** A nameless part of the type "text" is meant as the body: mail clients show it. */
function isStrayText(item: AttachmentStream): boolean {
  return (
    item.contentType === 'text' && item.filename === undefined && item.contentDisposition !== 'attachment'
  );
}

async function takeAttachment(item: AttachmentStream, budget: PartBudget, reading: Reading): Promise<void> {
  const isKept = budget.left > 0;
  const bytes = await collect(item.content, isKept);
  item.release?.();
  if (isStrayText(item)) {
    reading.strayText.push(decodeBytes(bytes, 'utf-8'));
    return;
  }
  if (!isKept) {
    reading.dropped += 1;
    return;
  }
  budget.left -= 1;
  reading.files.push({
    name: item.filename ?? '',
    contentType: item.contentType.toLowerCase(),
    contentId: item.cid ?? '',
    isInline:
      item.contentDisposition === 'inline' ||
      (item.related === true && item.contentDisposition !== 'attachment'),
    bytes,
  });
}

async function collect(content: Readable, isKept: boolean): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of content) {
    if (isKept && Buffer.isBuffer(chunk)) chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * A single body with bytes outside ASCII that is no UTF-8 and names no character set is read as Western European:
 * replacement characters would hide its links and words. A mail of several parts is left alone, so that no file changes.
 */
function withDeclaredCharset(bytes: Uint8Array, faults: MailFault[]): Uint8Array {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isUtf8(bytes) || /charset|boundary|base64/i.test(start.toString('latin1', 0, 65_536))) return bytes;
  faults.push({ code: 'undeclaredCharset', detail: '' });
  return new TextEncoder().encode(new TextDecoder('windows-1252').decode(bytes));
}

function readHeaders(lines: HeaderLines): HeaderField[] {
  const type = lines.find((line) => line.key === 'content-type')?.line ?? '';
  const charset = /charset\s*=\s*"?([\w.:-]{1,40})/i.exec(type)?.[1] ?? 'utf-8';
  return lines.flatMap(({ line }) => readHeaderLine(line, charset) ?? []);
}

function rawBody(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes.subarray(0, rawTextShown));
  const end = /\r?\n\r?\n/.exec(text);
  return end === null ? text : text.slice(end.index + end[0].length);
}
