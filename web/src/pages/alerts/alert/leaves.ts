/** The leaves of an object with their paths, so that a nested object can be searched as a list. */

/** A value at the end of a path such as `tags[2]`. */
export interface Leaf {
  readonly path: string;
  readonly value: string;
}

/** Deepest nesting that is followed; below it a value is shown as JSON. */
const deepest = 8;

/** The leaves in the order of the object. */
export function leavesOf(value: unknown, path = '', depth = 0): readonly Leaf[] {
  if (typeof value !== 'object' || value === null || depth === deepest)
    return [{ path, value: typeof value === 'string' ? value : (JSON.stringify(value) ?? '') }];
  if (Array.isArray(value))
    return value.flatMap((item: unknown, place) => leavesOf(item, `${path}[${place}]`, depth + 1));
  return Object.entries(value).flatMap(([name, item]) =>
    leavesOf(item, path === '' ? name : `${path}.${name}`, depth + 1),
  );
}
