/** Merges alerts into a case that exists, noting what each brings. */
import { CodedError, type FieldFault, invalidFields } from '../../model/errors.ts';
import { isRawObject, type RawObject } from '../../model/input.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { type Row, textsOf } from '../frame/row.ts';
import { inLockOrder, readTexts } from '../frame/update-input.ts';
import type { WriteOptions } from '../frame/writer.ts';
import { copyAttachments } from '../value/attachments.ts';
import { applyValues, customFieldValuesOf, missingValues } from '../value/change-custom-fields.ts';
import { asChecked } from '../value/custom-field-input.ts';
import { rememberTags } from '../value/tags.ts';
import { copyObservables } from './alert-observables.ts';
import { copyProcedures } from './alert-procedures.ts';
import { alertReference, datesFromAlerts, linkAlert, requireUnlinked } from './linked-alert.ts';
import { type MergeAdditions, noteMerge } from './merge-record.ts';

/** Most alerts one request may merge. */
const mostAlerts = 50;

interface MergeAlertsInput {
  readonly caseReference: string;
  readonly alerts: readonly string[];
  /** `merge` takes everything over; `import` only observables and procedures. */
  readonly how: 'merge' | 'import';
  /** What is kept of custom fields that both have, by name; both values where nothing is said. */
  readonly customFields: ReadonlyMap<string, FieldChoice>;
}

/** The value of the alert, that of the case, or both side by side. */
const fieldChoices = ['mine', 'theirs', 'both'] as const;
type FieldChoice = (typeof fieldChoices)[number];

export const mergeAlerts: Command<MergeAlertsInput, { id: string }> = {
  name: 'mergeAlerts',
  permission: 'manageAlert/import',
  read: readMergeAlerts,
  async run(context, input) {
    let row = await context.find('case', input.caseReference);
    for (const reference of input.alerts)
      row = await mergeAlert(context, await context.find('alert', reference), row, input);
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
  const customFields = readChoices(raw.customFields, faults);
  if (faults.length > 0) throw invalidFields(faults);
  if (alerts.length > mostAlerts) throw new CodedError('tooManyItems', { limit: mostAlerts, what: 'alerts' });
  return {
    caseReference: String(raw.caseId),
    alerts,
    how: raw.how === 'import' ? 'import' : 'merge',
    customFields,
  };
}

function readChoices(raw: unknown, faults: FieldFault[]): MergeAlertsInput['customFields'] {
  if (raw === undefined || raw === null) return new Map();
  const accepted = 'for each name of a custom field: mine, theirs or both';
  if (!isRawObject(raw)) {
    faults.push({ kind: 'invalid', name: 'customFields', accepted });
    return new Map();
  }
  return new Map(
    Object.entries(raw).flatMap(([name, value]) => {
      const choice = fieldChoices.find((one) => one === value);
      if (choice !== undefined) return [[name, choice] as const];
      faults.push({ kind: 'invalid', name: `customFields.${name}`, accepted, choices: fieldChoices });
      return [];
    }),
  );
}

async function mergeAlert(
  context: CommandContext,
  alert: Row,
  caseRow: Row,
  { how, customFields }: Pick<MergeAlertsInput, 'how' | 'customFields'>,
): Promise<Row> {
  await requireUnlinked(context, alert);
  linkAlert(context, alert, caseRow.id);
  const copied = await copyObservables(context, alert, caseRow);
  const procedures = await copyProcedures(context, alert, caseRow);
  const whole = how === 'merge' ? await takeOver(context, alert, caseRow, customFields) : linkedOnly(alert);
  const dates = await datesFromAlerts(context, caseRow.id);
  const next = context.write.update(caseRow, { ...dates, ...whole.values }, whole.options);
  await noteMerge(context, how, alert, caseRow, { ...copied, procedures, ...whole.added });
  return next;
}

/** What a case gets beside observables and dates. */
interface TakenOver {
  readonly values: RowValues;
  readonly options: WriteOptions;
  readonly added: MergeAdditions;
}

/** Also a case that takes nothing over says in its history which alert was linked to it. */
function linkedOnly(alert: Row): TakenOver {
  return { values: {}, options: { details: { fromAlert: alertReference(alert) } }, added: {} };
}

async function takeOver(
  context: CommandContext,
  alert: Row,
  caseRow: Row,
  choices: MergeAlertsInput['customFields'],
): Promise<TakenOver> {
  const attachments = await copyAttachments(context, alert, caseRow);
  const present = new Set(textsOf(caseRow, 'tags'));
  const tags = textsOf(alert, 'tags').filter((tag) => !present.has(tag));
  await rememberTags(context, [tags], caseRow.placement);
  const fields = await addFields(context, alert, caseRow, choices);
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
      replacedValues: fields.replaced,
    },
  };
}

async function addFields(
  context: CommandContext,
  alert: Row,
  caseRow: Row,
  choices: MergeAlertsInput['customFields'],
) {
  const present = await customFieldValuesOf(context.write, caseRow);
  const filled = new Set(present.filter(({ value }) => value !== null).map(({ name }) => name));
  const wanted = (await customFieldValuesOf(context.write, alert)).filter(
    ({ name }) => choices.get(name) !== 'theirs' || !filled.has(name),
  );
  const given = new Set(wanted.filter(({ value }) => value !== null).map(({ name }) => name));
  const replaced = present.filter(
    ({ name, value }) =>
      choices.get(name) === 'mine' &&
      value !== null &&
      given.has(name) &&
      !wanted.some((one) => one.name === name && one.value === value),
  );
  const coming = asChecked(wanted, context.reference).map((value) => ({
    ...value,
    order: replaced.find(({ name }) => name === value.definition.name)?.order,
  }));
  const { added, removed, moved } = missingValues(
    present.filter((value) => !replaced.includes(value)),
    coming,
  );
  const changes = { added, moved, removed: [...removed, ...replaced] };
  const origin = { kind: 'alert', id: alert.id } as const;
  const applied = await applyValues(context, caseRow, present, changes, origin);
  return { ...applied, filled: removed.map((value) => value.name), replaced };
}
