/** Reads the queries of v0: a list of operations becomes a pipeline, with the kind of objects it ends in. */
import { CodedError } from '../../model/errors.ts';
import { isRawObject, type RawObject } from '../../model/input.ts';
import type { Pipeline, SortKey, Stage } from '../../query/stage.ts';
import { readAggregation } from '../http/aggregation-input.ts';
import { countedIn } from './aggregation.ts';
import { readQuery } from './filter.ts';
import { switchedOn } from './input.ts';
import type { QueriedKind } from './kinds.ts';
import { grammarFault, similaritiesOf, starters, waysFrom } from './operations.ts';
import { sortPath } from './read.ts';
import type { Wanted } from './wanted.ts';

/** A query that can be run. */
export interface ParsedQuery {
  readonly pipeline: Pipeline;
  readonly kind: QueriedKind;
  readonly wanted: Wanted;
  /** Where a limited count stopped. */
  readonly limit?: number;
}

interface Progress extends ParsedQuery {
  /** Values were given instead of objects: nothing follows. */
  readonly ended: boolean;
}

type Step = (progress: Progress, parameters: RawObject) => Progress;

/** Most operations of a query. */
const mostOperations = 30;
/** Where a limited count stops counting. */
const countLimit = 1_000;

/** Reads the body of a query request. Throws `invalidFields`, `invalidQuery` or `tooManyItems`. */
export function parseQuery({ query }: RawObject): ParsedQuery {
  if (!Array.isArray(query) || query.length === 0) throw grammarFault('query', 'list of operations', query);
  if (query.length > mostOperations)
    throw new CodedError('tooManyItems', { limit: mostOperations, what: 'operations' });
  const [first, ...others] = query.map(readOperation);
  if (first === undefined) throw grammarFault('query', 'list of operations', query);
  return finish(others.reduce(readNext, begin(first)));
}

interface Operation {
  readonly name: string;
  readonly parameters: RawObject;
}

function readOperation(raw: unknown, index: number): Operation {
  if (!isRawObject(raw)) throw grammarFault(`query[${index}]`, 'operation', raw);
  const { _name: name, ...parameters } = raw;
  if (typeof name === 'string') return { name, parameters };
  throw grammarFault('_name', 'name of an operation', name);
}

function begin({ name, parameters }: Operation): Progress {
  const starter = starters.get(name);
  if (starter === undefined) throw unknown(name, [...starters.keys()]);
  const wanted = { parents: false, stats: false };
  return { kind: starter.kind, pipeline: starter.stages(parameters), wanted, ended: false };
}

function unknown(name: string, accepted: readonly string[]): Error {
  return grammarFault('_name', 'query', name, accepted.toSorted());
}

function readNext(progress: Progress, { name, parameters }: Operation): Progress {
  if (progress.ended) throw unknown(name, []);
  const { kind } = progress;
  const way = waysFrom(kind).get(name);
  if (way !== undefined)
    return { ...append(progress, { op: 'follow', relation: way.relation }), kind: way.kind };
  const similarity = similaritiesOf(kind).get(name);
  if (similarity !== undefined) return end(append(progress, { op: 'similar', similarity, count: false }));
  const step = kind.entity === 'alert' && name === 'withObservables' ? unchanged : steps.get(name);
  if (step !== undefined) return step(progress, parameters);
  throw unknown(name, [...steps.keys(), ...waysFrom(kind).keys(), ...similaritiesOf(kind).keys()]);
}

function append(progress: Progress, stage: Stage): Progress {
  return { ...progress, pipeline: [...progress.pipeline, stage] };
}

const end = (progress: Progress): Progress => ({ ...progress, ended: true });

/** Alerts always come with their observables. */
const unchanged: Step = (progress) => progress;

const page: Step = (progress, parameters) => {
  const [from, to] = [boundIn(parameters, 'from'), boundIn(parameters, 'to')];
  if (from < 0) throw grammarFault('from', 'whole number from 0', from);
  if (to !== -1 && to < from) throw grammarFault('to', 'whole number not below from, or -1 for no end', to);
  const { withParents } = parameters;
  const wanted = {
    parents: withParents === true || Number(withParents) > 0,
    stats: switchedOn(parameters, 'withStats'),
  };
  return end({ ...append(progress, pageOf(progress.kind, wanted, { from, to })), wanted });
};

/** v0 says of every page how many objects there are. */
function pageOf(
  kind: QueriedKind,
  wanted: Wanted,
  bounds: { readonly from: number; readonly to: number },
): Stage {
  return { op: 'page', ...bounds, extraData: [...kind.beside(wanted), 'total'] };
}

function boundIn(parameters: RawObject, name: 'from' | 'to'): number {
  const bound = parameters[name];
  if (typeof bound === 'number' && Number.isInteger(bound) && bound >= -1 && bound <= 2_147_483_647)
    return bound;
  throw grammarFault(name, 'whole number', bound);
}

const sort: Step = (progress, { _fields: fields }) => {
  if (!Array.isArray(fields)) throw grammarFault('_fields', 'list of fields', fields);
  const keys = fields.map((item: unknown) => keyOf(progress.kind, item));
  return append(progress, { op: 'sort', keys });
};

/** `{"date": "desc"}`, or a name with a sign before it. */
function keyOf({ words }: QueriedKind, item: unknown): SortKey {
  const [only, ...others] = isRawObject(item) ? Object.entries(item) : [];
  if (only !== undefined && others.length === 0) {
    const [word, direction] = only;
    if (direction !== 'asc' && direction !== 'desc')
      throw grammarFault(word, 'asc or desc', direction, ['asc', 'desc']);
    return { path: sortPath(words, word), descending: direction === 'desc' };
  }
  if (typeof item !== 'string') throw grammarFault('_fields', '{field: "asc" or "desc"}', item);
  return { path: sortPath(words, item.replace(/^[+-]/, '')), descending: item.startsWith('-') };
}

const steps: ReadonlyMap<string, Step> = new Map<string, Step>([
  [
    'filter',
    (progress, parameters) =>
      append(progress, { op: 'filter', filter: readQuery(progress.kind.words, parameters) }),
  ],
  ['sort', sort],
  ['page', page],
  ['output', (progress) => end(finished(progress))],
  ['count', (progress) => end(append(progress, { op: 'count' }))],
  [
    'limitedCount',
    (progress) => end({ ...append(progress, { op: 'count', limit: countLimit }), limit: countLimit }),
  ],
  [
    'aggregation',
    (progress, parameters) =>
      end(
        append(progress, {
          op: 'aggregate',
          aggregation: readAggregation(countedIn(progress.kind.words), parameters),
        }),
      ),
  ],
]);

/** Objects are put out in full when nothing else is asked of them. */
function finished(progress: Progress): Progress {
  const { kind, wanted } = progress;
  return append(progress, { op: 'page', from: 0, to: -1, extraData: kind.beside(wanted) });
}

function finish(progress: Progress): ParsedQuery {
  return progress.ended ? progress : finished(progress);
}
