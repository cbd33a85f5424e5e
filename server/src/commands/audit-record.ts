/** Audit records and notes of transitions as rows of their tables. */
import type { Actor } from '../model/actor.ts';
import type { RowValues } from './insert-batch.ts';
import type { Row } from './row.ts';
import type { AuditAction, AuditContext, Transition } from './writer.ts';

/** A change that will be recorded when the transaction ends. */
export interface PendingAudit {
  readonly row: Row;
  readonly action: AuditAction;
  readonly details: RowValues;
  readonly previous: RowValues;
  readonly context: AuditContext;
  /** Organisations that saw the object before and after. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** What is the same for all records of a request. */
export interface RecordFrame {
  readonly actor: Actor;
  readonly requestId: string;
  readonly now: number;
}

/** A row of the audit table. */
export function auditRow(audit: PendingAudit, id: string, main: boolean, frame: RecordFrame): RowValues {
  return {
    root_id: audit.row.placement.rootId,
    id,
    organisation_id: frame.actor.organisation.id,
    organisation_ids: audit.after,
    organisations_before: audit.before,
    shared: audit.after.length > 1,
    visible_through: audit.row.placement.visibleThrough,
    created_at: new Date(frame.now),
    created_by: frame.actor.login,
    request_id: frame.requestId,
    action: audit.action,
    main_action: main,
    object_type: audit.row.entity.wireType,
    object_id: audit.row.id,
    context_type: audit.context.type,
    context_id: audit.context.id,
    details: JSON.stringify(audit.details),
    previous: JSON.stringify(audit.previous),
  };
}

/** A row of the transition table. */
export function transitionRow(row: Row, change: Transition, id: string, frame: RecordFrame): RowValues {
  return {
    root_id: row.placement.rootId,
    id,
    organisation_id: frame.actor.organisation.id,
    organisation_ids: row.placement.organisationIds,
    shared: row.placement.organisationIds.length > 1,
    visible_through: row.placement.visibleThrough,
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
