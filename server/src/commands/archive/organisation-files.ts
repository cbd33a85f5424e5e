/**
 * Files that belong to no case, alert or log: pictures of pages and other texts, and files that people put down before they
 * use them. The organisation sees them; each is a root of its own.
 */
import { CodedError, type FieldFault, invalidFields, notFound } from '../../model/errors.ts';
import { idFromWire } from '../../model/identifier.ts';
import { entities } from '../../model/registry.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import { hideRow } from '../frame/hide-row.ts';
import { asRoot } from '../frame/placement.ts';
import { type Row, storedValue } from '../frame/row.ts';
import { requiredText } from '../frame/text-input.ts';
import { keepFile, type StoredFile } from '../frame/uploads.ts';

/** Most files one person may have put down without a permission for it. */
const mostOfOne = 1_000;

/** Adds files to the organisation. Names may repeat: a text names a file by its id. */
export const addOrganisationFiles: Command<undefined, readonly string[]> = {
  name: 'addOrganisationFiles',
  permission: 'manageKnowledgeBase',
  read: () => undefined,
  run: (context) => addFiles(context, filesOf(context)),
};

/** Adds files of a person, who needs no permission for it but cannot have very many. */
export const addOwnFiles: Command<undefined, readonly string[]> = {
  name: 'addOwnFiles',
  permission: 'authenticated',
  read: () => undefined,
  async run(context) {
    const files = filesOf(context);
    const { rows } = await context.write.run({
      sql: `select count(*)::integer as present from skep.attachment
        where organisation_id = $1 and created_by = $2 and root_id = id and deleted_at is null`,
      parameters: [context.actor.organisation.id, context.actor.login],
    });
    if (Number(rows[0]?.present) + files.length > mostOfOne)
      throw new CodedError('tooManyItems', { limit: mostOfOne, what: 'files of one person' });
    return addFiles(context, files);
  },
};

function filesOf(context: CommandContext): readonly StoredFile[] {
  const files = context.uploads.get('attachments') ?? [];
  if (files.length > 0) return files;
  throw invalidFields([{ kind: 'missing', name: 'attachments', accepted: 'files' }]);
}

async function addFiles(
  { write, actor }: CommandContext,
  files: readonly StoredFile[],
): Promise<readonly string[]> {
  const ids = await write.takeIds(files.length);
  files.forEach((file, index) => {
    const id = ids[index] ?? '';
    keepFile(write, file);
    const { id: contentHash, name, hashes, size, contentType } = file;
    const values = { name, contentHash, hashes, size, contentType };
    write.insert(entities.attachment, id, asRoot(id, actor.organisation.id), values);
  });
  return ids;
}

/** Removes a file of the organisation, named by its id or by the digest of its content. One in a case, alert or log is not found. */
export const removeOrganisationFile: Command<{ readonly reference: string }, void> = {
  name: 'removeOrganisationFile',
  permission: 'manageKnowledgeBase',
  read(raw) {
    const faults: FieldFault[] = [];
    const reference = requiredText(raw, 'id', faults, 'id or SHA-256 of a file');
    if (faults.length > 0) throw invalidFields(faults);
    return { reference };
  },
  async run(context, { reference }) {
    const row = await fileNamed(context, reference);
    hideRow(context, row, { type: row.entity.wireType, id: row.id }, { main: true });
  },
};

async function fileNamed(context: CommandContext, reference: string): Promise<Row> {
  const id = idFromWire(reference) ?? (await idOfContent(context, reference));
  const row = id === undefined ? undefined : await context.find('attachment', `~${id}`);
  if (row === undefined || !liesFree(row)) throw notFound(entities.attachment.wireType);
  return row;
}

function liesFree(row: Row): boolean {
  return ['caseId', 'alertId', 'logId'].every((name) => storedValue(row, name) === null);
}

/** The newest free file with a content. */
async function idOfContent(
  { write, actor }: CommandContext,
  contentHash: string,
): Promise<string | undefined> {
  const { rows } = await write.run({
    sql: `select id from skep.attachment where organisation_id = $1 and content_hash = $2 and root_id = id and deleted_at is null
      order by id desc limit 1`,
    parameters: [actor.organisation.id, contentHash],
  });
  return rows[0] === undefined ? undefined : String(rows[0].id);
}
