/** Promotes an alert: a new case takes over what the alert says and brings. An alert that has a case already answers with it. */
import { type FieldFault, invalidFields } from '../../model/errors.ts';
import type { RawObject } from '../../model/input.ts';
import { readInput } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import { type CaseInput, caseKeys, readCaseParts } from '../case/case-input.ts';
import {
  newTasks,
  readTemplate,
  type TemplateContent,
  withTemplate,
  withTemplateFields,
} from '../case/case-template-content.ts';
import { makeCase, type NewCase } from '../case/make-case.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { numberOf, type Row, storedValue, textOf, textsOf } from '../frame/row.ts';
import { copyAttachments } from '../value/attachments.ts';
import { customFieldValuesOf } from '../value/change-custom-fields.ts';
import { asChecked, type CheckedValue, checkCustomFields, inOrder } from '../value/custom-field-input.ts';
import { copyObservables } from './alert-observables.ts';
import { copyProcedures } from './alert-procedures.ts';
import { alertReference, caseOf, datesFromAlert, linkAlert } from './linked-alert.ts';
import { noteMerge } from './merge-record.ts';

const markings = ['tlp', 'pap'] as const;

interface ImportAlertInput extends CaseInput {
  readonly alert: string;
  /** The request says that there is no template: the one that the alert names is not used either. */
  readonly isPlain: boolean;
}

export const importAlert: Command<ImportAlertInput, { id: string }> = {
  name: 'importAlert',
  permission: 'manageAlert/import',
  read: readImportAlert,
  async run(context, input) {
    const alert = await context.find('alert', input.alert);
    const present = await caseOf(context, alert);
    if (present !== undefined) return { id: present };
    const row = await makeCase(context, await newCase(context, input, alert), async (made) => {
      const chosen = markings.filter((name) => input.given.has(name));
      const observables = await copyObservables(context, alert, made, chosen);
      const attachments = await copyAttachments(context, alert, made);
      const procedures = await copyProcedures(context, alert, made);
      linkAlert(context, alert, made.id);
      await noteMerge(context, 'promote', alert, made, { ...observables, attachments, procedures });
    });
    return { id: row.id };
  },
};

function readImportAlert(raw: RawObject): ImportAlertInput {
  // What the request leaves open comes from the alert, also what a case must have.
  const optional = { ...raw, title: raw.title ?? '-', description: raw.description ?? '' };
  const { values, faults } = readInput(entities.case, optional, 'create', [...caseKeys, 'alert']);
  const all: FieldFault[] = [...faults];
  const parts = readCaseParts(raw, all);
  if (all.length > 0) throw invalidFields(all);
  const given = Object.fromEntries(Object.entries(values).filter(([name]) => parts.given.has(name)));
  return { alert: String(raw.alert), isPlain: raw.caseTemplate === null, values: given, ...parts };
}

async function newCase(context: CommandContext, input: ImportAlertInput, alert: Row): Promise<NewCase> {
  const name = input.isPlain ? undefined : (input.template ?? textOf(alert, 'caseTemplate'));
  const content = name === undefined ? undefined : await readTemplate(context, name);
  const fromTemplate = content === undefined ? [] : await newTasks(context, content.tasks);
  return {
    values: {
      ...caseValues(context, input, alert, content),
      ...datesFromAlert(alert),
      alertImportedDate: numberOf(alert, 'importedDate') ?? context.write.now,
    },
    given: input.given,
    customFields: await customFields(context, input, alert, content),
    tasks: [...fromTemplate, ...(input.tasks ?? [])],
    pages: [...(content?.pages ?? []).map((page) => page.values), ...(input.pages ?? [])],
    shares: input.shares,
    access: input.access,
    origin: { kind: 'alert', id: alert.id },
    recorded: { details: { fromAlert: alertReference(alert) } },
  };
}

const takenFields = ['title', 'description', 'severity', 'tlp', 'pap'] as const;

function caseValues(
  { actor }: CommandContext,
  input: ImportAlertInput,
  alert: Row,
  content: TemplateContent | undefined,
): RowValues {
  const fromTemplate = content === undefined ? [] : textsOf(content.template, 'tags');
  const values = {
    flag: false,
    ...Object.fromEntries(takenFields.map((name) => [name, storedValue(alert, name)])),
    startDate: storedValue(alert, 'date'),
    tags: [...new Set([...textsOf(alert, 'tags'), ...fromTemplate])],
    assignee: actor.permissions.has('manageCase/update') ? actor.login : null,
    ...input.values,
  };
  // What the alert says counts as given: the template only fills what it leaves open.
  const given = new Set([...input.given, 'severity', 'tlp', 'pap', 'tags']);
  return content === undefined ? values : withTemplate(values, given, content);
}

/** Values of the request, then those of the alert, then those of the template; a field that stands empty is filled by the next. */
async function customFields(
  context: CommandContext,
  input: ImportAlertInput,
  alert: Row,
  content: TemplateContent | undefined,
): Promise<CheckedValue[]> {
  const given = inOrder(checkCustomFields(input.customFields, context.reference));
  const named = new Set(given.map((value) => value.definition.name));
  const ofAlert = asChecked(await customFieldValuesOf(context.write, alert), context.reference).filter(
    ({ definition }) => !named.has(definition.name),
  );
  const filled = [...given, ...ofAlert.filter(({ value }) => value !== null)];
  const withContent =
    content === undefined ? filled : withTemplateFields(context, filled, content.customFields);
  const present = new Set(withContent.map((value) => value.definition.name));
  return [...withContent, ...ofAlert.filter(({ definition }) => !present.has(definition.name))];
}
