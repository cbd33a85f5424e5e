/** Reads the keys of an order, in the three forms that clients use. */
import type { Entity } from '../../../model/entity.ts';
import { isRawObject } from '../../../model/input.ts';
import type { SortKey } from '../../../query/stage.ts';
import { grammarFault } from './grammar-fault.ts';
import { parsePath } from './parse-path.ts';

/** `"title"`, `"-date"`, `{"date": "desc"}` or `{"field": "date", "direction": "desc"}`. */
export function parseSort(entity: Entity, raw: unknown, at = '_fields'): SortKey[] {
  if (!Array.isArray(raw)) throw grammarFault(at, 'list of fields', raw);
  return raw.map((item, index) => parseKey(entity, item, `${at}[${index}]`));
}

function parseKey(entity: Entity, raw: unknown, at: string): SortKey {
  if (typeof raw === 'string') return parseSigned(entity, raw, at);
  if (!isRawObject(raw)) throw grammarFault(at, 'name of a field, or {field: "asc" or "desc"}', raw);
  if (Object.hasOwn(raw, 'field') && Object.hasOwn(raw, 'direction'))
    return key(entity, raw.field, raw.direction, at);
  const [only, ...others] = Object.entries(raw);
  if (only === undefined || others.length > 0) throw grammarFault(at, 'one field with its direction', raw);
  return key(entity, only[0], only[1], at);
}

function parseSigned(entity: Entity, raw: string, at: string): SortKey {
  const signed = raw.startsWith('-') || raw.startsWith('+');
  return {
    path: parsePath(entity, signed ? raw.slice(1) : raw, at, 'sortable'),
    descending: raw.startsWith('-'),
  };
}

function key(entity: Entity, field: unknown, direction: unknown, at: string): SortKey {
  if (direction !== 'asc' && direction !== 'desc')
    throw grammarFault(at, 'asc or desc', direction, ['asc', 'desc']);
  return { path: parsePath(entity, field, at, 'sortable'), descending: direction === 'desc' };
}
