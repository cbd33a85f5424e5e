/** Files that came with a request, already stored by content, and files that the input refers to by their content hash. */
import { CodedError } from '../../model/errors.ts';
import type { AttachmentStore, StoredFile as StoredContent } from '../../storage/attachments/store.ts';
import type { Database } from '../../storage/database.ts';
import type { Statement } from '../../storage/statement.ts';
import type { CommandContext } from './command.ts';
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

/**
 * The stored file behind a reference; unknown and invisible files are refused alike. It stays in the store until the end of
 * the transaction.
 */
export async function resolveReference(
  { write, actor }: Pick<CommandContext, 'write' | 'actor'>,
  { id, name, contentType }: FileReference,
): Promise<StoredFile> {
  const seen = `deleted_at is null and (organisation_id = $2 or organisation_ids @> array[$2::bigint])
    and (not restricted or restricted_to @> array[$3::text])`;
  const { rows } = await write.run({
    sql: `select f.size, f.hashes from skep.stored_file f where f.id = $1 and (
      exists (select from skep.attachment where content_hash = $1 and ${seen})
      or exists (select from skep.observable where attachment_id = $1 and ${seen})) for update`,
    parameters: [id, actor.organisation.id, actor.login],
  });
  const found = rows[0];
  if (found === undefined) throw new CodedError('notFound', { entity: 'Attachment' });
  const hashes = Array.isArray(found.hashes) ? found.hashes.map(String) : [];
  return { id, name, contentType, size: Number(found.size), hashes };
}

/** Notes that a stored file is in use, so that it is not cleared away between upload and commit. */
export function keepFile(write: Writer, file: StoredFile): void {
  write.queue(noteStatement(file, write.now));
}

/**
 * A store that notes each file it takes, so that a file which no object comes to refer to is found and removed later. The note
 * comes first: whatever ends the process in between, no file is there that nobody knows of. One that is being removed is
 * waited for, since its note is held, and then stored anew.
 */
export function notingStore(
  store: AttachmentStore,
  database: Database,
  clock: () => number,
): AttachmentStore {
  return {
    ...store,
    put: (stream, options) =>
      store.put(stream, {
        ...options,
        arrived: (file) =>
          database.transaction({ role: 'worker' }, async (transaction) => {
            await transaction.run(noteStatement(file, clock()));
          }),
      }),
  };
}

function noteStatement({ id, size, hashes }: StoredContent | StoredFile, now: number): Statement {
  return {
    name: 'keep_file',
    sql: `insert into skep.stored_file (id, size, hashes, stored_at) values ($1, $2, $3, $4)
      on conflict (id) do update set stored_at = excluded.stored_at`,
    parameters: [id, size, hashes, new Date(now)],
  };
}
