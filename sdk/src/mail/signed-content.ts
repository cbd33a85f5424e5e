/**
 * Opens signed mails whose text and files stand within a file `smime.p7m`, where no reader of mails looks: those signed in
 * one piece (S/MIME, RFC 8551), and every signed one that Outlook has stored. Signatures are not verified here: who signed
 * says little about intent.
 */
import { fromBER } from 'asn1js';
import { ContentInfo, SignedData } from 'pkijs';
import type { MailFault } from './anatomy.ts';
import { type FilePart, reasonOf } from './parts.ts';

/** What an envelope gives: the mail within, or why there is none to read. */
export type Envelope = { readonly content: Uint8Array } | { readonly fault: MailFault };

const envelopeTypes = new Set(['application/pkcs7-mime', 'application/x-pkcs7-mime']);
/** How Outlook stores a mail with a detached signature: all of it is one file, readable as it stands, often named `smime.p7m` too. */
const storedWhole = 'multipart/signed';

/** A detached signature names another type: the mail it belongs to stands beside it, readable. */
export function isEnvelope(file: FilePart): boolean {
  const { contentType, name } = file;
  return contentType === storedWhole || envelopeTypes.has(contentType) || name.toLowerCase().endsWith('.p7m');
}

/** Never throws: an envelope that is encrypted, compressed or no envelope at all is a fault. */
export function openEnvelope(file: FilePart): Envelope {
  if (file.contentType === storedWhole) return { content: file.bytes };
  try {
    const { result } = fromBER(file.bytes);
    const info = new ContentInfo({ schema: result });
    if (info.contentType !== ContentInfo.SIGNED_DATA)
      return { fault: { code: 'sealedContent', detail: file.name } };
    const content = new SignedData({ schema: info.content }).encapContentInfo.eContent?.getValue();
    return content === undefined
      ? { fault: { code: 'envelopeUnreadable', detail: 'it carries no content' } }
      : { content: new Uint8Array(content) };
  } catch (error) {
    return { fault: { code: 'envelopeUnreadable', detail: reasonOf(error) } };
  }
}
