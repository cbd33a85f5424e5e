/** Puts a run back that failed in a way that may pass: it waits, and tells why and until when. */
import { type FieldFault, invalidFields } from '../../model/errors.ts';
import type { Command } from '../frame/command.ts';
import { textOf } from '../frame/row.ts';
import { requiredText } from '../frame/text-input.ts';
import { contextOfRun, plainReason } from './end-run.ts';
import { readWorkKind, type WorkKind } from './job-queue.ts';

interface PostponeRunInput {
  readonly kind: WorkKind;
  readonly id: string;
  /** The attempt that failed: an earlier one that comes late changes nothing. */
  readonly attempt: number;
  readonly againInMs: number;
  readonly errorMessage: string;
}

/** The queue hands the run out again after the same time. One that has ended meanwhile is left as it is. */
export const postponeRun: Command<PostponeRunInput, void> = {
  name: 'postponeRun',
  permission: 'authenticated',
  read(raw) {
    const faults: FieldFault[] = [];
    const id = requiredText(raw, 'id', faults, 'id of a run');
    if (faults.length > 0) throw invalidFields(faults);
    return {
      kind: readWorkKind(raw.kind),
      id,
      attempt: Number(raw.attempt),
      againInMs: Number(raw.againInMs),
      errorMessage: typeof raw.errorMessage === 'string' ? raw.errorMessage : '',
    };
  },
  async run({ find, write }, { kind, id, attempt, againInMs, errorMessage }) {
    const row = await find(kind, `~${id}`);
    if (textOf(row, 'status') !== 'InProgress' || Number(row.columns.attempt) !== attempt) return;
    const values = {
      status: 'Waiting',
      waitsUntil: write.now + againInMs,
      errorMessage: plainReason(errorMessage),
    };
    write.update(row, values, { context: contextOfRun(row) });
  },
};
