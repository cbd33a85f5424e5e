/**
 * Who holds the values of the starting objects. Values that everybody has would cost most and say least, so that each is
 * looked up for a bounded number of objects only, the newest first; the index on digests gives them in that order.
 */
import type { Entity } from '../../model/entity.ts';
import { entities } from '../../model/registry.ts';
import type { CompileContext } from '../context.ts';
import { follow } from '../follow.ts';
import { type EntitySet, narrowed, partsOf, selectFrom, visibleSet } from '../set.ts';
import { columnRef, type Sql, sql } from '../sql.ts';

/** Most values of the starting objects that are looked for. */
const mostValues = 1_000;
/** Most objects of one kind looked at for one value. */
const mostHolders = 500;

/** A kind of objects that can be compared. */
export interface ComparedKind {
  readonly entity: Entity;
  /** Column of an observable that names its object. */
  readonly column: string;
  /** Such columns that come before it in the index; an observable has one object, so that they are empty. */
  readonly emptyColumns: readonly string[];
}

const relation = 'observables';

/** The kinds of objects that can be compared, in the order of the index. */
export const comparedKinds: readonly ComparedKind[] = [
  { entity: entities.case, column: 'case_id', emptyColumns: [] },
  { entity: entities.alert, column: 'alert_id', emptyColumns: ['case_id'] },
];

/** Observables that count when objects are compared. */
export function comparable(observables: EntitySet): EntitySet {
  return narrowed(observables, sql`not ${columnRef(observables.alias, 'ignore_similarity')}`);
}

/**
 * `started`, the ids of the starting objects; `sought`, their values, each once; `holding`, each of those values with each
 * object of the kinds that holds it.
 */
export function holderDefinitions(
  context: CompileContext,
  from: EntitySet,
  kinds: readonly ComparedKind[],
): readonly Sql[] {
  const started = selectFrom(from, sql`${columnRef(from.alias, 'id')} as id`);
  const held = kinds.flatMap((kind) => holdersOf(context, kind));
  return [
    sql`started as (${started})`,
    sql`sought as (${soughtValues(context, from)})`,
    sql`holding as (select sought.*, held.kind, held.object_id from sought cross join lateral (${sql.join(held, sql` union all `)}) as held)`,
  ];
}

/** A file is known by its name: its content is not text. */
function soughtValues(context: CompileContext, from: EntitySet): Sql {
  const observables = comparable(follow(context, from, relation));
  const column = (name: string): Sql => columnRef(observables.alias, name);
  const data = sql`coalesce(${column('data')}, ${column('attachment_name')}, ${column('attachment_id')}, '')`;
  return selectFrom(
    observables,
    sql`distinct on (${column('match_hash')}) ${column('match_hash')}, ${column('data_type')}, ${data} as data`,
    sql` order by ${column('match_hash')}, ${column('id')} desc limit ${mostValues}::bigint`,
  );
}

/**
 * Objects of a kind that hold the value of a row of `sought`: one sub-select for each way to visible observables. The order
 * is that of the index, empty columns included: the newest are read without looking at the others.
 */
function holdersOf(context: CompileContext, { entity, column, emptyColumns }: ComparedKind): Sql[] {
  return partsOf(visibleSet(context, entities.observable)).map((observables) => {
    const own = (name: string): Sql => columnRef(observables.alias, name);
    const holding = narrowed(
      comparable(observables),
      sql`${own('match_hash')} = sought.match_hash`,
      ...emptyColumns.map((empty) => sql`${own(empty)} is null`),
      sql`${own(column)} is not null`,
    );
    const key = [...emptyColumns, column].map(own);
    const newest = sql.join(key.map((part) => sql`${part} desc`));
    const rows = selectFrom(
      holding,
      sql`distinct on (${sql.join(key)}) ${sql.lit(entity.name)} as kind, ${own(column)} as object_id`,
      sql` order by ${newest} limit ${mostHolders}::bigint`,
    );
    return sql`(${rows})`;
  });
}
