/** Making and changing case templates, with their model tasks and prescribed custom fields, and applying one to a case. */
import { type FieldFault, invalidFields } from '../model/errors.ts';
import { type RawObject, readInput } from '../model/input.ts';
import { entities } from '../model/registry.ts';
import { newInCase } from './case-contents.ts';
import { readTemplate } from './case-template-content.ts';
import { changeCustomFields, customFieldValuesOf } from './change-custom-fields.ts';
import type { Command, CommandContext } from './command.ts';
import { checkCustomFields, type GivenValues, readCustomFields } from './custom-field-input.ts';
import { addCustomFieldValues } from './custom-field-values.ts';
import type { RowValues } from './insert-batch.ts';
import { asRoot, sharable } from './placement.ts';
import { type Row, storedValue, textsOf } from './row.ts';
import { insertTasks, readTasks } from './task-input.ts';
import { readReferences, readUpdate, type UpdateInput } from './update-input.ts';

interface CreateTemplateInput {
  readonly values: RowValues;
  readonly customFields: GivenValues;
  readonly tasks: readonly RowValues[];
}

export const createCaseTemplate: Command<CreateTemplateInput, { id: string }> = {
  name: 'createCaseTemplate',
  permission: 'manageCaseTemplate',
  read: readCreateTemplate,
  async run(context, input) {
    const { write, actor, reference } = context;
    const [id = ''] = await write.takeIds(1);
    const values = { ...input.values, displayName: input.values.displayName ?? input.values.name };
    const row = write.insert(entities.caseTemplate, id, asRoot(id, actor.organisation.id), values);
    await addCustomFieldValues(write, row, checkCustomFields(input.customFields, reference));
    await addTemplateTasks(context, row, input.tasks);
    return { id };
  },
};

const templateKeys = ['customFields', 'tasks', 'pageTemplates', 'pageTemplateIds'] as const;

function readCreateTemplate(raw: RawObject): CreateTemplateInput {
  const { values, faults } = readInput(entities.caseTemplate, raw, 'create', templateKeys);
  const all: FieldFault[] = [...faults];
  const customFields = readCustomFields(raw.customFields, 'customFields', all);
  const tasks = readTasks(raw.tasks, 'tasks', all) ?? [];
  if (all.length > 0) throw invalidFields(all);
  return { values, customFields, tasks };
}

async function addTemplateTasks(
  context: CommandContext,
  row: Row,
  tasks: readonly RowValues[],
): Promise<void> {
  const models = tasks.map((task) => ({ ...task, status: 'Waiting', startDate: null, endDate: null }));
  await insertTasks(
    context,
    {
      parent: row,
      link: { caseTemplateId: row.id },
      place: (id) => sharable(row, id, row.placement.organisationIds),
      origin: { kind: 'person' },
      firstOrder: 0,
    },
    models,
  );
}

interface UpdateTemplateInput extends UpdateInput {
  readonly tasks: readonly RowValues[] | undefined;
}

export const updateCaseTemplate: Command<UpdateTemplateInput, void> = {
  name: 'updateCaseTemplate',
  permission: 'manageCaseTemplate',
  read(raw) {
    const faults: FieldFault[] = [];
    const tasks = readTasks(raw.tasks, 'tasks', faults);
    if (faults.length > 0) throw invalidFields(faults);
    return { ...readUpdate(entities.caseTemplate, raw, templateKeys), tasks };
  },
  async run(context, input) {
    for (const reference of input.references) {
      const row = await context.find('caseTemplate', reference);
      if (input.customFields !== undefined) await changeCustomFields(context, row, input.customFields);
      if (input.tasks !== undefined) {
        removeTemplateTasks(context, row);
        await addTemplateTasks(context, row, input.tasks);
      }
      context.write.update(row, input.values);
    }
  },
};

function removeTemplateTasks({ write }: CommandContext, row: Row): void {
  write.queue({
    sql: 'delete from skep.task where root_id = $1 and case_template_id = $1',
    parameters: [row.id],
  });
}

export const deleteCaseTemplate: Command<UpdateInput, void> = {
  name: 'deleteCaseTemplate',
  permission: 'manageCaseTemplate',
  read: (raw) => readUpdate(entities.caseTemplate, { id: raw.id }),
  async run(context, input) {
    for (const reference of input.references) {
      const row = await context.find('caseTemplate', reference);
      removeTemplateTasks(context, row);
      context.write.queue({
        sql: 'delete from skep.custom_field_value where root_id = $1',
        parameters: [row.id],
      });
      context.write.queue({
        sql: 'delete from skep.case_template where root_id = $1 and id = $1',
        parameters: [row.id],
      });
      context.write.record(row, 'delete', { name: storedValue(row, 'name') });
    }
  },
};

interface ApplyTemplateInput {
  readonly cases: readonly string[];
  readonly template: string;
  /** Parts of the template that are taken over. */
  readonly parts: ReadonlySet<string>;
  /** Titles of the template's tasks to take; undefined: all. */
  readonly tasks: ReadonlySet<string> | undefined;
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
];

/** Applies a template to cases that exist: its tasks and missing custom fields always, fields where asked. */
export const applyCaseTemplate: Command<ApplyTemplateInput, void> = {
  name: 'applyCaseTemplate',
  permission: 'manageCase/update',
  read(raw) {
    const faults: FieldFault[] = [];
    const cases = readReferences(raw, faults);
    if (typeof raw.caseTemplate !== 'string')
      faults.push({ kind: 'missing', name: 'caseTemplate', accepted: 'id or name of a case template' });
    if (faults.length > 0) throw invalidFields(faults);
    const tasks = Array.isArray(raw.importTasks) ? new Set(raw.importTasks.map(String)) : undefined;
    return {
      cases,
      template: String(raw.caseTemplate),
      parts: new Set(parts.filter((name) => raw[name] === true)),
      tasks,
    };
  },
  async run(context, input) {
    const content = await readTemplate(context, input.template);
    for (const reference of input.cases)
      await applyTo(context, await context.find('case', reference), content, input);
  },
};

async function applyTo(
  context: CommandContext,
  row: Row,
  content: Awaited<ReturnType<typeof readTemplate>>,
  input: ApplyTemplateInput,
): Promise<void> {
  const changes = fieldsTaken(row, content.template, input.parts);
  context.write.update(row, changes);
  const present = await customFieldValuesOf(context.write, row);
  const missing = content.customFields.filter((value) => !present.some((own) => own.name === value.name));
  if (missing.length > 0)
    await changeCustomFields(
      context,
      row,
      { replaces: false, values: missing },
      { kind: 'template', id: content.template.id },
    );
  const { tasks: wanted } = input;
  const tasks = content.tasks.filter((task) => wanted === undefined || wanted.has(String(task.title)));
  const link = { caseId: row.id };
  const origin = { kind: 'template', id: content.template.id } as const;
  await newInCase(context, row, 'task', (place) =>
    insertTasks(context, { parent: row, link, place, origin, firstOrder: 0 }, tasks),
  );
}

function fieldsTaken(row: Row, template: Row, taken: ReadonlySet<string>): RowValues {
  const pairs = [
    ['updateDescription', 'description'],
    ['updateSeverity', 'severity'],
    ['updateFlag', 'flag'],
    ['updateTlp', 'tlp'],
    ['updatePap', 'pap'],
  ] as const;
  const values = pairs.flatMap(([part, name]) => {
    const value = storedValue(template, name);
    return taken.has(part) && value !== null ? [[name, value] as const] : [];
  });
  const tags = taken.has('updateTags')
    ? { tags: [...new Set([...textsOf(row, 'tags'), ...textsOf(template, 'tags')])] }
    : {};
  const prefix = storedValue(template, 'titlePrefix');
  const title =
    taken.has('updateTitlePrefix') && typeof prefix === 'string'
      ? { title: `${prefix.trimEnd()} ${String(storedValue(row, 'title'))}`.slice(0, 512) }
      : {};
  return { ...Object.fromEntries(values), ...tags, ...title };
}
