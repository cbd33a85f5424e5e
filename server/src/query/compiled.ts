/** What the compiler makes of a pipeline: one query, and how its rows are read. */
import type { Rows } from '../storage/statement.ts';
import type { Sql } from './sql.ts';
import type { QueryResult } from './stage.ts';

/** A finished query. */
export interface Compiled {
  readonly query: Sql;
  readonly decode: (rows: Rows) => QueryResult;
}

/** A row as the database gives it, or as JSON inside another. */
export type RawRow = Readonly<Record<string, unknown>>;
