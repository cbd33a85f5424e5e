/** Differences of texts word by word, and the merge of two changes of one text. Pure, so that nothing typed can be lost by chance. */
import { diffArrays } from 'diff';

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

/** Most insertions and removals that are looked for; beyond, what differs counts as replaced as a whole. */
const mostEdits = 2_000;

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
  return runsOf(wordsOf(before), wordsOf(after)).map(({ kind, parts }) => ({ kind, text: parts.join('') }));
}

/** Merges two changes of a text line by line: changes of different paragraphs never clash. */
export function mergeLines(base: string, theirs: string, mine: string): Merged {
  return merge(linesOf(base), linesOf(theirs), linesOf(mine));
}

/** Merges two changes of a text word by word: changes of different words of one sentence do not clash. */
export function mergeWords(base: string, theirs: string, mine: string): Merged {
  return merge(wordsOf(base), wordsOf(theirs), wordsOf(mine));
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
  let at = 0;
  for (const { kind, parts } of runsOf(base, next)) {
    const last = changes.at(-1);
    if (kind === 'added' && last?.to === at) changes.splice(-1, 1, { ...last, parts });
    else if (kind === 'added') changes.push({ from: at, to: at, parts });
    if (kind === 'removed') changes.push({ from: at, to: at + parts.length, parts: [] });
    if (kind !== 'added') at += parts.length;
  }
  return changes;
}

/** Parts in a row that both lists have, or only one of them; what was removed stands before what came in its place. */
interface Run {
  readonly kind: Stretch['kind'];
  readonly parts: readonly string[];
}

function runsOf(one: readonly string[], other: readonly string[]): readonly Run[] {
  const start = commonStart(one, other);
  const end = commonEnd(one, other, start);
  const middle = [one.slice(start, one.length - end), other.slice(start, other.length - end)] as const;
  const runs: readonly Run[] = [
    { kind: 'same', parts: one.slice(0, start) },
    ...innerRuns(...middle),
    { kind: 'same', parts: one.slice(one.length - end) },
  ];
  return runs.filter(({ parts }) => parts.length > 0);
}

function innerRuns(one: readonly string[], other: readonly string[]): readonly Run[] {
  const found = diffArrays([...one], [...other], { maxEditLength: mostEdits });
  if (found === undefined)
    return [
      { kind: 'removed', parts: one },
      { kind: 'added', parts: other },
    ];
  return found.map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    parts: value,
  }));
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
