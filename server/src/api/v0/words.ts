/** What objects are searched by in v0, and what the words mean in the model. */
import { idFromWire } from '../../model/identifier.ts';
import type { Filter, Operand } from '../../query/filter/filter.ts';
import { actionObjects, objectTypeOf } from './action-objects.ts';
import { statusWord as alertStatus, readWord } from './alert-status.ts';
import { objectTypes, operations } from './audit-words.ts';
import { statusWord as caseStatus, resolutionWord } from './case-status.ts';

/** A word that is no field of the model. */
export interface ComputedWord {
  /** The condition that an object has a value; null: that it has none. Throws `invalidQuery`. */
  readonly filter: (value: Operand) => Filter;
  /** Values by which objects are counted; missing where they are not. */
  readonly values?: readonly (string | number | boolean)[];
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
  /** Fields in which plain words are looked for, where no index holds all texts of the objects. */
  readonly texts?: readonly string[];
  /** What `_parent` and `_child` lead to, by the type that is named; the empty one stands for every other. */
  readonly related: Readonly<Record<string, Related>>;
  /** What other kinds in the same list have: here nothing has it, and no more is wrong with it. */
  readonly elsewhere?: Elsewhere;
}

/** A relation, and the words of the objects that it leads to. */
interface Related {
  readonly relation: string;
  readonly words: () => Words;
}

/** Words of other kinds, and the types that those are related to. */
export interface Elsewhere {
  readonly words: ReadonlySet<string>;
  readonly types: ReadonlySet<string>;
}

/** Whether the objects of a kind have a word themselves. */
export function hasWord({ fields, computed, customFields }: Words, word: string): boolean {
  return fields.has(word) || Object.hasOwn(computed, word) || (customFields && isCustomField(word));
}

/** Whether only objects of other kinds in the same list have a word. */
export function isElsewhere(words: Words, word: unknown): boolean {
  if (words.elsewhere === undefined || typeof word !== 'string' || hasWord(words, word)) return false;
  return words.elsewhere.words.has(word) || isCustomField(word);
}

const isCustomField = (word: string): boolean => word.startsWith('customFields.');

/** What the objects of a kind are related to by a type; undefined for what they are not related to. */
export function relatedBy({ related, elsewhere }: Words, type: unknown): Related | undefined {
  if (typeof type === 'string' && Object.hasOwn(related, type)) return related[type];
  const other = related[''];
  // Alone, a kind takes every other type for what it lies in; among others, a type means what it says.
  return elsewhere === undefined || other?.words().type === type ? other : undefined;
}

const stamps = ['createdAt', 'createdBy', 'updatedAt', 'updatedBy'];
const ratings = ['tlp', 'tags'];

/** Fields by word: the stamps, those that are called alike here and in the model, and others. */
export function fieldsOf(words: readonly string[], renamed: Readonly<Record<string, string>> = {}) {
  return new Map([...[...stamps, ...words].map((word) => [word, word] as const), ...Object.entries(renamed)]);
}

/** Every object that can be seen has this status in v0. */
export const constantStatus: Words['computed'] = {
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

/** The condition that an observable belongs to a case or an alert. */
function belongsTo(value: Operand): Filter {
  const id = typeof value === 'string' ? idFromWire(value) : undefined;
  if (id === undefined) return { op: 'none' };
  const of = ['caseId', 'alertId'].map(
    (path): Filter => ({ op: 'equals', path, value: id, at: 'relatedId' }),
  );
  return { op: 'or', of };
}

/** Words of observables. */
export const observableWords: Words = {
  type: 'case_artifact',
  fields: fieldsOf([
    ...ratings,
    ...['dataType', 'data', 'message', 'ioc', 'sighted', 'ignoreSimilarity', 'startDate'],
    ...fileWords,
  ]),
  ids: new Set(),
  customFields: false,
  computed: { ...constantStatus, relatedId: { filter: belongsTo } },
  related: {
    case_artifact_job: { relation: 'jobs', words: () => jobWords },
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
  texts: ['createdBy', 'requestId'],
  related: {},
};

/** Neurons are named by their ids, which runs keep as digits. */
function neuronIs(value: Operand): Filter {
  const id = typeof value === 'string' ? (idFromWire(value) ?? value) : String(value);
  return { op: 'equals', path: 'neuronId', value: id, at: 'id of a neuron' };
}

const runWords = ['status', 'startDate', 'endDate', 'cortexId', 'errorMessage'];

/** Words of jobs. */
export const jobWords: Words = {
  type: 'case_artifact_job',
  fields: fieldsOf(runWords, { analyzerName: 'neuronName', analyzerDefinition: 'neuronDefinition' }),
  ids: new Set(),
  customFields: false,
  computed: { analyzerId: { filter: neuronIs } },
  texts: ['neuronName', 'neuronDefinition', 'errorMessage'],
  related: { '': { relation: 'observable', words: () => observableWords } },
};

/** Words of actions. */
export const actionWords: Words = {
  type: 'action',
  fields: fieldsOf([...runWords, 'objectId', 'tlp'], {
    responderName: 'neuronName',
    responderDefinition: 'neuronDefinition',
  }),
  ids: new Set(['objectId']),
  customFields: false,
  computed: {
    responderId: { filter: neuronIs },
    objectType: {
      values: Object.values(actionObjects),
      filter: (value) => ({
        op: 'equals',
        path: 'objectType',
        value: objectTypeOf(value),
        at: 'objectType',
      }),
    },
  },
  texts: ['neuronName', 'neuronDefinition', 'errorMessage'],
  related: {},
};

/** Words of analyzers and responders. */
export const workerWords: Words = {
  type: 'worker',
  fields: fieldsOf(['name', 'maxTlp', 'maxPap'], {
    dataTypeList: 'dataTypes',
    workerDefinitionId: 'definitionId',
    type: 'kind',
  }),
  ids: new Set(),
  customFields: false,
  computed: {},
  texts: ['name', 'definitionId'],
  related: {},
};

/** Words of templates for the reports of analyzers. */
export const analyzerTemplateWords: Words = {
  type: 'analyzerTemplate',
  fields: fieldsOf(['analyzerId', 'content']),
  ids: new Set(),
  customFields: false,
  computed: {},
  texts: ['analyzerId', 'content'],
  related: {},
};
