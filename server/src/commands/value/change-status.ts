/** Moves an alert or a case to another status: dates of stages, and the note that times are read from. */
import { CodedError } from '../../model/errors.ts';
import type { CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import type { StatusDefinition } from '../frame/reference-data.ts';
import { type Row, textOf } from '../frame/row.ts';
import { stageDate, statusNamed } from './status.ts';

/** The definition of the status that values move a row to; undefined when they leave it where it is. */
export function movedTo(
  statuses: ReadonlyMap<string, StatusDefinition>,
  row: Row,
  values: RowValues,
): StatusDefinition | undefined {
  if (typeof values.status !== 'string' || values.status === textOf(row, 'status')) return undefined;
  return statusNamed(statuses, values.status);
}

/** Throws for a status that only comes with a case. */
export function requireOwnStatus(next: StatusDefinition): void {
  if (next.stage !== 'Imported') return;
  throw new CodedError('badRequest', {
    reason: `Status ${next.value} is set by promoting or merging the alert`,
  });
}

/** Whether a status takes a row into a stage that it is not in. */
export function enters(row: Row, next: StatusDefinition, stage: string): boolean {
  return next.stage === stage && textOf(row, 'stage') !== stage;
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
