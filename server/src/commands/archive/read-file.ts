/** Reads small stored files as text. */
import { CodedError } from '../../model/errors.ts';
import type { AttachmentStore } from '../../storage/attachments/store.ts';
import type { StoredFile } from '../frame/uploads.ts';

/** The whole file as text; whoever asks has looked at its size. Throws `malformedBody` when it is no UTF-8. */
export async function readWhole(store: AttachmentStore, file: Pick<StoredFile, 'id'>): Promise<string> {
  const { stream } = await store.open(file.id);
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return asText(Buffer.concat(chunks));
}

/** Bytes as text, without a byte order mark. Throws `malformedBody` when they are no UTF-8. */
export function asText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) throw new CodedError('malformedBody', { reason: 'it is no UTF-8 text' });
    throw error;
  }
}
