/** The pipelines of the query endpoint, built step by step. What a list asks is plain data, so that it can be a key of the cache. */

/** A condition as the query endpoint reads it. */
export type Filter = Readonly<Record<string, unknown>>;
/** A step of a pipeline. */
export type Step = Readonly<Record<string, unknown>> & { readonly _name: string };
/** Sort keys in order: `{ date: 'desc' }`. */
export type Order = readonly Readonly<Record<string, 'asc' | 'desc'>>[];

/** Starts with all objects of a kind: `list('alert')`. */
export function list(entity: string): Step {
  return { _name: `list${entity.charAt(0).toUpperCase()}${entity.slice(1)}` };
}
/** Starts with one object: `get('case', '~12')`. */
export function get(entity: string, idOrName: string): Step {
  return { _name: `get${entity.charAt(0).toUpperCase()}${entity.slice(1)}`, idOrName };
}
/** Goes on to related objects: `follow('observables')`. */
export function follow(relation: string): Step {
  return { _name: relation };
}
/** Keeps what fulfils every condition. */
export function where(...filters: readonly Filter[]): Step {
  const [only] = filters;
  return { _name: 'filter', ...(filters.length === 1 && only !== undefined ? only : { _and: filters }) };
}
/** Puts objects in order. */
export function sort(order: Order): Step {
  return { _name: 'sort', _fields: order };
}
/** Takes the objects from `from` up to but without `to`, each with the extra data named. */
export function page(from: number, to: number, extraData: readonly string[] = []): Step {
  return { _name: 'page', from, to, extraData };
}
/** Counts exactly. Slow on lists of hundreds of thousands; lists use {@link boundedCount}. */
export function count(): Step {
  return { _name: 'count' };
}
/** Counts up to a bound of the server; above it the answer is the bound with a minus sign. */
export function boundedCount(): Step {
  return { _name: 'limitedCount' };
}

/** Conditions. */
export const filters = {
  is: (field: string, value: unknown): Filter => ({ _eq: { _field: field, _value: value } }),
  in: (field: string, values: readonly unknown[]): Filter => ({ _in: { _field: field, _values: values } }),
  not: (filter: Filter): Filter => ({ _not: filter }),
  any: (...of: readonly Filter[]): Filter => ({ _or: of }),
  all: (...of: readonly Filter[]): Filter => ({ _and: of }),
  like: (field: string, value: string): Filter => ({ _like: { _field: field, _value: value } }),
  atLeast: (field: string, value: unknown): Filter => ({ _gte: { _field: field, _value: value } }),
  atMost: (field: string, value: unknown): Filter => ({ _lte: { _field: field, _value: value } }),
  has: (field: string): Filter => ({ _has: field }),
  text: (words: string): Filter => ({ _string: words }),
} as const;
