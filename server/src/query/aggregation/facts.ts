/** The values of a set's objects that an aggregation needs, as the columns of one sub-select: the table is read once. */
import { type EntitySet, partsOf, selectFrom } from '../set.ts';
import { columnRef, type Sql, sql } from '../sql.ts';

/** Name of the sub-select. */
const name = 'facts';

/** The columns collected so far. Expressions with parameters are named here: as text they would never be equal. */
export interface Facts {
  /** The column of a value; the same `key` gives the same column. */
  column(key: string, value: () => Sql): Sql;
}

/** Facts that grow while an aggregation is compiled. */
export interface GrowingFacts extends Facts {
  /** `facts as (…)`, once everything has been asked for. */
  definition(set: EntitySet): Sql;
}

/** The table of facts, for a `from`. */
export const factsTable: Sql = sql.id(name);

/**
 * Keeps the sub-select apart from what is made of it: each value is computed once for a row, and the planner takes computed keys for
 * few, which they are, and groups in memory where it would put all rows in order first.
 */
const computedOnce: Sql = sql`offset 0`;

/** No columns yet. */
export function createFacts(): GrowingFacts {
  const columns = new Map<string, { readonly column: string; readonly value: Sql }>();
  return {
    column(key, value) {
      const known = columns.get(key);
      if (known !== undefined) return columnRef(name, known.column);
      const added = { column: `f${columns.size}`, value: value() };
      columns.set(key, added);
      return columnRef(name, added.column);
    },
    definition(set) {
      const selection = [...columns.values()].map(({ column, value }) => sql`${value} as ${sql.id(column)}`);
      const parts = partsOf(set).map((part) => selectFrom(part, sql.join(selection)));
      return sql`${factsTable} as (${sql.join(parts, sql` union all `)} ${computedOnce})`;
    },
  };
}
