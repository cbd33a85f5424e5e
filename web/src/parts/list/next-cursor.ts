/** Where the cursor of a list goes when the row it stood on is gone: work goes on with the row that took its place. */

/** The row after the one that is gone, in the order in which both were there; else the one before; undefined when all are gone. */
export function nextCursor(
  gone: string,
  before: readonly string[],
  present: readonly string[],
): string | undefined {
  const place = before.indexOf(gone);
  if (place === -1) return undefined;
  const left = new Set(present);
  return (
    before.slice(place + 1).find((id) => left.has(id)) ??
    before.slice(0, place).findLast((id) => left.has(id))
  );
}
