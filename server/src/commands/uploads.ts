/** Files that came with a request, already stored by content, and files that the input refers to by their content hash. */
import { CodedError } from '../model/errors.ts';
import type { Writer } from './writer.ts';

/** A file in the store with the name it came under. */
export interface StoredFile {
  /** SHA-256 in hex: the address of the content. */
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-256, SHA-1, MD5 in hex. */
  readonly hashes: readonly string[];
}

/** Uploaded files by the name of their part. */
export type Uploads = ReadonlyMap<string, readonly StoredFile[]>;

/** A file the input names instead of sending: only one that the actor can already see may be used. */
export interface FileReference {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
}

/** The stored file behind a reference; unknown and invisible files are refused alike. */
export async function resolveReference(write: Writer, reference: FileReference): Promise<StoredFile> {
  // Row policies leave only rows that the organisation sees, so a hash of another tenant's file finds nothing.
  const { rows } = await write.run({
    sql: `select f.size, f.hashes from skep.stored_file f where f.id = $1 and (
      exists (select from skep.attachment a where a.content_hash = $1 and a.deleted_at is null)
      or exists (select from skep.observable o where o.attachment_id = $1 and o.deleted_at is null))`,
    parameters: [reference.id],
  });
  const found = rows[0];
  if (found === undefined) throw new CodedError('notFound', { entity: 'Attachment' });
  const hashes = Array.isArray(found.hashes) ? found.hashes.map(String) : [];
  return { ...reference, size: Number(found.size), hashes };
}

/** Notes that a stored file is in use, so that it is not cleared away between upload and commit. */
export function keepFile(write: Writer, file: StoredFile): void {
  write.queue({
    name: 'keep_file',
    sql: `insert into skep.stored_file (id, size, hashes, stored_at) values ($1, $2, $3, $4)
      on conflict (id) do update set stored_at = excluded.stored_at`,
    parameters: [file.id, file.size, file.hashes, new Date(write.now)],
  });
}
