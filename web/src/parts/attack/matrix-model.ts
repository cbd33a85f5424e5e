/** The matrix as plain data: a column for each tactic, techniques below it, their parts below them, each with how often it was seen. */
import type { Procedure, Technique } from './attack-data.ts';
import { compareTactics } from './tactics.ts';

/** A technique in the column of a tactic. */
export interface MatrixCell {
  /** Unique in the matrix: a technique stands under each of its tactics. */
  readonly key: string;
  readonly technique: Technique;
  readonly tactic: string;
  /** How often it was seen for this tactic, itself and not in its parts. */
  readonly count: number;
  /** The same of its parts, summed up. */
  readonly countOfParts: number;
  readonly parts: readonly MatrixCell[];
  /** Whether it stands below another technique. */
  readonly isPart: boolean;
}

/** A tactic with its techniques. */
export interface MatrixColumn {
  readonly tactic: string;
  readonly cells: readonly MatrixCell[];
  /** Techniques and parts of techniques that were seen. */
  readonly used: number;
}

/** What is left in the matrix. */
export interface MatrixChoice {
  /** Words that number or name must contain. */
  readonly words: string;
  readonly onlyUsed: boolean;
  /** A system that the technique must work on; empty takes all. */
  readonly platform: string;
}

type Counts = ReadonlyMap<string, number>;

/** The number of the technique that another is a part of. */
export function wholeOf(patternId: string): string | undefined {
  const point = patternId.lastIndexOf('.');
  return point > 0 ? patternId.slice(0, point) : undefined;
}

/** Makes the columns that are not empty, in the order of tactics. */
export function matrixOf(
  techniques: readonly Technique[],
  procedures: readonly Pick<Procedure, 'patternId' | 'tactic'>[],
  choice: MatrixChoice,
): readonly MatrixColumn[] {
  const counts = countUses(procedures);
  const byTactic = new Map<string, Technique[]>();
  for (const technique of techniques)
    for (const tactic of technique.tactics) {
      const held = byTactic.get(tactic);
      if (held === undefined) byTactic.set(tactic, [technique]);
      else held.push(technique);
    }
  return [...byTactic]
    .sort(([one], [other]) => compareTactics(one, other))
    .map(([tactic, held]) => columnOf(tactic, held, counts, choice))
    .filter(({ cells }) => cells.length > 0);
}

/** Where no tactic was told, a technique counts under each of its own. */
function countUses(procedures: readonly Pick<Procedure, 'patternId' | 'tactic'>[]): Counts {
  const counts = new Map<string, number>();
  for (const { patternId, tactic } of procedures) {
    const key = keyOf(tactic ?? '', patternId ?? '');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

const keyOf = (tactic: string, patternId: string): string => `${tactic} ${patternId}`;

function columnOf(
  tactic: string,
  techniques: readonly Technique[],
  counts: Counts,
  choice: MatrixChoice,
): MatrixColumn {
  const wholes = new Set(techniques.map(({ patternId }) => patternId));
  const partsBy = new Map<string, MatrixCell[]>();
  const alone: Technique[] = [];
  for (const technique of techniques) {
    const whole = wholeOf(technique.patternId);
    if (whole === undefined || !wholes.has(whole)) alone.push(technique);
    else {
      const cell = cellOf(technique, tactic, counts, [], true);
      if (isChosen(cell, choice)) partsBy.set(whole, [...(partsBy.get(whole) ?? []), cell]);
    }
  }
  const cells = alone
    .sort((one, other) => one.name.localeCompare(other.name, 'en'))
    .map((technique) => cellOf(technique, tactic, counts, partsBy.get(technique.patternId) ?? [], false))
    .filter((cell) => cell.parts.length > 0 || isChosen(cell, choice));
  const used = cells.flatMap((cell) => [cell, ...cell.parts]).filter(({ count }) => count > 0).length;
  return { tactic, cells, used };
}

function cellOf(
  technique: Technique,
  tactic: string,
  counts: Counts,
  parts: readonly MatrixCell[],
  isPart: boolean,
): MatrixCell {
  const { patternId } = technique;
  const count = (counts.get(keyOf(tactic, patternId)) ?? 0) + (counts.get(keyOf('', patternId)) ?? 0);
  return {
    key: keyOf(tactic, patternId),
    technique,
    tactic,
    count,
    countOfParts: parts.reduce((sum, part) => sum + part.count, 0),
    parts,
    isPart,
  };
}

function isChosen({ technique, count }: MatrixCell, { words, onlyUsed, platform }: MatrixChoice): boolean {
  if (onlyUsed && count === 0) return false;
  if (platform !== '' && !technique.platforms.includes(platform)) return false;
  return containsWords(`${technique.patternId} ${technique.name}`, words);
}

/** Whether a text contains every word, in whatever case. */
export function containsWords(text: string, words: string): boolean {
  const lower = text.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}

/** What is drawn of a column: parts only below techniques that are unfolded. */
export function drawnCells(
  { cells }: MatrixColumn,
  unfolded: (key: string) => boolean,
): readonly MatrixCell[] {
  return cells.flatMap((cell) => (unfolded(cell.key) ? [cell, ...cell.parts] : [cell]));
}

/** A place in the matrix. */
export interface MatrixPlace {
  readonly column: number;
  readonly row: number;
}

const steps: Readonly<Record<string, readonly [columns: number, rows: number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  PageUp: [0, -10],
  PageDown: [0, 10],
};

/** Where a key leads; undefined when it is no key of the matrix. Columns of different lengths are entered at their end. */
export function moved(place: MatrixPlace, key: string, lengths: readonly number[]): MatrixPlace | undefined {
  const step = steps[key];
  const last = (column: number): number => Math.max(0, (lengths[column] ?? 1) - 1);
  if (key === 'Home') return { column: 0, row: Math.min(place.row, last(0)) };
  if (key === 'End')
    return { column: lengths.length - 1, row: Math.min(place.row, last(lengths.length - 1)) };
  if (step === undefined) return undefined;
  const column = Math.min(Math.max(0, place.column + step[0]), lengths.length - 1);
  return { column, row: Math.min(Math.max(0, place.row + step[1]), last(column)) };
}
