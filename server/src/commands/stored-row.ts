/** Between the values of fields and the columns of tables: what an insert stores and what an update sets. */
import { columnOf, type Entity } from '../model/entity.ts';
import type { Field } from '../model/field.ts';
import type { Statement } from '../storage/statement.ts';
import type { RowValues } from './insert-batch.ts';
import type { Placement, Row } from './row.ts';
import { searchDocument } from './search-document.ts';

/**
 * A row that is about to be stored: every column of its entity, with fallbacks for what was not given. What has no place in a
 * tree belongs to the organisation that makes it; everything else to the owner of its tree.
 */
export function newRow(
  entity: Entity,
  id: string,
  placement: Placement | undefined,
  maker: string,
  values: RowValues,
  columns: RowValues,
): Row {
  const place = placement ?? { rootId: id, organisationIds: [maker], visibleThrough: id };
  const organisationId = place.organisationIds[0] ?? maker;
  return {
    entity,
    id,
    organisationId,
    placement: place,
    version: 1,
    columns: {
      ...placeColumns(entity, id, place, organisationId),
      ...fieldColumns(entity, values),
      id,
      ...columns,
    },
  };
}

/** Columns for values by field name; fields that are not stored in a column are left out. */
export function columnsFor(entity: Entity, values: RowValues): RowValues {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const field = entity.fields[name];
      const column = field === undefined ? undefined : storedIn(name, field);
      return column === undefined ? [] : [[column, value]];
    }),
  );
}

/** Column values as the driver takes them: dates as dates, JSON as text. */
export function toDatabase(entity: Entity, columns: RowValues): RowValues {
  const kinds = new Map(
    Object.entries(entity.fields).map(([name, field]) => [storedIn(name, field), field.kind]),
  );
  return Object.fromEntries(
    Object.entries(columns).map(([column, value]) => [
      column,
      toDriver(kinds.get(column) ?? kindOfColumn(column), value),
    ]),
  );
}

/** The search column of a row, in tables that have one. */
export function searchColumn(row: Row): RowValues {
  return row.entity.layout.searchable ? { search: searchDocument(row) } : {};
}

/** The update that turns one version of a row into the next. */
export function updateStatement(before: Row, after: Row): Statement {
  const changed = Object.entries(after.columns).filter(([column, value]) => before.columns[column] !== value);
  const stored = { ...toDatabase(after.entity, Object.fromEntries(changed)), ...searchColumn(after) };
  const names = Object.keys(stored);
  const rooted = after.entity.layout.root !== 'none';
  const place = rooted ? ` and root_id = $${names.length + 2}` : '';
  return {
    sql: `update skep."${after.entity.layout.table}" set ${names.map((name, index) => `"${name}" = $${index + 1}`).join(', ')} where id = $${names.length + 1}${place}`,
    parameters: [...Object.values(stored), after.id, ...(rooted ? [after.placement.rootId] : [])],
  };
}

function placeColumns(entity: Entity, id: string, place: Placement, organisationId: string): RowValues {
  const { layout, visibility } = entity;
  return {
    ...(layout.root === 'none' ? {} : { root_id: layout.root === 'self' ? id : place.rootId }),
    ...(layout.tenant ? { organisation_id: organisationId } : {}),
    ...(visibility === 'shared' ? sharedColumns(place) : {}),
  };
}

/** Columns that say which organisations see a row of a shared entity. */
export function sharedColumns(place: Placement): RowValues {
  return {
    organisation_ids: place.organisationIds,
    shared: place.organisationIds.length > 1,
    visible_through: place.visibleThrough,
  };
}

function fieldColumns(entity: Entity, values: RowValues): RowValues {
  const columns: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(entity.fields)) {
    const column = storedIn(name, field);
    if (column === undefined) continue;
    const value = values[name] ?? field.fallback ?? null;
    if (value !== null || !(column in columns)) columns[column] = value;
  }
  return columns;
}

/** The column a field is stored in; the datum of an observable has one although it is read in a way of its own. */
function storedIn(name: string, field: Field): string | undefined {
  return field.source?.from === 'named' && field.source.named === 'observableData'
    ? 'data'
    : columnOf(name, field);
}

function kindOfColumn(column: string): string {
  return column === 'deleted_at' ? 'date' : 'string';
}

function toDriver(kind: string, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (kind === 'date') return new Date(Number(value));
  return kind === 'json' ? JSON.stringify(value) : value;
}
