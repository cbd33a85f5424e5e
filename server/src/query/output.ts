/**
 * Objects as they are read: the columns of a row, its named fields and what lies in rows of its own. Expressions are not
 * selected: they are evaluated from the columns. An object inside another travels as JSON and is read in the same way.
 */
import { columnOf, type Entity } from '../model/entity.ts';
import { evaluate } from '../model/evaluate.ts';
import type { Field } from '../model/field.ts';
import { entityNamed } from '../model/registry.ts';
import type { RawRow } from './compiled.ts';
import type { CompileContext } from './context.ts';
import { decodeHeld, heldSelection } from './held-values.ts';
import type { PathBase } from './path/field-path.ts';
import { namedSource } from './path/named-source.ts';
import { type EntitySet, selectFrom } from './set.ts';
import { columnRef, milliseconds, type Sql, sql } from './sql.ts';
import type { CustomFieldValue, ReadObject } from './stage.ts';

/** Key in JSON that says what the object is. */
const entityColumn = 'object:entity';

/** Where the selected values go: into columns of a row, or into JSON, where dates and ids need a form of their own. */
type Target = 'row' | 'json';

/** The select list that gives the objects under an alias. */
export function objectSelection(context: CompileContext, base: PathBase, target: Target = 'row'): Sql {
  const { entity, alias } = base;
  const columns = [...columnsOf(entity)].map(
    ([column, field]) => sql`${inTarget(target, field, columnRef(alias, column))} as ${sql.id(column)}`,
  );
  const named = Object.entries(entity.fields).flatMap(([name, field]) => {
    const source =
      isRead(field) && field.source?.from === 'named' ? namedSource(field.source.named) : undefined;
    return source === undefined ? [] : [sql`${source.value(context, alias)} as ${sql.id(namedColumn(name))}`];
  });
  const custom = entity.customFields ? [sql`${customFieldValues(context, alias)} as custom_fields`] : [];
  return sql.join([...columns, ...named, ...custom, ...heldSelection(context, base)]);
}

/** The first member of a set as JSON; null when the set is empty. `extraData` is read back under the same names. */
export function objectJson(
  context: CompileContext,
  set: EntitySet,
  extraData: Readonly<Record<string, Sql>> = {},
): Sql {
  return sql`(${objectRows(context, set, extraData)} limit 1)`;
}

/** The members of a set as a JSON array, at most `limit`, oldest first. */
export function objectsJson(context: CompileContext, set: EntitySet, limit: number): Sql {
  const rows = objectRows(
    context,
    set,
    {},
    sql` order by ${columnRef(set.alias, 'id')} limit ${limit}::bigint`,
  );
  return sql`coalesce((select jsonb_agg(found.object) from (${rows}) as found), '[]')`;
}

function objectRows(
  context: CompileContext,
  set: EntitySet,
  extraData: Readonly<Record<string, Sql>>,
  rest: Sql = sql``,
): Sql {
  const row = context.alias();
  const extras = Object.entries(extraData).map(
    ([name, value]) => sql`, ${value} as ${sql.id(extraColumn(name))}`,
  );
  const tag = sql`${sql.lit(set.entity.name)} as ${sql.id(entityColumn)}`;
  const selection = sql`${tag}, ${objectSelection(context, set, 'json')}${sql.join(extras, sql``)}`;
  return sql`select to_jsonb(${sql.id(row)}) as object from (${selectFrom(set, selection, rest)}) as ${sql.id(row)}`;
}

/** The object in a row. */
export function decodeObject(entity: Entity, row: RawRow, extraData: RawRow = {}): ReadObject {
  const values: Record<string, unknown> = { ...decodeHeld(entity, row) };
  for (const [name, field] of Object.entries(entity.fields)) {
    if (isRead(field)) values[name] = decodeValue(field, rawValue(name, field, row));
  }
  const object = { entity: entity.name, values, extraData };
  return entity.customFields ? { ...object, customFields: asCustomFields(row.custom_fields) } : object;
}

/** The object in JSON made by {@link objectJson}; null when there is none. */
export function decodeJson(json: unknown, extraData: RawRow = {}): ReadObject | null {
  return isRow(json) ? decodeObject(entityNamed(String(json[entityColumn])), json, extraData) : null;
}

/** The value that {@link objectJson} was given as extra data. */
export function extraIn(json: unknown, name: string): unknown {
  return isRow(json) ? json[extraColumn(name)] : undefined;
}

/** Whether a field is read with every object: large and costly things and secrets are asked for by themselves. */
export function isRead(field: Field): boolean {
  const large = !field.output && (field.kind === 'json' || field.kind === 'text');
  const costly = field.source?.from === 'named' && namedSource(field.source.named)?.lookedForOnly === true;
  return !field.secret && !large && !costly;
}

/** Columns that hold the fields of an entity, each once. */
function columnsOf(entity: Entity): ReadonlyMap<string, Field> {
  const columns = new Map<string, Field>();
  for (const [name, field] of Object.entries(entity.fields)) {
    const column = isRead(field) ? columnOf(name, field) : undefined;
    if (column !== undefined && !columns.has(column)) columns.set(column, field);
  }
  return columns;
}

function inTarget(target: Target, field: Field, value: Sql): Sql {
  if (target === 'row') return value;
  if (field.kind === 'date') return milliseconds(value);
  return field.kind === 'id' ? sql`${value}::text` : value;
}

function namedColumn(name: string): string {
  return `named:${name}`;
}

function extraColumn(name: string): string {
  return `extra:${name}`;
}

function rawValue(name: string, field: Field, row: RawRow): unknown {
  const column = columnOf(name, field);
  if (column !== undefined) return row[column];
  return field.source?.from === 'expression'
    ? evaluate(field.source.expression, row)
    : row[namedColumn(name)];
}

function decodeValue(field: Field, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  switch (field.kind) {
    case 'integer':
    case 'float':
    case 'duration':
    case 'date':
      return Number(value);
    case 'id':
      return Array.isArray(value) ? value.map(String) : String(value);
    default:
      return value;
  }
}

function customFieldValues(context: CompileContext, alias: string): Sql {
  const value = context.alias();
  const column = (name: string): Sql => columnRef(value, name);
  const typed = sql`coalesce(to_jsonb(${column('string_value')}), to_jsonb(${column('integer_value')}), to_jsonb(${column('float_value')}), to_jsonb(${column('boolean_value')}), to_jsonb(${milliseconds(column('date_value'))}))`;
  const object = sql`jsonb_build_object('id', ${column('id')}::text, 'name', ${column('name')}, 'type', ${column('type')}, 'value', ${typed}, 'order', ${column('position')})`;
  return sql`(select coalesce(jsonb_agg(${object} order by ${column('position')}, ${column('id')}), '[]') from skep.custom_field_value as ${sql.id(value)} where ${column('root_id')} = ${columnRef(alias, 'root_id')} and ${column('entity_id')} = ${columnRef(alias, 'id')})`;
}

function asCustomFields(json: unknown): readonly CustomFieldValue[] {
  return Array.isArray(json) ? json.filter(isCustomFieldValue) : [];
}

function isCustomFieldValue(json: unknown): json is CustomFieldValue {
  return isRow(json) && typeof json.name === 'string' && typeof json.type === 'string';
}

function isRow(json: unknown): json is RawRow {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
