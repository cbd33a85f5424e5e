/**
 * Collects rows and turns them into few statements: multi-row inserts for each table, in the order in which tables were
 * first used. Statements are named by table, columns and number of rows, in fixed chunks, so that the database prepares each once.
 */
import { createHash } from 'node:crypto';
import type { Statement } from '../../storage/statement.ts';

/** Row counts that get a prepared statement of their own; larger batches are cut into these. */
const chunks = [64, 32, 16, 8, 7, 6, 5, 4, 3, 2, 1] as const;

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
  readonly form: InsertForm;
  readonly rows: RowValues[];
}

/** What inserts into some columns of a table look like. */
interface InsertForm {
  readonly table: string;
  readonly columns: readonly string[];
  /** Names and texts by number of rows. */
  readonly statements: Map<number, Pick<Statement, 'name' | 'sql'>>;
}

/** Names and texts of inserts, each made once: writes use the same few again and again. */
export interface InsertForms {
  of(table: string, columns: readonly string[]): InsertForm;
}

/** No forms yet. Tables and columns are those of the model, so their number has a bound. */
export function createInsertForms(): InsertForms {
  const byTable = new Map<string, InsertForm[]>();
  return {
    of(table, columns) {
      const known = byTable.get(table) ?? [];
      const found = known.find((form) => isSame(form.columns, columns));
      if (found !== undefined) return found;
      const form = { table, columns, statements: new Map() };
      byTable.set(table, [...known, form]);
      return form;
    },
  };
}

/** An empty batch. */
export function createInsertBatch(forms: InsertForms = createInsertForms()): InsertBatch {
  const waiting = new Map<InsertForm, Group>();
  return {
    add(table, row) {
      const form = forms.of(table, Object.keys(row));
      const group = waiting.get(form);
      if (group === undefined) waiting.set(form, { form, rows: [row] });
      else group.rows.push(row);
    },
    drain() {
      const statements = [...waiting.values()].flatMap(statementsFor);
      waiting.clear();
      return statements;
    },
  };
}

function isSame(columns: readonly string[], others: readonly string[]): boolean {
  return columns.length === others.length && columns.every((column, index) => column === others[index]);
}

function statementsFor({ form, rows }: Group): Statement[] {
  const statements: Statement[] = [];
  for (let start = 0; start < rows.length; ) {
    const size = chunks.find((chunk) => chunk <= rows.length - start) ?? 1;
    // The values of a row stand in the order of its keys, which is that of the columns.
    const parameters = rows.slice(start, start + size).flatMap((row) => Object.values(row));
    statements.push({ ...insertOf(form, size), parameters });
    start += size;
  }
  return statements;
}

function insertOf(form: InsertForm, size: number): Pick<Statement, 'name' | 'sql'> {
  const known = form.statements.get(size);
  if (known !== undefined) return known;
  const made = makeInsert(form, size);
  form.statements.set(size, made);
  return made;
}

function makeInsert({ table, columns }: InsertForm, size: number): Pick<Statement, 'name' | 'sql'> {
  const groups = Array.from(
    { length: size },
    (_, row) => `(${columns.map((__, column) => `$${row * columns.length + column + 1}`).join(',')})`,
  );
  return {
    name: `insert_${table}_${shortDigest(columns)}_${size}`,
    sql: `insert into skep."${table}" (${columns.map((column) => `"${column}"`).join(',')}) values ${groups.join(',')}`,
  };
}

/** One name stands for one text, so a name tells the columns as well; their full names would be too long. */
function shortDigest(columns: readonly string[]): string {
  return createHash('sha1').update(columns.join()).digest('hex').slice(0, 12);
}
