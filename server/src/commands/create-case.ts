/** Makes a case, from a template if one is named, and shares it where asked. */
import { invalidFields } from '../model/errors.ts';
import { type RawObject, readInput } from '../model/input.ts';
import { entities } from '../model/registry.ts';
import { type CaseInput, caseKeys, readCaseParts } from './case-input.ts';
import { newTasks, readTemplate, withTemplate, withTemplateFields } from './case-template-content.ts';
import type { Command, CommandContext } from './command.ts';
import { checkCustomFields, inOrder } from './custom-field-input.ts';
import { makeCase, type NewCase } from './make-case.ts';
import { noteMentions } from './mentions.ts';

export const createCase: Command<CaseInput, { id: string }> = {
  name: 'createCase',
  permission: 'manageCase/create',
  read: readCreateCase,
  async run(context, input) {
    const row = await makeCase(context, await newCase(context, input));
    await noteMentions(context, row, [input.values.description, input.values.summary]);
    return { id: row.id };
  },
};

function readCreateCase(raw: RawObject): CaseInput {
  const { values, faults } = readInput(entities.case, raw, 'create', caseKeys);
  const all = [...faults];
  const input = { values, ...readCaseParts(raw, all) };
  if (all.length > 0) throw invalidFields(all);
  return input;
}

async function newCase(context: CommandContext, input: CaseInput): Promise<NewCase> {
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
  return {
    values: withTemplate(values, given, content),
    given,
    shares,
    access,
    customFields: withTemplateFields(context, own, content.customFields),
    tasks: input.tasks ?? (await newTasks(context, content.tasks)),
    pages: input.pages ?? content.pages.map((page) => page.values),
    origin: { kind: 'template', id: content.template.id },
  };
}
