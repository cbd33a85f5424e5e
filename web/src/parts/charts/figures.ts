/** Figures: the numbers of a chart as rows and columns. Chart, table and file are drawn from the same ones. */

/** What a number opens: the list it was counted in, with the filter as people write it. */
export interface OpenedRows {
  readonly entity: ListedEntity;
  readonly query: string;
  /** Order of the list: `-timeToResolve`. */
  readonly sort?: string;
}

/** Kinds of objects that have a list. */
export const listedEntities = ['alert', 'case', 'task'] as const;
/** A kind of objects that has a list. */
export type ListedEntity = (typeof listedEntities)[number];

/** How a number is written: as it is, as a duration in milliseconds, as a share of one, or as a value nobody can add up. */
export type FigureForm = 'number' | 'duration' | 'share';

/** One number; null where there is none. */
export interface FigureCell {
  readonly value: number | null;
  readonly opens?: OpenedRows | undefined;
}

/** A column of numbers. */
export interface FigureColumn {
  readonly id: string;
  readonly label: string;
  readonly form?: FigureForm;
  /** Place of its colour among the series; its own place when missing. */
  readonly hue?: number;
}

/** A row of numbers, one for each column. */
export interface FigureRow {
  readonly id: string;
  readonly label: string;
  readonly cells: readonly FigureCell[];
}

/** Numbers in rows and columns. */
export interface Figures {
  /** Heading of the labels of the rows. */
  readonly axis: string;
  readonly columns: readonly FigureColumn[];
  readonly rows: readonly FigureRow[];
}

/** Whether there is no number at all, or every number is nothing. */
export function isEmpty({ rows }: Figures): boolean {
  return rows.every(({ cells }) => cells.every(({ value }) => value === null || value === 0));
}

/** What a cell holds. */
export function cellAt({ rows }: Figures, row: number, column: number): FigureCell | undefined {
  return rows[row]?.cells[column];
}
