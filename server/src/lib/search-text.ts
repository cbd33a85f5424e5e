/**
 * Text made searchable: the same cutting for what is stored and what is looked for. Letter case and accents do not matter,
 * disguised indicators count as real ones, and scripts without spaces are cut into pairs of characters. Both results are
 * literals of PostgreSQL (`tsvector`, `tsquery`), so no dictionary of the database is involved. Time is linear in the text.
 */
import { refang } from '@skep/sdk/indicators';

/** Mark of the part of an object that a text belongs to. */
export type TextMark = 'A' | 'B' | 'C' | 'D';

/** A text with its mark. */
export interface MarkedText {
  readonly text: string;
  readonly mark: TextMark;
}

/** How a query is made. */
export interface QueryOptions {
  /** Words must carry this mark. */
  readonly mark?: TextMark;
  /** The last word need only begin like this. */
  readonly beginning?: boolean;
}

/** Characters of one text that are read; what lies behind is not found. */
const longestRead = 250_000;
/** Bytes of all distinct tokens of an object; PostgreSQL stores at most a megabyte with positions. */
const mostBytes = 400_000;
/** Occurrences of tokens in an object. */
const mostOccurrences = 60_000;
/** Characters of one token; longer words are cut, in queries as well. */
const longestToken = 200;
/** Places PostgreSQL keeps of one token, and the last place it knows. */
const mostPlaces = 200;
const lastPlace = 16_383;
/** Alternatives and conditions of one query. */
const mostQueryParts = 64;
/** Labels of a host that get suffixes of their own: `a.b.evil.com` is found by `evil.com`. */
const mostLabels = 8;

const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const unspacedRun = new RegExp(`[${unspaced}]`, 'v');
/** A run of a script without spaces, or a compound: words joined by dots, hyphens or underscores. */
const pieces = new RegExp(
  `[${unspaced}]+|[[\\p{L}\\p{N}\\p{M}]--[${unspaced}]]+(?:[.\\-_]+[[\\p{L}\\p{N}\\p{M}]--[${unspaced}]]+)*`,
  'gv',
);
/** The same for texts of plain letters alone, which are most of what arrives by the thousand. */
const plainPieces = /[a-z0-9]+(?:[.\-_]+[a-z0-9]+)*/g;
const beyondPlain = /\P{ASCII}/u;
const separator = /[.\-_]/;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const lettersWithoutAccent: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
};

/** The search vector of texts. Plain texts carry mark D. */
export function toSearchVector(texts: readonly (string | MarkedText)[]): string {
  const vector = createVector();
  for (const given of texts) {
    const { text, mark } = typeof given === 'string' ? { text: given, mark: 'D' as const } : given;
    const folded = fold(text);
    for (const piece of piecesOf(folded)) {
      if (vector.full()) return vector.literal();
      addPiece(vector, piece, mark);
    }
    // Words of different texts are no neighbours.
    vector.advance(10);
  }
  return vector.literal();
}

/** The query for objects that contain everything in a text; empty, and matching nothing, when there is nothing to look for. */
export function toSearchQuery(text: string, options: QueryOptions = {}): string {
  const found = [...takeFirst(fold(text).matchAll(pieces), mostQueryParts)].map(([piece]) => piece);
  const conditions = found.map((piece, index) => {
    const beginning = options.beginning === true && index === found.length - 1;
    return pieceQuery(piece, suffixOf(options.mark, false), suffixOf(options.mark, beginning));
  });
  return [...new Set(conditions)].join(' & ');
}

/** Lower case, without accents, with real indicators. Compatibility forms (full width, ligatures) become plain ones. */
function fold(text: string): string {
  const real = refang(text.slice(0, longestRead).toWellFormed()).toLowerCase();
  return beyondPlain.test(real) ? foldBeyondPlain(real) : real;
}

function foldBeyondPlain(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replaceAll(/[ßæœøłđı]/g, (letter) => lettersWithoutAccent[letter] ?? letter);
}

/** The pieces of a folded text. */
function piecesOf(folded: string): Iterable<string> {
  if (beyondPlain.test(folded)) return folded.matchAll(pieces).map(([piece]) => piece);
  return folded.match(plainPieces) ?? [];
}

interface Vector {
  /** Notes a token at the current place, `ahead` places further. */
  add(token: string, mark: TextMark, ahead: number): void;
  advance(places: number): void;
  full(): boolean;
  literal(): string;
}

function createVector(): Vector {
  const places = new Map<string, string[]>();
  const state = { place: 1, bytes: 0, occurrences: 0 };
  return {
    add(token, mark, ahead) {
      const known = places.get(token);
      const at = `${Math.min(state.place + ahead, lastPlace)}${mark === 'D' ? '' : mark}`;
      state.occurrences += 1;
      if (known === undefined) {
        state.bytes += Buffer.byteLength(token);
        places.set(token, [at]);
      } else if (known.length < mostPlaces && known.at(-1) !== at) known.push(at);
    },
    advance(by) {
      state.place += by;
    },
    full: () => state.bytes > mostBytes || state.occurrences > mostOccurrences,
    literal: () => [...places].map(([token, at]) => `${quoted(token)}:${at.join(',')}`).join(' '),
  };
}

function addPiece(vector: Vector, piece: string, mark: TextMark): void {
  if (unspacedRun.test(piece)) addRun(vector, piece, mark);
  else addCompound(vector, piece, mark);
}

/** Each pair of neighbours, and the last character alone, so that every character begins a token. */
function addRun(vector: Vector, run: string, mark: TextMark): void {
  let before: string | undefined;
  for (const { segment } of graphemes.segment(run)) {
    if (vector.full()) return;
    if (before !== undefined) {
      vector.add(before + segment, mark, 0);
      vector.advance(1);
    }
    before = segment;
  }
  if (before !== undefined) vector.add(before, mark, 0);
  vector.advance(1);
}

/** The compound as a whole, its words, and the ends of dotted names. */
function addCompound(vector: Vector, compound: string, mark: TextMark): void {
  const words = wordsOf(compound);
  if (words.length > 1) {
    vector.add(cut(compound), mark, 0);
    for (const end of dottedEnds(compound)) vector.add(cut(end), mark, 0);
  }
  for (const word of words) {
    if (vector.full()) return;
    vector.add(cut(word), mark, 0);
    vector.advance(1);
  }
}

function dottedEnds(compound: string): string[] {
  const labels = compound.split('.', mostLabels + 1);
  if (labels.length > mostLabels) return [];
  return labels.slice(1, -1).map((_, index) => labels.slice(index + 1).join('.'));
}

/** A dotted name is looked for as a whole; words joined in other ways may also stand inside a longer compound. */
function pieceQuery(piece: string, suffix: string, lastSuffix: string): string {
  if (unspacedRun.test(piece)) return runQuery(piece, suffix);
  const words = wordsOf(piece);
  const whole = quoted(cut(piece)) + lastSuffix;
  if (words.length === 1 || !/[-_]/.test(piece)) return whole;
  const taken = words.slice(0, mostQueryParts);
  const inside = taken.map(
    (word, index) => quoted(cut(word)) + (index === taken.length - 1 ? lastSuffix : suffix),
  );
  return `(${whole} | (${inside.join(' <-> ')}))`;
}

function runQuery(run: string, suffix: string): string {
  const characters = [...takeFirst(graphemes.segment(run), mostQueryParts)].map(({ segment }) => segment);
  const pairs = characters.slice(1).map((character, index) => (characters[index] ?? '') + character);
  if (pairs.length === 0) return quoted(characters[0] ?? '') + beginningOf(suffix);
  const joined = pairs.map((pair) => quoted(pair) + suffix).join(' <-> ');
  return pairs.length === 1 ? joined : `(${joined})`;
}

function suffixOf(mark: TextMark | undefined, beginning: boolean): string {
  const flags = (beginning ? '*' : '') + (mark ?? '');
  return flags === '' ? '' : `:${flags}`;
}

/** A single character of an unspaced script is found as the beginning of a pair. */
function beginningOf(suffix: string): string {
  return suffix === '' ? ':*' : `:*${suffix.slice(1)}`;
}

function wordsOf(compound: string): string[] {
  return separator.test(compound) ? compound.split(/[.\-_]+/) : [compound];
}

function cut(token: string): string {
  return token.length <= longestToken ? token : token.slice(0, longestToken).toWellFormed();
}

/** Tokens are letters, digits and marks, joined by dots, hyphens and underscores: nothing in them ends the quotes. */
function quoted(token: string): string {
  return `'${token}'`;
}

function* takeFirst<T>(items: Iterable<T>, count: number): Generator<T> {
  let taken = 0;
  for (const item of items) {
    if (taken === count) return;
    taken += 1;
    yield item;
  }
}
