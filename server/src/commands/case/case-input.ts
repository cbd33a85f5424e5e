/** Reads a case from input: its fields, and what is made with it. */
import type { FieldFault } from '../../model/errors.ts';
import { type RawObject, shorten } from '../../model/input.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { readPages } from '../knowledge/page-input.ts';
import { readTasks } from '../task/task-input.ts';
import { type GivenValues, readCustomFields } from '../value/custom-field-input.ts';
import { type Access, readAccess } from './access-input.ts';
import { readShares, type ShareInput } from './share-input.ts';

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
  /** Undefined: everybody in the organisations that have it sees it. */
  readonly access: Access | undefined;
  /** Undefined: those of the template. */
  readonly pages: readonly RowValues[] | undefined;
}

/** Keys of a case's input that are no fields of their own. */
export const caseKeys = [
  'customFields',
  'tasks',
  'pages',
  'sharingParameters',
  'caseTemplate',
  'access',
] as const;

/** The parts of a case's input beside its fields; faults are added to the list given. */
export function readCaseParts(raw: RawObject, faults: FieldFault[]): Omit<CaseInput, 'values'> {
  const template = raw.caseTemplate;
  if (template !== undefined && template !== null && typeof template !== 'string') {
    faults.push({
      kind: 'invalid',
      name: 'caseTemplate',
      accepted: 'id or name of a case template',
      given: shorten(template),
    });
  }
  return {
    given: new Set(Object.keys(raw).filter((name) => raw[name] !== undefined && raw[name] !== null)),
    customFields: readCustomFields(raw.customFields, 'customFields', faults),
    tasks: readTasks(raw.tasks, 'tasks', faults),
    template: typeof template === 'string' ? template : undefined,
    shares: readShares(raw.sharingParameters, 'sharingParameters', faults),
    access: readAccess(raw.access, 'access', faults),
    pages: readPages(raw.pages, 'pages', faults),
  };
}
