/** The operations of the query language: which there are at the start, and which may follow on objects of each entity. */
import { anyContent, anyObject } from '../../../model/entities/mixed.ts';
import type { Entity } from '../../../model/entity.ts';
import { CodedError } from '../../../model/errors.ts';
import type { RawObject } from '../../../model/input.ts';
import { type EntityName, entities } from '../../../model/registry.ts';
import type { Filter } from '../../../query/filter/filter.ts';
import type { MixedStart, SimilarityName, Stage } from '../../../query/stage.ts';
import { idDigits } from '../names.ts';
import { withAlwaysShown } from '../render/always-shown.ts';
import { grammarFault } from './grammar-fault.ts';

/** Begins a pipeline. */
export interface Starter {
  /** The kind of the objects; the first one where several are mixed. */
  readonly entity: EntityName;
  /** What comes out: objects unless said otherwise; after a number or texts nothing follows. */
  readonly gives?: 'objects' | 'mixed' | 'number' | 'texts';
  /** What objects of the mixed kinds have in common. */
  readonly common?: Entity;
  /** Steps for the parameters of the operation; `login` is the caller's. */
  readonly stages: (parameters: RawObject, login: string) => readonly Stage[];
}

/** Names of entities in operations. */
const listed: Readonly<Record<string, EntityName>> = {
  Case: 'case',
  CaseStatus: 'caseStatus',
  Alert: 'alert',
  AlertStatus: 'alertStatus',
  Observable: 'observable',
  ObservableType: 'observableType',
  Task: 'task',
  Log: 'log',
  Comment: 'comment',
  Share: 'share',
  CaseTemplate: 'caseTemplate',
  Organisation: 'organisation',
  User: 'user',
  Profile: 'profile',
  CustomField: 'customField',
  Tag: 'tag',
  Audit: 'audit',
  Job: 'job',
  Action: 'action',
  DirectRun: 'directRun',
  Attachment: 'attachment',
  Mention: 'mention',
  View: 'view',
  Draft: 'draft',
  EnabledNeuron: 'enabledNeuron',
  CortexServer: 'cortexServer',
  AutomationRule: 'automationRule',
  Catalog: 'patternCatalog',
  Pattern: 'pattern',
  Procedure: 'procedure',
  Taxonomy: 'taxonomy',
  Page: 'page',
  PageTemplate: 'pageTemplate',
  CustomEvent: 'customEvent',
  CaseReport: 'caseReport',
  CaseReportTemplate: 'caseReportTemplate',
  Dashboard: 'dashboard',
  AnalyzerTemplate: 'analyzerTemplate',
};

const count: Stage = { op: 'count' };
const inCase: Filter = { op: 'has', path: 'caseId', at: '' };
const equals = (path: string, value: string): Filter => ({ op: 'equals', path, value, at: '' });
const list = (entity: EntityName): Stage => ({ op: 'list', entity });
const filter = (of: Filter): Stage => ({ op: 'filter', filter: of });

function starter(entity: EntityName, ...stages: readonly Stage[]): Starter {
  return { entity, stages: () => [list(entity), ...stages] };
}

function counter(entity: EntityName, ...stages: readonly Stage[]): Starter {
  return { entity, gives: 'number', stages: () => [list(entity), ...stages, count] };
}

/** Follows a relation from the object that a parameter names by its id. */
function under(parameter: string, parent: EntityName, relation: string, ...then: readonly Stage[]): Starter {
  const target = entities[parent].relations[relation]?.to ?? parent;
  return {
    entity: nameOf(target),
    gives: 'number',
    stages: (parameters) => [
      getStage(parent, parameters[parameter], parameter),
      { op: 'follow', relation },
      ...then,
      count,
    ],
  };
}

function nameOf(target: string): EntityName {
  const found = (Object.keys(entities) as EntityName[]).find((name) => name === target);
  if (found === undefined) throw new Error(`No entity is called ${target}`);
  return found;
}

/** Kinds whose words can be looked for in one list. */
const contents: readonly EntityName[] = ['alert', 'case', 'observable', 'task', 'log'];

/** Kinds that an id can be of: those that know what all objects know. */
const identified = [...new Set(Object.values(listed))].filter((name) =>
  Object.keys(anyObject.fields).every((field) => Object.hasOwn(entities[name].fields, field)),
);

const mixed = (kinds: readonly EntityName[]): MixedStart => ({
  op: 'mixed',
  kinds: kinds.map((entity) => ({ entity, extraData: withAlwaysShown(entity, []) })),
});

const special: Readonly<Record<string, Starter>> = {
  listAny: { entity: 'alert', gives: 'mixed', common: anyContent, stages: () => [mixed(contents)] },
  getAny: {
    entity: 'alert',
    gives: 'mixed',
    common: anyObject,
    stages: ({ idOrName }) => [{ ...mixed(identified), id: anyId(idOrName) }],
  },
  countCase: counter('case'),
  countAlert: counter('alert'),
  countUnreadAlert: counter('alert', filter(equals('stage', 'New'))),
  countImportedAlert: counter('alert', filter(inCase)),
  countRelatedAlert: under('caseId', 'case', 'alerts'),
  countCaseObservable: under('caseId', 'case', 'observables'),
  countAlertObservable: under('alertId', 'alert', 'observables'),
  countTask: under(
    'caseId',
    'case',
    'tasks',
    filter({ op: 'differs', path: 'status', value: 'Cancel', at: '' }),
  ),
  listCaseTask: starter('task', filter(inCase)),
  waitingTasks: starter('task', filter({ op: 'and', of: [equals('status', 'Waiting'), inCase] })),
  waitingTask: starter('task', filter({ op: 'and', of: [equals('status', 'Waiting'), inCase] })),
  myTasks: {
    entity: 'task',
    stages: (_, login) => [list('task'), filter({ op: 'and', of: [equals('assignee', login), inCase] })],
  },
  getReportTemplate: {
    entity: 'analyzerTemplate',
    stages: ({ idOrName }) => [getStage('analyzerTemplate', idOrName, 'idOrName', 'absent')],
  },
  currentUser: { entity: 'user', stages: (_, login) => [{ op: 'get', entity: 'user', name: login }] },
  listVisibleUsers: {
    entity: 'user',
    stages: () => [list('organisation'), { op: 'follow', relation: 'users' }],
  },
  listOrganisationPage: starter('page', filter({ op: 'not', of: inCase })),
  freetags: starter('tag', filter(equals('namespace', '_freetags_'))),
  countFreetags: counter('tag', filter(equals('namespace', '_freetags_'))),
  tagAutoComplete: { entity: 'tag', gives: 'texts', stages: completions },
  listAuditFromObject: {
    entity: 'audit',
    stages: ({ id }) => {
      const digits = typeof id === 'string' ? idDigits(id) : undefined;
      if (digits === undefined) throw grammarFault('id', 'id, e.g. ~123', id);
      return [list('audit'), filter(equals('objectId', digits))];
    },
  },
};

/** The digits of an id. Kinds differ in how their objects are named, so a name means none of them. */
function anyId(given: unknown): string {
  if (typeof given !== 'string') throw grammarFault('idOrName', 'id, e.g. ~123', given);
  return (given.startsWith('~') ? idDigits(given) : undefined) ?? noId;
}

/** Tags that complete what somebody has begun to write: plain ones, or those of offered taxonomies by their parts. */
function completions(parameters: RawObject): readonly Stage[] {
  const { freeTag, limit } = parameters;
  const end: Stage = { op: 'page', from: 0, to: readLimit(limit), extraData: [] };
  if (typeof freeTag === 'string' && freeTag !== '') return [...plainTags(freeTag), end];
  const parts = ['namespace', 'predicate', 'value'].flatMap((path): Filter[] => {
    const text = parameters[path];
    return typeof text === 'string' && text !== '' ? [{ op: 'like', path, value: text, at: path }] : [];
  });
  return [
    list('taxonomy'),
    filter({ op: 'equals', path: 'enabled', value: true, at: '' }),
    { op: 'follow', relation: 'tags' },
    filter({ op: 'and', of: parts }),
    { op: 'sort', keys: [{ path: 'tagText', descending: false }] },
    end,
  ];
}

function plainTags(text: string): readonly Stage[] {
  const wanted: Filter[] = [
    equals('namespace', '_freetags_'),
    { op: 'like', path: 'predicate', value: text, at: 'freeTag' },
  ];
  return [
    list('tag'),
    filter({ op: 'and', of: wanted }),
    { op: 'sort', keys: [{ path: 'predicate', descending: false }] },
  ];
}

function readLimit(raw: unknown): number {
  if (raw === undefined || raw === null) return 10;
  if (typeof raw === 'number' && Number.isInteger(raw) && raw >= 1 && raw <= 1_000) return raw;
  throw grammarFault('limit', 'whole number from 1 to 1000', raw);
}

/** Every operation that a pipeline can begin with. */
export const starters: ReadonlyMap<string, Starter> = new Map([
  ...Object.entries(listed).flatMap(([word, entity]): [string, Starter][] => [
    [`list${word}`, starter(entity)],
    [`get${word}`, { entity, stages: ({ idOrName }) => [getStage(entity, idOrName, 'idOrName', 'absent')] }],
  ]),
  ...Object.entries(special),
]);

/**
 * The step that gets one object by id or name. A text that can name nothing gives a step that finds nothing (`absent`), or
 * the error of an unknown object.
 */
export function getStage(entity: EntityName, given: unknown, parameter: string, otherwise?: 'absent'): Stage {
  if (typeof given === 'number' && entity === 'case')
    return getStage(entity, String(given), parameter, otherwise);
  if (typeof given !== 'string') throw grammarFault(parameter, 'id or name', given);
  const id = given.startsWith('~') ? idDigits(given) : undefined;
  if (id !== undefined) return { op: 'get', entity, id };
  // The name of a case is a number; any other text names none.
  const named = !given.startsWith('~') && (entity !== 'case' || /^[0-9]{1,9}$/.test(given));
  if (named) return { op: 'get', entity, name: given };
  if (otherwise === 'absent') return nothing(entity);
  throw new CodedError('notFound', { entity: entities[entity].wireType });
}

/** No object has this id: the sequence begins above it. */
const noId = '0';

function nothing(entity: EntityName): Stage {
  return { op: 'get', entity, id: noId };
}

/** Operations that compare with other objects by shared observables. */
export interface SimilarityOperation {
  readonly similarity: SimilarityName;
  readonly count: boolean;
  /** How a found object looks: wrapped with its counts, or flat. */
  readonly shape: 'wrapped' | 'flat';
}

const similarity = (
  name: SimilarityName,
  shape: SimilarityOperation['shape'],
  counting = false,
): SimilarityOperation => ({ similarity: name, count: counting, shape });

/** Similarity operations by name; they may follow on cases and alerts. */
export const similarities: ReadonlyMap<string, SimilarityOperation> = new Map([
  ['similarCases', similarity('similarCases', 'wrapped')],
  ['similarAlerts', similarity('similarAlerts', 'wrapped')],
  ['similarCasesLight', similarity('similarCases', 'flat')],
  ['similarAlertsLight', similarity('similarAlerts', 'flat')],
  ['linkedCases', similarity('similarCases', 'flat')],
  ['similarCaseCount', similarity('similarCases', 'wrapped', true)],
  ['similarAlertCount', similarity('similarAlerts', 'wrapped', true)],
  ['similarCaseLightCount', similarity('similarCases', 'flat', true)],
  ['similarAlertLightCount', similarity('similarAlerts', 'flat', true)],
  ['linkedCaseCount', similarity('similarCases', 'flat', true)],
]);

/** Names of the similarity operations that may follow on an entity. */
export function similaritiesOf(entity: Entity): readonly string[] {
  return entity.name === 'case' || entity.name === 'alert' ? [...similarities.keys()] : [];
}
