/** Makes a case, from a template if one is named, and shares it where asked. */
import { invalidFields } from '../../model/errors.ts';
import { type RawObject, readInput } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { textsOf } from '../frame/row.ts';
import { noteMentions } from '../task/mentions.ts';
import { checkCustomFields, inOrder } from '../value/custom-field-input.ts';
import { type CaseInput, caseKeys, readCaseParts } from './case-input.ts';
import {
  newTasks,
  readTemplate,
  type TemplateContent,
  withTemplate,
  withTemplateFields,
} from './case-template-content.ts';
import { makeCase, type NewCase } from './make-case.ts';

/** Makes a case; its tags and tasks are used instead of those of its template. */
export const createCase = creation('createCase', (input, content) => ({
  tags: input.given.has('tags') ? input.values.tags : textsOf(content.template, 'tags'),
  tasks: (fromTemplate) => input.tasks ?? fromTemplate,
}));

/** Makes a case; its tags and tasks are added to those of its template. */
export const createCaseWithTemplate = creation('createCaseWithTemplate', (input, content) => ({
  tags: [...new Set([...textsOf(content.template, 'tags'), ...textsIn(input.values.tags)])],
  tasks: (fromTemplate) => [...fromTemplate, ...(input.tasks ?? [])],
}));

/** How what a case is given goes together with what its template has. */
type Joining = (
  input: CaseInput,
  content: TemplateContent,
) => {
  readonly tags: unknown;
  readonly tasks: (fromTemplate: readonly RowValues[]) => readonly RowValues[];
};

function creation(name: string, join: Joining): Command<CaseInput, { id: string }> {
  return {
    name,
    permission: 'manageCase/create',
    read: readCreateCase,
    async run(context, input) {
      const row = await makeCase(context, await newCase(context, input, join));
      await noteMentions(context, row, [input.values.description, input.values.summary]);
      return { id: row.id };
    },
  };
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function readCreateCase(raw: RawObject): CaseInput {
  const { values, faults } = readInput(entities.case, raw, 'create', caseKeys);
  const all = [...faults];
  const input = { values, ...readCaseParts(raw, all) };
  if (all.length > 0) throw invalidFields(all);
  return input;
}

async function newCase(context: CommandContext, input: CaseInput, join: Joining): Promise<NewCase> {
  const { values, given, shares, access } = input;
  const own = inOrder(checkCustomFields(input.customFields, context.reference));
  if (input.template === undefined)
    return {
      values,
      given,
      shares,
      access,
      customFields: own,
      tasks: input.tasks ?? [],
      pages: input.pages ?? [],
      origin: context.origin,
    };
  const content = await readTemplate(context, input.template);
  const { tags, tasks } = join(input, content);
  return {
    values: { ...withTemplate(values, given, content), tags },
    given,
    shares,
    access,
    customFields: withTemplateFields(context, own, content.customFields),
    tasks: tasks(await newTasks(context, content.tasks)),
    pages: input.pages ?? content.pages.map((page) => page.values),
    origin: { kind: 'template', id: content.template.id },
  };
}
