/**
 * A table of any number of rows: only those in sight are drawn. The arrow keys move a cursor from row to row, the
 * order and the widths belong to the columns, and whatever replaces the header takes just its height.
 */
import { columnResizingFeature, columnSizingFeature, tableFeatures, useTable } from '@tanstack/react-table';
import { type ReactNode, useMemo, useRef } from 'react';
import classes from './grid.module.css';
import { GridHead } from './grid-head.tsx';
import { GridRows } from './grid-rows.tsx';
import type { Density, GridColumn, GridItem, GridSelection, RowMarks, SortKey } from './grid-types.ts';

const features = tableFeatures({ columnSizingFeature, columnResizingFeature });

/** Words of a table, in the reader's language. */
export interface GridTexts {
  /** What the table is of. */
  readonly label: string;
  readonly selectAll: string;
  readonly selectRow: (title: string) => string;
  readonly resize: (column: string) => string;
}

/** What a table shows and tells. */
export interface GridProps<Row> {
  readonly texts: GridTexts;
  readonly columns: readonly GridColumn<Row>[];
  readonly items: readonly GridItem<Row>[];
  /** Place of the item with an id; -1 when there is none. Tables are long: it must not search them. */
  readonly placeOf: (id: string) => number;
  readonly titleOf: (row: Row) => string;
  readonly density: Density;
  /** Id of the row that the keys act on. */
  readonly cursor: string | undefined;
  readonly onCursor: (id: string) => void;
  readonly onActivate: (id: string) => void;
  readonly onOpen: (id: string) => void;
  readonly selection?: GridSelection | undefined;
  readonly sort: readonly SortKey[];
  readonly onSort: (id: string, add: boolean) => void;
  /** Stands in place of the header. */
  readonly head?: ReactNode;
  readonly verbs?: ((row: Row) => ReactNode) | undefined;
  readonly marks?: ((id: string) => RowMarks | undefined) | undefined;
  /** Number of all rows, when it is known. */
  readonly total?: number | undefined;
  /** The end comes into sight. */
  readonly onEnd: () => void;
  /** Ids of the rows in sight, told when scrolling has come to rest. */
  readonly onInSight?: ((ids: readonly string[]) => void) | undefined;
  /** Stands below the last row. */
  readonly below?: ReactNode;
  /** Another number scrolls to the beginning. */
  readonly topKey?: number;
  /** Pixels that are scrolled away at first, and a way to remember them: told when scrolling rests, and at the end. */
  readonly startOffset?: number;
  readonly onScrolled?: (offset: number) => void;
}

/** The table. */
export function Grid<Row>(props: GridProps<Row>) {
  const { columns, density, selection, texts, sort } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const { template, headers } = useColumns(columns);
  return (
    <div className={classes.grid} data-density={density} style={{ '--grid-columns': template } as object}>
      {props.head ?? (
        <GridHead
          columns={columns}
          headers={headers}
          selection={selection}
          sort={sort}
          onSort={props.onSort}
          texts={texts}
        />
      )}
      <div ref={scroller} className={classes.body}>
        <GridRows {...props} scroller={scroller} />
        {props.below}
      </div>
    </div>
  );
}

/** Widths by column, changed by hand, as the template of all rows. */
function useColumns<Row>(columns: readonly GridColumn<Row>[]) {
  const definitions = useMemo(
    () => columns.map(({ id, width }) => ({ id, size: width, minSize: 28, maxSize: 900 })),
    [columns],
  );
  const noData = useMemo<object[]>(() => [], []);
  const table = useTable({ features, columns: definitions, data: noData, columnResizeMode: 'onChange' });
  const sizes = table.state.columnSizing;
  const template = columns
    .map(({ id, width, grows }) => {
      const chosen = sizes[id];
      if (chosen !== undefined) return `${chosen}px`;
      return grows === true ? `minmax(${width}px, 1fr)` : `${width}px`;
    })
    .join(' ');
  const headers = table.getFlatHeaders();
  return { template, headers };
}
