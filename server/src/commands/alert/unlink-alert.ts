/** Takes an alert out of its case: alone, or together with what it brought. */
import { CodedError, type FieldFault, invalidFields } from '../../model/errors.ts';
import type { RawObject } from '../../model/input.ts';
import type { CustomFieldValue } from '../../query/stage.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { type Row, storedValue, textsOf } from '../frame/row.ts';
import { takeBackAttachments } from '../value/attachments.ts';
import { applyValues, type CustomFieldRecord, customFieldValuesOf } from '../value/change-custom-fields.ts';
import { asChecked } from '../value/custom-field-input.ts';
import { takeBackObservables } from './alert-observables.ts';
import { takeBackProcedures } from './alert-procedures.ts';
import { alertReference, datesFromAlerts, unlinkAlertFrom } from './linked-alert.ts';
import { closeMerge, type MergeAdditions, openMerge } from './merge-record.ts';
import type { TakenBack } from './taken-back.ts';

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

/** What undoing a merge took out of a case, and what it left there. */
export interface Unmerged {
  readonly observables: TakenBack;
  readonly files: TakenBack;
  readonly tags: Sorted<string>;
  readonly customFields: Sorted<Pick<CustomFieldValue, 'name' | 'value'>>;
}

interface Sorted<T> {
  readonly removed: readonly T[];
  readonly kept: readonly T[];
}

/** Undoes a merge: what the alert brought goes, what anybody added or changed since stays. */
export const unmergeAlert: Command<UnlinkInput, Unmerged> = {
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
    const { values, record, unmerged } = await takeBack(context, alert, caseRow, merge.added);
    const details = { unmerged: alertReference(alert), ...record.details };
    await takeOut(context, alert, caseRow, values, details, record.previous);
    return unmerged;
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
): Promise<{ readonly values: RowValues; readonly record: CustomFieldRecord; readonly unmerged: Unmerged }> {
  const reading = { forChange: false };
  const isOther = (row: Row) => row.id !== alert.id;
  const others = (await context.related(caseRow, 'alerts', reading)).filter(isOther);
  const observables = await takeBackObservables(context, alert, caseRow, added);
  const files = await context.related(caseRow, ['alerts', 'attachments'], reading);
  const theirs = files.filter((row) => row.placement.rootId !== alert.id);
  const attachments = await takeBackAttachments(context, caseRow, added.attachments ?? [], theirs);
  await takeBackProcedures(context, alert, caseRow, added.procedures ?? []);
  const { customFields, record } = await takeBackFields(context, caseRow, added, others);
  const kept = new Set(others.flatMap((other) => textsOf(other, 'tags')));
  const gone = new Set((added.tags ?? []).filter((tag) => !kept.has(tag)));
  const present = textsOf(caseRow, 'tags');
  const tags = sorted(
    present.filter((tag) => added.tags?.includes(tag) === true),
    (tag) => gone.has(tag),
  );
  const left = present.filter((tag) => !gone.has(tag));
  const unmerged = { observables, files: attachments, tags, customFields };
  return { values: gone.size > 0 ? { tags: left } : {}, record, unmerged };
}

function sorted<T>(all: readonly T[], goes: (one: T) => boolean): Sorted<T> {
  return { removed: all.filter(goes), kept: all.filter((one) => !goes(one)) };
}

async function takeBackFields(
  context: CommandContext,
  caseRow: Row,
  added: MergeAdditions,
  others: readonly Row[],
): Promise<{ readonly customFields: Unmerged['customFields']; readonly record: CustomFieldRecord }> {
  const present = await customFieldValuesOf(context.write, caseRow);
  const theirs = (await Promise.all(others.map((other) => customFieldValuesOf(context.write, other)))).flat();
  const brought = present.filter((value) => added.customFieldValues?.includes(value.id) === true);
  const customFields = sorted(
    brought,
    (value) => !theirs.some((other) => other.name === value.name && other.value === value.value),
  );
  const { removed } = customFields;
  const left = new Set(present.filter((value) => !removed.includes(value)).map((value) => value.name));
  const emptied = (added.filledFields ?? []).filter((name) => !left.has(name));
  const places = emptied.flatMap((name) => removed.find((value) => value.name === name) ?? []);
  const empty = asChecked(places, context.reference).map((one) => ({ ...one, value: null }));
  // What a value of the alert had replaced stands there again once that value is gone.
  const replaced = (added.replacedValues ?? []).filter(({ name }) =>
    removed.some((one) => one.name === name),
  );
  const changes = { removed, added: [...empty, ...asChecked(replaced, context.reference)], moved: [] };
  const record = await applyValues(context, caseRow, present, changes, { kind: 'person' });
  return { customFields, record };
}
