/**
 * The rows of a table. Only those in sight are drawn, and scrolling draws nothing but the rows that come into sight: the
 * head stands outside, and a row that stays is not drawn anew.
 */
import { elementScroll, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  memo,
  type ReactNode,
  type RefObject,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
} from 'react';
import classes from './grid.module.css';
import type { GridProps } from './grid.tsx';
import { gridRoles } from './grid-roles.ts';
import { GridRow } from './grid-row.tsx';
import { type GridColumn, rowHeights, type SortKey } from './grid-types.ts';
import { useInSight } from './use-in-sight.ts';
import { useSteady } from './use-steady.ts';

/** Rows that are drawn beyond those in sight, on either side, once those in sight are there. */
const overscan = 6;

/** The rows. */
export function GridRows<Row>(
  props: GridProps<Row> & { readonly scroller: RefObject<HTMLDivElement | null> },
) {
  const { columns, items, cursor, selection, texts, scroller, titleOf } = props;
  const index = cursor === undefined ? -1 : props.placeOf(cursor);
  const virtualizer = useRowsInSight(props);
  useCursorInSight(virtualizer, index, cursor, scroller);
  useTop(virtualizer, props.topKey);
  useToldOffset(virtualizer, props.onScrolled);
  const hearing = useHearing(props);
  const drawn = virtualizer.getVirtualItems();
  const slots = Math.max(drawn.length, slotsFor(rowHeights[props.density]));
  useNearEnd(drawn.at(-1)?.index ?? 0, items.length, props.onEnd);
  useInSight(
    drawn.flatMap(({ index: place }) => items[place]?.id ?? []),
    props.onInSight,
  );
  return (
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
      <HiddenHead
        columns={columns}
        sort={props.sort}
        ticks={selection !== undefined}
        selectAll={texts.selectAll}
      />
      {drawn.map(({ index: place, start }) => {
        const item = items[place];
        return item === undefined ? null : (
          <GridRow
            // The row that leaves at one end is the one that comes in at the other: making elements anew is slow.
            key={place % slots}
            item={item}
            place={place}
            start={start}
            columns={columns}
            titleOf={titleOf}
            isCursor={item.id === cursor}
            isFirstStop={index === -1 ? place === 0 : item.id === cursor}
            isSelected={selection?.has(item.id)}
            marks={props.marks?.(item.id)}
            hearing={hearing}
          />
        );
      })}
    </div>
  );
}

function useRowsInSight<Row>({
  items,
  density,
  scroller,
  startOffset = 0,
}: GridProps<Row> & { readonly scroller: RefObject<HTMLDivElement | null> }) {
  const height = rowHeights[density];
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: useDeferredValue(overscan, 0),
    observeElementRect: observeRoom,
    scrollToFn: scrollUnlessThere,
    initialOffset: startOffset,
    // Rows are drawn at once, before it can be measured how many there is room for.
    initialRect: { width: window.innerWidth, height: window.innerHeight * shareOfScreen },
  });
  useEffect(() => {
    if (height > 0) virtualizer.measure();
  }, [virtualizer, height]);
  return virtualizer;
}

/**
 * Tells how much room there is for rows, after the browser has found it out by itself: to ask for it while rows are drawn
 * would make the browser lay everything out twice before it shows anything.
 */
function observeRoom(
  { scrollElement }: Virtualizer<HTMLDivElement, Element>,
  tell: (room: { readonly width: number; readonly height: number }) => void,
): (() => void) | undefined {
  if (scrollElement === null) return undefined;
  const observer = new ResizeObserver(([entry]) => {
    if (entry !== undefined) tell({ width: entry.contentRect.width, height: entry.contentRect.height });
  });
  observer.observe(scrollElement);
  return () => observer.disconnect();
}

/**
 * Scrolls the rows. Those that are to begin where they are stay untouched: even to say so would make the browser lay
 * everything out before it has been drawn.
 */
const scrollUnlessThere: typeof elementScroll<HTMLDivElement> = (offset, options, virtualizer) => {
  if (offset !== 0 || options.adjustments !== undefined || virtualizer.scrollOffset !== 0)
    elementScroll(offset, options, virtualizer);
};

/** Most rows that are drawn at once. */
function slotsFor(height: number): number {
  return Math.ceil(window.innerHeight / height) + 2 * overscan + 2;
}

/** Part of the height of the window that rows usually have. */
const shareOfScreen = 0.8;

/** What rows tell. It stays the same, so that no row is drawn anew because of it. */
export interface RowHearing<Row> {
  readonly toggle: (id: string, toHere: boolean) => void;
  readonly selectLabel: (title: string) => string;
  readonly cursor: (id: string) => void;
  readonly activate: (id: string) => void;
  readonly open: (id: string) => void;
  readonly verbs: ((row: Row) => ReactNode) | undefined;
}

function useHearing<Row>(props: GridProps<Row>): RowHearing<Row> {
  const toggle = useSteady((id: string, toHere: boolean) => props.selection?.toggle(id, toHere));
  const selectLabel = useSteady(props.texts.selectRow);
  const verbs = useSteady((row: Row) => props.verbs?.(row));
  const cursor = useSteady(props.onCursor);
  const activate = useSteady(props.onActivate);
  const open = useSteady(props.onOpen);
  const hasVerbs = props.verbs !== undefined;
  return useMemo(
    () => ({ toggle, selectLabel, cursor, activate, open, verbs: hasVerbs ? verbs : undefined }),
    [toggle, selectLabel, cursor, activate, open, verbs, hasVerbs],
  );
}

/** The names of the columns for screen readers: the header in sight stands outside of the rows. */
function DrawnHiddenHead({
  columns,
  sort,
  ticks,
  selectAll,
}: {
  readonly columns: readonly Pick<GridColumn<never>, 'id' | 'label'>[];
  readonly sort: readonly SortKey[];
  readonly ticks: boolean;
  readonly selectAll: string;
}) {
  return (
    <div {...gridRoles.row(1)} className="sk-hidden">
      {ticks && <span {...gridRoles.head()}>{selectAll}</span>}
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

const HiddenHead = memo(DrawnHiddenHead);

/** Keeps the cursor's row in sight, and the focus on it while the focus is on rows at all. */
function useCursorInSight(
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  index: number,
  cursor: string | undefined,
  scroller: { readonly current: HTMLDivElement | null },
): void {
  const before = useRef(cursor);
  useEffect(() => {
    if (cursor === before.current || index === -1) return;
    before.current = cursor;
    if (!isInSight(virtualizer, index)) virtualizer.scrollToIndex(index);
    const body = scroller.current;
    const focused = document.activeElement;
    if (body === null || !(focused instanceof HTMLElement) || focused.getAttribute('role') !== 'row') return;
    const frame = requestAnimationFrame(() =>
      body.querySelector<HTMLElement>('[role="row"][data-cursor]')?.focus({ preventScroll: true }),
    );
    return () => cancelAnimationFrame(frame);
  }, [virtualizer, index, cursor, scroller]);
}

/** Whether a row is in sight as a whole, by what is known without asking the browser. */
function isInSight(
  { scrollOffset, scrollRect, measurementsCache }: Virtualizer<HTMLDivElement, Element>,
  index: number,
): boolean {
  const row = measurementsCache[index];
  if (row === undefined || scrollOffset === null || scrollRect === null) return false;
  return row.start >= scrollOffset && row.end <= scrollOffset + scrollRect.height;
}

/** Tells how far is scrolled, whenever scrolling comes to rest and when the table goes. */
function useToldOffset(
  virtualizer: Pick<Virtualizer<HTMLDivElement, Element>, 'isScrolling' | 'scrollOffset'>,
  tell: ((offset: number) => void) | undefined,
): void {
  const latest = useRef(tell);
  latest.current = tell;
  const { isScrolling } = virtualizer;
  useEffect(() => {
    const say = (): void => latest.current?.(virtualizer.scrollOffset ?? 0);
    if (!isScrolling) say();
    return say;
  }, [virtualizer, isScrolling]);
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
