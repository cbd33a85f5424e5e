/** What an act changes of an alert, and the changes that bring several back to what they were. */
import type { OutputAlert } from '../../../../contract/v1-types.ts';

/** The part of an alert that acts on the queue change. */
export type AlertState = Pick<
  OutputAlert,
  '_id' | 'title' | 'status' | 'summary' | 'assignee' | 'tags' | 'severity' | 'follow'
>;

/** Fields of a change that can be taken back. */
export type ChangedField = 'status' | 'summary' | 'assignee' | 'tags' | 'severity';

/** A change of several alerts at once, as the server reads it. */
export interface BulkChange extends Readonly<Record<string, unknown>> {
  readonly ids: readonly string[];
}

/** The changes that give alerts back what they had; alerts with the same values share one. */
export function backTo(
  states: readonly AlertState[],
  fields: readonly ChangedField[],
): readonly BulkChange[] {
  const groups = new Map<string, BulkChange>();
  for (const state of states) {
    const values = Object.fromEntries(fields.map((field) => [field, state[field] ?? null]));
    const key = JSON.stringify(values);
    groups.set(key, { ...values, ids: [...(groups.get(key)?.ids ?? []), state._id] });
  }
  return [...groups.values()];
}
