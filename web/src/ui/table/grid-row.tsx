/** A row of a table, drawn anew only when something of it changes. */
import { type FocusEvent, type MouseEvent, memo, type RefObject, useEffect, useRef, useState } from 'react';
import classes from './grid.module.css';
import { gridRoles } from './grid-roles.ts';
import type { RowHearing } from './grid-rows.tsx';
import type { GridColumn, GridItem, RowMarks } from './grid-types.ts';
import { TickBox } from './tick-box.tsx';

interface RowProps<Row> {
  readonly item: GridItem<Row>;
  readonly place: number;
  readonly start: number;
  readonly columns: readonly GridColumn<Row>[];
  readonly titleOf: (row: Row) => string;
  readonly isCursor: boolean;
  /** Whether the tab key stops here. */
  readonly isFirstStop: boolean;
  readonly isSelected: boolean | undefined;
  readonly marks: RowMarks | undefined;
  readonly hearing: RowHearing<Row>;
}

/** Whether a click was meant for something inside the row. */
function isForControl(event: MouseEvent): boolean {
  return event.target instanceof Element && event.target.closest('a, button, input, label') !== null;
}

/** What a row does when it is focused or clicked; its keys are heard by the table. */
function handlersOf<Row>({ item, hearing }: RowProps<Row>, onPointed: (pointed: boolean) => void) {
  return {
    onMouseMove: () => onPointed(true),
    onMouseLeave: () => onPointed(false),
    onFocus: (event: FocusEvent<HTMLElement>) => {
      if (event.target === event.currentTarget) hearing.cursor(item.id);
    },
    onClick: (event: MouseEvent) => {
      if (isForControl(event)) return;
      hearing.cursor(item.id);
      if (event.shiftKey) hearing.toggle(item.id, true);
      else hearing.activate(item.id);
    },
    onDoubleClick: (event: MouseEvent) => {
      if (!isForControl(event)) hearing.open(item.id);
    },
  };
}

/** Whether one points at the row, and a way to say so. Rows that only pass below the pointer are not pointed at. */
function usePointed(id: string): readonly [boolean, (pointed: boolean) => void] {
  const [pointed, setPointed] = useState<string>();
  return [pointed === id, (isOver) => setPointed(isOver ? id : undefined)];
}

/** The element of a row goes on to another row when this one leaves the screen; the focus does not go with it. */
function useLeftFocus(id: string): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  const shown = useRef(id);
  useEffect(() => {
    const { activeElement } = document;
    if (
      shown.current !== id &&
      activeElement instanceof HTMLElement &&
      element.current?.contains(activeElement)
    )
      activeElement.blur();
    shown.current = id;
  }, [id]);
  return element;
}

function DrawnRow<Row>(props: RowProps<Row>) {
  const { item, isCursor, isSelected, marks } = props;
  const [isPointed, setPointed] = usePointed(item.id);
  return (
    <div
      ref={useLeftFocus(item.id)}
      {...gridRoles.row(props.place + 2, isSelected)}
      id={`row-${item.id}`}
      className={classes.row}
      style={{ transform: `translateY(${props.start}px)` }}
      tabIndex={props.isFirstStop ? 0 : -1}
      data-kind={item.kind}
      data-cursor={isCursor || undefined}
      data-selected={isSelected === true || undefined}
      data-faded={marks?.faded === true || undefined}
      {...handlersOf(props, setPointed)}
    >
      {marks?.tint !== undefined && <span key={marks.tint} className={classes.tint} aria-hidden="true" />}
      {isSelected !== undefined && <Tick {...props} />}
      {item.kind === 'group' ? (
        <div {...gridRoles.cell(props.columns.length)} className={classes.whole}>
          {item.content}
        </div>
      ) : (
        <Cells {...props} row={item.row} hasVerbs={isPointed || isCursor} />
      )}
    </div>
  );
}

function Tick<Row>({ item, isSelected, titleOf, hearing }: RowProps<Row>) {
  return (
    <span {...gridRoles.cell()} className={classes.tick}>
      <TickBox
        label={hearing.selectLabel(item.kind === 'row' ? titleOf(item.row) : item.id)}
        checked={isSelected === true}
        onTick={(withShift) => hearing.toggle(item.id, withShift)}
      />
    </span>
  );
}

/** The cells. Verbs are drawn for the row that is pointed at or under the cursor only: they are many. */
function Cells<Row>({
  row,
  columns,
  hearing: { verbs },
  hasVerbs,
}: RowProps<Row> & { readonly row: Row; readonly hasVerbs: boolean }) {
  return (
    <div role="presentation" className={classes.cells}>
      {columns.map(({ id, align = 'start', cell }) => (
        <div key={id} {...gridRoles.cell()} className={classes.cell} data-align={align}>
          {cell(row)}
        </div>
      ))}
      {verbs !== undefined && hasVerbs && (
        <div {...gridRoles.cell()} className={classes.verbs}>
          {verbs(row)}
        </div>
      )}
    </div>
  );
}

/** A row. */
export const GridRow = memo(DrawnRow) as typeof DrawnRow;
