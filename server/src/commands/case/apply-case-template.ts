/** Applies a template to cases that exist: those of its fields, custom fields, tasks and pages that are asked for. */
import { type FieldFault, invalidFields } from '../../model/errors.ts';
import type { RawObject } from '../../model/input.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { type Row, storedValue, textsOf } from '../frame/row.ts';
import { readReferences, readTexts } from '../frame/update-input.ts';
import { insertPages } from '../knowledge/page-input.ts';
import { insertTasks } from '../task/task-input.ts';
import { applyValues, customFieldValuesOf } from '../value/change-custom-fields.ts';
import { asChecked } from '../value/custom-field-input.ts';
import { newInCase } from './case-contents.ts';
import { newTasks, readTemplate, type TemplateContent, withPrefix } from './case-template-content.ts';

interface ApplyTemplateInput {
  readonly cases: readonly string[];
  readonly template: string;
  /** Parts of the template that are taken over. */
  readonly parts: ReadonlySet<Part>;
  /** Titles or ids of the template's tasks to add. */
  readonly tasks: ReadonlySet<string>;
  /** Titles or ids of the template's page templates to add pages from. */
  readonly pages: ReadonlySet<string>;
}

const parts = [
  'updateTitlePrefix',
  'updateDescription',
  'updateTags',
  'updateSeverity',
  'updateFlag',
  'updateTlp',
  'updatePap',
  'updateCustomFields',
] as const;

type Part = (typeof parts)[number];

export const applyCaseTemplate: Command<ApplyTemplateInput, void> = {
  name: 'applyCaseTemplate',
  permission: 'manageCase/update',
  read: readApplyTemplate,
  async run(context, input) {
    const content = await readTemplate(context, input.template);
    for (const reference of input.cases)
      await applyTo(context, await context.find('case', reference), content, input);
  },
};

function readApplyTemplate(raw: RawObject): ApplyTemplateInput {
  const faults: FieldFault[] = [];
  const cases = readReferences(raw, faults);
  const tasks = new Set(readTexts(raw.importTasks, 'importTasks', faults));
  const pages = new Set(readTexts(raw.importPages, 'importPages', faults));
  if (typeof raw.caseTemplate !== 'string')
    faults.push({ kind: 'missing', name: 'caseTemplate', accepted: 'id or name of a case template' });
  if (faults.length > 0) throw invalidFields(faults);
  return {
    cases,
    template: String(raw.caseTemplate),
    parts: new Set(parts.filter((name) => raw[name] === true)),
    tasks,
    pages,
  };
}

async function applyTo(
  context: CommandContext,
  row: Row,
  content: TemplateContent,
  input: ApplyTemplateInput,
): Promise<void> {
  const origin = { kind: 'template', id: content.template.id } as const;
  const fields = input.parts.has('updateCustomFields') ? await addFields(context, row, content) : {};
  context.write.update(row, fieldsTaken(row, content.template, input.parts), fields);
  const isNamed = (names: ReadonlySet<string>) => (part: { id: string; values: RowValues }) =>
    names.has(String(part.values.title)) || names.has(`~${part.id}`);
  const pages = content.pages.filter(isNamed(input.pages)).map(({ values }) => values);
  await insertPages(context, row, pages, origin);
  const wanted = content.tasks.filter(isNamed(input.tasks));
  if (wanted.length === 0) return;
  const present = await context.related(row, 'tasks', { forChange: false });
  const firstOrder = Math.max(-1, ...present.map((task) => Number(storedValue(task, 'order')))) + 1;
  const tasks = (await newTasks(context, wanted)).map((values) => ({ ...values, order: undefined }));
  await newInCase(context, row, 'task', (place) =>
    insertTasks(context, { parent: row, link: { caseId: row.id }, place, origin, firstOrder }, tasks),
  );
}

async function addFields(context: CommandContext, row: Row, { template, customFields }: TemplateContent) {
  const present = await customFieldValuesOf(context.write, row);
  const named = new Set(present.map((value) => value.name));
  const added = asChecked(customFields, context.reference)
    .filter(({ definition }) => !named.has(definition.name))
    .map((value) => ({ ...value, order: undefined }));
  const origin = { kind: 'template', id: template.id } as const;
  return applyValues(context, row, present, { added, removed: [], moved: [] }, origin);
}

const fieldsOfParts = [
  ['updateDescription', 'description'],
  ['updateSeverity', 'severity'],
  ['updateFlag', 'flag'],
  ['updateTlp', 'tlp'],
  ['updatePap', 'pap'],
] as const;

function fieldsTaken(row: Row, template: Row, taken: ReadonlySet<Part>): RowValues {
  const values = fieldsOfParts.flatMap(([part, name]) => {
    const value = storedValue(template, name);
    return taken.has(part) && value !== null ? [[name, value] as const] : [];
  });
  const tags = [...new Set([...textsOf(row, 'tags'), ...textsOf(template, 'tags')])];
  return {
    ...Object.fromEntries(values),
    ...(taken.has('updateTags') ? { tags } : {}),
    ...(taken.has('updateTitlePrefix')
      ? { title: withPrefix(template, String(storedValue(row, 'title'))) }
      : {}),
  };
}
