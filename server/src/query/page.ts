/** Lists of objects: a page of a set with computed values for its rows only, or the whole set. */
import type { Entity } from '../model/entity.ts';
import { CodedError } from '../model/errors.ts';
import type { Rows } from '../storage/statement.ts';
import type { Compiled, RawRow } from './compiled.ts';
import type { CompileContext } from './context.ts';
import { sizeOf } from './count.ts';
import { decodeExtraData, extraDataSelection } from './extra-data/extra-data.ts';
import { heldObjects, heldObjectsSelection } from './held-objects.ts';
import { decodeObject, objectSelection } from './output.ts';
import { keyColumns, pageKeys, termOrder } from './page-keys.ts';
import { type EntitySet, rowsOf } from './set.ts';
import { type Order, orderClause, orderOf } from './sort.ts';
import { allOf, columnRef, type Sql, sql } from './sql.ts';
import type { ReadObject, SortKey, Stage } from './stage.ts';

/** Objects in one answer. A list that has more must be read in pages. */
const mostObjects = 50_000;

/** The name in `extraData` that asks for the size of the whole set. */
export const totalName = 'total';

/** The page of a set. */
export function compilePage(
  context: CompileContext,
  set: EntitySet,
  keys: readonly SortKey[] | undefined,
  page: Extract<Stage, { op: 'page' }>,
): Compiled {
  const order = orderOf(context, set, keys);
  const rows = { entity: set.entity, alias: context.alias() };
  const names = [...new Set(page.extraData)].filter((name) => name !== totalName);
  const counted = page.extraData.includes(totalName);
  const selection = sql.join([
    objectSelection(context, rows),
    ...heldObjectsSelection(context, rows),
    ...extraDataSelection(context, rows, names),
  ]);
  const from = pageRows(set, order, rows.alias, boundsOf(page));
  const query = counted
    ? sql`select counted.total, ${selection} from (select ${sizeOf(set)} as total) as counted left join (${from}) on true ${termOrder(order, 'page')}`
    : sql`select ${selection} from ${from} ${termOrder(order, 'page')}`;
  return { query, decode: (found) => objectsOf(set, found, names, counted) };
}

/** All members of a set in order. */
export function compileOutput(
  context: CompileContext,
  set: EntitySet,
  keys: readonly SortKey[] | undefined,
): Compiled {
  const order = orderOf(context, set, keys);
  const from = sql`${rowsOf(set)} ${sql.join(order.joins, sql` `)}`;
  const selection = sql.join([objectSelection(context, set), ...heldObjectsSelection(context, set)]);
  const query = sql`select ${selection} from ${from} where ${allOf(set.conditions)} ${orderClause(order.terms)} limit ${mostObjects + 1}::bigint`;
  return { query, decode: (found) => objectsOf(set, found, [], false) };
}

/** Keys of the page in order, joined to their rows: only those rows are read whole. */
function pageRows(set: EntitySet, order: Order, alias: string, { from, limit }: Bounds): Sql {
  const own = keyColumns(set.entity).map((column) => columnRef(set.alias, column));
  const keys = sql`select * from (${pageKeys(set, order, from + limit, own)}) as part ${termOrder(order, 'part')} limit ${limit}::bigint offset ${from}::bigint`;
  const sameRow = keyColumns(set.entity).map(
    (column) => sql`${columnRef(alias, column)} = ${columnRef('page', column)}`,
  );
  return sql`(${keys}) as page join ${rowsOf({ ...set, alias })} on ${allOf(sameRow)}`;
}

/** Where a page begins, and how many rows it has. */
export interface Bounds {
  readonly from: number;
  readonly limit: number;
}

/** The bounds of a page; throws `invalidQuery`. */
export function boundsOf({ from, to }: Extract<Stage, { op: 'page' }>): Bounds {
  if (!(Number.isSafeInteger(from) && from >= 0)) throw badPage('from must be a whole number, 0 or more');
  if (to === -1) return { from, limit: mostObjects + 1 };
  if (!Number.isSafeInteger(to) || to < from)
    throw badPage('to must be a whole number not below from, or -1 for no end');
  return { from, limit: Math.min(to - from, mostObjects + 1) };
}

function badPage(reason: string): CodedError {
  return new CodedError('invalidQuery', { reason: `page: ${reason}` });
}

function objectsOf(
  { entity }: EntitySet,
  { rows }: Rows,
  names: readonly string[],
  counted: boolean,
): ReturnType<Compiled['decode']> {
  withinMost(rows);
  // An empty page that was counted is one row without an object.
  const objects = rows.filter((row: RawRow) => row.id !== null).map((row) => readObject(entity, row, names));
  return counted
    ? { kind: 'objects', objects, total: Number(rows[0]?.total ?? 0) }
    : { kind: 'objects', objects };
}

/** Throws `tooManyItems` for more rows than one answer has. */
export function withinMost(rows: Rows['rows']): void {
  if (rows.length > mostObjects)
    throw new CodedError('tooManyItems', { limit: mostObjects, what: 'objects; read them in pages' });
}

function readObject(entity: Entity, row: RawRow, names: readonly string[]): ReadObject {
  const object = decodeObject(entity, row, decodeExtraData(entity, row, names));
  return { ...object, values: { ...object.values, ...heldObjects(entity, row) } };
}
