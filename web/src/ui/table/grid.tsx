/**
 * A table of any number of rows: only those in sight are drawn. The arrow keys move a cursor from row to row, the
 * order and the widths belong to the columns, and whatever replaces the header takes just its height.
 */
import {
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef } from 'react';
import classes from './grid.module.css';
import { GridHead } from './grid-head.tsx';
import { gridRoles } from './grid-roles.ts';
import { GridRow } from './grid-row.tsx';
import {
  type Density,
  type GridColumn,
  type GridItem,
  type GridSelection,
  type RowMarks,
  rowHeights,
  type SortKey,
} from './grid-types.ts';
import { useSteady } from './use-steady.ts';

const features = tableFeatures({
  columnVisibilityFeature,
  columnOrderingFeature,
  columnSizingFeature,
  columnResizingFeature,
});

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
  /** Pixels that are scrolled away at first, and a way to remember them. */
  readonly startOffset?: number;
  readonly onScrolled?: (offset: number) => void;
}

/** The table. */
export function Grid<Row>(props: GridProps<Row>) {
  const { columns, items, density, cursor, selection, texts } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const table = useColumns(columns);
  const height = rowHeights[density];
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: 12,
    initialOffset: props.startOffset ?? 0,
    scrollPaddingStart: 0,
  });
  useEffect(() => {
    if (height > 0) virtualizer.measure();
  }, [virtualizer, height]);
  const index = items.findIndex(({ id }) => id === cursor);
  useCursorInSight(virtualizer, index, cursor, scroller);
  const toggle = useSteady((id: string, toHere: boolean) => selection?.toggle(id, toHere));
  const selectLabel = useSteady(texts.selectRow);
  const verbs = useSteady((row: Row) => props.verbs?.(row));
  const onCursor = useSteady(props.onCursor);
  const onActivate = useSteady(props.onActivate);
  const onOpen = useSteady(props.onOpen);
  useTop(virtualizer, props.topKey);
  const drawn = virtualizer.getVirtualItems();
  const lastDrawn = drawn.at(-1)?.index ?? 0;
  useNearEnd(lastDrawn, items.length, props.onEnd);
  useInSight(
    drawn.flatMap(({ index: place }) => items[place]?.id ?? []),
    props.onInSight,
  );
  return (
    <div
      className={classes.grid}
      data-density={density}
      style={{ '--grid-columns': table.template } as object}
    >
      {props.head ?? (
        <GridHead
          columns={columns}
          headers={table.headers}
          selection={selection}
          sort={props.sort}
          onSort={props.onSort}
          texts={texts}
        />
      )}
      <div
        ref={scroller}
        className={classes.body}
        onScroll={(event) => props.onScrolled?.(event.currentTarget.scrollTop)}
      >
        <div
          {...gridRoles.grid(
            texts.label,
            props.total,
            columns.length + (selection === undefined ? 0 : 1),
            selection !== undefined,
          )}
          className={classes.rows}
          style={{ height: virtualizer.getTotalSize() }}
          {...{ onKeyDown: (event: KeyboardEvent) => moveByKey(event, props, index) }}
        >
          <HiddenHead columns={columns} sort={props.sort} ticks={selection !== undefined} texts={texts} />
          {drawn.map(({ key, index: place, start }) => {
            const item = items[place];
            return item === undefined ? null : (
              <GridRow
                key={key}
                item={item}
                place={place}
                start={start}
                columns={columns}
                titleOf={props.titleOf}
                isCursor={item.id === cursor}
                isFirstStop={cursor === undefined || index === -1 ? place === 0 : item.id === cursor}
                isSelected={selection?.has(item.id)}
                onToggle={toggle}
                selectLabel={selectLabel}
                marks={props.marks?.(item.id)}
                verbs={props.verbs === undefined ? undefined : verbs}
                onCursor={onCursor}
                onActivate={onActivate}
                onOpen={onOpen}
              />
            );
          })}
        </div>
        {props.below}
      </div>
    </div>
  );
}

/** The names of the columns for screen readers: the header in sight stands outside of the rows. */
function HiddenHead<Row>({
  columns,
  sort,
  ticks,
  texts,
}: Pick<GridProps<Row>, 'columns' | 'sort' | 'texts'> & { readonly ticks: boolean }) {
  return (
    <div {...gridRoles.row(1)} className="sk-hidden">
      {ticks && <span {...gridRoles.head()}>{texts.selectAll}</span>}
      {columns.map(({ id, label }) => {
        const key = sort.find((candidate) => candidate.id === id);
        const order = key === undefined ? 'none' : key.descending ? 'descending' : 'ascending';
        return (
          <span key={id} {...gridRoles.head(order)}>
            {label}
          </span>
        );
      })}
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

/** Keeps the cursor's row in sight, and the focus on it while the focus is on rows at all. */
function useCursorInSight(
  virtualizer: { readonly scrollToIndex: (index: number) => void },
  index: number,
  cursor: string | undefined,
  scroller: { readonly current: HTMLDivElement | null },
): void {
  const before = useRef(cursor);
  useEffect(() => {
    if (cursor === before.current || index === -1) return;
    before.current = cursor;
    virtualizer.scrollToIndex(index);
    const body = scroller.current;
    const focused = document.activeElement;
    if (body === null || !(focused instanceof HTMLElement) || focused.getAttribute('role') !== 'row') return;
    const frame = requestAnimationFrame(() =>
      body.querySelector<HTMLElement>('[role="row"][data-cursor]')?.focus({ preventScroll: true }),
    );
    return () => cancelAnimationFrame(frame);
  }, [virtualizer, index, cursor, scroller]);
}

/** Scrolls to the beginning when the key changes. */
function useTop(
  virtualizer: { readonly scrollToOffset: (offset: number) => void },
  key: number | undefined,
): void {
  const before = useRef(key);
  useEffect(() => {
    if (key === before.current) return;
    before.current = key;
    virtualizer.scrollToOffset(0);
  }, [virtualizer, key]);
}

/** Rows before the end at which more are asked for. */
const nearEnd = 40;

function useNearEnd(lastDrawn: number, length: number, onEnd: () => void): void {
  const latest = useRef(onEnd);
  latest.current = onEnd;
  const isNear = length > 0 && lastDrawn >= length - nearEnd;
  useEffect(() => {
    if (isNear && length > 0) latest.current();
  }, [isNear, length]);
}

/** Milliseconds without scrolling after which rows count as looked at. */
const restMs = 250;

function useInSight(ids: readonly string[], onInSight: ((ids: readonly string[]) => void) | undefined): void {
  const key = ids.join(' ');
  const latest = useRef(onInSight);
  latest.current = onInSight;
  useEffect(() => {
    if (latest.current === undefined || key === '') return;
    const timer = setTimeout(() => latest.current?.(key.split(' ')), restMs);
    return () => clearTimeout(timer);
  }, [key]);
}

const strides: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 15,
  PageUp: -15,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

function moveByKey<Row>(event: KeyboardEvent, { items, onCursor }: GridProps<Row>, index: number): void {
  const stride = strides[event.key];
  if (stride === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target instanceof HTMLInputElement && event.target.type !== 'checkbox') return;
  const next = items[Math.min(items.length - 1, Math.max(0, index + stride))];
  if (next === undefined) return;
  event.preventDefault();
  onCursor(next.id);
}
