/** Reads the name of a field in a query; an unknown one is answered with those that exist. */
import { nearest } from '../../../lib/nearest.ts';
import type { Entity } from '../../../model/entity.ts';
import { CodedError } from '../../../model/errors.ts';
import { pathFromWire, wirePathsFor } from '../names.ts';
import { grammarFault } from './grammar-fault.ts';

/** What a field is wanted for. */
export type PathUse = 'filterable' | 'sortable' | 'aggregable';

const verbs: Readonly<Record<PathUse, string>> = {
  filterable: 'filtered by',
  sortable: 'sorted by',
  aggregable: 'aggregated',
};

/** The path of the model for a field name from the wire. Throws `invalidQuery` when it cannot be used so. */
export function parsePath(entity: Entity, raw: unknown, at: string, use: PathUse): string {
  if (typeof raw !== 'string') throw grammarFault(at, 'name of a field', raw);
  const path = pathFromWire(entity, raw);
  if (path !== undefined && (isCustomField(path, use) || isUsable(entity, path, use))) return path;
  throw unknownPath(entity, raw, use, path !== undefined);
}

/** Without a name it means none of the custom fields: a condition on it finds nothing. */
function isCustomField(path: string, use: PathUse): boolean {
  return path.startsWith('customFields.') || (path === 'customFields' && use === 'filterable');
}

function isUsable(entity: Entity, path: string, use: PathUse): boolean {
  return wirePathsFor(entity, use).some((word) => pathFromWire(entity, word) === path);
}

function unknownPath(entity: Entity, raw: string, use: PathUse, known: boolean): CodedError {
  const choices = wirePathsFor(entity, use);
  const meant = known ? undefined : nearest(raw, choices);
  const verdict = known ? `cannot be ${verbs[use]}` : 'is unknown';
  const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
  return new CodedError('invalidQuery', {
    reason: `Field ${raw.slice(0, 100)} of ${entity.wireType} ${verdict}${hint}; possible: ${choices.join(', ')}`,
    field: raw.slice(0, 100),
    entity: entity.wireType,
    choices,
  });
}
