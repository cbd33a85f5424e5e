/** Making and changing case templates, with their model tasks and prescribed custom fields. */
import { type FieldFault, invalidFields } from '../../model/errors.ts';
import { type RawObject, readInput } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { asRoot, sharable } from '../frame/placement.ts';
import { requirePermission } from '../frame/require-permission.ts';
import { type Row, storedValue } from '../frame/row.ts';
import { changedTags, readUpdate, type UpdateInput } from '../frame/update-input.ts';
import type { WriteOptions } from '../frame/writer.ts';
import { readPages } from '../knowledge/page-input.ts';
import {
  idsOf,
  insertPageTemplates,
  readPageTemplateIds,
  setPageTemplates,
} from '../knowledge/page-template-commands.ts';
import { insertTasks, readTasks } from '../task/task-input.ts';
import { changeCustomFields } from '../value/change-custom-fields.ts';
import {
  checkCustomFields,
  type GivenValues,
  inOrder,
  readCustomFields,
} from '../value/custom-field-input.ts';
import { addCustomFieldValues } from '../value/custom-field-values.ts';
import { rememberTags } from '../value/tags.ts';
import { tasksOf } from './case-template-content.ts';

interface CreateTemplateInput {
  readonly values: RowValues;
  readonly customFields: GivenValues;
  readonly tasks: readonly RowValues[];
  readonly pages: GivenPages;
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
    await addCustomFieldValues(write, row, inOrder(checkCustomFields(input.customFields, reference)));
    await addModelTasks(context, row, input.tasks);
    await linkPages(context, row, input.pages);
    await rememberTags(context, [input.values.tags]);
    return { id };
  },
};

const templateKeys = ['customFields', 'tasks', 'pageTemplates', 'pageTemplateIds'] as const;

function readCreateTemplate(raw: RawObject): CreateTemplateInput {
  const { values, faults } = readInput(entities.caseTemplate, raw, 'create', templateKeys);
  const all: FieldFault[] = [...faults];
  const customFields = readCustomFields(raw.customFields, 'customFields', all);
  const tasks = readTasks(raw.tasks, 'tasks', all) ?? [];
  const pages = readGivenPages(raw, all);
  if (all.length > 0) throw invalidFields(all);
  return { values, customFields, tasks, pages };
}

/** Page templates that a template is to have: some that exist, and new ones. Both undefined: they stay as they are. */
interface GivenPages {
  readonly ids: readonly string[] | undefined;
  readonly made: readonly RowValues[] | undefined;
}

function readGivenPages(raw: RawObject, faults: FieldFault[]): GivenPages {
  const ids = readPageTemplateIds(raw.pageTemplateIds, faults);
  return { ids, made: readPages(raw.pageTemplates, 'pageTemplates', faults) };
}

/** Links the page templates a request names or holds; making new ones needs the permission for it. */
async function linkPages(
  context: CommandContext,
  row: Row,
  { ids, made = [] }: GivenPages,
): Promise<Recorded> {
  if (ids === undefined && made.length === 0) return {};
  if (made.length > 0) requirePermission('managePageTemplate', context.actor);
  const present = await idsOf(context, ids ?? []);
  return setPageTemplates(context, row, [...present, ...(await insertPageTemplates(context, made))]);
}

async function addModelTasks(context: CommandContext, row: Row, tasks: readonly RowValues[]): Promise<void> {
  await insertTasks(
    context,
    {
      parent: row,
      link: { caseTemplateId: row.id },
      place: (id) => sharable(row, id, row.placement.organisationIds),
      origin: context.origin,
      firstOrder: 0,
    },
    tasks.map(asModel),
  );
}

/** A model has not begun. */
function asModel(values: RowValues): RowValues {
  return { ...values, status: 'Waiting', startDate: null, endDate: null };
}

interface UpdateTemplateInput extends UpdateInput {
  readonly tasks: readonly RowValues[] | undefined;
  readonly pages: GivenPages;
}

export const updateCaseTemplate: Command<UpdateTemplateInput, void> = {
  name: 'updateCaseTemplate',
  permission: 'manageCaseTemplate',
  read(raw) {
    const faults: FieldFault[] = [];
    const tasks = readTasks(raw.tasks, 'tasks', faults);
    const pages = readGivenPages(raw, faults);
    return { ...readUpdate(entities.caseTemplate, raw, templateKeys, faults), tasks, pages };
  },
  async run(context, input) {
    for (const reference of input.references)
      await updateTemplate(context, await context.find('caseTemplate', reference), input);
  },
};

async function updateTemplate(context: CommandContext, row: Row, input: UpdateTemplateInput): Promise<void> {
  const fields = await changeCustomFields(context, row, input.customFields);
  const tasks = input.tasks === undefined ? {} : await replaceTasks(context, row, input.tasks);
  const pages = await linkPages(context, row, input.pages);
  const tags = changedTags(row, input);
  context.write.update(
    row,
    { ...input.values, ...(tags === undefined ? {} : { tags }) },
    { ...joined(joined(fields, tasks), pages), main: true },
  );
  await rememberTags(context, [tags]);
}

type Recorded = Pick<WriteOptions, 'details' | 'previous'>;

function joined(one: Recorded, other: Recorded): Recorded {
  if (one.details === undefined) return other;
  return {
    details: { ...one.details, ...other.details },
    previous: { ...one.previous, ...other.previous },
  };
}

/** Puts other model tasks in the place of those that are there; the same list is no change. */
async function replaceTasks(
  context: CommandContext,
  row: Row,
  given: readonly RowValues[],
): Promise<Recorded> {
  const present = (await tasksOf(context, row)).map(({ values }) => values);
  const wanted = given.map((values, index) => ({ ...values, order: values.order ?? index }));
  const inPlace = wanted.toSorted((one, other) => Number(one.order) - Number(other.order));
  if (JSON.stringify(present.map(comparable)) === JSON.stringify(inPlace.map(comparable))) return {};
  removeModelTasks(context, row);
  await addModelTasks(context, row, wanted);
  const titles = (tasks: readonly RowValues[]) => ({ tasks: tasks.map(({ title }) => title) });
  return { details: titles(inPlace), previous: titles(present) };
}

function comparable(task: RowValues): unknown {
  const { title, group, description, flag, dueDate, order, assignee, mandatory } = task;
  return [title, group, description ?? null, flag, dueDate ?? null, order, assignee ?? null, mandatory];
}

function removeModelTasks({ write }: CommandContext, row: Row): void {
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
      removeModelTasks(context, row);
      context.write.queue({
        sql: 'delete from skep.case_template_page where organisation_id = $1 and case_template_id = $2',
        parameters: [row.organisationId, row.id],
      });
      for (const table of ['custom_field_value', 'case_template'])
        context.write.queue({ sql: `delete from skep.${table} where root_id = $1`, parameters: [row.id] });
      context.write.record(row, 'delete', { name: storedValue(row, 'name') });
    }
  },
};
