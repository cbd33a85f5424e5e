/** What a change changes: new and old values of the fields that really differ, as audit records show them. */
import type { Entity } from '../../model/entity.ts';
import type { RowValues } from './insert-batch.ts';
import { type Row, storedValue } from './row.ts';

/** Values by field name after and before a change; only fields that differ. */
export interface Changes {
  readonly after: RowValues;
  readonly before: RowValues;
}

/** Compares new values with the stored ones. Sets are equal whatever their order. */
export function differences(row: Row, changes: RowValues): Changes {
  const changed = Object.entries(changes).filter(
    ([name, value]) => !same(row.entity, name, storedValue(row, name), value ?? null),
  );
  return {
    after: Object.fromEntries(changed.map(([name, value]) => [name, value ?? null])),
    before: Object.fromEntries(changed.map(([name]) => [name, storedValue(row, name)])),
  };
}

/** The values that may be shown: secret fields leave only a mark. */
export function shown(entity: Entity, values: RowValues): RowValues {
  const visible: Record<string, unknown> = { ...values };
  for (const name of Object.keys(values)) {
    if (entity.fields[name]?.secret === true) visible[name] = '<hidden>';
  }
  return visible;
}

function same(entity: Entity, name: string, before: unknown, after: unknown): boolean {
  if (before === after) return true;
  if (entity.fields[name]?.cardinality === 'set' && Array.isArray(before) && Array.isArray(after)) {
    return JSON.stringify([...before].sort()) === JSON.stringify([...after].sort());
  }
  return JSON.stringify(before) === JSON.stringify(after);
}
