/** What a case template gives to a case: fields, tags, custom fields, tasks and pages. What the case was given itself wins. */
import type { CustomFieldValue } from '../../query/stage.ts';
import type { CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { type Row, storedValue, textOf, textsOf } from '../frame/row.ts';
import { pageTemplatesOf, type TemplatePage } from '../knowledge/page-template-commands.ts';
import { customFieldValuesOf } from '../value/change-custom-fields.ts';
import { asChecked, type CheckedValue } from '../value/custom-field-input.ts';

/** A template with what hangs on it. */
export interface TemplateContent {
  readonly template: Row;
  readonly customFields: readonly CustomFieldValue[];
  /** Values of its tasks, in their order. */
  readonly tasks: readonly TemplateTask[];
  readonly pages: readonly TemplatePage[];
}

/** A model task: its id, and the values that a task of a case takes over. */
export interface TemplateTask {
  readonly id: string;
  readonly values: RowValues;
}

/** Fields that a task of a case takes over from its model. */
const taskFields = [
  'title',
  'group',
  'description',
  'flag',
  'dueDate',
  'order',
  'assignee',
  'mandatory',
] as const;

/** Reads a template by id or name; unknown ones are `notFound`. */
export async function readTemplate(context: CommandContext, reference: string): Promise<TemplateContent> {
  const template = await context.find('caseTemplate', reference, { forChange: false });
  const customFields = await customFieldValuesOf(context.write, template);
  return {
    template,
    customFields,
    tasks: await tasksOf(context, template),
    pages: await pageTemplatesOf(context, template),
  };
}

/** The model tasks of a template in their order. */
export async function tasksOf(context: CommandContext, template: Row): Promise<TemplateTask[]> {
  const rows = await context.related(template, 'tasks', { forChange: false });
  return rows
    .map((row) => ({ id: row.id, values: valuesOf(row) }))
    .sort((one, other) => Number(one.values.order) - Number(other.values.order));
}

function valuesOf(task: Row): RowValues {
  return Object.fromEntries(taskFields.map((name) => [name, storedValue(task, name)]));
}

/** Values for tasks of a case. Whoever left, or may not work on tasks any more, holds none of them: the work stays to be taken. */
export async function newTasks(
  { write, actor }: CommandContext,
  tasks: readonly TemplateTask[],
): Promise<RowValues[]> {
  const logins = tasks.flatMap(({ values }) => (values.assignee === null ? [] : [values.assignee]));
  if (logins.length === 0) return tasks.map(({ values }) => values);
  const { rows } = await write.run({
    name: 'assignable_users_of_template',
    sql: `select u.login from skep.user_account u join skep.membership m on m.user_id = u.id join skep.profile p on p.id = m.profile_id
      where u.login = any($1::text[]) and not u.locked and m.organisation_id = $2 and 'manageTask' = any(p.permissions)`,
    parameters: [logins, actor.organisation.id],
  });
  const able = new Set(rows.map((row) => row.login));
  return tasks.map(({ values }) => (able.has(values.assignee) ? values : { ...values, assignee: null }));
}

/** Values of a new case with the template's in the places that were left open. `given` names the fields of the request itself. */
export function withTemplate(
  values: RowValues,
  given: ReadonlySet<string>,
  { template }: TemplateContent,
): RowValues {
  const taken = ['severity', 'tlp', 'pap', 'summary', 'flag'].flatMap((name) => {
    const value = storedValue(template, name);
    return given.has(name) || value === null ? [] : [[name, value] as const];
  });
  return {
    ...values,
    ...Object.fromEntries(taken),
    ...(given.has('tags') ? {} : { tags: textsOf(template, 'tags') }),
    title: withPrefix(template, String(values.title)),
    caseTemplate: textOf(template, 'name'),
  };
}

/** A title with the template's prefix before it; titles that have it already, and templates without one, leave it as it is. */
export function withPrefix(template: Row, title: string): string {
  const prefix = textOf(template, 'titlePrefix')?.trim() ?? '';
  if (prefix === '' || title.startsWith(`${prefix} `)) return title;
  return `${prefix} ${title}`.slice(0, 512);
}

/** The case's own custom field values first, then those of the template for fields the case does not have. */
export function withTemplateFields(
  { reference }: CommandContext,
  own: readonly CheckedValue[],
  fromTemplate: readonly CustomFieldValue[],
): CheckedValue[] {
  const named = new Set(own.map((value) => value.definition.name));
  return [
    ...own,
    ...asChecked(fromTemplate, reference).filter(({ definition }) => !named.has(definition.name)),
  ];
}
