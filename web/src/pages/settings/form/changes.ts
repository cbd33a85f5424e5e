/** What differs between what is stored and what was written in a form. */

/** The values that differ from the stored ones. */
export function changedFrom<Values extends object>(
  stored: Values,
  changes: Partial<Values>,
): Partial<Values> {
  const differing = Object.entries(changes).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(stored, name)),
  );
  return Object.fromEntries(differing) as Partial<Values>;
}

/** Changes as they were kept in the browser. What is not of the kind of the stored value is left out: forms change over time. */
export function readChanges<Values extends object>(kept: string | null, stored: Values): Partial<Values> {
  const read = kept === null ? undefined : parse(kept);
  if (typeof read !== 'object' || read === null) return {};
  const fitting = Object.entries(read).filter(([name, value]) => {
    const before: unknown = Reflect.get(stored, name);
    return (
      Object.hasOwn(stored, name) && (before === null || value === null || kindOf(before) === kindOf(value))
    );
  });
  return changedFrom(stored, Object.fromEntries(fitting) as Partial<Values>);
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'list' : typeof value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Something else has written under this key: then nothing was begun.
    return undefined;
  }
}
