/** Finds the stored file that is named by the id of an attachment or observable, or by its content, among those that the caller sees. */
import { notFound } from '../../model/errors.ts';
import { idFromWire } from '../../model/identifier.ts';
import type { EntityName } from '../../model/registry.ts';
import type { Pipeline, ReadObject } from '../../query/stage.ts';
import type { OfferedFile } from './download.ts';

/** Reads the objects of a pipeline as the caller. */
type Reading = (pipeline: Pipeline) => Promise<readonly ReadObject[]>;

/** The file of a reference. Throws `notFound`. */
export async function fileNamed(read: Reading, reference: string): Promise<OfferedFile> {
  const id = idFromWire(reference);
  const wanted = (entity: EntityName, hash: string): Promise<readonly ReadObject[]> =>
    read([
      ...(id === undefined
        ? ([
            { op: 'list', entity },
            { op: 'filter', filter: { op: 'equals', path: hash, value: reference, at: 'attachmentId' } },
          ] as const)
        : ([{ op: 'get', entity, id }] as const)),
      { op: 'page', from: 0, to: 1, extraData: [] },
    ]);
  const [attached] = await wanted('attachment', 'contentHash');
  if (attached !== undefined) return attachedFile(attached);
  const [observed] = await wanted('observable', 'attachmentId');
  if (observed === undefined) throw notFound('Attachment');
  return observedFile(observed);
}

function attachedFile({ values }: ReadObject): OfferedFile {
  return {
    id: String(values.contentHash),
    name: String(values.name),
    contentType: String(values.contentType),
  };
}

/** The file that an observable is. Throws `notFound` for data. */
export function observedFile({ values }: ReadObject): OfferedFile {
  if (typeof values.attachmentId !== 'string') throw notFound('Attachment');
  return {
    id: values.attachmentId,
    name: String(values.attachmentName),
    contentType: String(values.attachmentContentType),
  };
}
