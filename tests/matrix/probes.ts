/** Requests that read: every readable route with references of an organisation, and every query that can be asked. */
import { wholePath } from '../../server/src/api/v1/base-path.ts';
import { wirePathsFor } from '../../server/src/api/v1/names.ts';
import { similaritiesOf, starters } from '../../server/src/api/v1/query/operations.ts';
import type { Route } from '../../server/src/api/v1/route.ts';
import { routes } from '../../server/src/api/v1/routes/index.ts';
import type { Entity } from '../../server/src/model/entity.ts';
import { type EntityName, entities } from '../../server/src/model/registry.ts';
import { extraDataNames } from '../../server/src/query/extra-data/extra-data.ts';
import { analyzerName, archivePassword, fieldName } from './makers.ts';
import { cortexRoutes } from './rows-cortex.ts';
import { v0Routes } from './rows-v0.ts';

/** Ids, names and contents by which the objects of an organisation can be named, by parameter of a path. */
export type References = Readonly<Record<string, readonly string[]>>;

/** A request that changes nothing. */
export interface Probe {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body?: unknown;
}

/** Stages of a query. */
type Stages = readonly Readonly<Record<string, unknown>>[];

/** What anybody may put into these parameters. */
const general: References = {
  model: Object.keys(entities),
  typeId: ['ip', 'file'],
  dataType: ['ip', 'domain'],
  name: ['global', 'Webhook', 'nosuchname'],
  entityType: ['case', 'case_artifact'],
  patternId: ['T1059.006', 'T0000'],
  taxonomyId: ['colours', 'nosuchname'],
  analyzerName: [analyzerName, 'nosuchname'],
  analyzerTemplateId: [analyzerName, 'nosuchname'],
  profileId: ['analyst', 'nosuchprofile'],
  fieldId: [fieldName, 'nosuchname'],
  list: ['custom_fields', 'list_artifactDataType', 'nosuchname'],
};

/** Profiles are the platform's. */
const profiles: References = { id: ['analyst', 'nosuchprofile'] };

/** The request that a query makes. */
export const asProbe = (query: Stages): Probe => ({ method: 'POST', url: '/api/v1/query', body: { query } });

/** Readable routes of all dialects that end by themselves, by whole paths; signing out reads nothing. */
const readable: readonly Pick<Route, 'path' | 'query'>[] = [
  ...routes.map((route) => ({ ...route, path: wholePath(route.path) })),
  ...[...cortexRoutes, ...v0Routes].map(({ method, path, longLived = false }) => ({
    method,
    path,
    longLived,
  })),
].filter(
  ({ method, path, longLived }) => method === 'GET' && longLived !== true && !path.endsWith('/logout'),
);

/** Whole paths of those routes, with their parameters. */
export const readablePaths: readonly string[] = readable.map(({ path }) => path);

/** A call of every readable route with references, and of those without any. */
export const routeProbes = (references: References): Probe[] => probesOf(readable, references);

/** Calls of the readable routes of which every parameter can be filled from the references. */
export function knownRouteProbes(references: References): Probe[] {
  const known: ReadonlySet<string> = new Set(Object.keys({ ...references, entityType: [] }));
  const routesKnown = readable.filter(({ path }) => {
    const names = new Set(parametersIn(path));
    return names.size > 0 && names.isSubsetOf(known);
  });
  return probesOf(routesKnown, references).filter(({ url }) => /~|[0-9a-f]{64}/.test(url));
}

const parametersIn = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

/** Reports about each case with each template. */
function reportQueries({ caseReportTemplateId = [], caseId = [] }: References): string[] {
  return caseReportTemplateId.flatMap((template) =>
    caseId.map((id) =>
      new URLSearchParams({ format: 'markdown', caseReportTemplateId: template, caseId: id }).toString(),
    ),
  );
}

/** Files of everything that can be exported. */
const exportQueries: readonly string[] = [
  'Case',
  'Alert',
  'User',
  'Organisation',
  'Procedure',
  'Task',
  'Observable',
].map((model) =>
  new URLSearchParams({
    query: JSON.stringify([{ _name: `list${model}` }]),
    options: JSON.stringify({ model, format: 'json', protectData: false }),
  }).toString(),
);

/** Query strings with a parameter. */
function queriesOf(name: string, references: References): readonly string[] {
  const { caseId = [], alertId = [] } = references;
  switch (name) {
    case 'asZip':
      return ['asZip'];
    case 'password':
      return [`password=${encodeURIComponent(archivePassword)}`];
    case 'object':
      return caseId.map((id) => `object=${id}`);
    case 'rootId':
      return [...caseId, ...alertId].map((id) => `rootId=${id}`);
    case 'caseReportTemplateId':
      return reportQueries(references);
    case 'options':
      return exportQueries;
    default:
      return [];
  }
}

function probesOf(chosen: typeof readable, references: References): Probe[] {
  return chosen.flatMap(({ path, query = [] }) =>
    filled(path, {
      ...references,
      ...general,
      ...(path.startsWith('/api/v1/profile/') ? profiles : {}),
    }).flatMap((url) => {
      const variants = query.flatMap(({ name }) =>
        queriesOf(name, references).map((text) => `${url}?${text}`),
      );
      return [url, ...variants].map((whole) => ({ method: 'GET' as const, url: whole }));
    }),
  );
}

/**
 * The path with its parameters filled. Of two parameters the references go in step, and the last takes all of its own while
 * the first keeps one; not every pair is asked.
 */
function filled(path: string, references: References): string[] {
  const names = parametersIn(path);
  const choices = names.map((name) => {
    const values = references[name];
    if (values === undefined || values.length === 0)
      throw new Error(`No reference is known for ${name} of ${path}: add it to the references of a tenant`);
    return values;
  });
  const longest = Math.max(1, ...choices.map(({ length }) => length));
  const rounds = Array.from({ length: longest }, (_, round) => round);
  const picks = rounds.flatMap((round) => [
    choices.map((values) => values[round % values.length] ?? ''),
    choices.map((values, index) => values[index === choices.length - 1 ? round % values.length : 0] ?? ''),
  ]);
  const urls = picks.map((pick) =>
    path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(pick[names.indexOf(name)] ?? '')),
  );
  return [...new Set(urls)];
}

/** Lists by name with their entities. */
const lists = [...starters].flatMap(([name, { entity, gives = 'objects' }]) =>
  gives === 'objects' && !/^(get|listAuditFromObject)/.test(name)
    ? [{ start: { _name: name }, entity: entities[entity] as Entity }]
    : [],
);

/** Every list in full, and how many there are. */
export function listProbes(): Probe[] {
  return lists.flatMap(({ start, entity }) => [asProbe([start, pageOf(entity)]), counting([start])]);
}

/** What follows from every list: records, aggregations, ways to other objects, similar objects. */
export function furtherProbes(): Probe[] {
  return lists
    .filter(({ start }) => start._name.startsWith('list'))
    .flatMap(({ start, entity }) => [
      asProbe([start, { _name: 'audits' }, { ...plainPage, to: 2_000 }]),
      counting([start, { _name: 'auditsFromContext' }]),
      ...Object.keys(entity.relations).map((relation) => asProbe([start, { _name: relation }, plainPage])),
      ...similaritiesOf(entity).map((name) => asProbe([start, { _name: name }])),
      ...aggregationProbes(start, entity),
    ]);
}

const plainPage = { _name: 'page', from: 0, to: 1_000 } as const;
const pageOf = (entity: Entity) => ({ ...plainPage, extraData: extraDataNames(entity) });
const counting = (stages: Stages): Probe => asProbe([...stages, { _name: 'count' }]);

/** How many aggregations one request asks for. */
const together = 15;

/** Buckets by every field that has them. */
function aggregationProbes(start: Stages[number], entity: Entity): Probe[] {
  const paths = wirePathsFor(entity, 'aggregable').map(withFieldName);
  const [first = ''] = paths.filter((path) => path === 'createdBy' || path === '_createdBy');
  const chunks = Array.from({ length: Math.ceil(paths.length / together) }, (_, index) =>
    paths.slice(index * together, (index + 1) * together),
  );
  return chunks.map((chunk) =>
    asProbe([
      start,
      {
        _name: 'aggregation',
        _agg: 'field',
        _field: first,
        _size: 1_000,
        _select: chunk.map((path) => ({ _agg: 'field', _field: path, _size: 1_000 })),
      },
    ]),
  );
}

const withFieldName = (path: string): string => path.replace('NAME', fieldName);

/** Every list narrowed to what holds a word in any text, and names that complete it. */
export function wordProbes(word: string): Probe[] {
  const narrowed = lists.map(({ start, entity }) =>
    counting([start, { _name: 'filter', ...filterFor(entity, word) }]),
  );
  return [...narrowed, asProbe([{ _name: 'tagAutoComplete', freeTag: word, limit: 1_000 }])];
}

function filterFor(entity: Entity, word: string): Readonly<Record<string, unknown>> {
  const own = Object.entries(entity.fields)
    .filter(([, { kind }]) => kind === 'string' || kind === 'text' || kind === 'user')
    .map(([name]) => name);
  const paths = wirePathsFor(entity, 'filterable').map(withFieldName);
  const texts = paths.filter(
    (path) => own.includes(path.replace(/^_/, '')) || path.startsWith('customFields.'),
  );
  const like = texts.map((path) => ({ _like: { _field: path, _value: `${word}*` } }));
  const equal = texts.map((path) => ({ _eq: { _field: path, _value: `${word} title` } }));
  const keyword = paths.includes('keyword')
    ? [{ _match: { _field: 'keyword', _value: word } }, { _like: { _field: 'keyword', _value: word } }]
    : [];
  return { _or: [...like, ...equal, ...keyword] };
}

/** Every way of the query language to name one object. */
export function namingProbes(references: References): Probe[] {
  return [...starters].flatMap(([name, { entity, gives = 'objects' }]): Probe[] => {
    if (name.startsWith('get'))
      return namesOf(entity, references).map((idOrName) => asProbe([{ _name: name, idOrName }, plainPage]));
    if (name === 'listAuditFromObject')
      return everyId(references).map((id) => asProbe([{ _name: name, id }, plainPage]));
    const parent = /^count(CaseObservable|RelatedAlert|Task)$/.test(name) ? 'caseId' : 'alertId';
    return gives === 'number' && /^count(CaseObservable|RelatedAlert|Task|AlertObservable)$/.test(name)
      ? (references[parent] ?? []).map((id) => asProbe([{ _name: name, [parent]: id }]))
      : [];
  });
}

/** Every list narrowed to objects that are, or lead to, one of the references. */
export function idProbes(references: References): Probe[] {
  const ids = everyId(references);
  return lists.map(({ start, entity }) => {
    const held = Object.entries(entity.fields).flatMap(([name, { kind }]) => (kind === 'id' ? [name] : []));
    const paths = wirePathsFor(entity, 'filterable').filter((path) => held.includes(path));
    const filters = [
      ...ids.map((id) => ({ _id: id })),
      ...paths.map((path) => ({ _in: { _field: path, _values: ids } })),
    ];
    return counting([start, { _name: 'filter', _or: filters }]);
  });
}

const everyId = (references: References): string[] => [
  ...new Set(Object.values(references).flatMap((values) => values.filter((value) => /^~\d+$/.test(value)))),
];

/** How objects of an entity can be named. */
function namesOf(entity: EntityName, references: References): readonly string[] {
  const ownParameter: Readonly<Partial<Record<EntityName, string>>> = {
    caseTemplate: 'id',
    tag: 'id',
    organisation: 'orgId',
    enabledNeuron: 'analyzerId',
  };
  return references[ownParameter[entity] ?? `${entity}Id`] ?? [];
}
