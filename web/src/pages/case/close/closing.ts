/** What stands between a case and its end, as plain data: every missing thing at once, in the order of the sheet. */
import type { OutputCustomField, OutputTask } from '../../../../../contract/v1-types.ts';

/** What was decided so far. */
export interface Closing {
  /** Status to close with; undefined until one is chosen. */
  readonly status: string | undefined;
  readonly impact: 'WithImpact' | 'NoImpact' | undefined;
}

/** Something that is missing. */
export type Missing =
  | { readonly kind: 'status' | 'impact' }
  | { readonly kind: 'task'; readonly id: string }
  | { readonly kind: 'field'; readonly name: string };

interface FieldValue {
  readonly name: string;
  readonly value: unknown;
}

/** What most cases end as: offered before the rest; and what fits when nothing else does: offered last. */
const usual: readonly string[] = ['TruePositive', 'FalsePositive'];
const rest = 'Other';

/** The statuses that a case can end with, the usual ones first, the one for all else last. */
export function outcomesInOrder<Status extends { readonly value: string; readonly stage: string }>(
  statuses: readonly Status[],
): readonly Status[] {
  const outcomes = statuses.filter(({ stage }) => stage === 'Closed');
  const first = usual.flatMap((name) => outcomes.filter(({ value }) => value === name));
  const others = outcomes.filter(({ value }) => !usual.includes(value) && value !== rest);
  return [...first, ...others, ...outcomes.filter(({ value }) => value === rest)];
}

/** Whether a status says that the attack took place: then its impact has to be told. */
export function needsImpact(status: string | undefined): boolean {
  return status === 'TruePositive';
}

/** Mandatory tasks that are not completed. */
export function neededTasks<Task extends Pick<OutputTask, 'mandatory' | 'status'>>(
  tasks: readonly Task[],
): readonly Task[] {
  return tasks.filter(({ mandatory, status }) => mandatory && status !== 'Completed');
}

/** Tasks that end with the case: those under way are completed, those not begun are cancelled. */
export function endedWithCase<Task extends Pick<OutputTask, 'mandatory' | 'status'>>(
  tasks: readonly Task[],
): readonly Task[] {
  return tasks.filter(
    ({ mandatory, status }) => !mandatory && (status === 'Waiting' || status === 'InProgress'),
  );
}

/** Names of mandatory fields that the case carries without a value, each once. */
export function emptyFields(
  values: readonly FieldValue[],
  definitions: ReadonlyMap<string, Pick<OutputCustomField, 'mandatory'>>,
): readonly string[] {
  const filled = new Set(values.filter(({ value }) => value !== null).map(({ name }) => name));
  const names = values.map(({ name }) => name);
  return [...new Set(names)].filter((name) => !filled.has(name) && definitions.get(name)?.mandatory === true);
}

/** Everything that is missing. */
export function missingToClose(
  { status, impact }: Closing,
  tasks: readonly Pick<OutputTask, '_id' | 'mandatory' | 'status'>[],
  fields: readonly string[],
): readonly Missing[] {
  return [
    ...(status === undefined ? [{ kind: 'status' } as const] : []),
    ...(needsImpact(status) && impact === undefined ? [{ kind: 'impact' } as const] : []),
    ...neededTasks(tasks).map(({ _id }) => ({ kind: 'task', id: _id }) as const),
    ...fields.map((name) => ({ kind: 'field', name }) as const),
  ];
}
