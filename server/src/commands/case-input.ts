/** Reads a case from input: its fields, and what is made with it. */
import type { FieldFault } from '../model/errors.ts';
import { isRawObject, type RawObject, shorten } from '../model/input.ts';
import { type GivenValues, readCustomFields } from './custom-field-input.ts';
import type { RowValues } from './insert-batch.ts';
import { readShares, type ShareInput } from './share-input.ts';
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
  faults.push(...readAccess(raw.access), ...notKept(raw, 'pages'));
  return {
    given: new Set(Object.keys(raw).filter((name) => raw[name] !== undefined && raw[name] !== null)),
    customFields: readCustomFields(raw.customFields, 'customFields', faults),
    tasks: readTasks(raw.tasks, 'tasks', faults),
    template: typeof template === 'string' ? template : undefined,
    shares: readShares(raw.sharingParameters, 'sharingParameters', faults),
  };
}

const wholeOrganisation = 'OrganisationAccessKind';

/** Cases are seen by whole organisations: a narrower access is refused, because passing over it would show the case to all. */
export function readAccess(raw: unknown): FieldFault[] {
  if (raw === undefined || raw === null) return [];
  if (isRawObject(raw) && raw._kind === wholeOrganisation) return [];
  return [
    {
      kind: 'invalid',
      name: 'access',
      accepted: `{"_kind": "${wholeOrganisation}"}`,
      choices: [wholeOrganisation],
      given: shorten(raw),
    },
  ];
}

/** A part that is not kept may come empty, as clients send it; anything in it would be lost without a word. */
export function notKept(raw: RawObject, name: string): FieldFault[] {
  const given = raw[name];
  if (given === undefined || given === null || (Array.isArray(given) && given.length === 0)) return [];
  return [{ kind: 'invalid', name, accepted: 'nothing: it is not kept', given: shorten(given) }];
}
