/** Bringing together what two people changed in the fields of one object: other fields and other lines never clash. */
import { mergeLines } from './word-changes.ts';

/** The fields of a form as they are typed. */
export type FormTexts = Readonly<Record<string, string>>;

/** Fields after both changes; where both changed the same, mine stands and the field is named. */
export interface MergedFields<V extends FormTexts> {
  readonly values: V;
  readonly clashes: readonly (keyof V & string)[];
}

/** Merges two changes of the same fields. */
export function mergeFields<V extends FormTexts>(base: V, theirs: V, mine: V): MergedFields<V> {
  const values: Record<string, string> = {};
  const clashes: string[] = [];
  for (const name of Object.keys(base)) {
    const { text, clash } = mergeField(base[name] ?? '', theirs[name] ?? '', mine[name] ?? '');
    values[name] = text;
    if (clash) clashes.push(name);
  }
  return { values: values as V, clashes };
}

function mergeField(base: string, theirs: string, mine: string): { text: string; clash: boolean } {
  if (mine === base) return { text: theirs, clash: false };
  if (theirs === base || theirs === mine) return { text: mine, clash: false };
  // Texts of one line, such as a date, are one thing.
  const merged = [base, theirs, mine].some((text) => text.includes('\n'))
    ? mergeLines(base, theirs, mine)
    : undefined;
  return merged?.clashes === 0 ? { text: merged.text, clash: false } : { text: mine, clash: true };
}

/** The fields that differ from what they were. */
export function changedFields<V extends FormTexts>(base: V, values: V): Partial<V> {
  const changed = Object.entries(values).filter(([name, text]) => text !== base[name]);
  return Object.fromEntries(changed) as Partial<V>;
}
