/** Reads objects for the routes of v0: one by id or name, and lists with the part, the order and the conditions that are asked for. */
import { CodedError, notFound } from '../../model/errors.ts';
import { idFromWire, idToWire } from '../../model/identifier.ts';
import type { RawObject } from '../../model/input.ts';
import { type EntityName, entities } from '../../model/registry.ts';
import type { Filter } from '../../query/filter/filter.ts';
import { runQuery } from '../../query/index.ts';
import type { Pipeline, QueryResult, ReadObject, SortKey, Stage } from '../../query/stage.ts';
import { actorOf } from '../http/route-table.ts';
import { computedWord } from './filter.ts';
import { type Countable, conditionOf } from './kind.ts';
import type { RouteCall } from './route.ts';
import type { Words } from './words.ts';

/** What every list takes. */
export const listInput = {
  query: 'conditions on the objects',
  range: '`all`, or `0-10` for the first ten; ten when missing',
  sort: 'names of fields, with a minus before those that go down',
  nparent: 'above 0: each object is shown in what it belongs to',
  nstats: 'true: numbers are shown with each object',
} as const;

const usualSize = 10;

/** What a pipeline gives. */
export function readPipeline(call: RouteCall, pipeline: Pipeline): Promise<QueryResult> {
  return runQuery(call.services.commands.database, actorOf(call), pipeline);
}

/** The objects of a pipeline that ends in a page. */
export async function readObjects(call: RouteCall, pipeline: Pipeline): Promise<readonly ReadObject[]> {
  const result = await readPipeline(call, pipeline);
  return result.kind === 'objects' ? result.objects : [];
}

/** The step that gets one object by id, or by the name that people use. */
export function getStage(entity: EntityName, reference: string): Stage {
  const id = idFromWire(reference);
  if (id !== undefined) return { op: 'get', entity, id };
  // The name of a case is a number; any other text names none.
  const named = !reference.startsWith('~') && (entity !== 'case' || /^\d{1,9}$/.test(reference));
  if (named) return { op: 'get', entity, name: reference };
  throw notFound(nameOf(entity));
}

/** What an object is called in the sentence that it was not found. */
function nameOf(entity: EntityName): string {
  return entity === 'job' ? 'Job' : entities[entity].wireType;
}

/** One object, with what is read beside it. Throws `notFound`. */
export async function readOne(
  call: RouteCall,
  entity: EntityName,
  reference: string,
  extraData: readonly string[] = [],
): Promise<ReadObject> {
  const page: Stage = { op: 'page', from: 0, to: 1, extraData };
  const [found] = await readObjects(call, [getStage(entity, reference), page]);
  if (found === undefined) throw notFound(nameOf(entity));
  return found;
}

/** Objects by id, cases also by number, in the order in which they are named. Throws `notFound` when one is missing. */
export async function readSeveral(
  call: RouteCall,
  entity: EntityName,
  references: readonly string[],
): Promise<readonly ReadObject[]> {
  const ids = references.flatMap((reference) => idFromWire(reference) ?? []);
  const numbers = references.flatMap((reference) => (/^\d{1,9}$/.test(reference) ? [Number(reference)] : []));
  const byId: Filter = { op: 'in', path: 'id', values: ids, at: 'ids' };
  const byNumber: Filter = { op: 'in', path: 'number', values: numbers, at: 'ids' };
  const found = await readObjects(call, [
    { op: 'list', entity },
    { op: 'filter', filter: { op: 'or', of: entity === 'case' ? [byId, byNumber] : [byId] } },
    { op: 'page', from: 0, to: -1, extraData: [] },
  ]);
  const byReference = new Map(
    found.flatMap((one) => [
      [idToWire(String(one.values.id)), one] as const,
      [String(one.values.number), one] as const,
    ]),
  );
  return references.map((reference) => {
    const one = byReference.get(reference);
    if (one === undefined) throw notFound(entities[entity].wireType);
    return one;
  });
}

/** Objects by the digits of their ids, in the order given, with what is read beside each; those that are gone are left out. */
export async function readByIds(
  call: RouteCall,
  entity: EntityName,
  ids: readonly string[],
  extraData: readonly string[] = [],
): Promise<readonly ReadObject[]> {
  if (ids.length === 0) return [];
  const found = await readObjects(call, [
    { op: 'list', entity },
    { op: 'filter', filter: { op: 'in', path: 'id', values: ids, at: '' } },
    { op: 'page', from: 0, to: -1, extraData },
  ]);
  const byId = new Map(found.map((object) => [object.values.id, object]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The part of a list that is asked for. What cannot be read counts as the usual beginning and size. */
export function boundsOf({ range }: RawObject): { readonly from: number; readonly to: number } {
  if (range === 'all') return { from: 0, to: -1 };
  const [first = '', last = ''] = typeof range === 'string' ? range.split('-') : [];
  const from = /^\d{1,9}$/.test(first) ? Number(first) : 0;
  const to = /^\d{1,9}$/.test(last) ? Number(last) : from + usualSize;
  return { from, to: to <= from ? from + usualSize : to };
}

/** The path that objects are sorted by for a word. Throws `invalidQuery`. */
export function sortPath(words: Words, word: string): string {
  const { fields, type } = words;
  const path = fields.get(word) ?? computedWord(words, word)?.sortedBy;
  if (path !== undefined) return path;
  throw new CodedError('invalidQuery', {
    reason: `Objects of type ${type} are not sorted by ${word.slice(0, 50)}; they are by ${[...fields.keys()].join(', ')}`,
  });
}

/** The order that is asked for. Throws `invalidQuery`. */
export function keysOf(words: Words, { sort }: RawObject): SortKey[] {
  const given: readonly unknown[] = sort === undefined || sort === null ? [] : [sort].flat();
  const keys = given.flatMap((key) => String(key).split(','));
  return keys.map((key) => {
    const [, sign = '', word = ''] = /^([+-]?)(.*)$/s.exec(key.trim()) ?? [];
    return { path: sortPath(words, word), descending: sign === '-' };
  });
}

/** What is asked for beside the objects of a list, and where they lie when not everywhere. */
interface ListOptions {
  readonly extraData?: readonly string[];
  /** Steps that lead to the objects; all of the entity when missing. */
  readonly from?: Pipeline;
}

/** A list of objects, with how many there are besides. */
export async function readList(
  call: RouteCall,
  kind: Countable,
  { extraData = [], from = [{ op: 'list', entity: kind.entity }] }: ListOptions = {},
): Promise<{ readonly objects: readonly ReadObject[]; readonly headers: Readonly<Record<string, string>> }> {
  const keys = keysOf(kind.words, call.input);
  const result = await readPipeline(call, [
    ...from,
    { op: 'filter', filter: conditionOf(kind, call.input.query) },
    ...(keys.length === 0 ? [] : [{ op: 'sort', keys } as const]),
    { op: 'page', ...boundsOf(call.input), extraData: ['total', ...extraData] },
  ]);
  if (result.kind !== 'objects') throw new Error(`A list gave ${result.kind}`);
  return {
    objects: result.objects,
    headers: { 'X-Total': String(result.total ?? result.objects.length) },
  };
}
