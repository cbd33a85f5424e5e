/** Reads an Outlook item (.msg) with msgreader. Runs in a worker only: a crafted file can make the reader loop or fill memory. */
import { decompressRTF } from '@kenjiuno/decompressrtf';
import msgreader, { type FieldsData } from '@kenjiuno/msgreader';
import iconv from 'iconv-lite';
import { deEncapsulateSync } from 'rtf-stream-parser';
import type { MailFault } from './anatomy.ts';
import { type FilePart, reasonOf } from './parts.ts';

type Reader = InstanceType<typeof msgreader.default>;

/** What an Outlook item holds. */
export interface OutlookItem {
  /** The headers the mail arrived with, as text; empty for an item that never travelled. */
  readonly transportHeaders: string;
  readonly subject: string;
  readonly from: OutlookPerson;
  readonly recipients: readonly (OutlookPerson & { readonly kind: string })[];
  /** Dates as text. */
  readonly submitted: string;
  readonly delivered: string;
  readonly messageId: string;
  readonly text: string;
  readonly html: string;
  readonly files: readonly FilePart[];
  /** Files left out because more than the given number are there. */
  readonly dropped: number;
  readonly faults: readonly MailFault[];
}

/** A person as Outlook stores one. */
export interface OutlookPerson {
  readonly name: string;
  /** An Internet address, or empty. */
  readonly address: string;
}

/** Throws when the file is no Outlook item or damaged beyond reading. */
export function readOutlookItem(bytes: Uint8Array<ArrayBuffer>, maximumFiles: number): OutlookItem {
  const reader = new msgreader.default(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
  );
  const item = reader.getFileData();
  if (item.dataType !== 'msg' || !holdsAnything(item)) throw new Error(item.error ?? 'no Outlook item');
  const faults: MailFault[] = [];
  const html = readHtml(item, faults);
  const attachments = item.attachments ?? [];
  return {
    transportHeaders: item.headers ?? '',
    subject: item.subject ?? '',
    from: person(
      item.senderName,
      item.senderSmtpAddress,
      item.creatorSMTPAddress,
      item.senderEmail,
      item.sentRepresentingSmtpAddress,
    ),
    recipients: (item.recipients ?? []).map((entry) => ({
      ...person(entry.name, entry.smtpAddress, entry.email),
      kind: entry.recipType ?? 'to',
    })),
    submitted: item.clientSubmitTime ?? '',
    delivered: item.messageDeliveryTime ?? '',
    messageId: item.messageId ?? '',
    text: item.body ?? '',
    html,
    files: attachments.slice(0, maximumFiles).flatMap((entry) => readFile(reader, entry, html, faults)),
    dropped: Math.max(0, attachments.length - maximumFiles),
    faults,
  };
}

/** Other programs keep their files in the same container. */
function holdsAnything(item: FieldsData): boolean {
  const { messageClass, subject, body, headers, senderName, recipients, attachments } = item;
  return [messageClass, subject, body, headers, senderName, recipients?.[0], attachments?.[0]].some(
    (part) => part !== undefined,
  );
}

/** The first candidate that is an Internet address; Exchange also stores directory names. */
function person(name: string | undefined, ...candidates: readonly (string | undefined)[]): OutlookPerson {
  return { name: name ?? '', address: candidates.find((candidate) => candidate?.includes('@')) ?? '' };
}

/** HTML is kept as text, as bytes in a code page, or wrapped in compressed RTF. */
function readHtml(item: FieldsData, faults: MailFault[]): string {
  if (item.bodyHtml !== undefined) return item.bodyHtml;
  if (item.html !== undefined)
    return decodeCodePage(Buffer.from(item.html), String(item.internetCodepage ?? 65_001));
  if (item.compressedRtf === undefined) return '';
  try {
    const rtf = Buffer.from(decompressRTF(Array.from(item.compressedRtf)));
    const body = deEncapsulateSync(rtf, { decode: decodeCodePage, htmlPreserveSpaces: true });
    return body.mode === 'html' ? body.text.toString() : '';
  } catch (error) {
    if (item.body === undefined) faults.push({ code: 'bodyUnreadable', detail: reasonOf(error) });
    return '';
  }
}

function decodeCodePage(bytes: Buffer, page: string): string {
  const name = page === '65001' ? 'utf-8' : page;
  return iconv.decode(bytes, iconv.encodingExists(name) ? name : 'windows-1252');
}

function readFile(reader: Reader, entry: FieldsData, html: string, faults: MailFault[]): FilePart[] {
  try {
    const { fileName, content } = reader.getAttachment(entry);
    const contentId = entry.pidContentId ?? '';
    return [
      {
        name: fileName ?? entry.fileNameShort ?? entry.name ?? '',
        contentType:
          entry.innerMsgContent === true
            ? 'application/vnd.ms-outlook'
            : (entry.attachMimeTag ?? 'application/octet-stream').toLowerCase(),
        contentId,
        isInline: contentId !== '' && html.includes(`cid:${contentId}`),
        bytes: Uint8Array.from(content),
      },
    ];
  } catch (error) {
    faults.push({ code: 'unreadable', detail: `attachment: ${reasonOf(error)}` });
    return [];
  }
}
