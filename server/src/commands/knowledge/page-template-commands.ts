/** Page templates, and which of them cases made from a case template start with. */
import { type FieldFault, invalidFields } from '../../model/errors.ts';
import { readInput } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { type Row, storedValue } from '../frame/row.ts';
import { requiredText } from '../frame/text-input.ts';
import { readTexts, readUpdate, type UpdateInput } from '../frame/update-input.ts';
import type { WriteOptions } from '../frame/writer.ts';
import { mostPages } from './page-input.ts';

export const createPageTemplate: Command<RowValues, { id: string }> = {
  name: 'createPageTemplate',
  permission: 'managePageTemplate',
  read(raw) {
    const { values, faults } = readInput(entities.pageTemplate, raw, 'create');
    if (faults.length > 0) throw invalidFields(faults);
    return values;
  },
  async run(context, values) {
    const [id = ''] = await insertPageTemplates(context, [values]);
    return { id };
  },
};

/** Makes page templates; gives their ids. */
export async function insertPageTemplates(
  { write }: CommandContext,
  templates: readonly RowValues[],
): Promise<readonly string[]> {
  const ids = await write.takeIds(templates.length);
  templates.forEach((values, index) => {
    write.insert(entities.pageTemplate, ids[index] ?? '', undefined, values);
  });
  return ids;
}

export const updatePageTemplate: Command<UpdateInput, void> = {
  name: 'updatePageTemplate',
  permission: 'managePageTemplate',
  read: (raw) => readUpdate(entities.pageTemplate, raw),
  async run(context, input) {
    for (const reference of input.references)
      context.write.update(await context.find('pageTemplate', reference), input.values);
  },
};

/** Removes a page template; pages that were made from it stay, new cases get none any more. */
export const deletePageTemplate: Command<UpdateInput, void> = {
  name: 'deletePageTemplate',
  permission: 'managePageTemplate',
  read: (raw) => readUpdate(entities.pageTemplate, { id: raw.id }),
  async run(context, input) {
    for (const reference of input.references) {
      const row = await context.find('pageTemplate', reference);
      for (const [table, column] of [
        ['case_template_page', 'page_template_id'],
        ['page_template', 'id'],
      ] as const)
        context.write.queue({
          sql: `delete from skep.${table} where organisation_id = $1 and ${column} = $2`,
          parameters: [row.organisationId, row.id],
        });
      context.write.record(row, 'delete', { title: storedValue(row, 'title') });
    }
  },
};

interface LinkInput {
  readonly caseTemplate: string;
  readonly pageTemplateIds: readonly string[];
}

/** Says which page templates belong to a case template, in place of those that did. */
export const linkPageTemplates: Command<LinkInput, void> = {
  name: 'linkPageTemplates',
  permission: 'manageCaseTemplate',
  read(raw) {
    const faults: FieldFault[] = [];
    const caseTemplate = requiredText(raw, 'id', faults, 'id or name of a case template');
    const pageTemplateIds = readPageTemplateIds(raw.pageTemplateIds, faults) ?? [];
    if (faults.length > 0) throw invalidFields(faults);
    return { caseTemplate, pageTemplateIds };
  },
  async run(context, input) {
    const row = await context.find('caseTemplate', input.caseTemplate);
    const linked = await setPageTemplates(context, row, await idsOf(context, input.pageTemplateIds));
    context.write.update(row, {}, linked);
  },
};

/** Reads a list of ids of page templates; undefined when none was given. Faults are added to the list given. */
export function readPageTemplateIds(raw: unknown, faults: FieldFault[]): readonly string[] | undefined {
  if (raw === undefined || raw === null) return undefined;
  const ids = [...new Set(readTexts(raw, 'pageTemplateIds', faults))];
  if (ids.length > mostPages)
    faults.push({ kind: 'invalid', name: 'pageTemplateIds', accepted: `at most ${mostPages} ids` });
  return ids;
}

/** The digits of the ids of page templates that references name. Throws `notFound`. */
export async function idsOf(context: CommandContext, references: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const reference of references)
    ids.push((await context.find('pageTemplate', reference, { forChange: false })).id);
  return ids;
}

/** Links page templates to a case template in the order given; gives what is to be recorded, nothing when they were linked so before. */
export async function setPageTemplates(
  context: CommandContext,
  template: Row,
  ids: readonly string[],
): Promise<Pick<WriteOptions, 'details' | 'previous'>> {
  const { write } = context;
  const present = (await pageTemplatesOf(context, template)).map(({ id }) => id);
  if (JSON.stringify(present) === JSON.stringify(ids)) return {};
  write.queue({
    sql: 'delete from skep.case_template_page where organisation_id = $1 and case_template_id = $2',
    parameters: [template.organisationId, template.id],
  });
  ids.forEach((id, position) => {
    write.addRow('case_template_page', {
      organisation_id: template.organisationId,
      case_template_id: template.id,
      page_template_id: id,
      position,
    });
  });
  const onWire = (all: readonly string[]) => ({ pageTemplates: all.map((id) => `~${id}`) });
  return { details: onWire(ids), previous: onWire(present) };
}

/** A page template of a case template: its id, and the values that a page takes over. */
export interface TemplatePage {
  readonly id: string;
  readonly values: RowValues;
}

const pageFields = ['title', 'content', 'category', 'order'] as const;

/** The page templates of a case template in their order. */
export async function pageTemplatesOf(context: CommandContext, template: Row): Promise<TemplatePage[]> {
  const linked = await context.write.run({
    name: 'pages_of_case_template',
    sql: 'select page_template_id as id from skep.case_template_page where organisation_id = $1 and case_template_id = $2 order by position',
    parameters: [template.organisationId, template.id],
  });
  if (linked.rows.length === 0) return [];
  const rows = await context.related(template, 'pageTemplates', { forChange: false });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return linked.rows.flatMap(({ id }) => {
    const row = byId.get(String(id));
    if (row === undefined) return [];
    return [
      { id: row.id, values: Object.fromEntries(pageFields.map((name) => [name, storedValue(row, name)])) },
    ];
  });
}
