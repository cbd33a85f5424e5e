/** Merges alerts into a case that exists, noting what each brings. */
import { CodedError, type FieldFault, invalidFields } from '../model/errors.ts';
import type { RawObject } from '../model/input.ts';
import { copyObservables } from './alert-observables.ts';
import { copyAttachments } from './attachments.ts';
import { applyValues, customFieldValuesOf, missingValues } from './change-custom-fields.ts';
import type { Command, CommandContext } from './command.ts';
import { asChecked } from './custom-field-input.ts';
import type { RowValues } from './insert-batch.ts';
import { alertReference, datesFromAlerts, linkAlert, requireUnlinked } from './linked-alert.ts';
import { type MergeAdditions, noteMerge } from './merge-record.ts';
import { type Row, textsOf } from './row.ts';
import { rememberTags } from './tags.ts';
import { inLockOrder, readTexts } from './update-input.ts';
import type { WriteOptions } from './writer.ts';

/** Most alerts one request may merge. */
const mostAlerts = 50;

interface MergeAlertsInput {
  readonly caseReference: string;
  readonly alerts: readonly string[];
  /** `merge` takes everything over; `import` only the observables. */
  readonly how: 'merge' | 'import';
}

export const mergeAlerts: Command<MergeAlertsInput, { id: string }> = {
  name: 'mergeAlerts',
  permission: 'manageAlert/import',
  read: readMergeAlerts,
  async run(context, input) {
    let row = await context.find('case', input.caseReference);
    for (const reference of input.alerts)
      row = await mergeAlert(context, await context.find('alert', reference), row, input.how);
    return { id: row.id };
  },
};

function readMergeAlerts(raw: RawObject): MergeAlertsInput {
  const faults: FieldFault[] = [];
  const alerts = inLockOrder(readTexts(raw.alertIds, 'alertIds', faults));
  if (faults.length === 0 && alerts.length === 0)
    faults.push({ kind: 'missing', name: 'alertIds', accepted: 'list of ids of alerts' });
  if (typeof raw.caseId !== 'string')
    faults.push({ kind: 'missing', name: 'caseId', accepted: 'id or number of a case' });
  if (faults.length > 0) throw invalidFields(faults);
  if (alerts.length > mostAlerts) throw new CodedError('tooManyItems', { limit: mostAlerts, what: 'alerts' });
  return { caseReference: String(raw.caseId), alerts, how: raw.how === 'import' ? 'import' : 'merge' };
}

async function mergeAlert(
  context: CommandContext,
  alert: Row,
  caseRow: Row,
  how: MergeAlertsInput['how'],
): Promise<Row> {
  await requireUnlinked(context, alert);
  linkAlert(context, alert, caseRow.id);
  const copied = await copyObservables(context, alert, caseRow);
  const whole = how === 'merge' ? await takeOver(context, alert, caseRow) : nothing;
  const dates = await datesFromAlerts(context, caseRow.id);
  const next = context.write.update(caseRow, { ...dates, ...whole.values }, whole.options);
  await noteMerge(context, how, alert, caseRow, { ...copied, ...whole.added });
  return next;
}

/** What a case gets beside observables and dates. */
interface TakenOver {
  readonly values: RowValues;
  readonly options: WriteOptions;
  readonly added: MergeAdditions;
}

const nothing: TakenOver = { values: {}, options: {}, added: {} };

async function takeOver(context: CommandContext, alert: Row, caseRow: Row): Promise<TakenOver> {
  const attachments = await copyAttachments(context, alert, caseRow);
  const present = new Set(textsOf(caseRow, 'tags'));
  const tags = textsOf(alert, 'tags').filter((tag) => !present.has(tag));
  await rememberTags(context, [tags]);
  const fields = await addMissingFields(context, alert, caseRow);
  return {
    values: tags.length > 0 ? { tags: [...present, ...tags] } : {},
    options: {
      main: true,
      action: 'merge',
      details: { fromAlert: alertReference(alert), ...fields.details },
      previous: { ...fields.previous },
    },
    added: {
      attachments,
      tags,
      customFieldValues: fields.added.map((value) => value.id),
      filledFields: fields.filled,
    },
  };
}

async function addMissingFields(context: CommandContext, alert: Row, caseRow: Row) {
  const present = await customFieldValuesOf(context.write, caseRow);
  const coming = asChecked(await customFieldValuesOf(context.write, alert), context.reference);
  const atTheEnd = coming.map((value) => ({ ...value, order: undefined }));
  const changes = missingValues(present, atTheEnd);
  const origin = { kind: 'alert', id: alert.id } as const;
  const applied = await applyValues(context, caseRow, present, changes, origin);
  return { ...applied, filled: changes.removed.map((value) => value.name) };
}
