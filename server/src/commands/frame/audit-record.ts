/**
 * What a request leaves behind of itself: audit records and notes of transitions. They are collected while it runs and become
 * rows at its end, for those who see the objects then.
 */
import type { Actor } from '../../model/actor.ts';
import { type Changes, shown } from './differences.ts';
import type { RowValues } from './insert-batch.ts';
import type { Row } from './row.ts';
import { restrictedColumns } from './stored-row.ts';
import type { AuditAction, AuditContext, Transition, WriteOptions } from './writer.ts';

/** A change that will be recorded when the request ends. */
export interface PendingAudit {
  readonly row: Row;
  readonly action: AuditAction;
  readonly details: RowValues;
  readonly previous: RowValues;
  readonly context: AuditContext;
  /** It names the request. */
  readonly main?: boolean;
  /** Organisations that saw the object before and after. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** People that the object was kept to before; undefined: to nobody. */
  readonly keptBefore?: readonly string[] | undefined;
}

/** A change of who sees what stands in a tree: an organisation now sees, or no longer sees, what is seen through some objects. */
export interface SightChange {
  readonly rootId: string;
  /** Ids of the case, tasks and observables. */
  readonly through: readonly string[];
  readonly organisationId: string;
  readonly shown: boolean;
}

/** Everything in a tree is kept to other people than before; undefined: to nobody any longer. */
export interface KeepingChange {
  readonly rootId: string;
  readonly keptTo: readonly string[] | undefined;
}

/** What is the same for all records of a request. */
export interface RecordFrame {
  readonly actor: Actor;
  readonly requestId: string;
  readonly now: number;
}

/** The records of one request. */
export interface Records {
  /** Notes what was done to an object. */
  note(row: Row, action: AuditAction, changes: Changes, options: WriteOptions): void;
  transition(row: Row, change: Transition): void;
  noteSight(change: SightChange): void;
  noteKeeping(change: KeepingChange): void;
  /** Gives the function that forgets everything noted from here on. */
  mark(): () => void;
  /** Number of rows that `drain` will give. */
  size(): number;
  /** The rows, each under one of the ids; one record of the request is its main one. */
  drain(ids: readonly string[]): { readonly table: string; readonly row: RowValues }[];
}

/** Collects the records of one request. */
export function createRecords(frame: RecordFrame): Records {
  const audits: PendingAudit[] = [];
  const transitions: { readonly row: Row; readonly change: Transition }[] = [];
  const sight: SightChange[] = [];
  const keeping: KeepingChange[] = [];
  const drained = { audits: 0 };
  return {
    note(row, action, changes, options) {
      if (options.audited !== false) audits.push(pendingAudit(row, action, changes, options, frame.actor));
    },
    transition: (row, change) => void transitions.push({ row, change }),
    noteSight: (change) => void sight.push(change),
    noteKeeping: (change) => void keeping.push(change),
    mark() {
      const kept = [audits, transitions, sight, keeping].map((list) => ({ list, length: list.length }));
      return () => {
        for (const { list, length } of kept) list.length = length;
      };
    },
    size: () => audits.length + transitions.length,
    drain(ids) {
      const id = (index: number): string => ids[index] ?? '';
      const notes = transitions.map(({ row, change }, index) => ({
        table: 'transition',
        row: transitionRow(row, change, id(index), frame, { sight, keeping }),
      }));
      const named = Math.max(
        0,
        audits.findIndex((audit) => audit.main === true),
      );
      const records = audits.map((audit, index) => ({
        table: 'audit',
        row: auditRow(audit, id(notes.length + index), drained.audits === 0 && index === named, frame, {
          sight,
          keeping,
        }),
      }));
      drained.audits += audits.length;
      audits.length = 0;
      transitions.length = 0;
      return [...notes, ...records];
    },
  };
}

function pendingAudit(
  row: Row,
  action: AuditAction,
  changes: Changes,
  options: WriteOptions,
  actor: Actor,
): PendingAudit {
  // What belongs to no organisation was changed by one that saw it.
  const seers = row.entity.layout.tenant ? row.placement.organisationIds : [actor.organisation.id];
  const done = options.action ?? action;
  return {
    row,
    action: done,
    details: withMore(shown(row.entity, changes.after), options.details),
    previous: withMore(shown(row.entity, changes.before), options.previous),
    context: options.context ?? { type: row.entity.wireType, id: row.id },
    main: options.main ?? false,
    before: options.visibleBefore ?? seers,
    after: options.visibleAfter ?? (done === 'delete' ? [] : seers),
    keptBefore: row.placement.restrictedTo,
  };
}

function withMore(values: RowValues, more: RowValues | undefined): RowValues {
  return more === undefined ? values : { ...values, ...more };
}

/** What a request changed about who sees what, in order. */
interface Seeing {
  readonly sight: readonly SightChange[];
  readonly keeping: readonly KeepingChange[];
}

const unchangedSeeing: Seeing = { sight: [], keeping: [] };

/** A row of the audit table. */
export function auditRow(
  audit: PendingAudit,
  id: string,
  main: boolean,
  frame: RecordFrame,
  seeing: Seeing = unchangedSeeing,
): RowValues {
  const { row } = audit;
  const after = audit.action === 'delete' ? audit.after : seersAtCommit(row, audit.after, seeing.sight);
  return {
    root_id: row.placement.rootId,
    id,
    organisation_id: row.entity.layout.tenant ? row.organisationId : frame.actor.organisation.id,
    organisation_ids: after,
    organisations_before: audit.before,
    shared: after.length > 1,
    visible_through: row.placement.visibleThrough,
    ...restrictedColumns(keptAtCommit(row, seeing.keeping)),
    restricted_before: audit.keptBefore ?? null,
    created_at: new Date(frame.now),
    created_by: frame.actor.login,
    request_id: frame.requestId,
    action: audit.action,
    main_action: main,
    object_type: row.entity.wireType,
    object_id: row.id,
    context_type: audit.context.type,
    context_id: audit.context.id,
    details: JSON.stringify(audit.details),
    previous: JSON.stringify(audit.previous),
  };
}

function transitionRow(
  row: Row,
  change: Transition,
  id: string,
  frame: RecordFrame,
  seeing: Seeing,
): RowValues {
  const seers = seersAtCommit(row, row.placement.organisationIds, seeing.sight);
  return {
    root_id: row.placement.rootId,
    id,
    organisation_id: row.organisationId,
    organisation_ids: seers,
    shared: seers.length > 1,
    visible_through: row.placement.visibleThrough,
    ...restrictedColumns(keptAtCommit(row, seeing.keeping)),
    object_type: row.entity.wireType,
    object_id: row.id,
    field: change.field,
    value_before: change.before,
    value_after: change.after,
    stage_before: change.stageBefore ?? null,
    stage_after: change.stageAfter ?? null,
    actor: frame.actor.login,
    cause: change.cause,
    at: new Date(frame.now),
  };
}

/** A record is stored at the end of a request that may have shared, or taken back, what it is about. */
function seersAtCommit(
  { placement }: Row,
  seers: readonly string[],
  sight: readonly SightChange[],
): string[] {
  const those = new Set(seers);
  for (const change of sight) {
    if (change.rootId !== placement.rootId || !change.through.includes(placement.visibleThrough)) continue;
    if (change.shown) those.add(change.organisationId);
    else those.delete(change.organisationId);
  }
  return [...those];
}

/** The same for people: the last change of the request counts. */
function keptAtCommit({ placement }: Row, keeping: readonly KeepingChange[]): readonly string[] | undefined {
  const change = keeping.findLast(({ rootId }) => rootId === placement.rootId);
  return change === undefined ? placement.restrictedTo : change.keptTo;
}
