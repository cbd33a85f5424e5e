/** Promotes an alert: a new case takes over what the alert says and brings. An alert that has a case already answers with it. */
import { type FieldFault, invalidFields } from '../model/errors.ts';
import type { RawObject } from '../model/input.ts';
import { readInput } from '../model/input.ts';
import { entities } from '../model/registry.ts';
import { copyAttachments } from './attachments.ts';
import {
  readTemplate,
  type TemplateContent,
  withTemplate,
  withTemplateFields,
} from './case-template-content.ts';
import { customFieldValuesOf } from './change-custom-fields.ts';
import type { Command, CommandContext } from './command.ts';
import { type CaseInput, caseKeys, readCaseParts } from './create-case.ts';
import { type CheckedValue, checkCustomFields } from './custom-field-input.ts';
import type { RowValues } from './insert-batch.ts';
import { copyObservables, datesFromAlert, linkAlert } from './linked-alert.ts';
import { makeCase } from './make-case.ts';
import { noteMerge } from './merge-record.ts';
import { type Row, storedValue, textOf, textsOf } from './row.ts';
import { shareWith } from './shares.ts';

interface ImportAlertInput extends CaseInput {
  readonly alert: string;
}

export const importAlert: Command<ImportAlertInput, { id: string }> = {
  name: 'importAlert',
  permission: 'manageAlert/import',
  read: readImportAlert,
  async run(context, input) {
    const alert = await context.find('alert', input.alert);
    const linked = storedValue(alert, 'caseId');
    if (linked !== null) return { id: String(linked) };
    const content = await templateOf(context, input, alert);
    const row = await makeCase(context, {
      values: {
        ...caseValues(context, input, alert, content),
        ...datesFromAlert(alert),
        alertImportedDate: context.write.now,
      },
      customFields: await customFields(context, input, alert, content),
      tasks: [...(content?.tasks ?? []), ...(input.tasks ?? [])],
      origin: { kind: 'alert', id: alert.id },
      details: { fromAlert: alertReference(alert) },
    });
    const copied = await copyObservables(context, alert, row);
    await copyAttachments(context, alert, row);
    linkAlert(context, alert, row.id);
    await noteMerge(context, 'import', alert, row, { observables: copied.added, tagged: copied.tagged });
    if (input.shares.length > 0) await shareWith(context, row, input.shares);
    return { id: row.id };
  },
};

/** What identifies an alert in the audit of a case. */
export function alertReference(alert: Row): RowValues {
  return {
    _id: `~${alert.id}`,
    type: textOf(alert, 'type'),
    source: textOf(alert, 'source'),
    sourceRef: textOf(alert, 'sourceRef'),
  };
}

function readImportAlert(raw: RawObject): ImportAlertInput {
  const optional = { ...raw, title: raw.title ?? '-', description: raw.description ?? '' };
  const { values, faults } = readInput(entities.case, optional, 'create', [...caseKeys, 'alert']);
  const all: FieldFault[] = [...faults];
  const parts = readCaseParts(raw, all);
  if (all.length > 0) throw invalidFields(all);
  const given = Object.fromEntries(Object.entries(values).filter(([name]) => parts.given.has(name)));
  return { alert: String(raw.alert), values: given, ...parts };
}

async function templateOf(
  context: CommandContext,
  input: ImportAlertInput,
  alert: Row,
): Promise<TemplateContent | undefined> {
  const name = input.template ?? textOf(alert, 'caseTemplate');
  return name === undefined ? undefined : readTemplate(context, name);
}

function caseValues(
  { actor }: CommandContext,
  input: ImportAlertInput,
  alert: Row,
  content: TemplateContent | undefined,
): RowValues {
  const fromAlert = Object.fromEntries(
    ['title', 'description', 'severity', 'tlp', 'pap'].map((name) => [name, storedValue(alert, name)]),
  );
  const tags = [
    ...textsOf(alert, 'tags'),
    ...(content === undefined ? [] : textsOf(content.template, 'tags')),
  ];
  const values = {
    flag: false,
    ...fromAlert,
    startDate: storedValue(alert, 'date'),
    tags: [...new Set(tags)],
    ...input.values,
  };
  const mayHold = actor.permissions.has('manageCase/update');
  const assigned = {
    ...values,
    ...(input.values.assignee === undefined ? { assignee: mayHold ? actor.login : null } : {}),
  };
  // Ratings of the alert count as given: the template only fills what the alert does not say.
  const given = new Set([...input.given, 'severity', 'tlp', 'pap', 'tags']);
  return content === undefined ? assigned : withTemplate(assigned, given, content);
}

async function customFields(
  context: CommandContext,
  input: ImportAlertInput,
  alert: Row,
  content: TemplateContent | undefined,
): Promise<CheckedValue[]> {
  const given = checkCustomFields(input.customFields, context.reference);
  const fromAlert = withTemplateFields(context, given, await customFieldValuesOf(context.write, alert));
  return content === undefined ? fromAlert : withTemplateFields(context, fromAlert, content.customFields);
}
