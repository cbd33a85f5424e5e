/** What a table is made of, without a word of what its rows are. */
import type { ReactNode } from 'react';

/** Heights of rows. */
export type Density = 'compact' | 'cozy' | 'comfortable';
/** Height of a row in pixels, the same as the tokens have it. */
export const rowHeights: Readonly<Record<Density, number>> = { compact: 32, cozy: 36, comfortable: 56 };

/** A column. */
export interface GridColumn<Row> {
  readonly id: string;
  /** Name in the header, in the chooser and for screen readers. */
  readonly label: string;
  /** Width in pixels; a column that grows takes at least this. */
  readonly width: number;
  readonly grows?: boolean;
  readonly align?: 'start' | 'end';
  /** Nothing is shown in the header: its cells say enough. */
  readonly hidesLabel?: boolean;
  readonly sortable?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

/** A line of a table: an object, or a group of them with content of its own over the whole width. */
export type GridItem<Row> =
  | { readonly id: string; readonly kind: 'row'; readonly row: Row }
  | { readonly id: string; readonly kind: 'group'; readonly content: ReactNode };

/** A key of the order. */
export interface SortKey {
  readonly id: string;
  readonly descending: boolean;
}

/** Which rows are ticked. */
export interface GridSelection {
  readonly has: (id: string) => boolean;
  readonly state: 'none' | 'some' | 'all';
  readonly toggle: (id: string, toHere: boolean) => void;
  readonly toggleAll: () => void;
}

/** How a row stands out for a while. */
export interface RowMarks {
  /** It was changed by somebody else a moment ago; a new number tints it again. */
  readonly tint?: number | undefined;
  /** It no longer belongs to the list. */
  readonly faded?: boolean;
}
