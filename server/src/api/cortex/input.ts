/** Reads fields as Cortex does: numbers and switches may come as text, since the query string and forms hold nothing else. */
import type { FieldFault } from '../../model/errors.ts';
import { type RawObject, shorten } from '../../model/input.ts';

/** A text that is there and not empty. */
export function textIn(input: RawObject, name: string): string | undefined {
  const value = input[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Whether a switch is on: true, 1, or the text of either. */
export function switchIn(input: RawObject, name: string): boolean {
  return ['true', '1'].includes(String(input[name]).toLowerCase());
}

/** A number, or the text of one, as a number; anything else as it is, for whoever checks it. */
export function numberIn(input: RawObject, name: string): unknown {
  const value = input[name];
  return typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
}

/** Texts of a list, or the single one that a form or a query string gives; faults are added to the list given. */
export function textsIn(input: RawObject, name: string, faults: FieldFault[]): string[] | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.every((item) => typeof item === 'string')) return list.map(String);
  faults.push({ kind: 'invalid', name, accepted: 'list of texts', given: shorten(value) });
  return undefined;
}

/** The fields that are given, so that what is left out stays as it is. */
export function given(fields: RawObject): RawObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
