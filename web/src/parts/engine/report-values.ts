/** What the values of a report are to those who look through it: groups that open, and texts. */
import { isRecord } from './taxonomies.ts';

/** What lies deeper is shown as text. */
const deepest = 100;

/** Whether a value opens into others; what lies too deep does not. */
export function isGroup(
  value: unknown,
  depth: number,
): value is readonly unknown[] | Readonly<Record<string, unknown>> {
  return depth < deepest && (Array.isArray(value) || isRecord(value));
}

/** A value as text. */
export function wholeText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
