/** Statuses: which stage each stands for, and the dates that entering a stage sets. */
import { CodedError } from '../../model/errors.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import type { StatusDefinition } from '../frame/reference-data.ts';
import { numberOf, type Row } from '../frame/row.ts';

/** The definition of a status; an unknown one is refused with the accepted values. */
export function statusNamed(
  statuses: ReadonlyMap<string, StatusDefinition>,
  value: string,
): StatusDefinition {
  const found = statuses.get(value);
  if (found !== undefined) return found;
  const choices = [...statuses.keys()];
  throw new CodedError('invalidFields', {}, [
    { kind: 'invalid', name: 'status', given: value, accepted: `one of ${choices.join(', ')}`, choices },
  ]);
}

const dateOfStage: Readonly<Record<string, string>> = {
  New: 'newDate',
  InProgress: 'inProgressDate',
  Closed: 'closedDate',
  Imported: 'importedDate',
};

/** Stage dates of a new object: `newDate` always, and the date of the stage it starts in. */
export function firstStageDates(stage: string, now: number): RowValues {
  const name = dateOfStage[stage];
  return { newDate: now, ...(name === undefined ? {} : { [name]: now }) };
}

/** The date that entering a stage sets; dates of first times never move. */
export function stageDate(row: Row, stage: string, now: number): RowValues {
  const name = dateOfStage[stage];
  return name === undefined || numberOf(row, name) !== undefined ? {} : { [name]: now };
}
