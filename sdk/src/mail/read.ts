/** Takes a mail apart: detects the format, reads it, follows what is nested in it. */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { MailAnatomy, MailAttachment, MailFault } from './anatomy.ts';
import { readAuthentication, readOriginatingAddresses } from './authentication.ts';
import { decodedValue, headerAddresses, headersNamed, headerValue, readDate } from './headers.ts';
import { readInternetMail } from './internet-mail.ts';
import { defaultMailLimits, type MailLimits } from './limits.ts';
import { addLinks, collectLinks, type LinkCollection } from './links.ts';
import { isCompoundFile, readOutlookMail } from './outlook-mail.ts';
import type { FilePart, HeaderField, MailParts, PartBudget } from './parts.ts';
import { readRelays } from './relays.ts';
import { isEnvelope, openEnvelope } from './signed-content.ts';
import { addBodyLinks, addFileLinks, isMail } from './sources.ts';

/** What one reading shares with the readings of nested mails. */
interface Context {
  readonly limits: MailLimits;
  readonly budget: PartBudget;
  readonly depth: number;
}

/** Headers that decide what a reader is shown: two of them are shown differently by different programs. */
const singleHeaders = ['from', 'sender', 'reply-to', 'subject', 'date', 'message-id'];

/**
 * Reads Internet mail or an Outlook item, told apart by their content. A bad mail never rejects: what is wrong with it
 * stands in `faults`, what could be read is there. Rejects only when the stream given cannot be read.
 */
export async function readMail(
  source: Uint8Array | Readable,
  limits: Partial<MailLimits> = {},
): Promise<MailAnatomy> {
  const bounds = { ...defaultMailLimits, ...limits };
  const faults: MailFault[] = [];
  const bytes = source instanceof Uint8Array ? source : await collect(source, bounds.bytes);
  if (bytes.length > bounds.bytes) faults.push({ code: 'mailTooLong', detail: String(bounds.bytes) });
  const context = { limits: bounds, budget: { left: bounds.parts }, depth: 0 };
  return takeApart(bytes.subarray(0, bounds.bytes), context, faults);
}

/** At most one byte more than `maximum`. */
async function collect(source: Readable, maximum: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of source) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    length += bytes.length;
    if (length > maximum) break;
  }
  return Buffer.concat(chunks).subarray(0, maximum + 1);
}

async function takeApart(bytes: Uint8Array, context: Context, faults: MailFault[]): Promise<MailAnatomy> {
  const { limits, budget } = context;
  if (bytes.length === 0) faults.push({ code: 'empty', detail: '' });
  const parts = await withSignedContent(await readParts(bytes, limits, budget), context);
  faults.push(...parts.faults);
  const attachments = await openFiles(parts.files, context, faults);
  const links = findLinks(parts, attachments, limits, faults);
  return {
    format: parts.format,
    size: bytes.length,
    sha256: digest('sha256', bytes),
    ...concludeHeaders(parts.headers, limits, faults),
    links: [...links.values()],
    attachments,
    text: parts.text,
    html: parts.html,
    headers: parts.headers.map((field) => [field.name, decodedValue(field)] as const),
    faults,
  };
}

function readParts(bytes: Uint8Array, limits: MailLimits, budget: PartBudget): Promise<MailParts> {
  return isCompoundFile(bytes)
    ? readOutlookMail(bytes, limits, budget)
    : readInternetMail(bytes, limits, budget);
}

/** Text and files of a signed mail that stand within a file, beside what the mail itself holds. */
async function withSignedContent(parts: MailParts, context: Context): Promise<MailParts> {
  const envelope = parts.files.find(isEnvelope);
  if (envelope === undefined) return parts;
  const opened = openEnvelope(envelope);
  if ('fault' in opened) return { ...parts, faults: [...parts.faults, opened.fault] };
  const inner = await readInternetMail(opened.content, context.limits, context.budget);
  return {
    ...parts,
    text: joined(parts.text, inner.text),
    html: joined(parts.html, inner.html),
    files: [...parts.files, ...inner.files],
    faults: [...parts.faults, ...inner.faults],
  };
}

/** Both, unless they say the same: a mail may be stored beside what was signed, and be another one. */
function joined(outer: string, inner: string): string {
  const said = outer.trim() === inner.trim() ? [inner] : [outer, inner];
  return said.filter((text) => text !== '').join('\n');
}

function concludeHeaders(headers: readonly HeaderField[], limits: MailLimits, faults: MailFault[]) {
  if (headers.length === 0) faults.push({ code: 'noHeaders', detail: '' });
  for (const name of singleHeaders) {
    if (headersNamed(headers, name).length > 1) faults.push({ code: 'repeatedHeader', detail: name });
  }
  const written = headerValue(headers, 'date');
  const date = readDate(written);
  if (written !== '' && date === undefined) faults.push({ code: 'badDate', detail: written.slice(0, 200) });
  const relays = readRelays(headers, limits.relays, faults);
  return {
    subject: headerValue(headers, 'subject'),
    from: headerAddresses(headers, 'from'),
    sender: headerAddresses(headers, 'sender'),
    replyTo: headerAddresses(headers, 'reply-to'),
    returnPath: headerAddresses(headers, 'return-path'),
    to: headerAddresses(headers, 'to'),
    cc: headerAddresses(headers, 'cc'),
    date,
    received: relays.at(-1)?.date,
    messageId: headerValue(headers, 'message-id').replaceAll(/^[<\s]+|[>\s]+$/g, ''),
    relays,
    authentication: readAuthentication(headers),
    originatingAddresses: readOriginatingAddresses(headers),
  };
}

async function openFiles(
  files: readonly FilePart[],
  context: Context,
  faults: MailFault[],
): Promise<MailAttachment[]> {
  const attachments: MailAttachment[] = [];
  for (const file of files) attachments.push(await openFile(file, context, faults));
  return attachments;
}

async function openFile(file: FilePart, context: Context, faults: MailFault[]): Promise<MailAttachment> {
  const { bytes } = file;
  return {
    name: baseName(file.name),
    contentType: file.contentType,
    size: bytes.length,
    bytes,
    md5: digest('md5', bytes),
    sha1: digest('sha1', bytes),
    sha256: digest('sha256', bytes),
    isInline: file.isInline,
    contentId: file.contentId,
    mail: isMail(file) ? await openMail(file, context, faults) : undefined,
  };
}

async function openMail(
  file: FilePart,
  context: Context,
  faults: MailFault[],
): Promise<MailAnatomy | undefined> {
  const depth = context.depth + 1;
  if (depth <= context.limits.depth) return takeApart(file.bytes, { ...context, depth }, []);
  faults.push({ code: 'tooDeep', detail: String(context.limits.depth) });
  return undefined;
}

function findLinks(
  parts: MailParts,
  attachments: readonly MailAttachment[],
  limits: MailLimits,
  faults: MailFault[],
): LinkCollection['links'] {
  const collection = collectLinks(limits.links);
  addBodyLinks(collection, parts, limits, faults);
  for (const [place, attachment] of attachments.entries()) {
    if (attachment.mail !== undefined) addLinks(collection, attachment.mail.links, place);
    else addFileLinks(collection, attachment, place, limits, faults);
  }
  if (collection.refused > 0) faults.push({ code: 'tooManyLinks', detail: String(collection.refused) });
  return collection.links;
}

/** Names may carry folders, to escape where the file is written. */
function baseName(name: string): string {
  return (
    name
      .replaceAll(/\p{Cc}/gu, '')
      .split(/[\\/]/)
      .at(-1)
      ?.trim() ?? ''
  );
}

function digest(algorithm: 'md5' | 'sha1' | 'sha256', bytes: Uint8Array): string {
  return createHash(algorithm).update(bytes).digest('hex');
}
