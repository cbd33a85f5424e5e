/** Takes an alert out of its case: alone, or together with what it brought. */
import { CodedError, type FieldFault, invalidFields } from '../model/errors.ts';
import type { RawObject } from '../model/input.ts';
import { takeBackObservables } from './alert-observables.ts';
import { takeBackAttachments } from './attachments.ts';
import { applyValues, type CustomFieldRecord, customFieldValuesOf } from './change-custom-fields.ts';
import type { Command, CommandContext } from './command.ts';
import { asChecked } from './custom-field-input.ts';
import type { RowValues } from './insert-batch.ts';
import { alertReference, datesFromAlerts, unlinkAlertFrom } from './linked-alert.ts';
import { closeMerge, type MergeAdditions, openMerge } from './merge-record.ts';
import { type Row, storedValue, textsOf } from './row.ts';

interface UnlinkInput {
  readonly caseReference: string;
  readonly alert: string;
}

function readUnlink(raw: RawObject): UnlinkInput {
  const faults: FieldFault[] = ['caseId', 'alertId'].flatMap((name) =>
    typeof raw[name] === 'string' ? [] : [{ kind: 'missing', name, accepted: 'id' } as const],
  );
  if (faults.length > 0) throw invalidFields(faults);
  return { caseReference: String(raw.caseId), alert: String(raw.alertId) };
}

/** Takes an alert out of its case; what it brought stays there. */
export const unlinkAlert: Command<UnlinkInput, void> = {
  name: 'unlinkAlert',
  permission: 'manageCase/update',
  read: readUnlink,
  async run(context, input) {
    const { alert, caseRow } = await linkedPair(context, input);
    const merge = await openMerge(context, alert.id);
    if (merge !== undefined) closeMerge(context, merge);
    await takeOut(context, alert, caseRow, {}, { unlinked: alertReference(alert) });
  },
};

/** Undoes a merge: what the alert brought goes, what anybody added or changed since stays. */
export const unmergeAlert: Command<UnlinkInput, void> = {
  name: 'unmergeAlert',
  permission: 'manageAlert/import',
  read: readUnlink,
  async run(context, input) {
    const { alert, caseRow } = await linkedPair(context, input);
    const merge = await openMerge(context, alert.id);
    if (merge === undefined)
      throw new CodedError('badRequest', {
        reason: 'What the alert brought is not known; unlink it instead',
      });
    closeMerge(context, merge);
    const { values, record } = await takeBack(context, alert, caseRow, merge.added);
    const details = { unmerged: alertReference(alert), ...record.details };
    await takeOut(context, alert, caseRow, values, details, record.previous);
  },
};

async function linkedPair(
  context: CommandContext,
  input: UnlinkInput,
): Promise<{ readonly alert: Row; readonly caseRow: Row }> {
  const caseRow = await context.find('case', input.caseReference);
  const alert = await context.find('alert', input.alert);
  if (storedValue(alert, 'caseId') !== caseRow.id) throw new CodedError('notFound', { entity: 'Alert' });
  return { alert, caseRow };
}

async function takeOut(
  context: CommandContext,
  alert: Row,
  caseRow: Row,
  values: RowValues,
  details: RowValues,
  previous: RowValues = {},
): Promise<void> {
  unlinkAlertFrom(context, alert, caseRow.id);
  const dates = await datesFromAlerts(context, caseRow.id);
  context.write.update(caseRow, { ...values, ...dates }, { details, previous, main: true });
}

/** Removes what a merge added, but for what other alerts of the case hold as well. */
async function takeBack(
  context: CommandContext,
  alert: Row,
  caseRow: Row,
  added: MergeAdditions,
): Promise<{ readonly values: RowValues; readonly record: CustomFieldRecord }> {
  const reading = { forChange: false };
  const isOther = (row: Row) => row.id !== alert.id;
  const others = (await context.related(caseRow, 'alerts', reading)).filter(isOther);
  await takeBackObservables(context, alert, caseRow, added);
  const files = await context.related(caseRow, ['alerts', 'attachments'], reading);
  const theirs = files.filter((row) => row.placement.rootId !== alert.id);
  await takeBackAttachments(context, caseRow, added.attachments ?? [], theirs);
  const record = await takeBackFields(context, caseRow, added, others);
  const kept = new Set(others.flatMap((other) => textsOf(other, 'tags')));
  const gone = new Set((added.tags ?? []).filter((tag) => !kept.has(tag)));
  const tags = textsOf(caseRow, 'tags').filter((tag) => !gone.has(tag));
  return { values: gone.size > 0 ? { tags } : {}, record };
}

async function takeBackFields(
  context: CommandContext,
  caseRow: Row,
  added: MergeAdditions,
  others: readonly Row[],
): Promise<CustomFieldRecord> {
  const present = await customFieldValuesOf(context.write, caseRow);
  const theirs = (await Promise.all(others.map((other) => customFieldValuesOf(context.write, other)))).flat();
  const removed = present.filter(
    (value) =>
      added.customFieldValues?.includes(value.id) === true &&
      !theirs.some((other) => other.name === value.name && other.value === value.value),
  );
  const left = new Set(present.filter((value) => !removed.includes(value)).map((value) => value.name));
  const emptied = (added.filledFields ?? []).filter((name) => !left.has(name));
  const places = emptied.flatMap((name) => removed.find((value) => value.name === name) ?? []);
  const empty = asChecked(places, context.reference).map((one) => ({ ...one, value: null }));
  const changes = { removed, added: empty, moved: [] };
  return applyValues(context, caseRow, present, changes, { kind: 'person' });
}
