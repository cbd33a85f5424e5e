/** What objects are searched by in v0, and what the words mean in the model. */
import type { Filter, Operand } from '../../query/filter.ts';
import { statusWord as alertStatus, readWord } from './alert-status.ts';
import { objectTypes, operations } from './audit-words.ts';
import { statusWord as caseStatus, resolutionWord } from './case-status.ts';

/** A word that is no field of the model. */
export interface ComputedWord {
  /** The condition that an object has a value; null: that it has none. Throws `invalidQuery`. */
  readonly filter: (value: Operand) => Filter;
  /** Values by which objects are counted. */
  readonly values: readonly (string | number | boolean)[];
  /** Field that objects are sorted by; missing where they are not. */
  readonly sortedBy?: string;
}

/** The words of one kind of object. */
export interface Words {
  /** `_type` of the objects. */
  readonly type: string;
  /** Field by word. */
  readonly fields: ReadonlyMap<string, string>;
  /** Fields that hold ids. */
  readonly ids: ReadonlySet<string>;
  readonly customFields: boolean;
  readonly computed: Readonly<Record<string, ComputedWord>>;
  /** What `_parent` and `_child` lead to, by the type that is named; the empty one stands for every other. */
  readonly related: Readonly<Record<string, { readonly relation: string; readonly words: () => Words }>>;
}

const stamps = ['createdAt', 'createdBy', 'updatedAt', 'updatedBy'];
const ratings = ['tlp', 'tags'];

function fieldsOf(words: readonly string[], renamed: Readonly<Record<string, string>> = {}) {
  return new Map([...[...stamps, ...words].map((word) => [word, word] as const), ...Object.entries(renamed)]);
}

/** Every object that can be seen has this status in v0. */
const constantStatus: Words['computed'] = {
  status: { values: ['Ok'], filter: (value) => ({ op: value === 'Ok' ? 'all' : 'none' }) },
};

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
  computed: { status: alertStatus, read: readWord },
  related: {
    alert_artifact: { relation: 'observables', words: () => observableWords },
    '': { relation: 'case', words: () => caseWords },
  },
};

const handling = 'handlingDuration';
const units = ['', 'InSeconds', 'InMinutes', 'InHours', 'InDays'];

/** Words of cases. */
export const caseWords: Words = {
  type: 'case',
  fields: fieldsOf(
    [
      ...ratings,
      ...['pap', 'severity', 'title', 'description', 'startDate', 'endDate', 'flag', 'summary'],
      ...['impactStatus', 'owningOrganisation', 'patternId', 'caseTemplate'],
    ],
    {
      caseId: 'number',
      owner: 'assignee',
      ...Object.fromEntries(units.map((unit) => [`computed.${handling}${unit}`, `${handling}${unit}`])),
    },
  ),
  ids: new Set(),
  customFields: true,
  computed: { status: caseStatus, resolutionStatus: resolutionWord },
  related: {
    case_task: { relation: 'tasks', words: () => taskWords },
    case_artifact: { relation: 'observables', words: () => observableWords },
    alert: { relation: 'alerts', words: () => alertWords },
  },
};

/** Words of tasks. */
export const taskWords: Words = {
  type: 'case_task',
  fields: fieldsOf(
    [...['title', 'group', 'description', 'status', 'flag'], ...['startDate', 'endDate', 'dueDate', 'order']],
    { owner: 'assignee' },
  ),
  ids: new Set(),
  customFields: false,
  computed: {},
  related: {
    case_task_log: { relation: 'logs', words: () => logWords },
    caseTemplate: { relation: 'caseTemplate', words: () => templateWords },
    '': { relation: 'case', words: () => caseWords },
  },
};

/** Words of case templates, as far as tasks are searched by theirs. */
const templateWords: Words = {
  type: 'caseTemplate',
  fields: fieldsOf([...ratings, 'name', 'displayName', 'titlePrefix', 'pap', 'severity', 'flag']),
  ids: new Set(),
  customFields: false,
  computed: constantStatus,
  related: {},
};

const fileWords = ['name', 'size', 'contentType', 'hashes', 'id'].map((word) => `attachment.${word}`);

/** Words of logs. */
export const logWords: Words = {
  type: 'case_task_log',
  fields: fieldsOf(['message', 'owner', ...fileWords], { startDate: 'date' }),
  ids: new Set(),
  customFields: false,
  computed: constantStatus,
  related: { '': { relation: 'task', words: () => taskWords } },
};

/** Words of observables. */
export const observableWords: Words = {
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

/** Words of audit records. */
export const auditWords: Words = {
  type: 'audit',
  fields: new Map([
    ...['createdAt', 'createdBy', 'requestId', 'objectId', 'rootId'].map((word) => [word, word] as const),
    ...[
      ['startDate', 'createdAt'],
      ['base', 'mainAction'],
    ].map(([word = '', path = '']) => [word, path] as const),
  ]),
  ids: new Set(['objectId', 'rootId']),
  customFields: false,
  computed: { objectType: objectTypes, operation: operations },
  related: {},
};
