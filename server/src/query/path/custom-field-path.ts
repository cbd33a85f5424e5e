/** Paths of custom fields: `customFields.NAME`, with an optional type after the name. Values lie in rows with a column for each type. */
import type { Kind } from '../../model/field.ts';
import { idFromWire } from '../../model/identifier.ts';
import type { CompileContext } from '../context.ts';
import { allOf, columnRef, idParameter, never, type Sql, sql } from '../sql.ts';
import type { PathBase, PathUse } from './field-path.ts';

/** A column of values of some types. */
export interface TypedColumn {
  readonly kind: Kind;
  readonly column: string;
  readonly types: readonly string[];
}

/** The columns that hold values, by the types stored in them. */
export const typedColumns: readonly TypedColumn[] = [
  { kind: 'string', column: 'string_value', types: ['string', 'url'] },
  { kind: 'integer', column: 'integer_value', types: ['integer'] },
  { kind: 'float', column: 'float_value', types: ['float'] },
  { kind: 'boolean', column: 'boolean_value', types: ['boolean'] },
  { kind: 'date', column: 'date_value', types: ['date'] },
];

/** A custom field of the rows of a set. Its type is known to the database only, unless the path names it. */
export interface CustomFieldPath extends PathUse {
  readonly form: 'custom';
  /** Columns that can hold the value: all, or the one of the named type. */
  readonly columns: readonly TypedColumn[];
  /** Alias of the value row, for conditions given to `some`. */
  readonly alias: string;
  /** The condition that one value of the field fulfils a condition. */
  readonly some: (condition: Sql) => Sql;
  /** `from … where …` over the values of the field for one row of the set. */
  readonly values: Sql;
}

const prefix = 'customFields';

/** Resolves a path of a custom field; undefined for anything else. A field that nobody defined has no values. */
export function customFieldPath(
  context: CompileContext,
  base: PathBase,
  path: string,
): CustomFieldPath | undefined {
  const [start, name, type] = path.split('.');
  if (start !== prefix || !base.entity.customFields) return undefined;
  const alias = context.alias();
  const typed = typedColumns.filter((column) => type !== undefined && column.types.includes(type));
  const belongs = allOf([
    // Whose value it is, of what kind of object, and its field's name are said elsewhere already; the indexes of values begin with them.
    sql`${columnRef(alias, 'organisation_id')} = ${columnRef(base.alias, 'organisation_id')}`,
    sql`${columnRef(alias, 'entity_kind')} = ${base.entity.name}`,
    ...ownerOf(alias, base),
    name === undefined || name === '' ? never : sql`${columnRef(alias, 'name')} = ${nameOf(context, name)}`,
  ]);
  const from = sql`from skep.custom_field_value as ${sql.id(alias)} where ${belongs}`;
  return {
    form: 'custom',
    path,
    columns: typed.length === 0 ? typedColumns : typed,
    alias,
    some: (condition) => sql`exists (select ${from} and ${condition})`,
    values: from,
    filterable: true,
    sortable: true,
    aggregable: true,
  };
}

/** A root is its own tree: saying both would make the planner expect almost no match. */
function ownerOf(alias: string, { entity, alias: base }: PathBase): Sql[] {
  const isOwner = sql`${columnRef(alias, 'entity_id')} = ${columnRef(base, 'id')}`;
  if (entity.layout.root === 'self') return [isOwner];
  return [sql`${columnRef(alias, 'root_id')} = ${columnRef(base, 'root_id')}`, isOwner];
}

/** Fields are never renamed, so the name beside a value holds. */
function nameOf(context: CompileContext, name: string): Sql {
  const id = idFromWire(name);
  if (id === undefined) return sql`${name}`;
  const alias = context.alias();
  return sql`(select ${columnRef(alias, 'name')} from skep.custom_field as ${sql.id(alias)} where ${columnRef(alias, 'id')} = ${idParameter(id)})`;
}
