/**
 * Collects rows and turns them into few statements: one multi-row insert for each table, in the order in which tables were
 * first used. Statements are named by table and number of rows, in fixed chunks, so that the database prepares each once.
 */
import type { Statement } from '../storage/statement.ts';

/** Row counts that get a prepared statement of their own; larger batches are cut into these. */
const chunks = [64, 32, 16, 8, 4, 2, 1] as const;

/** Column names and values of one row; every row of a table has the same columns. */
export type RowValues = Readonly<Record<string, unknown>>;

/** Rows waiting to be written. */
export interface InsertBatch {
  add(table: string, row: RowValues): void;
  /** The statements for what was added since the last call. */
  drain(): Statement[];
}

/** An empty batch. */
export function createInsertBatch(): InsertBatch {
  const waiting = new Map<string, RowValues[]>();
  return {
    add(table, row) {
      const rows = waiting.get(table);
      if (rows === undefined) waiting.set(table, [row]);
      else rows.push(row);
    },
    drain() {
      const statements = [...waiting].flatMap(([table, rows]) => statementsFor(table, rows));
      waiting.clear();
      return statements;
    },
  };
}

function statementsFor(table: string, rows: readonly RowValues[]): Statement[] {
  const statements: Statement[] = [];
  for (let start = 0; start < rows.length; ) {
    const size = chunks.find((chunk) => chunk <= rows.length - start) ?? 1;
    statements.push(insertStatement(table, rows.slice(start, start + size)));
    start += size;
  }
  return statements;
}

function insertStatement(table: string, rows: readonly RowValues[]): Statement {
  const columns = Object.keys(rows[0] ?? {});
  const groups = rows.map(
    (_, row) => `(${columns.map((__, column) => `$${row * columns.length + column + 1}`).join(',')})`,
  );
  return {
    name: `insert_${table}_${columns.length}_${rows.length}`,
    sql: `insert into skep."${table}" (${columns.map((column) => `"${column}"`).join(',')}) values ${groups.join(',')}`,
    parameters: rows.flatMap((row) => columns.map((column) => row[column] ?? null)),
  };
}
