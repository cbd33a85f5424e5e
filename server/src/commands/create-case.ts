/** Makes a case, from a template if one is named, and shares it where asked. */
import { type FieldFault, invalidFields } from '../model/errors.ts';
import { type RawObject, readInput } from '../model/input.ts';
import { entities } from '../model/registry.ts';
import { readTemplate, withTemplate, withTemplateFields } from './case-template-content.ts';
import type { Command } from './command.ts';
import { checkCustomFields, type GivenValues, readCustomFields } from './custom-field-input.ts';
import type { RowValues } from './insert-batch.ts';
import { makeCase } from './make-case.ts';
import { readShares, type ShareInput, shareWith } from './shares.ts';
import { readTasks } from './task-input.ts';

/** A case as given. */
export interface CaseInput {
  readonly values: RowValues;
  /** Names of the fields that the request itself holds. */
  readonly given: ReadonlySet<string>;
  readonly customFields: GivenValues;
  /** Undefined: those of the template. */
  readonly tasks: readonly RowValues[] | undefined;
  readonly template: string | undefined;
  readonly shares: readonly ShareInput[];
}

export const createCase: Command<CaseInput, { id: string }> = {
  name: 'createCase',
  permission: 'manageCase/create',
  read: readCreateCase,
  async run(context, input) {
    const own = checkCustomFields(input.customFields, context.reference);
    const content = input.template === undefined ? undefined : await readTemplate(context, input.template);
    const row = await makeCase(context, {
      values: content === undefined ? input.values : withTemplate(input.values, input.given, content),
      customFields: content === undefined ? own : withTemplateFields(context, own, content.customFields),
      tasks: input.tasks ?? content?.tasks ?? [],
      origin: content === undefined ? { kind: 'person' } : { kind: 'template', id: content.template.id },
    });
    if (input.shares.length > 0) await shareWith(context, row, input.shares);
    return { id: row.id };
  },
};

/** Keys of a case's input that are no fields of their own. */
export const caseKeys = [
  'customFields',
  'tasks',
  'pages',
  'sharingParameters',
  'caseTemplate',
  'access',
] as const;

function readCreateCase(raw: RawObject): CaseInput {
  const { values, faults } = readInput(entities.case, raw, 'create', caseKeys);
  const all: FieldFault[] = [...faults];
  const input = { values, ...readCaseParts(raw, all) };
  if (all.length > 0) throw invalidFields(all);
  return input;
}

/** The parts of a case's input beside its fields. */
export function readCaseParts(raw: RawObject, faults: FieldFault[]): Omit<CaseInput, 'values'> {
  const template = raw.caseTemplate;
  if (template !== undefined && template !== null && typeof template !== 'string') {
    faults.push({ kind: 'invalid', name: 'caseTemplate', accepted: 'id or name of a case template' });
  }
  return {
    given: new Set(Object.keys(raw).filter((name) => raw[name] !== undefined && raw[name] !== null)),
    customFields: readCustomFields(raw.customFields, 'customFields', faults),
    tasks: readTasks(raw.tasks, 'tasks', faults),
    template: typeof template === 'string' ? template : undefined,
    shares: readShares(raw.sharingParameters, 'sharingParameters', faults),
  };
}
