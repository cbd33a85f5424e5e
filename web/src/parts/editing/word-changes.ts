/** Differences of texts word by word, and the merge of two changes of one text. Pure, so that nothing typed can be lost by chance. */

/** A stretch of words that both texts have, or only one of them. */
export interface Stretch {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** A merged text. */
export interface Merged {
  readonly text: string;
  /** Places that both changed differently; both wordings stand there one after the other. */
  readonly clashes: number;
}

/** Most comparisons of one difference; beyond it, what differs counts as replaced as a whole. */
const mostComparisons = 4_000_000;

/** Words, the white space between them, and single marks. */
function wordsOf(text: string): readonly string[] {
  return text.match(/\s+|[\p{L}\p{N}_]+|./gu) ?? [];
}

/** Lines with their line ends. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** What became of `before`, word by word. */
export function wordChanges(before: string, after: string): readonly Stretch[] {
  const old = wordsOf(before);
  const next = wordsOf(after);
  const stretches: Stretch[] = [];
  const push = (kind: Stretch['kind'], parts: readonly string[]): void => {
    if (parts.length > 0) stretches.push({ kind, text: parts.join('') });
  };
  let [oldAt, nextAt] = [0, 0];
  for (const match of [...matches(old, next), { one: old.length, other: next.length, length: 0 }]) {
    push('removed', old.slice(oldAt, match.one));
    push('added', next.slice(nextAt, match.other));
    push('same', next.slice(match.other, match.other + match.length));
    [oldAt, nextAt] = [match.one + match.length, match.other + match.length];
  }
  return stretches;
}

/** Merges two changes of a text line by line: changes of different paragraphs never clash. */
export function mergeLines(base: string, theirs: string, mine: string): Merged {
  return merge(linesOf(base), linesOf(theirs), linesOf(mine));
}

/** Merges two changes of a text word by word: changes of different words of one sentence do not clash. */
export function mergeWords(base: string, theirs: string, mine: string): Merged {
  return merge(wordsOf(base), wordsOf(theirs), wordsOf(mine));
}

interface Match {
  readonly one: number;
  readonly other: number;
  readonly length: number;
}

/** Replacement of parts of the base, from `from` up to but without `to`. */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly parts: readonly string[];
}

function merge(base: readonly string[], theirs: readonly string[], mine: readonly string[]): Merged {
  const theirChanges = changesOf(base, theirs);
  const ownChanges = changesOf(base, mine);
  const result: string[] = [];
  let [at, clashes] = [0, 0];
  let [theirIndex, ownIndex] = [0, 0];
  while (theirIndex < theirChanges.length || ownIndex < ownChanges.length) {
    const from = Math.min(
      theirChanges[theirIndex]?.from ?? base.length,
      ownChanges[ownIndex]?.from ?? base.length,
    );
    const theirEnd = groupEnd(theirChanges, theirIndex, ownChanges, ownIndex, from);
    const theirGroup = theirChanges.slice(theirIndex, theirEnd.theirs);
    const ownGroup = ownChanges.slice(ownIndex, theirEnd.mine);
    result.push(...base.slice(at, from));
    const theirText = applied(base, from, theirEnd.to, theirGroup);
    const ownText = applied(base, from, theirEnd.to, ownGroup);
    const [clash, text] = joined(theirGroup, ownGroup, theirText, ownText);
    clashes += clash;
    result.push(text);
    [at, theirIndex, ownIndex] = [theirEnd.to, theirEnd.theirs, theirEnd.mine];
  }
  return { text: [...result, ...base.slice(at)].join(''), clashes };
}

/** How far changes of both sides reach that overlap or touch one another from a place on. */
function groupEnd(
  theirs: readonly Change[],
  theirStart: number,
  mine: readonly Change[],
  ownStart: number,
  from: number,
): { readonly to: number; readonly theirs: number; readonly mine: number } {
  let [theirIndex, ownIndex, to] = [theirStart, ownStart, from];
  const reaches = (change: Change | undefined): change is Change =>
    change !== undefined &&
    (change.from < to || change.from === from || (change.from === to && change.from === change.to));
  for (;;) {
    const [their, own] = [theirs[theirIndex], mine[ownIndex]];
    if (reaches(their)) {
      to = Math.max(to, their.to);
      theirIndex += 1;
    } else if (reaches(own)) {
      to = Math.max(to, own.to);
      ownIndex += 1;
    } else return { to, theirs: theirIndex, mine: ownIndex };
  }
}

function joined(
  theirGroup: readonly Change[],
  ownGroup: readonly Change[],
  theirs: string,
  mine: string,
): readonly [number, string] {
  if (ownGroup.length === 0 || theirs === mine) return [0, theirs];
  return theirGroup.length === 0 ? [0, mine] : [1, theirs + mine];
}

function applied(base: readonly string[], from: number, to: number, changes: readonly Change[]): string {
  const parts: string[] = [];
  let at = from;
  for (const change of changes) {
    parts.push(...base.slice(at, change.from), ...change.parts);
    at = change.to;
  }
  return [...parts, ...base.slice(at, to)].join('');
}

function changesOf(base: readonly string[], next: readonly string[]): readonly Change[] {
  const changes: Change[] = [];
  let [baseAt, nextAt] = [0, 0];
  for (const match of [...matches(base, next), { one: base.length, other: next.length, length: 0 }]) {
    if (match.one > baseAt || match.other > nextAt)
      changes.push({ from: baseAt, to: match.one, parts: next.slice(nextAt, match.other) });
    [baseAt, nextAt] = [match.one + match.length, match.other + match.length];
  }
  return changes;
}

/** Stretches that both lists have in the same order, as long as possible together. */
function matches(one: readonly string[], other: readonly string[]): readonly Match[] {
  const start = commonStart(one, other);
  const end = commonEnd(one, other, start);
  const middle = inner(one.slice(start, one.length - end), other.slice(start, other.length - end));
  return [
    { one: 0, other: 0, length: start },
    ...middle.map((match) => ({ ...match, one: match.one + start, other: match.other + start })),
    { one: one.length - end, other: other.length - end, length: end },
  ].filter(({ length }) => length > 0);
}

function commonStart(one: readonly string[], other: readonly string[]): number {
  const most = Math.min(one.length, other.length);
  let length = 0;
  while (length < most && one[length] === other[length]) length += 1;
  return length;
}

function commonEnd(one: readonly string[], other: readonly string[], start: number): number {
  const most = Math.min(one.length, other.length) - start;
  let length = 0;
  while (length < most && one[one.length - 1 - length] === other[other.length - 1 - length]) length += 1;
  return length;
}

/** The longest common subsequence as stretches; none where finding it would take too long. */
function inner(one: readonly string[], other: readonly string[]): readonly Match[] {
  if (one.length * other.length > mostComparisons) return [];
  const width = other.length + 1;
  const best = new Uint32Array((one.length + 1) * width);
  const at = (row: number, column: number): number => best[row * width + column] ?? 0;
  for (let row = one.length - 1; row >= 0; row -= 1)
    for (let column = other.length - 1; column >= 0; column -= 1)
      best[row * width + column] =
        one[row] === other[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
  const found: { one: number; other: number; length: number }[] = [];
  let [row, column] = [0, 0];
  while (row < one.length && column < other.length) {
    if (one[row] === other[column]) {
      const last = found.at(-1);
      if (last !== undefined && last.one + last.length === row && last.other + last.length === column)
        last.length += 1;
      else found.push({ one: row, other: column, length: 1 });
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return found;
}
