/** Rows as commands hold them: an object's place in its tree, who sees it, and its stored values by field name. */
import type { Entity } from '../../model/entity.ts';
import { evaluate } from '../../model/evaluate.ts';
import type { Kind } from '../../model/field.ts';
import { entities } from '../../model/registry.ts';
import { isRead } from '../../query/output.ts';
import type { CustomFieldValue, ReadObject } from '../../query/stage.ts';

/** Where a row lives and who sees it. */
export interface Placement {
  /** Digits of the id of the case, alert or template at the top. */
  readonly rootId: string;
  /** Organisations that see it, the owner first. */
  readonly organisationIds: readonly string[];
  /** Id of the case, task or observable whose shares decide who sees it. */
  readonly visibleThrough: string;
  /** Logins of the people it is kept to; whoever works in those organisations when missing. */
  readonly restrictedTo?: readonly string[] | undefined;
}

/** A stored object. */
export interface Row {
  readonly entity: Entity;
  readonly id: string;
  /** Organisation that owns the tree it stands in, whoever wrote it. */
  readonly organisationId: string;
  readonly placement: Placement;
  readonly version: number;
  /** Columns by name, dates in milliseconds. */
  readonly columns: Readonly<Record<string, unknown>>;
}

/** The stored value of a field; computed fields are evaluated from the columns. */
export function storedValue(row: Row, name: string): unknown {
  const field = row.entity.fields[name];
  if (field === undefined) throw new Error(`${row.entity.name} has no field ${name}`);
  const column = row.entity.columns.get(name);
  if (column !== undefined) return inKind(field.kind, row.columns[column] ?? null);
  return field.source?.from === 'expression' ? evaluate(field.source.expression, row.columns) : null;
}

/** Large integers come from the database as text. */
function inKind(kind: Kind, value: unknown): unknown {
  return kind === 'integer' && typeof value === 'string' ? Number(value) : value;
}

/** A text value of a row; undefined while it is missing. */
export function textOf(row: Row, name: string): string | undefined {
  const value = storedValue(row, name);
  return typeof value === 'string' ? value : undefined;
}

/** A number or date of a row; undefined while it is missing. */
export function numberOf(row: Row, name: string): number | undefined {
  const value = storedValue(row, name);
  return typeof value === 'number' ? value : undefined;
}

/** A list of texts of a row. */
export function textsOf(row: Row, name: string): readonly string[] {
  const value = storedValue(row, name);
  return Array.isArray(value) ? value.map(String) : [];
}

/** Names of the fields that are read with every object, worked out once for each entity. */
const readNames: ReadonlyMap<Entity, readonly string[]> = new Map(
  Object.values(entities).map((entity) => [entity, readNamesOf(entity)]),
);

function readNamesOf({ fields }: Entity): readonly string[] {
  return Object.entries(fields).flatMap(([name, field]) => (isRead(field) ? [name] : []));
}

/** The row as a query would read it, with what only a query computes given by the caller. */
export function asReadObject(
  row: Row,
  named: Readonly<Record<string, unknown>> = {},
  customFields: readonly CustomFieldValue[] = [],
): ReadObject {
  const values: Record<string, unknown> = {};
  for (const name of readNames.get(row.entity) ?? readNamesOf(row.entity))
    values[name] = named[name] ?? storedValue(row, name);
  const object = { entity: row.entity.name, values: Object.assign(values, named), extraData: {} };
  return row.entity.customFields ? { ...object, customFields } : object;
}

/** Makes a row from what the database returned for `select *` of its table. */
export function rowFromColumns(entity: Entity, columns: Readonly<Record<string, unknown>>): Row {
  const id = String(columns.id);
  const organisationId = String(columns.organisation_id ?? '0');
  const ids = columns.organisation_ids;
  return {
    entity,
    id,
    organisationId,
    placement: {
      rootId: String(columns.root_id ?? id),
      organisationIds: Array.isArray(ids) ? ids.map(String) : [organisationId],
      visibleThrough: String(columns.visible_through ?? columns.root_id ?? id),
      restrictedTo: Array.isArray(columns.restricted_to) ? columns.restricted_to.map(String) : undefined,
    },
    version: Number(columns.version ?? 1),
    columns,
  };
}
