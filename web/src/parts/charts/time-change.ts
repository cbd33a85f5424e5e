/** Whether one time is worth calling different from another. */

/** How a time changed: by how much, and whether that is worth a word. Below a fiftieth or half a minute it is the same. */
export function changeOf(
  now: number | null,
  before: number | null,
): 'unknown' | 'same' | { readonly by: number } {
  if (now === null || before === null) return 'unknown';
  const by = now - before;
  const least = Math.max(30_000, Math.abs(before) / 50);
  return Math.abs(by) < least ? 'same' : { by };
}
