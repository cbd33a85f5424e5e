/**
 * The only way to write. Whatever passes through here is stamped, compared with what was there, and audited in the same
 * transaction; a command cannot forget it, because there is nothing to call.
 */
import type { Actor } from '../model/actor.ts';
import type { Entity } from '../model/entity.ts';
import { CodedError } from '../model/errors.ts';
import type { Transaction } from '../storage/database.ts';
import type { Rows, Statement } from '../storage/statement.ts';
import { auditRow, type PendingAudit, transitionRow } from './audit-record.ts';
import { type Changes, differences, shown } from './differences.ts';
import { createInsertBatch, type RowValues } from './insert-batch.ts';
import type { Placement, Row } from './row.ts';
import { columnsFor, newRow, searchColumn, toDatabase, updateStatement } from './stored-row.ts';

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
  /** Details beside the fields, e.g. the alert a case was made from. */
  readonly details?: Readonly<Record<string, unknown>>;
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
  /** Changes fields of an object. Gives the row back unchanged when nothing differs. */
  update(row: Row, changes: RowValues, options?: WriteOptions): Row;
  /** Records something that happened to an object without a change of its fields. */
  record(
    row: Row,
    action: AuditAction,
    details: Readonly<Record<string, unknown>>,
    options?: WriteOptions,
  ): void;
  /** Notes a change of status, assignee or waiting. */
  transition(row: Row, change: Transition): void;
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
}

/** A writer for one transaction. */
export function createWriter(dependencies: WriterDependencies): Writer {
  const { transaction, actor, now } = dependencies;
  const batch = createInsertBatch();
  const audits: PendingAudit[] = [];
  const transitions: { row: Row; change: Transition }[] = [];
  const recorded = { main: false };

  const send = (): void => {
    for (const statement of batch.drain()) transaction.queue(statement);
  };

  const note = (row: Row, action: AuditAction, changes: Changes, options: WriteOptions): void => {
    if (options.audited === false) return;
    const { organisationIds } = row.placement;
    audits.push({
      row,
      action: options.action ?? action,
      details: { ...shown(row.entity, changes.after), ...options.details },
      previous: shown(row.entity, changes.before),
      context: options.context ?? { type: row.entity.wireType, id: row.id },
      before: options.visibleBefore ?? (action === 'create' ? [] : organisationIds),
      after: options.visibleAfter ?? (action === 'delete' ? [] : organisationIds),
    });
  };

  return {
    now,
    takeIds: dependencies.takeIds,
    addRow: batch.add,
    insert(entity, id, placement, values, options = {}) {
      const stamped = { ...values, createdAt: now, createdBy: actor.login };
      const row = newRow(entity, id, placement, actor.organisation.id, stamped, options.columns ?? {});
      batch.add(entity.layout.table, { ...toDatabase(entity, row.columns), ...searchColumn(row) });
      note(row, 'create', { after: values, before: {} }, options);
      return row;
    },
    update(row, changes, options = {}) {
      const changed = differences(row, changes);
      if (Object.keys(changed.after).length === 0 && options.columns === undefined) return row;
      const next = nextVersion(
        row,
        { ...columnsFor(row.entity, changed.after), ...options.columns },
        dependencies,
      );
      send();
      transaction.queue(updateStatement(row, next));
      note(next, 'update', changed, options);
      return next;
    },
    record(row, action, details, options = {}) {
      note(
        row,
        action,
        { after: {}, before: {} },
        { ...options, details: { ...details, ...options.details } },
      );
    },
    transition(row, change) {
      transitions.push({ row, change });
    },
    queue(statement) {
      send();
      transaction.queue(statement);
    },
    run(statement) {
      send();
      return transaction.run(statement);
    },
    async attempt(part) {
      const kept = { audits: audits.length, transitions: transitions.length };
      send();
      transaction.queue({ sql: 'savepoint part', parameters: [] });
      try {
        const result = await part();
        send();
        transaction.queue({ sql: 'release savepoint part', parameters: [] });
        return result;
      } catch (error) {
        if (!(error instanceof CodedError)) throw error;
        batch.drain();
        audits.length = kept.audits;
        transitions.length = kept.transitions;
        await transaction.run({ sql: 'rollback to savepoint part', parameters: [] });
        throw error;
      }
    },
    async flush() {
      const ids = [...(await dependencies.takeIds(audits.length + transitions.length))];
      for (const { row, change } of transitions.splice(0)) {
        batch.add('transition', transitionRow(row, change, String(ids.shift()), dependencies));
      }
      for (const audit of audits.splice(0)) {
        batch.add('audit', auditRow(audit, String(ids.shift()), !recorded.main, dependencies));
        recorded.main = true;
      }
      send();
    },
  };
}

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
