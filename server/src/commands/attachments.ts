/** Files attached to alerts, cases and task logs: adding, renaming on conflict, copying, removing. */
import { CodedError, type FieldFault, invalidFields } from '../model/errors.ts';
import type { Permission } from '../model/permission.ts';
import { type EntityName, entities } from '../model/registry.ts';
import type { Command, CommandContext } from './command.ts';
import type { Origin } from './custom-field-values.ts';
import { within } from './placement.ts';
import { numberOf, type Row, rowFromColumns, textOf, textsOf } from './row.ts';
import { keepFile, type StoredFile } from './uploads.ts';

/** Objects that carry files, and the field of the attachment that names them. */
const holders = { case: 'caseId', alert: 'alertId', log: 'logId' } as const;

/** An object that can carry files. */
export type FileHolder = keyof typeof holders;

interface AddInput {
  readonly reference: string;
  readonly canRename: boolean;
}

function addCommand(
  name: string,
  holder: FileHolder,
  permission: Permission,
  alwaysRename: boolean,
): Command<AddInput, readonly string[]> {
  return {
    name,
    permission,
    read: (raw) => ({ reference: String(raw.id), canRename: alwaysRename || raw.canRename === true }),
    async run(context, input) {
      const owner = await context.find(holder, input.reference);
      const files = context.uploads.get('attachments') ?? [];
      if (files.length === 0)
        throw invalidFields([{ kind: 'missing', name: 'attachments', accepted: 'files' }]);
      return attachFiles(context, owner, files, input.canRename);
    },
  };
}

export const addCaseAttachments = addCommand('addCaseAttachments', 'case', 'manageCase/update', false);
export const addAlertAttachments = addCommand('addAlertAttachments', 'alert', 'manageAlert/update', false);
export const addLogAttachments = addCommand('addLogAttachments', 'log', 'manageTask', true);

/** Attaches stored files; a name that is taken gets a number or is refused. Gives the ids of the attachments. */
export async function attachFiles(
  context: CommandContext,
  owner: Row,
  files: readonly StoredFile[],
  canRename: boolean,
  origin: Origin = { kind: 'person' },
): Promise<string[]> {
  const { write } = context;
  const taken = new Set((await attachmentsOf(context, owner)).map((row) => textOf(row, 'name') ?? ''));
  const ids = await write.takeIds(files.length);
  return files.map((file, index) => {
    if (taken.has(file.name) && !canRename)
      throw new CodedError('attachmentAlreadyExists', { name: file.name });
    const name = freeName(file.name, taken);
    taken.add(name);
    keepFile(write, file);
    const { id: contentHash, hashes, size, contentType } = file;
    const row = write.insert(
      entities.attachment,
      ids[index] ?? '',
      within(owner),
      {
        [linkOf(owner)]: owner.id,
        name,
        contentHash,
        hashes,
        size,
        contentType,
        originKind: origin.kind,
        originId: origin.id ?? null,
      },
      { context: { type: owner.entity.wireType, id: owner.id } },
    );
    return row.id;
  });
}

/** Copies the attachments of an alert to a case under names that are free there. Gives the new ids. */
export async function copyAttachments(context: CommandContext, alert: Row, caseRow: Row): Promise<string[]> {
  const files = (await attachmentsOf(context, alert)).map((row) => ({
    id: textOf(row, 'contentHash') ?? '',
    name: textOf(row, 'name') ?? '',
    contentType: textOf(row, 'contentType') ?? 'application/octet-stream',
    size: numberOf(row, 'size') ?? 0,
    hashes: textsOf(row, 'hashes'),
  }));
  return attachFiles(context, caseRow, files, true, { kind: 'alert', id: alert.id });
}

interface RemoveInput {
  readonly reference: string;
  readonly attachment: string;
}

function removeCommand(name: string, holder: FileHolder, permission: Permission): Command<RemoveInput, void> {
  return {
    name,
    permission,
    read: readRemove,
    async run(context, input) {
      const owner = await context.find(holder, input.reference);
      const found = (await attachmentsOf(context, owner)).find(
        (row) => row.id === input.attachment.slice(1) || textOf(row, 'contentHash') === input.attachment,
      );
      if (found === undefined) throw new CodedError('notFound', { entity: 'Attachment' });
      const columns = { deleted_at: context.write.now, deleted_by: context.actor.login };
      context.write.update(
        found,
        {},
        { action: 'delete', columns, context: { type: owner.entity.wireType, id: owner.id } },
      );
    },
  };
}

export const removeCaseAttachment = removeCommand('removeCaseAttachment', 'case', 'manageCase/update');
export const removeAlertAttachment = removeCommand('removeAlertAttachment', 'alert', 'manageAlert/update');
export const removeLogAttachment = removeCommand('removeLogAttachment', 'log', 'manageTask');

function readRemove(raw: Readonly<Record<string, unknown>>): RemoveInput {
  const faults: FieldFault[] =
    typeof raw.attachment === 'string' ? [] : [{ kind: 'missing', name: 'attachment', accepted: 'id' }];
  if (faults.length > 0) throw invalidFields(faults);
  return { reference: String(raw.id), attachment: String(raw.attachment) };
}

async function attachmentsOf({ write }: CommandContext, owner: Row): Promise<Row[]> {
  const column = { case: 'case_id', alert: 'alert_id', log: 'log_id' }[holderOf(owner)];
  const { rows } = await write.run({
    sql: `select * from skep.attachment where root_id = $1 and ${column} = $2 and deleted_at is null`,
    parameters: [owner.placement.rootId, owner.id],
  });
  return rows.map((row) => rowFromColumns(entities.attachment, row));
}

function linkOf(owner: Row): string {
  return holders[holderOf(owner)];
}

function holderOf(owner: Row): FileHolder {
  const name: EntityName | string = owner.entity.name;
  if (name === 'case' || name === 'alert' || name === 'log') return name;
  throw new Error(`${name} carries no files`);
}

/** `a.txt` → `a (2).txt` while the name is taken. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  const dot = name.lastIndexOf('.');
  const [base, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  const candidates = (number: number): string => (number === 1 ? name : `${base} (${number})${ending}`);
  let number = 1;
  while (taken.has(candidates(number))) number += 1;
  return candidates(number);
}

/** Takes attachments that an alert brought out of its case, but for content that one of the other alerts holds too. */
export async function takeBackAttachments(
  context: CommandContext,
  caseRow: Row,
  ids: readonly string[],
  others: readonly Row[],
): Promise<void> {
  const kept = new Set(others.map((row) => textOf(row, 'contentHash')));
  const mine = (await attachmentsOf(context, caseRow)).filter(
    (row) => ids.includes(row.id) && row.version === 1,
  );
  for (const row of mine.filter((one) => !kept.has(textOf(one, 'contentHash')))) {
    const columns = { deleted_at: context.write.now, deleted_by: context.actor.login };
    context.write.update(
      row,
      {},
      { action: 'delete', columns, context: { type: caseRow.entity.wireType, id: caseRow.id } },
    );
  }
}
