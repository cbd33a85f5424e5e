/** Files attached to alerts, cases and task logs: adding, renaming on conflict, copying, removing. */
import { CodedError, invalidFields } from '../../model/errors.ts';
import { idFromWire } from '../../model/identifier.ts';
import { readInput } from '../../model/input.ts';
import type { Permission } from '../../model/permission.ts';
import { type EntityName, entities } from '../../model/registry.ts';
import { asTakenBack, type TakenBack } from '../alert/taken-back.ts';
import { placeInAudit } from '../frame/audit-place.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import { hideRow } from '../frame/hide-row.ts';
import { within } from '../frame/placement.ts';
import { numberOf, type Row, textOf, textsOf } from '../frame/row.ts';
import { keepFile, type StoredFile } from '../frame/uploads.ts';
import type { Origin } from './custom-field-values.ts';

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

/** Copies the attachments of an alert to a case under names that are free there; content it has already is not copied. Gives the new ids. */
export async function copyAttachments(context: CommandContext, alert: Row, caseRow: Row): Promise<string[]> {
  const present = new Set((await attachmentsOf(context, caseRow)).map(contentOf));
  const files = (await attachmentsOf(context, alert))
    .filter((row) => !present.has(contentOf(row)))
    .map((row) => ({
      id: contentOf(row),
      name: textOf(row, 'name') ?? '',
      contentType: textOf(row, 'contentType') ?? 'application/octet-stream',
      size: numberOf(row, 'size') ?? 0,
      hashes: textsOf(row, 'hashes'),
    }));
  return attachFiles(context, caseRow, files, true, { kind: 'alert', id: alert.id });
}

/** Takes attachments that an alert brought out of its case, but for changed ones and content that another alert holds too. */
export async function takeBackAttachments(
  context: CommandContext,
  caseRow: Row,
  ids: readonly string[],
  others: readonly Row[],
): Promise<TakenBack> {
  const held = new Set(others.map(contentOf));
  const rows = await context.related(caseRow, 'attachments', { ids });
  const taken = asTakenBack(
    rows.map((row) => ({
      row,
      why: held.has(contentOf(row)) ? 'shared' : row.version > 1 ? 'changed' : undefined,
    })),
  );
  for (const row of taken.removed) hideRow(context, row, placeInAudit(row));
  return taken;
}

interface RemoveInput {
  readonly reference: string;
  readonly attachment: string;
}

/** Removes an attachment, named by its id or by the hash of its content. */
function removeCommand(name: string, holder: FileHolder, permission: Permission): Command<RemoveInput, void> {
  return {
    name,
    permission,
    read: readRemove,
    async run(context, input) {
      const owner = await context.find(holder, input.reference);
      const found = await attachmentNamed(context, owner, input.attachment);
      hideRow(context, found, placeInAudit(found));
    },
  };
}

interface MarkInput {
  readonly reference: string;
  readonly attachment: string;
  readonly external: boolean;
}

/** Says whether a file of a case is shown to reporters. */
export const markCaseAttachment: Command<MarkInput, void> = {
  name: 'markCaseAttachment',
  permission: 'manageCase/update',
  read(raw) {
    const { values, faults } = readInput(entities.attachment, raw, 'update', ['id', 'attachment']);
    if (faults.length > 0) throw invalidFields(faults);
    if (typeof values.external === 'boolean') return { ...readRemove(raw), external: values.external };
    throw invalidFields([{ kind: 'missing', name: 'external', accepted: 'true or false' }]);
  },
  async run(context, input) {
    const owner = await context.find('case', input.reference);
    const found = await attachmentNamed(context, owner, input.attachment);
    context.write.update(found, { external: input.external }, { context: placeInAudit(found) });
  },
};

/** The attachment of an object that an id, or the hash of the content, names. Throws `notFound`. */
async function attachmentNamed(context: CommandContext, owner: Row, reference: string): Promise<Row> {
  const id = idFromWire(reference);
  const found = (await context.related(owner, 'attachments')).find((row) =>
    id === undefined ? contentOf(row) === reference : row.id === id,
  );
  if (found === undefined) throw new CodedError('notFound', { entity: 'Attachment' });
  return found;
}

export const removeCaseAttachment = removeCommand('removeCaseAttachment', 'case', 'manageCase/update');
export const removeAlertAttachment = removeCommand('removeAlertAttachment', 'alert', 'manageAlert/update');
export const removeLogAttachment = removeCommand('removeLogAttachment', 'log', 'manageTask');

function readRemove(raw: Readonly<Record<string, unknown>>): RemoveInput {
  if (typeof raw.attachment !== 'string')
    throw invalidFields([{ kind: 'missing', name: 'attachment', accepted: 'id' }]);
  return { reference: String(raw.id), attachment: raw.attachment };
}

function attachmentsOf(context: CommandContext, owner: Row): Promise<Row[]> {
  return context.related(owner, 'attachments', { forChange: false });
}

function contentOf(row: Row): string {
  return textOf(row, 'contentHash') ?? '';
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
export function freeName(name: string, taken: ReadonlySet<string>): string {
  const dot = name.lastIndexOf('.');
  const [base, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  const candidates = (number: number): string => (number === 1 ? name : `${base} (${number})${ending}`);
  let number = 1;
  while (taken.has(candidates(number))) number += 1;
  return candidates(number);
}
