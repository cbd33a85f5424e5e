/** JSON as it comes from outside: typed as unknown until looked at. A null counts as absent everywhere. */

/** An object read from JSON. */
export type JsonObject = Record<string, unknown>;

/** True for a plain object, false for arrays, null and scalars. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a dotted path such as `config.key`, or undefined when a step is missing or null. */
export function valueAt(source: unknown, path: string): unknown {
  let current: unknown = source;
  for (const step of path.split('.')) {
    if (!isJsonObject(current) || !Object.hasOwn(current, step)) return undefined;
    current = current[step];
  }
  return current ?? undefined;
}

/** The string at a dotted path; undefined when it is absent, not a string or empty. */
export function textAt(source: unknown, path: string): string | undefined {
  const value = valueAt(source, path);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The strings of the list at a dotted path; other members are left out. */
export function textsAt(source: unknown, path: string): string[] {
  const value = valueAt(source, path);
  return Array.isArray(value) ? value.filter((member) => typeof member === 'string') : [];
}
