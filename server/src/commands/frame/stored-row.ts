/** Between the values of fields and the columns of tables: what an insert stores and what an update sets. */
import { jsonOf } from '../../lib/json-text.ts';
import type { Entity } from '../../model/entity.ts';
import type { Statement } from '../../storage/statement.ts';
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
    columns: newColumns(entity, placeColumns(entity, id, place, organisationId), values, { id, ...columns }),
  };
}

/** Columns for values by field name; fields that are not stored in a column are left out. */
export function columnsFor(entity: Entity, values: RowValues): RowValues {
  return Object.fromEntries(
    entity.stored.flatMap(({ name, column }) => (name in values ? [[column, values[name]]] : [])),
  );
}

/** What an insert stores of a row: its columns, and the search column in tables that have one. */
export function insertedColumns(row: Row): RowValues {
  const stored = toDatabase(row.entity, row.columns);
  if (row.entity.layout.searchable) stored.search = searchDocument(row);
  return stored;
}

/** Column values as the driver takes them: dates as dates, JSON as text. */
export function toDatabase(entity: Entity, columns: RowValues): Record<string, unknown> {
  const stored: Record<string, unknown> = { ...columns };
  for (const { column, kind } of entity.stored) {
    if ((kind === 'date' || kind === 'json') && column in stored)
      stored[column] = toDriver(kind, columns[column]);
  }
  // Not a field: objects that have it are not shown.
  if ('deleted_at' in stored) stored.deleted_at = toDriver('date', columns.deleted_at);
  return stored;
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

function placeColumns(
  { layout, visibility }: Entity,
  id: string,
  place: Placement,
  organisationId: string,
): RowValues {
  const columns: Record<string, unknown> = {};
  if (layout.root !== 'none') columns.root_id = layout.root === 'self' ? id : place.rootId;
  if (layout.tenant) columns.organisation_id = organisationId;
  return visibility === 'shared' || visibility === 'paired'
    ? Object.assign(columns, sharedColumns(place))
    : columns;
}

/** Columns that say which organisations see a row of a shared entity, and which people if it is kept to some. */
export function sharedColumns(place: Placement): RowValues {
  return {
    organisation_ids: place.organisationIds,
    shared: place.organisationIds.length > 1,
    visible_through: place.visibleThrough,
    ...restrictedColumns(place.restrictedTo),
  };
}

/** Columns that say to whom a row is kept; to nobody when there is no list. */
export function restrictedColumns(people: Placement['restrictedTo']): RowValues {
  return { restricted: people !== undefined, restricted_to: people ?? null };
}

/** The place of a row, then its fields, then what is no field. One object throughout: rows are made by the thousand. */
function newColumns(entity: Entity, place: RowValues, values: RowValues, others: RowValues): RowValues {
  const columns: Record<string, unknown> = { ...place };
  for (const { name, column, fallback, again } of entity.stored) {
    const value = values[name] ?? fallback ?? null;
    if (value !== null || !again) columns[column] = value;
  }
  return Object.assign(columns, others);
}

function toDriver(kind: string, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (kind === 'date') return new Date(Number(value));
  return kind === 'json' ? jsonOf(value) : value;
}
