/** Stored files on the wire: those attached to an object, and the one that an observable is. */
import { idToWire } from '../../../model/identifier.ts';
import type { ReadObject } from '../../../query/stage.ts';

type Parts = Readonly<Record<string, unknown>>;

/** Where a file can be fetched. `contentHash` is its SHA-256. */
function pathOf(contentHash: unknown): string {
  return `/api/v1/attachment/${String(contentHash)}`;
}

/** What an attachment shows beside its fields. */
export function renderAttachmentParts({ values }: ReadObject): Parts {
  return { hashes: values.hashes ?? [], id: values.contentHash, path: pathOf(values.contentHash) };
}

/** The file of an observable in the form of an attachment; undefined for data. It goes by the id of the observable. */
export function attachmentOf({ values }: ReadObject): Parts | undefined {
  if (typeof values.attachmentId !== 'string') return undefined;
  return {
    _id: idToWire(String(values.id)),
    _type: 'Attachment',
    _createdBy: values.createdBy,
    _createdAt: values.createdAt,
    _version: values.version,
    name: values.attachmentName,
    hashes: values.attachmentHashes ?? [],
    size: values.attachmentSize,
    contentType: values.attachmentContentType,
    id: values.attachmentId,
    path: pathOf(values.attachmentId),
    external: values.external ?? false,
    extraData: {},
  };
}
