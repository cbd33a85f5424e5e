/** Ending runs that do not end by themselves: called off, lost, or whose object or requester is gone. */

import type { runOutcomes } from '../../model/entities/engine.ts';
import { CodedError, type FieldFault, invalidFields } from '../../model/errors.ts';
import { entities } from '../../model/registry.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import { type Row, storedValue, textOf } from '../frame/row.ts';
import { requiredText } from '../frame/text-input.ts';
import { readWorkKind, type WorkKind } from './job-queue.ts';

/** Longest reason of a failure in characters. */
const longestReason = 16_384;

/** Whether a run has not ended. */
export function isOpen(row: Row): boolean {
  const status = textOf(row, 'status');
  return status === 'Waiting' || status === 'InProgress';
}

/** What the status does not tell of the end of a run. */
export type RunOutcome = (typeof runOutcomes)[number];

/** Ends a run as a failure. */
export function failRow({ write }: CommandContext, row: Row, reason: string, outcome?: RunOutcome): void {
  const values = {
    status: 'Failure',
    outcome: outcome ?? null,
    errorMessage: plainReason(reason),
    endDate: write.now,
  };
  write.update(row, values, { context: contextOfRun(row) });
}

/** The outcome of a refusal: something has run already where an attempt was begun before. */
export function outcomeOfRefusal(attemptsBefore: number): RunOutcome | undefined {
  return attemptsBefore === 0 ? 'Blocked' : undefined;
}

/** A reason as it can be stored and shown. */
export function plainReason(reason: string): string {
  return reason.slice(0, longestReason).toWellFormed().replaceAll('\u0000', '\ufffd');
}

/** Audit records of a run stand under what it runs on. */
export function contextOfRun(row: Row): { type: string; id: string } {
  if (row.entity === entities.job)
    return { type: entities.observable.wireType, id: String(storedValue(row, 'observableId')) };
  if (row.entity === entities.directRun) return { type: row.entity.wireType, id: row.id };
  const object = Object.values(entities).find((entity) => entity.name === storedValue(row, 'objectType'));
  return { type: object?.wireType ?? 'Object', id: String(storedValue(row, 'objectId')) };
}

interface FailRunInput {
  readonly kind: WorkKind;
  readonly id: string;
  readonly errorMessage: string;
  /** A rule forbids it; otherwise it was lost. */
  readonly refused: boolean;
}

/**
 * Ends a run as a failure in the name of the system of its organisation, whatever its requester may see or do by now. Nothing
 * happens to one that has ended or is gone.
 */
export const failRun: Command<FailRunInput, void> = {
  name: 'failRun',
  permission: 'authenticated',
  read(raw) {
    const faults: FieldFault[] = [];
    const id = requiredText(raw, 'id', faults, 'id of a run');
    if (faults.length > 0) throw invalidFields(faults);
    const reason = typeof raw.errorMessage === 'string' ? raw.errorMessage : '';
    return {
      kind: readWorkKind(raw.kind),
      id,
      errorMessage: reason || 'It failed without a reason',
      refused: raw.refused === true,
    };
  },
  async run(context, input) {
    if (context.actor.userId !== undefined)
      throw new CodedError('notAllowed', { reason: 'Only the system gives up runs' });
    const row = await openRun(context, input);
    if (row === undefined) return;
    const outcome = input.refused ? outcomeOfRefusal(Number(row.columns.attempt)) : undefined;
    failRow(context, row, input.errorMessage, outcome);
  },
};

async function openRun(context: CommandContext, { kind, id }: FailRunInput): Promise<Row | undefined> {
  try {
    const row = await context.find(kind, `~${id}`);
    return isOpen(row) ? row : undefined;
  } catch (error) {
    if (error instanceof CodedError && error.code === 'notFound') return undefined;
    throw error;
  }
}
