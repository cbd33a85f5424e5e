/** The order of a list. It is always complete: objects that are equal in every key are ordered by their id. */
import { CodedError } from '../model/errors.ts';
import type { CompileContext } from './context.ts';
import { isTextKind } from './filter/operand.ts';
import type { CustomFieldPath, TypedColumn } from './path/custom-field-path.ts';
import { resolvePath, unusable } from './path/path.ts';
import type { EntitySet } from './set.ts';
import { columnRef, type Sql, sql } from './sql.ts';
import type { SortKey } from './stage.ts';

/** Most keys of one order. */
const mostKeys = 10;

/** One expression of an order. */
export interface OrderTerm {
  readonly value: Sql;
  readonly descending: boolean;
  /** Missing values come last, whatever the direction. */
  readonly nullable: boolean;
}

/** An order over a set, with the joins that its terms need. */
export interface Order {
  readonly joins: readonly Sql[];
  readonly terms: readonly OrderTerm[];
  /** An index keeps the rows of an organisation in this order. */
  readonly indexed: boolean;
}

/** Fields in whose order an index keeps the rows of an organisation, by entity. */
const indexedFields: Readonly<Record<string, readonly string[]>> = {
  alert: ['date', 'createdAt'],
  case: ['startDate', 'createdAt'],
  observable: ['createdAt'],
  task: ['createdAt'],
  log: ['createdAt'],
};

/** The order for the keys given, or the usual one of the entity. */
export function orderOf(
  context: CompileContext,
  set: EntitySet,
  keys: readonly SortKey[] | undefined,
): Order {
  const wanted = keys === undefined || keys.length === 0 ? usualKeys(set) : keys;
  if (wanted.length > mostKeys) throw new CodedError('tooManyItems', { limit: mostKeys, what: 'sort keys' });
  const orders = wanted.map((key) => orderBy(context, set, key));
  const last = {
    value: columnRef(set.alias, 'id'),
    descending: wanted.at(-1)?.descending ?? true,
    nullable: false,
  };
  return {
    joins: orders.flatMap(({ joins }) => joins),
    terms: [...orders.flatMap(({ terms }) => terms), last],
    indexed: wanted.length === 1 && (indexedFields[set.entity.name] ?? []).includes(wanted[0]?.path ?? ''),
  };
}

/** `order by …`. */
export function orderClause(terms: readonly OrderTerm[]): Sql {
  const written = terms.map(({ value, descending, nullable }) => {
    // An index in plain descending order serves no order with missing values last: say so only where they occur.
    const direction = descending ? ' desc' : '';
    return sql`${value}${sql.raw(direction)}${sql.raw(nullable ? ' nulls last' : '')}`;
  });
  return sql`order by ${sql.join(written)}`;
}

function usualKeys(set: EntitySet): readonly SortKey[] {
  return set.entity.defaultSort.map(({ field, descending }) => ({ path: field, descending }));
}

function orderBy(
  context: CompileContext,
  set: EntitySet,
  { path, descending }: SortKey,
): Pick<Order, 'joins' | 'terms'> {
  const resolved = resolvePath(context, set, path);
  if (!resolved.sortable) throw unusable(set.entity, path, 'sortable');
  if (resolved.form === 'custom') return customFieldOrder(context, resolved, descending);
  if (resolved.form !== 'value') throw unusable(set.entity, path, 'sortable');
  const value = isTextKind(resolved.kind) ? sql`lower(${resolved.sql})` : resolved.sql;
  return { joins: [], terms: [{ value, descending, nullable: resolved.nullable }] };
}

/** The first value of the field, in the order of its type: all columns but one are empty for a field. */
function customFieldOrder(
  context: CompileContext,
  path: CustomFieldPath,
  descending: boolean,
): Pick<Order, 'joins' | 'terms'> {
  const row = context.alias();
  const selected = path.columns.map((column) => sql`${sortable(path, column)} as ${sql.id(column.column)}`);
  const lateral = sql`left join lateral (select ${sql.join(selected)} ${path.values} order by ${columnRef(path.alias, 'position')} limit 1) as ${sql.id(row)} on true`;
  return {
    joins: [lateral],
    terms: path.columns.map(({ column }) => ({ value: columnRef(row, column), descending, nullable: true })),
  };
}

function sortable(path: CustomFieldPath, { kind, column }: TypedColumn): Sql {
  const value = columnRef(path.alias, column);
  return kind === 'string' ? sql`lower(${value})` : value;
}
