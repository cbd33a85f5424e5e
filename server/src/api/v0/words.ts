/** What objects are searched by in v0, and what the words mean in the model. */
import type { Filter, Operand } from '../../query/filter.ts';
import { readFilter, statusFilter } from './alert-status.ts';

/** The words of one kind of object. */
export interface Words {
  /** `_type` of the objects. */
  readonly type: string;
  /** Field by word. */
  readonly fields: ReadonlyMap<string, string>;
  /** Fields that hold ids. */
  readonly ids: ReadonlySet<string>;
  readonly customFields: boolean;
  /** Conditions on what is no field: by word, for a value. */
  readonly computed: Readonly<Record<string, (value: Operand) => Filter>>;
  /** What `_parent` and `_child` lead to, by the type that is named; the empty one stands for every other. */
  readonly related: Readonly<Record<string, { readonly relation: string; readonly words: () => Words }>>;
}

const stamps = ['createdAt', 'createdBy', 'updatedAt', 'updatedBy'];
const ratings = ['tlp', 'tags'];

function fieldsOf(words: readonly string[], renamed: Readonly<Record<string, string>> = {}) {
  return new Map([...[...stamps, ...words].map((word) => [word, word] as const), ...Object.entries(renamed)]);
}

/** Every object that can be seen has this status in v0. */
const constantStatus = { status: (value: Operand): Filter => ({ op: value === 'Ok' ? 'all' : 'none' }) };

/** Words of alerts. */
export const alertWords: Words = {
  type: 'alert',
  fields: fieldsOf(
    [
      ...ratings,
      ...['pap', 'severity', 'type', 'source', 'sourceRef', 'externalLink', 'title', 'description', 'date'],
      ...['follow', 'caseTemplate', 'lastSyncDate', 'imported'],
    ],
    { case: 'caseId', importDate: 'importedDate' },
  ),
  ids: new Set(['caseId']),
  customFields: true,
  computed: { status: statusFilter, read: readFilter },
  related: {
    alert_artifact: { relation: 'observables', words: () => observableWords },
    '': { relation: 'case', words: () => caseWords },
  },
};

/** Words of cases, as far as other objects are searched by theirs. */
const caseWords: Words = {
  type: 'case',
  fields: fieldsOf(
    [...ratings, 'pap', 'severity', 'title', 'description', 'startDate', 'endDate', 'flag', 'summary'],
    { caseId: 'number', owner: 'assignee', impactStatus: 'impactStatus' },
  ),
  ids: new Set(),
  customFields: true,
  computed: {},
  related: { case_artifact: { relation: 'observables', words: () => observableWords } },
};

/** Words of observables, as far as other objects are searched by theirs. */
const observableWords: Words = {
  type: 'case_artifact',
  fields: fieldsOf([
    ...ratings,
    'dataType',
    'data',
    'message',
    'ioc',
    'sighted',
    'ignoreSimilarity',
    'startDate',
  ]),
  ids: new Set(),
  customFields: false,
  computed: constantStatus,
  related: {
    alert: { relation: 'alert', words: () => alertWords },
    '': { relation: 'case', words: () => caseWords },
  },
};
