/** Finds what somebody probably meant, so that a message about an unknown name can suggest a known one. */

/** Letters to insert, remove or replace to turn one text into the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (const [column, other] of [...to].entries()) {
      const replace = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replace, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** The candidate closest to a name, ignoring case, when at most a third of its letters differ (rounded up); else undefined. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  let best: { readonly candidate: string; readonly off: number } | undefined;
  for (const candidate of candidates) {
    const allowed = Math.ceil(candidate.length / 3);
    if (Math.abs(candidate.length - name.length) > allowed) continue;
    const off = distance(wanted, candidate.toLowerCase());
    if (off <= allowed && (best === undefined || off < best.off)) best = { candidate, off };
  }
  return best?.candidate;
}
