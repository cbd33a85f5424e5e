/** The values of a set's objects that an aggregation needs, as the columns of one sub-select: the table is read once. */
import { type EntitySet, narrowed, partsOf, selectFrom } from '../set.ts';
import { columnRef, type Sql, sql } from '../sql.ts';
import type { Coarse } from './bucket-key.ts';

/** Name of the sub-select. */
const name = 'facts';

/** The columns collected so far. Expressions with parameters are named here: as text they would never be equal. */
export interface Facts {
  /** The column of a value; the same `key` gives the same column. */
  column(key: string, value: () => Sql, nature?: FactNature): Sql;
  /** How many objects some of the facts stand for. */
  readonly count: Sql;
}

/** What is known of a value beforehand. */
export interface FactNature {
  /** The value of most rows, null in the others. */
  readonly brief?: Sql | undefined;
  /** It is a column of the row. */
  readonly stored?: unknown;
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
 * few, which they are, and groups in memory where it would put all rows in order first. Where nothing is computed, it would only keep
 * each row in hand once more.
 */
const computedOnce: Sql = sql`offset 0`;

interface FactColumn {
  readonly column: string;
  readonly value: Sql;
  readonly brief: Sql | undefined;
  readonly stored: boolean;
}

/** No columns yet. */
export function createFacts(): GrowingFacts {
  const columns = new Map<string, FactColumn>();
  return {
    column(key, value, { brief, stored } = {}) {
      const known = columns.get(key);
      if (known !== undefined) return columnRef(name, known.column);
      const added = { column: `f${columns.size}`, value: value(), brief, stored: stored !== undefined };
      columns.set(key, added);
      return columnRef(name, added.column);
    },
    count: sql`count(*)`,
    definition(set) {
      const all = [...columns.values()];
      const reads = partsOf(set).flatMap((part) => readsOf(part, all));
      const apart = all.every(({ stored }) => stored) ? sql`` : sql` ${computedOnce}`;
      return sql`${factsTable} as (${sql.join(reads, sql` union all `)}${apart})`;
    },
  };
}

/** Reads a part: at once, or first the rows whose lists an index holds and then those that have to be read themselves. */
function readsOf(part: EntitySet, columns: readonly FactColumn[]): readonly Sql[] {
  const select = (set: EntitySet, valueIn: (column: FactColumn) => Sql): Sql =>
    selectFrom(set, sql.join(columns.map((one) => sql`${valueIn(one)} as ${sql.id(one.column)}`)));
  const briefs = columns.flatMap(({ brief }) => (brief === undefined ? [] : [brief]));
  const [first] = briefs;
  if (first === undefined) return [select(part, ({ value }) => value)];
  return [
    select(narrowed(part, sql`${first} is not null`), ({ brief, value }) => brief ?? value),
    select(narrowed(part, sql`${first} is null`), ({ value }) => value),
  ];
}

/**
 * Facts of a sum that counts by one key alone: rows are counted by a coarse value first, and the key is made of each of those
 * once.
 */
export function createCountedFacts({ value, key }: Coarse): GrowingFacts {
  const [coarse, weight] = [sql.id('coarse'), sql.id('weight')];
  const column = sql.id('f0');
  return {
    column: () => columnRef(name, 'f0'),
    count: sql`sum(${columnRef(name, 'weight')})::bigint`,
    definition(set) {
      const reads = partsOf(set).map((part) => selectFrom(part, sql`${value} as ${coarse}`));
      const rows = sql`${sql.join(reads, sql` union all `)} ${computedOnce}`;
      const counted = sql`select ${coarse}, count(*) as ${weight} from (${rows}) as rows group by 1`;
      return sql`${factsTable} as (select ${key(coarse)} as ${column}, ${weight} from (${counted}) as counted ${computedOnce})`;
    },
  };
}
