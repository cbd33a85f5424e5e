/**
 * Several statements in one socket write with a single Sync: the driver's own queries flush one by one, which costs a round
 * trip or at least a wake-up of the server each. The driver hands protocol messages to this class while it is the active query.
 */
import type { Connection, Submittable } from 'pg';
import { serialize } from 'pg-protocol';
import { JsonText } from '../lib/json-text.ts';
import { UnreadableAnswer } from './errors.ts';
import { encodeParameters } from './parameters.ts';
import type { PreparedStatements } from './prepared-statements.ts';
import { readerOf } from './result-types.ts';
import type { Rows, Statement } from './statement.ts';

/** A statement of a batch. */
export interface Step {
  readonly statement: Statement;
  /** Whether its rows are wanted; without, the server is not asked to describe them. */
  readonly wanted: boolean;
}

/** The answer to one step: its rows, and the command tag (`COMMIT`, `INSERT 0 5`). */
export interface StepResult extends Rows {
  readonly tag: string;
}

interface Column {
  readonly name: string;
  readonly read: (text: string) => unknown;
}

interface FieldDescription {
  readonly name: string;
  readonly dataTypeID: number;
}

/** Messages of a batch ready to be sent, and the names it prepares. */
export interface EncodedBatch {
  readonly bytes: Buffer;
  readonly preparing: readonly string[];
  /** For each step the JSON columns that stay text. */
  readonly textColumns: readonly (readonly string[])[];
}

/** Turns steps into protocol messages. Values are encoded first, so that a bad one leaves no statement half noted. */
export function encodeBatch(steps: readonly Step[], prepared: PreparedStatements): EncodedBatch {
  const values = steps.map(({ statement }) => encodeParameters(statement.parameters));
  const messages: Uint8Array[] = [];
  const preparing: string[] = [];
  for (const [index, step] of steps.entries()) {
    const { name, parse, close } = prepared.prepare(step.statement);
    messages.push(...close.map((old) => serialize.close({ type: 'S', name: old })));
    if (parse) messages.push(serialize.parse({ name, text: step.statement.sql }));
    if (parse && name !== '') preparing.push(name);
    messages.push(serialize.bind({ statement: name, values: values[index] ?? [] }));
    if (step.wanted) messages.push(serialize.describe({ type: 'P' }));
    messages.push(serialize.execute());
  }
  messages.push(serialize.sync());
  const textColumns = steps.map(({ statement }) => statement.textColumns ?? []);
  return { bytes: Buffer.concat(messages), preparing, textColumns };
}

/** One batch in flight. `done` gives a result for each step, or rejects with the driver's error. */
export class Batch implements Submittable {
  readonly done: Promise<readonly StepResult[]>;
  readonly #bytes: Buffer;
  readonly #textColumns: EncodedBatch['textColumns'];
  readonly #results: StepResult[] = [];
  readonly #settle: PromiseWithResolvers<readonly StepResult[]>;
  #columns: readonly Column[] = [];
  #rows: Record<string, unknown>[] = [];
  #unreadable: UnreadableAnswer | undefined;

  constructor({ bytes, textColumns }: Pick<EncodedBatch, 'bytes' | 'textColumns'>) {
    this.#bytes = bytes;
    this.#textColumns = textColumns;
    this.#settle = Promise.withResolvers();
    this.done = this.#settle.promise;
  }

  submit(connection: Connection): void {
    connection.stream.write(this.#bytes);
  }

  handleRowDescription({ fields }: { fields: readonly FieldDescription[] }): void {
    const texts = this.#textColumns[this.#results.length] ?? [];
    this.#columns = fields.map(({ name, dataTypeID }) => ({
      name,
      read: texts.includes(name) ? asJsonText : readerOf(dataTypeID),
    }));
  }

  /** A value that cannot be read must not throw into the driver's parser: it is kept until the batch ends. */
  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    try {
      this.#rows.push(readRow(this.#columns, fields));
    } catch (error) {
      this.#unreadable ??= new UnreadableAnswer(`A value of the answer cannot be read: ${String(error)}`);
    }
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.#finishStep(text);
  }

  handleEmptyQuery(): void {
    this.#finishStep('');
  }

  handlePortalSuspended(): void {
    this.#unreadable ??= new UnreadableAnswer('A portal was suspended although all rows were asked for');
  }

  handleCopyInResponse(connection: Connection): void {
    connection.stream.write(serialize.copyFail('COPY is not used here'));
  }

  handleCopyData(): void {
    this.#unreadable ??= new UnreadableAnswer('COPY is not used here');
  }

  handleError(error: unknown): void {
    this.#settle.reject(error);
  }

  handleReadyForQuery(): void {
    if (this.#unreadable === undefined) this.#settle.resolve(this.#results);
    else this.#settle.reject(this.#unreadable);
  }

  #finishStep(tag: string): void {
    const counted = Number(tag.slice(tag.lastIndexOf(' ') + 1));
    const count = Number.isNaN(counted) ? 0 : counted;
    this.#results.push({ rows: this.#rows, count, tag });
    this.#rows = [];
    this.#columns = [];
  }
}

function asJsonText(text: string): JsonText {
  return new JsonText(text);
}

function readRow(columns: readonly Column[], fields: readonly (string | null)[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [index, { name, read }] of columns.entries()) {
    const text = fields[index] ?? null;
    row[name] = text === null ? null : read(text);
  }
  return row;
}
