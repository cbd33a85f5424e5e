/**
 * Lists that mix objects of several kinds. Each kind brings the visibility of the caller and its own tables; the keys of all are put
 * in one order, and only the objects of the page are read whole, each in the form of its kind.
 */
import { CodedError } from '../model/errors.ts';
import { entityNamed } from '../model/registry.ts';
import type { Rows } from '../storage/statement.ts';
import type { Compiled, RawRow } from './compiled.ts';
import type { CompileContext } from './context.ts';
import { members, sizeOf } from './count.ts';
import { decodeExtraData, extraDataSelection } from './extra-data/extra-data.ts';
import { filtered } from './filter/compile-filter.ts';
import { readId } from './filter/operand.ts';
import { heldObjects, heldObjectsSelection } from './held-objects.ts';
import { decodeObject, objectSelection } from './output.ts';
import { boundsOf, totalName, withinMost } from './page.ts';
import { pageKeys, termOrder } from './page-keys.ts';
import type { PathBase } from './path/field-path.ts';
import { type EntitySet, narrowed, partsOf, visibleSet, withId } from './set.ts';
import { type Order, orderOf } from './sort.ts';
import { columnRef, never, type Sql, sql, tableAs } from './sql.ts';
import type { MixedStart, ReadObject, SortKey, Stage } from './stage.ts';

type Page = Extract<Stage, { op: 'page' }>;

/** Everything there is, when nothing else is said. */
const whole: Page = { op: 'page', from: 0, to: -1, extraData: [] };

/** Newest first: the dates by which the kinds themselves are ordered have different names. */
const usualOrder: readonly SortKey[] = [{ path: 'createdAt', descending: true }];

/** The objects of one kind so far, and what is always computed for them. */
interface Kind {
  readonly set: EntitySet;
  readonly extraData: readonly string[];
}

/** Compiles a pipeline that begins with several kinds. Throws `invalidQuery` for a step that objects of several kinds do not know. */
export function compileMixed(context: CompileContext, start: MixedStart, rest: readonly Stage[]): Compiled {
  let kinds = start.kinds.map(({ entity, extraData, filter }): Kind => {
    const set = started(visibleSet(context, entityNamed(entity)), start.id);
    return { set: filter === undefined ? set : filtered(context, set, filter), extraData };
  });
  let keys = usualOrder;
  for (const stage of rest) {
    switch (stage.op) {
      case 'filter':
        kinds = kinds.map(({ set, extraData }) => ({
          set: filtered(context, set, stage.filter),
          extraData,
        }));
        break;
      case 'sort':
        keys = stage.keys.length === 0 ? usualOrder : stage.keys;
        break;
      case 'page':
        return pageOf(context, kinds, keys, stage);
      case 'output':
        return pageOf(context, kinds, keys, whole);
      case 'count':
        return countOf(kinds, stage.limit);
      default:
        throw new CodedError('invalidQuery', { reason: `${stage.op} is about objects of one kind` });
    }
  }
  return pageOf(context, kinds, keys, whole);
}

function started(set: EntitySet, given: string | undefined): EntitySet {
  if (given === undefined) return set;
  const id = readId(given);
  return id === undefined ? narrowed(set, never) : withId(set, id);
}

function countOf(kinds: readonly Kind[], limit: number | undefined): Compiled {
  const all = kinds.map(({ set }) => members(set));
  const query =
    limit === undefined
      ? sql`select ${sizeOfAll(kinds)} as number`
      : sql`select count(*) as number from (${sql.join(all, sql` union all `)} limit ${limit}::bigint) as counted`;
  return { query, decode: ({ rows }) => ({ kind: 'number', value: Number(rows[0]?.number ?? 0) }) };
}

function sizeOfAll(kinds: readonly Kind[]): Sql {
  return sql`(${sql.join(
    kinds.map(({ set }) => sizeOf(set)),
    sql` + `,
  )})`;
}

function pageOf(
  context: CompileContext,
  kinds: readonly Kind[],
  keys: readonly SortKey[],
  page: Page,
): Compiled {
  const { from, limit } = boundsOf(page);
  const ordered = kinds.map((kind) => ({ kind, order: orderOf(context, kind.set, keys) }));
  const parts = ordered.flatMap(({ kind, order }) => partsOfKind(context, kind, order, from + limit));
  const order = ordered[0]?.order ?? { joins: [], terms: [], indexed: false };
  const found = sql`select * from (${sql.join(parts, sql` union all `)}) as part ${termOrder(order, 'part')} limit ${limit}::bigint offset ${from}::bigint`;
  const object = sql`page.kind, ${objectOf(context, kinds)} as object`;
  const counted = page.extraData.includes(totalName);
  const query = counted
    ? sql`select counted.total, ${object} from (select ${sizeOfAll(kinds)} as total) as counted left join (${found}) as page on true ${termOrder(order, 'page')}`
    : sql`select ${object} from (${found}) as page ${termOrder(order, 'page')}`;
  return { query, decode: (rows) => objectsOf(kinds, rows, counted) };
}

/**
 * Keys of one kind in order, in the form that all kinds share. Where there is one object at most, it is read whole at once: that
 * asks of the planner half the work, and there are many kinds.
 */
function partsOfKind(context: CompileContext, kind: Kind, order: Order, most: number): Sql[] {
  const { set } = kind;
  const { layout, name } = set.entity;
  const root = columnRef(set.alias, layout.root === 'none' ? 'id' : 'root_id');
  const key = [sql`${sql.lit(name)} as kind`, sql`${root} as root_id`, columnRef(set.alias, 'id')];
  if (set.isSingle !== true) return partsOf(set).map((part) => sql`(${pageKeys(part, order, most, key)})`);
  return [
    sql`(${pageKeys(set, order, most, [...key, sql`(${asJson(context, kind, set, sql``)}) as object`])})`,
  ];
}

/** The object that a row of the page names. */
function objectOf(context: CompileContext, kinds: readonly Kind[]): Sql {
  if (kinds.every(({ set }) => set.isSingle === true)) return sql`page.object`;
  const choices = kinds.map((kind) => {
    const { entity } = kind.set;
    const base = { entity, alias: context.alias() };
    const byId = sql`${columnRef(base.alias, 'id')} = page.id`;
    const same =
      entity.layout.root === 'none'
        ? byId
        : sql`${columnRef(base.alias, 'root_id')} = page.root_id and ${byId}`;
    const row = sql` from ${tableAs(entity, base.alias)} where ${same}`;
    return sql`when ${sql.lit(entity.name)} then (${asJson(context, kind, base, row)})`;
  });
  return sql`case page.kind ${sql.join(choices, sql` `)} end`;
}

/** What is read of an object, as JSON; `from` says where its row is, if that is not known already. */
function asJson(context: CompileContext, { extraData }: Kind, base: PathBase, from: Sql): Sql {
  const row = context.alias();
  const selection = sql.join([
    objectSelection(context, base, 'json'),
    ...heldObjectsSelection(context, base),
    ...extraDataSelection(context, base, extraData),
  ]);
  return sql`select to_jsonb(${sql.id(row)}) from (select ${selection}${from}) as ${sql.id(row)}`;
}

function objectsOf(kinds: readonly Kind[], { rows }: Rows, counted: boolean): ReturnType<Compiled['decode']> {
  withinMost(rows);
  const objects = rows.flatMap(({ kind, object }) => {
    const found = kinds.find(({ set }) => set.entity.name === kind);
    return found === undefined || !isRow(object) ? [] : [readObject(found, object)];
  });
  return counted
    ? { kind: 'objects', objects, total: Number(rows[0]?.total ?? 0) }
    : { kind: 'objects', objects };
}

function readObject({ set: { entity }, extraData }: Kind, row: RawRow): ReadObject {
  const object = decodeObject(entity, row, decodeExtraData(entity, row, extraData));
  return { ...object, values: { ...object.values, ...heldObjects(entity, row) } };
}

function isRow(json: unknown): json is RawRow {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
