/**
 * The only way to write. Whatever passes through here is stamped, compared with what was there, and audited in the same
 * transaction; a command cannot forget it, because there is nothing to call.
 */
import type { Actor } from '../../model/actor.ts';
import type { Entity } from '../../model/entity.ts';
import { CodedError } from '../../model/errors.ts';
import type { Transaction } from '../../storage/database.ts';
import type { Rows, Statement } from '../../storage/statement.ts';
import { createRecords, type KeepingChange, type SightChange } from './audit-record.ts';
import { differences } from './differences.ts';
import { createInsertBatch, type InsertForms, type RowValues } from './insert-batch.ts';
import type { Placement, Row } from './row.ts';
import { columnsFor, insertedColumns, newRow, updateStatement } from './stored-row.ts';

/** What was done, as the audit names it. */
export type AuditAction = 'create' | 'update' | 'delete' | 'merge';

/** The object that an audit record stands under. */
export interface AuditContext {
  readonly type: string;
  readonly id: string;
}

/** How an insert or update is recorded. */
export interface WriteOptions {
  /** Context of the record; the object itself when missing. */
  readonly context?: AuditContext;
  readonly action?: AuditAction;
  /** Details beside the fields, e.g. the alert a case was made from. An update with details counts as one whatever differs. */
  readonly details?: RowValues;
  /** What those details were before. */
  readonly previous?: RowValues;
  /** This record names the request; without one it is the first. */
  readonly main?: true;
  /** False: the change is part of another one that is recorded. */
  readonly audited?: boolean;
  /** Columns that are no fields, e.g. a digest used by an index. */
  readonly columns?: RowValues;
  /** Organisations that saw the object before, and see it after; as it is placed when missing. */
  readonly visibleBefore?: readonly string[];
  readonly visibleAfter?: readonly string[];
}

/** One change of a field that times and service levels are derived from. */
export interface Transition {
  readonly field: 'status' | 'assignee' | 'waiting';
  readonly before: string | null;
  readonly after: string | null;
  readonly stageBefore?: string | null;
  readonly stageAfter?: string | null;
  /** What led to it: `person`, or the command that did it on the way. */
  readonly cause: string;
}

/** Writes rows, with stamps and audit. */
export interface Writer {
  /** Makes an object. Values are by field name; the row is given back as stored. */
  insert(
    entity: Entity,
    id: string,
    placement: Placement | undefined,
    values: RowValues,
    options?: WriteOptions,
  ): Row;
  /** Changes fields of an object. Gives the row back unchanged when nothing differs and the options say nothing either. */
  update(row: Row, changes: RowValues, options?: WriteOptions): Row;
  /** Records something that happened to an object without a change of its fields. */
  record(row: Row, action: AuditAction, details: RowValues, options?: WriteOptions): void;
  /** Notes a change of status, assignee or waiting. */
  transition(row: Row, change: Transition): void;
  /** Notes who sees what from now on; records of this request are stored for those who see their objects at its end. */
  noteSight(change: SightChange): void;
  /** Notes to whom a tree is kept from now on, in the same way. */
  noteKeeping(change: KeepingChange): void;
  /** Adds a row of a table that belongs to an object and has no entity of its own. */
  addRow(table: string, row: RowValues): void;
  /** Adds a statement of the command's own whose result nobody waits for. */
  queue(statement: Statement): void;
  /** Sends a statement of the command's own, after everything that was written so far. */
  run(statement: Statement): Promise<Rows>;
  /**
   * Runs a part that may be refused by itself: what it wrote is taken back, and its coded error goes on. Any other failure ends
   * the whole transaction.
   */
  attempt<T>(part: () => Promise<T>): Promise<T>;
  /** Ids for new objects. */
  takeIds(count: number): Promise<readonly string[]>;
  /** Time of the request in milliseconds: every stamp of one request is the same. */
  readonly now: number;
  /** Sends what is still waiting, audit records last. */
  flush(): Promise<void>;
}

/** What a writer is made from. */
export interface WriterDependencies {
  readonly transaction: Transaction;
  readonly actor: Actor;
  readonly requestId: string;
  readonly now: number;
  readonly takeIds: (count: number) => Promise<readonly string[]>;
  /** Forms of inserts that other writers use as well; its own when missing. */
  readonly inserts?: InsertForms;
}

/** A writer for one transaction. */
export function createWriter(dependencies: WriterDependencies): Writer {
  const { transaction, actor, requestId, now, takeIds, inserts } = dependencies;
  const batch = createInsertBatch(inserts);
  const records = createRecords({ actor, requestId, now });

  const send = (): void => {
    for (const statement of batch.drain()) transaction.queue(statement);
  };
  const run = (statement: Statement): Promise<Rows> => {
    send();
    return transaction.run(statement);
  };
  const queue = (statement: Statement): void => {
    send();
    transaction.queue(statement);
  };

  return {
    now,
    takeIds,
    run,
    queue,
    addRow: batch.add,
    transition: records.transition,
    noteSight: records.noteSight,
    noteKeeping: records.noteKeeping,
    record: (row, action, details, options = {}) =>
      records.note(row, action, noChanges, { ...options, details: { ...details, ...options.details } }),
    insert(entity, id, placement, values, options = {}) {
      const stamped = { ...values, createdAt: now, createdBy: actor.login };
      const row = newRow(entity, id, placement, actor.organisation.id, stamped, options.columns ?? {});
      batch.add(entity.layout.table, insertedColumns(row));
      records.note(row, 'create', { after: values, before: {} }, { visibleBefore: [], ...options });
      return row;
    },
    update(row, changes, options = {}) {
      const changed = differences(row, changes);
      const unchanged = Object.keys(changed.after).length === 0;
      if (unchanged && options.columns === undefined && options.details === undefined) return row;
      const columns = { ...columnsFor(row.entity, changed.after), ...options.columns };
      const next = nextVersion(row, columns, dependencies);
      queue(updateStatement(row, next));
      records.note(next, 'update', changed, options);
      return next;
    },
    async attempt(part) {
      const forget = records.mark();
      queue({ sql: 'savepoint part', parameters: [] });
      try {
        const result = await part();
        queue({ sql: 'release savepoint part', parameters: [] });
        return result;
      } catch (error) {
        if (!(error instanceof CodedError)) throw error;
        batch.drain();
        forget();
        await transaction.run({ sql: 'rollback to savepoint part', parameters: [] });
        throw error;
      }
    },
    async flush() {
      const ids = await takeIds(records.size());
      for (const { table, row } of records.drain(ids)) batch.add(table, row);
      send();
    },
  };
}

const noChanges = { after: {}, before: {} };

/** The row after a change: version and stamps move on, and the first touch by a person is noted once. */
function nextVersion(row: Row, changed: RowValues, { actor, now }: WriterDependencies): Row {
  const touched =
    actor.person && 'firstTouchedDate' in row.entity.fields && row.columns.first_touched_date === null;
  return {
    ...row,
    version: row.version + 1,
    columns: {
      ...row.columns,
      ...changed,
      ...(touched ? { first_touched_date: now } : {}),
      version: row.version + 1,
      updated_at: now,
      updated_by: actor.login,
    },
  };
}
