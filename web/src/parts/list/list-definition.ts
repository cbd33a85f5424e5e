/** What a list is of: its objects, columns, views and what may be asked of it. A screen tells it once. */
import type { ReactNode } from 'react';
import type { Filter, Step } from '../../data/pipeline.ts';
import type { GridColumn } from '../../ui/table/grid-types.ts';

/** What every object of a list has. */
export interface ListRow {
  readonly _id: string;
}

/** A column of a list. */
export interface ListColumn<Row> extends GridColumn<Row> {
  /** Field of the wire that it is sorted by; not sortable when missing. */
  readonly field?: string;
  /** Left out until somebody chooses it. */
  readonly optional?: boolean;
  /** Width in pixels while the list has little room. */
  readonly narrowWidth?: number;
  /** Shown only while the list has much room, or only while it has little. */
  readonly when?: 'wide' | 'narrow';
}

/** A view that every list of a kind starts with. */
export interface BuiltInView {
  readonly id: string;
  readonly label: string;
  /** Filter as people write it. */
  readonly query: string;
  /** The same as it is asked, so that the rows need not wait until it is known what can be asked. */
  readonly filters?: readonly Filter[];
  /** Keys as in the address: `-severity,-date`. */
  readonly sort?: string;
  readonly group?: string;
}

/** A part of a filter that is set and taken away with one press. */
export interface QuickFilter {
  readonly label: string;
  /** As people write it. */
  readonly part: string;
}

/** A way to group a list. */
export interface GroupDefinition {
  readonly id: string;
  readonly label: string;
  /** Field of the wire whose values are the groups. */
  readonly field: string;
  /** Only groups of at least so many objects. */
  readonly atLeast?: number;
  /** What is shown of a value. */
  readonly said: (key: string) => { readonly title: string; readonly beside?: string };
  /** Condition of the objects with a value. */
  readonly filterOf: (key: string) => Filter;
  /** Name of the group of those without a value; there is none when missing. */
  readonly without?: string;
}

/** A list. Keep it the same between drawings (`useMemo`). */
export interface ListDefinition<Row extends ListRow> {
  /** Kind of objects as the query endpoint and the live stream name it. */
  readonly entity: string;
  /** First step; all objects of the kind when missing. */
  readonly start?: readonly Step[];
  /** Conditions that always hold. */
  readonly base?: readonly Filter[];
  readonly extraData: readonly string[];
  readonly columns: readonly ListColumn<Row>[];
  readonly views: readonly BuiltInView[];
  /** Order when the address says none: `-date`. */
  readonly sort: string;
  /** Conditions by the names that may follow `is:`. */
  readonly states: Readonly<Record<string, Filter>>;
  readonly titleOf: (row: Row) => string;
  readonly groups?: readonly GroupDefinition[];
  readonly quick?: readonly QuickFilter[];
  /** Values that are suggested for a field of the wire, beside those that its description tells. */
  readonly known?: Readonly<Record<string, readonly string[]>>;
}

/** A row as a card for phones. */
export type CardOf<Row> = (row: Row) => ReactNode;
