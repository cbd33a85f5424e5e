/** How wide the columns of a table are, and how small its letters, so that few words are broken. All lengths are in points. */

/** What a table has to fit into. */
export interface TableRoom {
  readonly width: number;
  /** What stands beside the text of a cell. */
  readonly padding: number;
  /** Size of letters where there is room, and the smallest. */
  readonly usual: number;
  readonly smallest: number;
}

/** The table. */
export interface TableShape {
  /** Widths of the columns without what stands beside their texts. */
  readonly widths: readonly number[];
  readonly letters: number;
}

/** Width of a usual character as a part of the size of letters. */
const usualCharacter = 0.62;
/** Longest text that stands on one line if it can, longest word that a column has room for if it can, and beyond how many characters longer texts ask for no more. */
const oneLine = 18;
const longestWord = 14;
const longestText = 60;
/** How much wider a capital is than a usual character, as a part of that. */
const capital = 0.25;
/** Width of the names beside values. */
const nameWidth = 130;

/** The shape of a table. Names are short; whatever has a value gets the rest. Words that are longer than their column are broken. */
export function tableShape(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  room: TableRoom,
): TableShape {
  if (head.length === 0 && rows.every((row) => row.length === 2))
    return { widths: [nameWidth, room.width - nameWidth - 2 * room.padding], letters: room.usual };
  return shapeOf(head.length === 0 ? rows : [head, ...rows], room);
}

/** How many lines a row has, about. */
export function linesOf(row: readonly string[], { widths, letters }: TableShape): number {
  return row.reduce((most, text, index) => {
    const perLine = Math.max(1, (widths[index] ?? 0) / letters / usualCharacter);
    const lines = text.split('\n').map((line) => Math.max(1, Math.ceil(charactersWide(line) / perLine)));
    return Math.max(most, sumOf(lines));
  }, 0);
}

function shapeOf(rows: readonly (readonly string[])[], room: TableRoom): TableShape {
  const columns = Math.max(1, ...rows.map((row) => row.length));
  const width = room.width - columns * room.padding;
  const most = (measure: (text: string) => number): number[] =>
    Array.from({ length: columns }, (_, index) =>
      rows.reduce((longest, row) => Math.max(longest, measure(row[index] ?? '')), 2),
    );
  const texts = most((text) => Math.min(longestText, lineIn(text)));
  const words = most((text) => Math.min(longestWord, wordIn(text)));
  const lines = words.map((word, index) => ((texts[index] ?? 0) <= oneLine ? (texts[index] ?? 0) : word));
  const lettersFor = (wanted: readonly number[]): number => width / widthOf(wanted);
  const wanted = lettersFor(lines) >= room.usual ? lines : words;
  const letters = Math.max(room.smallest, Math.min(room.usual, lettersFor(wanted)));
  const needed = wanted.map((length) => letters * widthOf([length]));
  const left = width - sumOf(needed);
  if (left <= 0) return { widths: needed.map((one) => (one * width) / sumOf(needed)), letters };
  const further = texts.map((length, index) => Math.max(0, length - (wanted[index] ?? 0)));
  const shares = sumOf(further) === 0 ? needed : further;
  const widths = needed.map((one, index) => one + (left * (shares[index] ?? 0)) / sumOf(shares));
  return { widths, letters };
}

/** Width of columns for as many characters each, as a multiple of the size of letters. */
function widthOf(lengths: readonly number[]): number {
  return (sumOf(lengths) + lengths.length / 2) * usualCharacter;
}

/** Chinese is broken anywhere; a few characters stay together. */
function wordIn(text: string): number {
  const words = text.match(/[\u2e80-\uffef]{1,4}|[^\s\u2e80-\uffef]+/g) ?? [];
  return words.reduce((longest, word) => Math.max(longest, charactersWide(word)), 0);
}

function lineIn(text: string): number {
  return text.split('\n').reduce((longest, line) => Math.max(longest, charactersWide(line)), 0);
}

/** How many usual characters wide a text is; Chinese ones are twice as wide. */
export function charactersWide(text: string): number {
  const count = (kind: RegExp): number => text.match(kind)?.length ?? 0;
  return text.length + count(/[\u2e80-\uffef]/g) + capital * count(/\p{Lu}/gu);
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => one + other, 0);
}
