/** Moves an alert or a case to another status: permission to go back, dates of stages, and the note that times are read from. */
import { CodedError } from '../model/errors.ts';
import type { Permission } from '../model/permission.ts';
import type { CommandContext } from './command.ts';
import type { RowValues } from './insert-batch.ts';
import type { StatusDefinition } from './reference-data.ts';
import { type Row, textOf } from './row.ts';
import { stageDate } from './status.ts';

/** Order of stages; going down needs the permission to reopen. */
const rank: Readonly<Record<string, number>> = { New: 0, InProgress: 1, Closed: 2, Imported: 2 };

/** Throws when the move goes back and the actor may not reopen. */
export function requireReopening(
  { actor }: CommandContext,
  row: Row,
  next: StatusDefinition,
  permission: Permission,
): void {
  const before = rank[textOf(row, 'stage') ?? 'New'] ?? 0;
  if ((rank[next.stage] ?? 0) >= before || actor.permissions.has(permission)) return;
  throw new CodedError('permissionMissing', { permission });
}

/** The values a status brings: itself, its stage and the date of a stage entered for the first time. */
export function statusValues(row: Row, next: StatusDefinition, now: number): RowValues {
  return { status: next.value, stage: next.stage, ...stageDate(row, next.stage, now) };
}

/** Notes changes of status and assignee between two versions of a row. */
export function noteTransitions({ write }: CommandContext, before: Row, after: Row, cause = 'person'): void {
  const status = { before: textOf(before, 'status') ?? null, after: textOf(after, 'status') ?? null };
  if (status.before !== status.after) {
    write.transition(after, {
      field: 'status',
      ...status,
      stageBefore: stageOf(before),
      stageAfter: stageOf(after),
      cause,
    });
  }
  const assignee = { before: textOf(before, 'assignee') ?? null, after: textOf(after, 'assignee') ?? null };
  if (assignee.before !== assignee.after) write.transition(after, { field: 'assignee', ...assignee, cause });
}

/** The stage of an alert or a case; tasks have none. */
function stageOf(row: Row): string | null {
  return 'stage' in row.entity.fields ? (textOf(row, 'stage') ?? null) : null;
}
