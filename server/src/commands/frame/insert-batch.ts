/**
 * Collects rows and turns them into few statements: multi-row inserts for each table, in the order in which tables were
 * first used. Statements are named by table, columns and number of rows, in fixed chunks, so that the database prepares each once.
 */
import { createHash } from 'node:crypto';
import type { Statement } from '../../storage/statement.ts';

/** Row counts that get a prepared statement of their own; larger batches are cut into these. */
const chunks = [64, 32, 16, 8, 4, 2, 1] as const;

/** Column names and values of one row. */
export type RowValues = Readonly<Record<string, unknown>>;

/** Rows waiting to be written. */
export interface InsertBatch {
  add(table: string, row: RowValues): void;
  /** The statements for what was added since the last call. */
  drain(): Statement[];
}

/** Rows of one table with the same columns. */
interface Group {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: RowValues[];
}

/** An empty batch. */
export function createInsertBatch(): InsertBatch {
  const waiting = new Map<string, Group>();
  return {
    add(table, row) {
      const columns = Object.keys(row);
      const key = `${table} ${columns.join()}`;
      const group = waiting.get(key);
      if (group === undefined) waiting.set(key, { table, columns, rows: [row] });
      else group.rows.push(row);
    },
    drain() {
      const statements = [...waiting.values()].flatMap(statementsFor);
      waiting.clear();
      return statements;
    },
  };
}

function statementsFor(group: Group): Statement[] {
  const statements: Statement[] = [];
  for (let start = 0; start < group.rows.length; ) {
    const size = chunks.find((chunk) => chunk <= group.rows.length - start) ?? 1;
    statements.push(insertStatement(group, group.rows.slice(start, start + size)));
    start += size;
  }
  return statements;
}

function insertStatement({ table, columns }: Group, rows: readonly RowValues[]): Statement {
  const groups = rows.map(
    (_, row) => `(${columns.map((__, column) => `$${row * columns.length + column + 1}`).join(',')})`,
  );
  return {
    name: `insert_${table}_${shortDigest(columns)}_${rows.length}`,
    sql: `insert into skep."${table}" (${columns.map((column) => `"${column}"`).join(',')}) values ${groups.join(',')}`,
    parameters: rows.flatMap((row) => columns.map((column) => row[column] ?? null)),
  };
}

/** One name stands for one text, so a name tells the columns as well; their full names would be too long. */
function shortDigest(columns: readonly string[]): string {
  return createHash('sha1').update(columns.join()).digest('hex').slice(0, 12);
}
