/** Renders what a query gave, in the shape that its last operation promises. */
import type { Actor } from '../../../model/actor.ts';
import type { QueryResult, ReadObject, SimilarObject } from '../../../query/stage.ts';
import type { ParsedQuery } from '../query/parse-query.ts';
import type { ResultShape } from '../query/query-step.ts';
import { renderObject, type WireObject } from './render.ts';

/** The body of an answer, and the size of the whole set when it was asked for. */
export interface RenderedResult {
  readonly body: unknown;
  readonly total?: number;
}

/** Renders a result for who asked. */
export function renderResult(query: ParsedQuery, result: QueryResult, viewer: Actor): RenderedResult {
  switch (result.kind) {
    case 'objects': {
      if (query.shape.kind === 'data') return { body: renderData(query.shape.name, result.objects) };
      const body = result.objects.map((object) => renderFound(query, object, viewer));
      return result.total === undefined ? { body } : { body, total: result.total };
    }
    case 'number':
      return { body: limited(query.shape, result.value) };
    case 'aggregation':
      return { body: query.shape.kind === 'keys' ? Object.keys(Object(result.value)) : result.value };
    case 'similar':
      return { body: result.found.map((found) => choose(query, renderSimilar(query.shape, found, viewer))) };
  }
}

/** What was computed for each object, in one list; equal texts once. */
function renderData(name: string, objects: readonly ReadObject[]): unknown[] {
  const all = objects.flatMap(({ extraData }): unknown[] => {
    const value = extraData[name];
    return Array.isArray(value) ? value : [];
  });
  return [...new Set(all)];
}

function renderFound(query: ParsedQuery, object: ReadObject, viewer: Actor): unknown {
  const { shape } = query;
  if (shape.kind === 'texts') return object.values.tagText ?? object.values[shape.path] ?? '';
  const shown = choose(query, renderObject(object, viewer, shape.kind === 'objects' ? shape.extraData : []));
  return shape.kind === 'objects' && shape.headers === true ? withoutContent(shown) : shown;
}

function withoutContent({ content: _, ...header }: WireObject): WireObject {
  return header;
}

/** A count that has reached its limit is given as the negated limit: there are that many or more. */
function limited(shape: ResultShape, value: number): number {
  const limit = shape.kind === 'number' ? shape.limit : undefined;
  return limit !== undefined && value >= limit ? -limit : value;
}

function choose({ include, exclude }: ParsedQuery, object: WireObject): WireObject {
  if (include === undefined && exclude.size === 0) return object;
  return Object.fromEntries(
    Object.entries(object).filter(([name]) =>
      include === undefined ? !exclude.has(name) : include.has(name),
    ),
  );
}

function renderSimilar(shape: ResultShape, found: SimilarObject, viewer: Actor): WireObject {
  const object = renderObject(found.object, viewer, []);
  const { similarObservableCount, observableCount, similarIocCount, iocCount, observableTypes } = found;
  const counts = { similarObservableCount, observableCount, similarIocCount, iocCount, observableTypes };
  const linkedWith = valuesByType(found);
  if (shape.kind === 'similar' && shape.wrapped)
    return { [found.object.entity]: object, ...counts, linkedWith };
  return { ...object, ...counts, linksCount: similarObservableCount, linkedWith, shared: found.shared };
}

/** Shared values by data type, rarest first. */
function valuesByType({ shared }: SimilarObject): Readonly<Record<string, readonly string[]>> {
  const types = [...new Set(shared.map(({ dataType }) => dataType))];
  return Object.fromEntries(
    types.map((type) => [type, shared.filter(({ dataType }) => dataType === type).map(({ data }) => data)]),
  );
}
