/** Merges alerts into a case that exists, and takes an alert out again with exactly what it brought. */
import { CodedError, type FieldFault, invalidFields } from '../model/errors.ts';
import type { RawObject } from '../model/input.ts';
import { entities } from '../model/registry.ts';
import { copyAttachments } from './attachments.ts';
import { customFieldValuesOf } from './change-custom-fields.ts';
import { noteTransitions } from './change-status.ts';
import type { Command, CommandContext } from './command.ts';
import { addCustomFieldValues } from './custom-field-values.ts';
import { alertReference } from './import-alert.ts';
import { copyObservables, datesFromAlert, linkAlert, requireUnlinked } from './linked-alert.ts';
import { closeMerge, type MergeAdditions, noteMerge, openMerge } from './merge-record.ts';
import { type Row, rowFromColumns, storedValue, textsOf } from './row.ts';
import { statusNamed } from './status.ts';
import { rememberTags } from './tags.ts';
import { readTexts } from './update-input.ts';

/** Most alerts one request may merge. */
const mostAlerts = 50;

interface MergeAlertsInput {
  readonly caseReference: string;
  readonly alerts: readonly string[];
  /** `merge` also takes tags and custom fields over; `import` only what the alert holds. */
  readonly how: 'merge' | 'import';
}

export const mergeAlerts: Command<MergeAlertsInput, { id: string }> = {
  name: 'mergeAlerts',
  permission: 'manageAlert/import',
  read(raw) {
    const faults: FieldFault[] = [];
    const alerts = readTexts(raw.alertIds, 'alertIds', faults);
    if (typeof raw.caseId !== 'string')
      faults.push({ kind: 'missing', name: 'caseId', accepted: 'id or number of a case' });
    if (faults.length > 0) throw invalidFields(faults);
    if (alerts.length > mostAlerts)
      throw new CodedError('tooManyItems', { limit: mostAlerts, what: 'alerts' });
    return { caseReference: String(raw.caseId), alerts, how: raw.how === 'import' ? 'import' : 'merge' };
  },
  async run(context, input) {
    let row = await context.find('case', input.caseReference);
    for (const reference of input.alerts)
      row = await mergeAlert(context, await context.find('alert', reference), row, input.how);
    return { id: row.id };
  },
};

async function mergeAlert(
  context: CommandContext,
  alert: Row,
  caseRow: Row,
  how: 'merge' | 'import',
): Promise<Row> {
  requireUnlinked(alert);
  const copied = await copyObservables(context, alert, caseRow);
  const attachments = await copyAttachments(context, alert, caseRow);
  const tags = how === 'merge' ? missingTags(alert, caseRow) : [];
  const customFieldValues = how === 'merge' ? await addMissingFields(context, alert, caseRow) : [];
  const changes = {
    ...datesFromAlert(alert, caseRow),
    ...(tags.length > 0 ? { tags: [...textsOf(caseRow, 'tags'), ...tags] } : {}),
  };
  const next = context.write.update(caseRow, changes, { audited: false });
  context.write.record(next, 'merge', {
    fromAlert: alertReference(alert),
    ...(tags.length > 0 ? { tags: textsOf(next, 'tags') } : {}),
  });
  linkAlert(context, alert, caseRow.id);
  await noteMerge(context, 'alert', alert, caseRow, {
    observables: copied.added,
    tagged: copied.tagged,
    tags,
    customFieldValues,
    attachments,
  });
  await rememberTags(context, [tags]);
  return next;
}

function missingTags(alert: Row, caseRow: Row): string[] {
  const present = new Set(textsOf(caseRow, 'tags'));
  return textsOf(alert, 'tags').filter((tag) => !present.has(tag));
}

async function addMissingFields(context: CommandContext, alert: Row, caseRow: Row): Promise<string[]> {
  const present = await customFieldValuesOf(context.write, caseRow);
  const missing = (await customFieldValuesOf(context.write, alert)).flatMap((value) => {
    const definition = context.reference.customFields.get(value.name);
    const there = present.some((old) => old.name === value.name && old.value === value.value);
    return definition === undefined || there ? [] : [{ definition, value: value.value, order: undefined }];
  });
  const added = await addCustomFieldValues(context.write, caseRow, missing, present.length, {
    kind: 'alert',
    id: alert.id,
  });
  return added.map((value) => value.id);
}

interface UnlinkInput {
  readonly caseReference: string;
  readonly alert: string;
  /** True: also takes out what the alert brought. */
  readonly undo: boolean;
}

function readUnlink(raw: RawObject, undo: boolean): UnlinkInput {
  const faults: FieldFault[] = ['caseId', 'alertId'].flatMap((name) =>
    typeof raw[name] === 'string' ? [] : [{ kind: 'missing', name, accepted: 'id' } as const],
  );
  if (faults.length > 0) throw invalidFields(faults);
  return { caseReference: String(raw.caseId), alert: String(raw.alertId), undo };
}

async function unlink(context: CommandContext, input: UnlinkInput): Promise<void> {
  const caseRow = await context.find('case', input.caseReference);
  const alert = await context.find('alert', input.alert);
  if (storedValue(alert, 'caseId') !== caseRow.id) throw new CodedError('notFound', { entity: 'Alert' });
  const status = statusNamed(context.reference.alertStatuses, 'New');
  const next = context.write.update(alert, { caseId: null, status: status.value, stage: status.stage });
  noteTransitions(context, alert, next, 'unlink');
  const merge = await openMerge(context, alert.id, caseRow.id);
  if (merge === undefined) return;
  if (input.undo) await takeBack(context, caseRow, merge.added, alert);
  closeMerge(context, caseRow.id, merge.id);
}

export const unlinkAlert: Command<UnlinkInput, void> = {
  name: 'unlinkAlert',
  permission: 'manageCase/update',
  read: (raw) => readUnlink(raw, false),
  run: unlink,
};

/** Undoes a merge: what the alert brought goes, what anybody added or changed since stays. */
export const unmergeAlert: Command<UnlinkInput, void> = {
  name: 'unmergeAlert',
  permission: 'manageAlert/import',
  read: (raw) => readUnlink(raw, true),
  run: unlink,
};

async function takeBack(
  context: CommandContext,
  caseRow: Row,
  added: MergeAdditions,
  alert: Row,
): Promise<void> {
  const { write } = context;
  for (const row of await untouched(context, caseRow, added.observables ?? [])) hide(context, row);
  for (const { id, tags } of added.tagged ?? []) await removeTags(context, caseRow, id, tags);
  if (added.customFieldValues !== undefined && added.customFieldValues.length > 0) {
    write.queue({
      sql: 'delete from skep.custom_field_value where root_id = $1 and id = any($2::bigint[])',
      parameters: [caseRow.id, added.customFieldValues],
    });
  }
  if (added.attachments !== undefined && added.attachments.length > 0) {
    write.queue({
      sql: 'update skep.attachment set deleted_at = $3 where root_id = $1 and id = any($2::bigint[])',
      parameters: [caseRow.id, added.attachments, new Date(write.now)],
    });
  }
  const removed = new Set(added.tags ?? []);
  const next = write.update(caseRow, { tags: textsOf(caseRow, 'tags').filter((tag) => !removed.has(tag)) });
  write.record(next, 'update', { unmerged: alertReference(alert) });
}

/** Rows that nobody has changed since they were brought and on which no analyzer ran. */
async function untouched({ write }: CommandContext, caseRow: Row, ids: readonly string[]): Promise<Row[]> {
  if (ids.length === 0) return [];
  const { rows } = await write.run({
    sql: `select o.* from skep.observable o where o.root_id = $1 and o.id = any($2::bigint[]) and o.deleted_at is null and o.version = 1
      and not exists (select from skep.job j where j.root_id = o.root_id and j.observable_id = o.id) for update`,
    parameters: [caseRow.id, ids],
  });
  return rows.map((row) => rowFromColumns(entities.observable, row));
}

function hide({ write, actor }: CommandContext, row: Row): void {
  write.update(
    row,
    {},
    { action: 'delete', columns: { deleted_at: write.now, deleted_by: actor.login }, visibleAfter: [] },
  );
}

async function removeTags(
  { write }: CommandContext,
  caseRow: Row,
  id: string,
  tags: readonly string[],
): Promise<void> {
  const { rows } = await write.run({
    sql: 'select * from skep.observable where root_id = $1 and id = $2 and deleted_at is null for update',
    parameters: [caseRow.id, id],
  });
  const found = rows[0];
  if (found === undefined) return;
  const row = rowFromColumns(entities.observable, found);
  write.update(row, { tags: textsOf(row, 'tags').filter((tag) => !tags.includes(tag)) });
}
