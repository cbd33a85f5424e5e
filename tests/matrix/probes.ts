/** Requests that read: every readable route with references of an organisation, and every query that can be asked. */
import { wholePath } from '../../server/src/api/v1/base-path.ts';
import { wirePathsFor } from '../../server/src/api/v1/names.ts';
import { similarities, starters } from '../../server/src/api/v1/operations.ts';
import { routes } from '../../server/src/api/v1/routes/index.ts';
import type { Entity } from '../../server/src/model/entity.ts';
import { type EntityName, entities, entityNamed } from '../../server/src/model/registry.ts';
import { extraDataNames } from '../../server/src/query/extra-data/extra-data.ts';

/** Ids, names and contents by which the objects of an organisation can be named, by parameter of a path. */
export type References = Readonly<Record<string, readonly string[]>>;

/** A request that changes nothing. */
export interface Probe {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body?: unknown;
}

/** What anybody may put into these parameters. */
const general: References = {
  model: Object.keys(entities),
  typeId: ['ip', 'file'],
  dataType: ['ip', 'domain'],
  entityType: ['case', 'case_artifact'],
  file: ['any'],
};

/** A call of every readable route for each combination of references. Streams are left out. */
export function routeProbes(references: References): Probe[] {
  return routes
    .filter(({ method, longLived }) => method === 'GET' && longLived !== true)
    .flatMap(({ path, query = [] }) =>
      filled(wholePath(path), { ...references, ...general }).flatMap((url) => [
        { method: 'GET' as const, url },
        ...(query.some(({ name }) => name === 'asZip')
          ? [{ method: 'GET' as const, url: `${url}?asZip` }]
          : []),
      ]),
    );
}

function filled(path: string, references: References): string[] {
  const name = /\{(\w+)\}/.exec(path)?.[1];
  if (name === undefined) return [path];
  const values = references[name];
  if (values === undefined) throw new Error(`No reference is known for ${name} of ${path}`);
  return values.flatMap((value) => filled(path.replace(`{${name}}`, encodeURIComponent(value)), references));
}

/** Stages of a query. */
type Stages = readonly Readonly<Record<string, unknown>>[];

const asProbe = (query: Stages): Probe => ({ method: 'POST', url: '/api/v1/query', body: { query } });

/** Every starter, with what may follow: all extra data, counts, aggregations, ways to other objects, similar objects. */
export function queryProbes(references: References): Probe[] {
  return [...starters].flatMap(([name, { entity, gives = 'objects' }]) =>
    parametersOf(name, entity, references).flatMap((parameters): Probe[] => {
      const start = { _name: name, ...parameters };
      if (gives !== 'objects') return [asProbe([start])];
      const all = continued([start], entities[entity], name.startsWith('list') ? 2 : 1);
      return [...all, ...(name.startsWith('list') ? aggregations([start], entities[entity]) : [])].map(
        asProbe,
      );
    }),
  );
}

function parametersOf(name: string, entity: EntityName, references: References): readonly object[] {
  if (name.startsWith('get')) return (namesOf(entity, references) ?? []).map((idOrName) => ({ idOrName }));
  if (name === 'tagAutoComplete')
    return ['', ...(references.word ?? [])].map((freeTag) => ({ freeTag, limit: 1_000 }));
  if (name === 'listAuditFromObject') return (references.anyId ?? []).map((id) => ({ id }));
  const parent = ['countCaseObservable', 'countRelatedAlert', 'countTask'].includes(name)
    ? 'caseId'
    : 'alertId';
  if (/^count(CaseObservable|RelatedAlert|Task|AlertObservable)$/.test(name))
    return (references[parent] ?? []).map((id) => ({ [parent]: id }));
  return [{}];
}

/** How objects of an entity can be named. */
function namesOf(entity: EntityName, references: References): readonly string[] | undefined {
  const ownParameter: Readonly<Partial<Record<EntityName, string>>> = {
    caseTemplate: 'id',
    tag: 'id',
    organisation: 'orgId',
    enabledNeuron: 'analyzerId',
    observableType: 'typeId',
  };
  return [...(references[ownParameter[entity] ?? `${entity}Id`] ?? []), ...(references.anyId ?? [])];
}

/** A set of objects in full, counted, with its records, and what follows from it. */
function continued(start: Stages, entity: Entity, depth: number): Stages[] {
  const page = { _name: 'page', from: 0, to: 1_000, extraData: extraDataNames(entity) };
  const itself = [
    [...start, page],
    [...start, { _name: 'count' }],
    [...start, { _name: 'audits' }, { ...page, extraData: [] }],
  ];
  const context = [[...start, { _name: 'auditsFromContext' }, { _name: 'count' }]];
  const alike = ['case', 'alert'].includes(entity.name)
    ? [...similarities.keys()].map((name) => [...start, { _name: name }])
    : [];
  const further =
    depth === 0
      ? []
      : Object.entries(entity.relations).flatMap(([relation, { to }]) =>
          continued([...start, { _name: relation }], entityNamed(to), depth - 1),
        );
  return [...itself, ...context, ...alike, ...further];
}

/** Buckets by every field that has them, and one measure of each kind. */
function aggregations(start: Stages, entity: Entity): Stages[] {
  return wirePathsFor(entity, 'aggregable').map((field) => [
    ...start,
    {
      _name: 'aggregation',
      _agg: 'field',
      _field: field,
      _size: 1_000,
      _select: [{ _agg: 'count' }],
    },
  ]);
}
