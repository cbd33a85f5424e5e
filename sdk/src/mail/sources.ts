/** Where in a mail links are looked for: its bodies, its headers, and the files a mail client opens by itself or in a browser. */
import type { MailAttachment, MailFault } from './anatomy.ts';
import { viewCalendar } from './calendar.ts';
import { decodeBytes, decodedValue, headersNamed } from './headers.ts';
import { viewHtml } from './html.ts';
import type { MailLimits } from './limits.ts';
import { addReferences, addText, type LinkCollection } from './links.ts';
import { isCompoundFile } from './outlook-mail.ts';
import type { FilePart, MailParts } from './parts.ts';

/** Whether a file is a mail itself. */
export function isMail(file: Pick<FilePart, 'name' | 'contentType' | 'bytes'>): boolean {
  if (/^message\/(?:rfc822|global|news)$/.test(file.contentType) || /\.eml$/i.test(file.name)) return true;
  return (
    isCompoundFile(file.bytes) &&
    (file.contentType === 'application/vnd.ms-outlook' || /\.msg$/i.test(file.name))
  );
}

/** Links of the bodies, and of the header behind the "unsubscribe" button. */
export function addBodyLinks(
  collection: LinkCollection,
  parts: MailParts,
  limits: MailLimits,
  faults: MailFault[],
): void {
  addHtml(collection, parts.html, [], limits, faults);
  if (parts.text.length > limits.characters)
    faults.push({ code: 'textTooLong', detail: String(limits.characters) });
  addText(collection, parts.text.slice(0, limits.characters), 'text', []);
  for (const field of headersNamed(parts.headers, 'list-unsubscribe'))
    addText(collection, decodedValue(field), 'header', []);
}

/** Links of an invitation, or of a page that was attached. */
export function addFileLinks(
  collection: LinkCollection,
  file: MailAttachment,
  place: number,
  limits: MailLimits,
  faults: MailFault[],
): void {
  if (isCalendar(file)) addCalendar(collection, file.bytes, place, limits, faults);
  else if (isPage(file)) addPage(collection, file.bytes, place, limits, faults);
}

function isCalendar(file: MailAttachment): boolean {
  const named = /^(?:text\/calendar|application\/ics)$/.test(file.contentType) || /\.ics$/i.test(file.name);
  return (
    named &&
    /^\s*BEGIN:VCALENDAR/i.test(
      Buffer.from(file.bytes.subarray(0, 64))
        .toString('utf8')
        .replace(/^\ufeff/, ''),
    )
  );
}

function isPage(file: MailAttachment): boolean {
  return (
    /^(?:text\/html|application\/xhtml\+xml|image\/svg\+xml)$/.test(file.contentType) ||
    /\.(?:s?html?|xhtml|svg)$/i.test(file.name)
  );
}

function addCalendar(
  collection: LinkCollection,
  bytes: Uint8Array,
  place: number,
  limits: MailLimits,
  faults: MailFault[],
): void {
  const view = viewCalendar(decodeBytes(bytes, 'utf-8'));
  if (view.fault !== '') faults.push({ code: 'calendarUnreadable', detail: view.fault });
  for (const text of view.texts) addText(collection, text, 'calendar', [place]);
  for (const html of view.html) {
    const { references, base } = viewHtml(html, limits.characters);
    addReferences(
      collection,
      references.map((reference) => ({ ...reference, source: 'calendar' })),
      base,
      [place],
    );
  }
}

/** Pages saved by Windows programs have two bytes per character: they begin with a mark, or every second byte is zero. */
function decodePage(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if ((first === 0xff && second === 0xfe) || second === 0) return new TextDecoder('utf-16le').decode(bytes);
  return decodeBytes(bytes, 'utf-8');
}

function addPage(
  collection: LinkCollection,
  bytes: Uint8Array,
  place: number,
  limits: MailLimits,
  faults: MailFault[],
): void {
  const { references, base, fault } = viewHtml(decodePage(bytes), limits.characters);
  if (fault !== undefined) faults.push({ code: fault, detail: String(place) });
  addReferences(
    collection,
    references.map((reference) => ({ ...reference, source: 'attachment' })),
    base,
    [place],
  );
}

function addHtml(
  collection: LinkCollection,
  html: string,
  within: readonly number[],
  limits: MailLimits,
  faults: MailFault[],
): void {
  const { references, base, fault } = viewHtml(html, limits.characters);
  if (fault !== undefined) faults.push({ code: fault, detail: '' });
  addReferences(collection, references, base, within);
}
