/** Reads the query language of the wire: an array of operations becomes a pipeline, with what its result will look like. */
import type { Entity } from '../../../model/entity.ts';
import { CodedError } from '../../../model/errors.ts';
import { isRawObject, type RawObject } from '../../../model/input.ts';
import { entities, entityNamed } from '../../../model/registry.ts';
import type { Filter } from '../../../query/filter/filter.ts';
import type { Pipeline, Stage } from '../../../query/stage.ts';
import { withAlwaysShown } from '../render/always-shown.ts';
import { stepsOf } from './entity-steps.ts';
import { grammarFault } from './grammar-fault.ts';
import {
  type SimilarityOperation,
  type Starter,
  similarities,
  similaritiesOf,
  starters,
} from './operations.ts';
import { page, readNames } from './page-step.ts';
import { parseAggregation } from './parse-aggregation.ts';
import { parseFilter } from './parse-filter.ts';
import { parseSort } from './parse-sort.ts';
import { append, type Progress, type ResultShape, type Step } from './query-step.ts';

/** A query that can be run. */
export interface ParsedQuery {
  readonly pipeline: Pipeline;
  readonly shape: ResultShape;
  /** Names of fields that are kept in each object; all when missing. */
  readonly include?: ReadonlySet<string>;
  /** Names of fields that are left out. */
  readonly exclude: ReadonlySet<string>;
}

/** Most operations of a query. */
const mostOperations = 100;
/** Where a limited count stops counting. */
const countLimit = 1_000;

/** Reads the body of a query request; `login` is the caller's. Throws `invalidFields` or `invalidQuery`. */
export function parseQuery(raw: unknown, login: string): ParsedQuery {
  if (!isRawObject(raw)) throw grammarFault('body', 'object with a query', raw);
  const operations = raw.query;
  if (!Array.isArray(operations) || operations.length === 0)
    throw grammarFault('query', 'list of operations', Array.isArray(operations) ? [] : operations);
  if (operations.length > mostOperations)
    throw new CodedError('tooManyItems', { limit: mostOperations, what: 'operations' });
  const [first, ...others] = operations;
  const done = others.reduce<Progress>(
    (progress, operation, index) => readNext(progress, operation, index + 1),
    readStarter(first, login),
  );
  return { ...finish(done), ...readFieldChoice(raw) };
}

function readFieldChoice(raw: RawObject): Pick<ParsedQuery, 'include' | 'exclude'> {
  const include = readNames(raw.includeFields, 'includeFields');
  const exclude = readNames(raw.excludeFields, 'excludeFields');
  return include === undefined
    ? { exclude: new Set(exclude) }
    : { include: new Set(include), exclude: new Set() };
}

function readStarter(raw: unknown, login: string): Progress {
  const { name, parameters } = readOperation(raw, 0);
  const starter = starters.get(name);
  if (starter === undefined) throw unknownOperation(name, [...starters.keys()]);
  const stages = starter.stages(parameters, login);
  const gives = starter.gives ?? 'objects';
  return {
    stages,
    entity: gives === 'objects' ? entities[starter.entity] : starter.common,
    shape: starterShapes[gives],
  };
}

const starterShapes: Readonly<Record<NonNullable<Starter['gives']>, ResultShape>> = {
  objects: { kind: 'objects', extraData: [] },
  mixed: { kind: 'objects', extraData: [] },
  number: { kind: 'number' },
  texts: { kind: 'texts', path: 'predicate' },
};

function readOperation(raw: unknown, index: number): { name: string; parameters: RawObject } {
  if (!isRawObject(raw)) throw grammarFault(`query[${index}]`, 'operation', raw);
  if (typeof raw._name === 'string') return { name: raw._name, parameters: raw };
  throw grammarFault('_name', 'name of an operation', raw._name);
}

function unknownOperation(name: string, accepted: readonly string[]): CodedError {
  return grammarFault('_name', 'query', name, [...accepted].sort());
}

function readNext(progress: Progress, raw: unknown, index: number): Progress {
  const { name, parameters } = readOperation(raw, index);
  const { entity } = progress;
  if (entity === undefined) return afterValues(progress, name);
  if (progress.stages[0]?.op === 'mixed' && !mixedSteps.has(name))
    throw unknownOperation(name, [...mixedSteps]);
  const step = steps.get(name) ?? stepOf(entity, name);
  if (step === undefined) throw unknownOperation(name, acceptedOn(entity));
  return step(progress, entity, parameters);
}

/** Nothing follows values, except that similar objects can be counted. */
function afterValues(progress: Progress, name: string): Progress {
  const last = progress.stages.at(-1);
  if (last?.op !== 'similar' || last.count) throw unknownOperation(name, []);
  if (name !== 'count' && name !== 'limitedCount') throw unknownOperation(name, ['count', 'limitedCount']);
  return {
    stages: [...progress.stages.slice(0, -1), { ...last, count: true }],
    entity: undefined,
    shape: { kind: 'number' },
  };
}

function stepOf(entity: Entity, name: string): Step | undefined {
  if (Object.hasOwn(entity.relations, name)) return follow(name);
  const own = stepsOf(entity);
  if (Object.hasOwn(own, name)) return own[name];
  const operation = similaritiesOf(entity).includes(name) ? similarities.get(name) : undefined;
  return operation === undefined ? undefined : similar(operation);
}

function acceptedOn(entity: Entity): string[] {
  return [
    ...[...steps.keys()].filter((name) => !name.startsWith('_')),
    ...Object.keys(entity.relations),
    ...similaritiesOf(entity),
    ...Object.keys(stepsOf(entity)),
  ];
}

const filter: Step = (progress, entity, parameters) =>
  append(progress, { op: 'filter', filter: parseFilter(entity, parameters, '', ['_name']) });

const sort: Step = (progress, entity, parameters) =>
  append(progress, { op: 'sort', keys: parseSort(entity, parameters._fields ?? parameters.fields) });

const output: Step = (progress) => ({
  stages: finish(progress).pipeline,
  entity: undefined,
  shape: progress.shape,
});

const counting =
  (limit?: number): Step =>
  (progress) => ({
    stages: [...progress.stages, limit === undefined ? { op: 'count' } : { op: 'count', limit }],
    entity: undefined,
    shape: limit === undefined ? { kind: 'number' } : { kind: 'number', limit },
  });

const aggregation: Step = (progress, entity, parameters) => ({
  ...append(progress, { op: 'aggregate', aggregation: parseAggregation(entity, parameters, '', false) }),
  entity: undefined,
  shape: { kind: 'aggregation' },
});

const audits =
  (of: 'object' | 'context'): Step =>
  (progress) => ({ ...append(progress, { op: 'audits', of }), entity: entities.audit });

/** Steps that may follow on objects of any entity. */
const steps: ReadonlyMap<string, Step> = new Map<string, Step>([
  ['filter', filter],
  ['_filter', filter],
  ['sort', sort],
  ['_sort', sort],
  ['page', page],
  ['output', output],
  ['count', counting()],
  ['limitedCount', counting(countLimit)],
  ['aggregation', aggregation],
  ['audits', audits('object')],
  ['auditsFromContext', audits('context')],
]);

/** Of those, the ones that may follow on objects of several kinds. */
const mixedSteps: ReadonlySet<string> = new Set([
  'filter',
  'sort',
  'page',
  'output',
  'count',
  'limitedCount',
]);

function follow(relation: string): Step {
  return (progress, entity) => ({
    ...append(progress, { op: 'follow', relation }),
    entity: entityNamed(entity.relations[relation]?.to ?? entity.name),
  });
}

function similar(operation: SimilarityOperation): Step {
  return (progress, _, parameters) => {
    const target = entities[operation.similarity === 'similarCases' ? 'case' : 'alert'];
    const given = parameters.caseFilter ?? parameters.alertFilter ?? undefined;
    const condition: { filter?: Filter } =
      given === undefined ? {} : { filter: parseFilter(target, given, 'caseFilter') };
    return {
      ...append(progress, {
        op: 'similar',
        similarity: operation.similarity,
        count: operation.count,
        ...condition,
      }),
      entity: undefined,
      shape: operation.count
        ? { kind: 'number' }
        : { kind: 'similar', wrapped: operation.shape === 'wrapped' },
    };
  };
}

/** Objects are put out in full when nothing else is asked of them. */
function finish({ stages, entity, shape }: Progress): { pipeline: Pipeline; shape: ResultShape } {
  if (entity === undefined) return { pipeline: stages, shape };
  const shown = withAlwaysShown(entity.name, []);
  const last: Stage =
    shown.length === 0 ? { op: 'output' } : { op: 'page', from: 0, to: -1, extraData: shown };
  return { pipeline: [...stages, last], shape };
}
