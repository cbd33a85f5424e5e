/** Values of archived objects, checked against the model as those of a request are. */

import { faultsOf } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { plainJson } from '../frame/plain-json.ts';
import { type ArchivedKind, type ArchivedObject, keptStamps } from './archive-format.ts';
import { refused } from './unzip.ts';

/** The values of an object that its kind keeps. Throws `archiveRefused` for one that the model does not accept. */
export function restoredValues({ entity, fields }: ArchivedKind, { values }: ArchivedObject): RowValues {
  const declared = entities[entity].fields;
  const kept: Record<string, unknown> = {};
  for (const name of fields) {
    const value = values[name];
    const field = Object.entries(declared).find(([key]) => key === name)?.[1];
    if (field === undefined || value === undefined || value === null) continue;
    if (faultsOf(field, value, name).length > 0) throw refused(`a ${entity} in it has no valid ${name}`);
    kept[name] = field.kind === 'json' ? plainJson(value) : value;
  }
  return kept;
}

/** Throws `archiveRefused` unless an object has what none of its kind can be without. */
export function requireValues(kind: string, values: RowValues, names: readonly string[]): void {
  for (const name of names) if (values[name] === undefined) throw refused(`a ${kind} in it has no ${name}`);
}

/** Columns that say who made an object and changed it last, and when, as far as that is told; nothing lies in the future. */
export function restoredStamps(kind: ArchivedKind, object: ArchivedObject, now: number): RowValues {
  const stamps = restoredValues({ ...kind, fields: keptStamps }, object);
  const columns = {
    createdAt: 'created_at',
    createdBy: 'created_by',
    updatedAt: 'updated_at',
    updatedBy: 'updated_by',
  };
  return Object.fromEntries(
    Object.entries(columns).flatMap(([name, column]) => {
      const value = stamps[name];
      if (value === undefined) return [];
      return [[column, typeof value === 'number' ? Math.min(value, now) : String(value).slice(0, 128)]];
    }),
  );
}
