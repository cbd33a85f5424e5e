/** What an answer of an earlier version has that the present answer lacks. More than before is no loss. */

/** One line for each value that is gone or different, with the path to it. */
export function losses(before: unknown, after: unknown, path = 'answer'): readonly string[] {
  if (Array.isArray(before)) return lossesOfList(before, after, path);
  if (isObject(before)) return lossesOfObject(before, after, path);
  return Object.is(before, after)
    ? []
    : [`${path}: ${JSON.stringify(before)} became ${JSON.stringify(after)}`];
}

function lossesOfObject(before: Readonly<Record<string, unknown>>, after: unknown, path: string) {
  if (!isObject(after)) return [`${path}: an object became ${JSON.stringify(after)}`];
  return Object.entries(before).flatMap(([name, value]) => losses(value, after[name], `${path}.${name}`));
}

function lossesOfList(before: readonly unknown[], after: unknown, path: string): readonly string[] {
  if (!Array.isArray(after)) return [`${path}: a list became ${JSON.stringify(after)}`];
  const present: readonly unknown[] = after;
  return before.flatMap((element, at) => losses(element, sameAs(element, at, present), `${path}[${at}]`));
}

/** Objects are known by their id, else by their place; other values by what they are. */
function sameAs(element: unknown, at: number, present: readonly unknown[]): unknown {
  if (!isObject(element)) return present.find((one) => JSON.stringify(one) === JSON.stringify(element));
  if (element._id === undefined) return present[at];
  return present.find((one) => isObject(one) && one._id === element._id);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
