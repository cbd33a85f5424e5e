/** Rows into tables by COPY, the fastest way in: rows are gathered per table and sent in batches while the next ones are made. */
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { RowValues } from '../../server/src/commands/frame/insert-batch.ts';

/** Rows of a table that travel together. */
const batchRows = 4_000;

interface WaitingRows {
  readonly columns: readonly string[];
  readonly lines: string[];
}

/** Where generated rows go. */
export interface TableCopy {
  /** Takes a row; every row of a table has the same columns. */
  add(table: string, row: RowValues): void;
  /** Sends what has gathered; waits only while an earlier batch is still on its way. */
  settle(): Promise<void>;
  /** Sends the rest. */
  finish(): Promise<void>;
  /** Rows taken so far, by table. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Copies through one connection of the owner, who is bound by no policy. */
export function createTableCopy(client: Client): TableCopy {
  const waiting = new Map<string, WaitingRows>();
  const counts = new Map<string, number>();
  const full = new Set<string>();
  let sending: Promise<void> = Promise.resolve();

  const send = async (table: string): Promise<void> => {
    const rows = waiting.get(table);
    waiting.delete(table);
    full.delete(table);
    await sending;
    if (rows !== undefined) sending = copy(client, table, rows);
  };

  return {
    counts,
    add(table, row) {
      const rows = waiting.get(table) ?? { columns: Object.keys(row), lines: [] };
      waiting.set(table, rows);
      rows.lines.push(rows.columns.map((column) => encoded(row[column])).join('\t'));
      counts.set(table, (counts.get(table) ?? 0) + 1);
      if (rows.lines.length >= batchRows) full.add(table);
    },
    async settle() {
      for (const table of full) await send(table);
    },
    async finish() {
      for (const table of [...waiting.keys()]) await send(table);
      await sending;
    },
  };
}

function copy(client: Client, table: string, { columns, lines }: WaitingRows): Promise<void> {
  const names = columns.map((column) => `"${column}"`).join(',');
  const stream = client.query(copyFrom(`copy skep."${table}" (${names}) from stdin`));
  return new Promise((resolve, reject) => {
    stream.on('finish', resolve);
    stream.on('error', reject);
    stream.end(`${lines.join('\n')}\n`);
  });
}

/** A value in the text format of COPY. */
function encoded(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'number') return String(value);
  return literalOf(value).replaceAll(/[\\\t\n\r]/g, (character) => escapes[character] ?? character);
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function literalOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  if (!Array.isArray(value)) return String(value);
  const items = value.map((item) => `"${String(item).replaceAll(/["\\]/g, '\\$&')}"`);
  return `{${items.join(',')}}`;
}
