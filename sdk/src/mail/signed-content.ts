/**
 * Opens the envelope of S/MIME (RFC 8551): a mail signed in one piece carries its text and files within a file
 * `smime.p7m`, where no reader of mails looks. Signatures are not verified here: who signed says little about intent.
 */
import { fromBER } from 'asn1js';
import { ContentInfo, SignedData } from 'pkijs';
import type { MailFault } from './anatomy.ts';
import { type FilePart, reasonOf } from './parts.ts';

/** What an envelope gives: the mail within, or why there is none to read. */
export type Envelope = { readonly content: Uint8Array } | { readonly fault: MailFault };

const envelopeTypes = new Set(['application/pkcs7-mime', 'application/x-pkcs7-mime']);

/** A detached signature names another type: the mail it belongs to stands beside it, readable. */
export function isEnvelope(file: FilePart): boolean {
  return envelopeTypes.has(file.contentType) || file.name.toLowerCase().endsWith('.p7m');
}

/** Never throws: an envelope that is encrypted, compressed or no envelope at all is a fault. */
export function openEnvelope(file: FilePart): Envelope {
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
