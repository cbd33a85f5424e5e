/** The piece of a text in which the words looked for stand, with those words marked. Disguised indicators count as real ones. */

/** A run of characters, marked or not. */
export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

/** Characters of a passage, about; and how many of them stand before the first word found. */
const width = 180;
const before = 50;

/** A text as it is compared, with the place of each of its characters in the original. */
interface Folded {
  readonly text: string;
  readonly places: readonly number[];
}

/** Lower case without accents, with `hxxp`, `[.]`, `[@]` and `[:]` as what they stand for. */
function fold(original: string): Folded {
  const kept: string[] = [];
  const places: number[] = [];
  for (const { index, 0: found } of original.matchAll(/\[[.@:]\]|hxxp|\P{M}/giu)) {
    const plain = plainForm(found);
    for (const [offset, character] of [...plain].entries()) {
      kept.push(character);
      places.push(index + (found.length === plain.length ? offset : 0));
    }
  }
  return { text: kept.join(''), places: [...places, original.length] };
}

function plainForm(found: string): string {
  if (found.toLowerCase() === 'hxxp') return 'http';
  if (found.length === 3 && found.startsWith('[')) return found.slice(1, 2);
  return found.normalize('NFKD').charAt(0).toLowerCase();
}

/** The words of a question, longest first, so that a long one is marked rather than its part. */
function wordsOf(question: string): readonly string[] {
  const words = fold(question)
    .text.split(/[\s"]+/)
    .filter((word) => word.length > 1 || /\P{ASCII}/u.test(word));
  return [...new Set(words)].sort((one, other) => other.length - one.length);
}

/** Places of the words in a folded text, in order and without overlaps. */
function hits(text: string, words: readonly string[]): readonly (readonly [from: number, to: number])[] {
  if (words.length === 0) return [];
  const pattern = new RegExp(words.map((word) => RegExp.escape(word)).join('|'), 'g');
  return [...text.matchAll(pattern)].map(({ index, 0: found }) => [index, index + found.length] as const);
}

/** The passage of the first text that holds a word looked for; without one, nothing. */
export function passageOf(texts: readonly (string | undefined)[], question: string): readonly Piece[] {
  const words = wordsOf(question);
  for (const text of texts) {
    if (text === undefined) continue;
    const line = oneLine(text);
    const folded = fold(line);
    const found = hits(folded.text, words);
    const [first] = found;
    if (first !== undefined) return cut(line, folded, found, first[0]);
  }
  return [];
}

/** A text in one line, without the marks of its markup. */
export function oneLine(text: string): string {
  return text
    .replace(/^\s*(?:#{1,6}|[-*>]|\d+\.)\s+/gm, '')
    .replace(/\*\*|__|`/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A whole text with the words looked for marked. */
export function markedText(text: string, question: string): readonly Piece[] {
  const folded = fold(text);
  return pieces(text, folded, hits(folded.text, wordsOf(question)), 0, text.length);
}

function cut(
  line: string,
  folded: Folded,
  found: readonly (readonly [number, number])[],
  first: number,
): readonly Piece[] {
  const at = folded.places[first] ?? 0;
  const space = line.lastIndexOf(' ', Math.max(0, at - before));
  const from = at <= before ? 0 : space + 1;
  const to = Math.min(line.length, from + width);
  const cutPieces = pieces(line, folded, found, from, to);
  return [
    ...(from > 0 ? [{ text: '…', marked: false }] : []),
    ...cutPieces,
    ...(to < line.length ? [{ text: '…', marked: false }] : []),
  ];
}

function pieces(
  line: string,
  { places }: Folded,
  found: readonly (readonly [number, number])[],
  from: number,
  to: number,
): readonly Piece[] {
  const parts: Piece[] = [];
  let at = from;
  for (const [start, end] of found) {
    const left = Math.max(from, places[start] ?? 0);
    const right = Math.min(to, places[end] ?? line.length);
    if (right <= at || left >= to) continue;
    parts.push(
      { text: line.slice(at, left), marked: false },
      { text: line.slice(left, right), marked: true },
    );
    at = right;
  }
  parts.push({ text: line.slice(at, to), marked: false });
  return parts.filter(({ text }) => text !== '');
}
