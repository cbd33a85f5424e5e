/** What a case template gives to a case: fields, tags, custom fields and tasks. What the case was given itself wins. */
import type { CustomFieldValue } from '../query/stage.ts';
import { customFieldValuesOf } from './change-custom-fields.ts';
import type { CommandContext } from './command.ts';
import type { CheckedValue } from './custom-field-input.ts';
import type { RowValues } from './insert-batch.ts';
import { type Row, storedValue, textOf, textsOf } from './row.ts';

/** A template with what hangs on it. */
export interface TemplateContent {
  readonly template: Row;
  readonly customFields: readonly CustomFieldValue[];
  readonly tasks: readonly RowValues[];
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
  const result = await context.read([
    { op: 'get', entity: 'caseTemplate', id: template.id },
    { op: 'follow', relation: 'tasks' },
    { op: 'sort', keys: [{ path: 'order', descending: false }] },
    { op: 'output' },
  ]);
  const objects = result.kind === 'objects' ? result.objects : [];
  const tasks = objects.map((task) =>
    Object.fromEntries(taskFields.map((name) => [name, task.values[name]])),
  );
  return { template, customFields, tasks };
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
  const prefix = textOf(template, 'titlePrefix')?.trimEnd();
  return {
    ...values,
    ...Object.fromEntries(taken),
    ...(given.has('tags') ? {} : { tags: textsOf(template, 'tags') }),
    ...(prefix === undefined || prefix === ''
      ? {}
      : { title: `${prefix} ${String(values.title)}`.slice(0, 512) }),
    caseTemplate: textOf(template, 'name'),
  };
}

/** The case's own custom field values first, then those of the template for fields the case does not have. */
export function withTemplateFields(
  { reference }: CommandContext,
  own: readonly CheckedValue[],
  fromTemplate: readonly CustomFieldValue[],
): CheckedValue[] {
  const named = new Set(own.map((value) => value.definition.name));
  const added = fromTemplate.flatMap((value) => {
    const definition = reference.customFields.get(value.name);
    return definition === undefined || named.has(value.name)
      ? []
      : [{ definition, value: value.value, order: undefined }];
  });
  return [...own, ...added].map((value) => ({ ...value, order: undefined }));
}
