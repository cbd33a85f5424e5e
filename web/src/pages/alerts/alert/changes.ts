/** Which fields an entry of the history changed, as short texts. */
import type { OutputAudit } from '../../../../../contract/v1-types.ts';

/** A field with its value before and after. */
export interface Change {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** Longest value shown, in characters. */
const longest = 120;

/** The changes; times that only note that a step was reached are left out, the status says the same. */
export function changesOf({
  details,
  previous,
}: Pick<OutputAudit, 'details' | 'previous'>): readonly Change[] {
  const [after, before] = [record(details), record(previous)];
  return Object.keys(after)
    .filter((field) => !field.endsWith('Date'))
    .map((field) => ({ field, before: shown(before[field]), after: shown(after[field]) }))
    .filter((change) => change.before !== change.after);
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '–';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
