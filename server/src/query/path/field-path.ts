/** Fields of an entity as typed SQL, and the forms a path can take. */
import { columnOf, type Entity } from '../../model/entity.ts';
import type { Field, Kind } from '../../model/field.ts';
import { type SearchMark, searchMarks } from '../../model/search-words.ts';
import type { CompileContext } from '../context.ts';
import { columnRef, type Sql, sql } from '../sql.ts';
import { expressionSql } from './expression-sql.ts';
import { namedSource } from './named-source.ts';

/** What may be done with a path, whatever its form. */
export interface PathUse {
  /** The path as it was given. */
  readonly path: string;
  readonly filterable: boolean;
  readonly sortable: boolean;
  readonly aggregable: boolean;
}

/** A path with at most one value in each row. */
export interface ValuePath extends PathUse {
  readonly form: 'value';
  readonly kind: Kind;
  /** The value as it is stored: dates are `timestamptz`, ids `bigint`, durations milliseconds. */
  readonly sql: Sql;
  readonly nullable: boolean;
  /** It is a column of the row: reading it costs nothing, and the planner knows how its values are spread. */
  readonly stored: boolean;
  readonly values: readonly (string | number)[] | undefined;
  /** Where its words are indexed. */
  readonly words: { readonly vector: Sql; readonly mark: SearchMark } | undefined;
  /** Digest column by which equal data are found. */
  readonly match: Sql | undefined;
}

/** A path with several texts in each row, as an array. */
export interface ListPath extends PathUse {
  readonly form: 'list';
  readonly kind: 'string';
  readonly sql: Sql;
}

/** A path whose values lie in rows of their own, e.g. the files of a log. */
export interface RowsPath extends PathUse {
  readonly form: 'rows';
  readonly inner: ValuePath | ListPath;
  /** The condition that one of those rows fulfils a condition. */
  readonly some: (condition: Sql) => Sql;
}

/** Any text of the object: not a value, only something to look in. */
export interface WordsPath extends PathUse {
  readonly form: 'words';
  readonly vector: Sql;
  /** Texts in which parts of words are looked for as well; they have an index for it. */
  readonly parts: readonly Sql[];
}

/** Something whose paths can be resolved: rows of an entity under an alias. */
export interface PathBase {
  readonly entity: Entity;
  readonly alias: string;
}

/** The path of a field of the entity itself. */
export function ownField(
  context: CompileContext,
  base: PathBase,
  name: string,
): ValuePath | ListPath | undefined {
  const field = Object.hasOwn(base.entity.fields, name) ? base.entity.fields[name] : undefined;
  if (field === undefined) return undefined;
  const value = sourceOf(context, base, name, field);
  if (value === undefined) return undefined;
  if (field.cardinality === 'set' || field.cardinality === 'list' || field.kind === 'json') {
    const texts = field.kind === 'json' ? textsIn(value.sql) : value.sql;
    return { form: 'list', path: name, kind: 'string', sql: texts, ...uses(field) };
  }
  const mark = searchMarks(base.entity).get(name);
  return {
    form: 'value',
    path: name,
    kind: field.kind,
    values: field.kind === 'enumeration' ? field.values : undefined,
    words: mark === undefined ? undefined : { vector: columnRef(base.alias, 'search'), mark },
    ...value,
    ...uses(field),
  };
}

/** Everything that stands in a JSON value, as texts: single values at any depth, and the names that objects give them. */
function textsIn(json: Sql): Sql {
  const values = 'strict $.** ? (@.type() != "object" && @.type() != "array" && @.type() != "null")';
  const names = 'strict $.** ? (@.type() == "object").keyvalue().key';
  const found = [values, names].map(
    (path) => sql`select part #>> '{}' from jsonb_path_query(${json}, ${sql.lit(path)}) as part`,
  );
  return sql`array(${sql.join(found, sql` union all `)})`;
}

/** What may be done with a field. */
export function uses(field: Field): Omit<PathUse, 'path'> {
  const hidden = field.secret;
  return {
    filterable: !hidden && field.search !== 'none',
    sortable: !hidden && field.sortable,
    aggregable: !hidden && field.aggregable,
  };
}

function sourceOf(
  context: CompileContext,
  { alias }: PathBase,
  name: string,
  field: Field,
): Pick<ValuePath, 'sql' | 'nullable' | 'stored' | 'match'> | undefined {
  const column = columnOf(name, field);
  if (column !== undefined) {
    const nullable = field.cardinality === 'option';
    return { sql: columnRef(alias, column), nullable, stored: true, match: undefined };
  }
  if (field.source?.from === 'expression') {
    const { expression } = field.source;
    const nullable = expression.op !== 'present';
    return { sql: expressionSql(expression, alias), nullable, stored: false, match: undefined };
  }
  const source = field.source?.from === 'named' ? namedSource(field.source.named) : undefined;
  if (source === undefined) return undefined;
  const match = source.matchColumn === undefined ? undefined : columnRef(alias, source.matchColumn);
  return { sql: source.value(context, alias), nullable: source.nullable, stored: false, match };
}
