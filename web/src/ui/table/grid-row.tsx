/** A row of a table, drawn anew only when something of it changes. */
import { Checkbox } from '@mantine/core';
import { type FocusEvent, type MouseEvent, memo, type ReactNode, useState } from 'react';
import classes from './grid.module.css';
import { gridRoles } from './grid-roles.ts';
import type { GridColumn, GridItem, RowMarks } from './grid-types.ts';

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
  readonly onToggle: (id: string, toHere: boolean) => void;
  readonly selectLabel: (title: string) => string;
  readonly marks: RowMarks | undefined;
  readonly verbs: ((row: Row) => ReactNode) | undefined;
  readonly onCursor: (id: string) => void;
  readonly onActivate: (id: string) => void;
  readonly onOpen: (id: string) => void;
}

/** Whether a click was meant for something inside the row. */
function isForControl(event: MouseEvent): boolean {
  return event.target instanceof Element && event.target.closest('a, button, input, label') !== null;
}

/** What a row does when it is focused or clicked; its keys are heard by the table. */
function hearing<Row>(
  { item, onCursor, onToggle, onActivate, onOpen }: RowProps<Row>,
  onPointed: (pointed: boolean) => void,
) {
  return {
    onMouseEnter: () => onPointed(true),
    onMouseLeave: () => onPointed(false),
    onFocus: (event: FocusEvent<HTMLElement>) => {
      if (event.target === event.currentTarget) onCursor(item.id);
    },
    onClick: (event: MouseEvent) => {
      if (isForControl(event)) return;
      onCursor(item.id);
      if (event.shiftKey) onToggle(item.id, true);
      else onActivate(item.id);
    },
    onDoubleClick: (event: MouseEvent) => {
      if (!isForControl(event)) onOpen(item.id);
    },
  };
}

function DrawnRow<Row>(props: RowProps<Row>) {
  const { item, isCursor, isSelected, marks } = props;
  const [isPointed, setPointed] = useState(false);
  return (
    <div
      {...gridRoles.row(props.place + 2, isSelected)}
      id={`row-${item.id}`}
      className={classes.row}
      style={{ transform: `translateY(${props.start}px)` }}
      tabIndex={props.isFirstStop ? 0 : -1}
      data-kind={item.kind}
      data-cursor={isCursor || undefined}
      data-selected={isSelected === true || undefined}
      data-faded={marks?.faded === true || undefined}
      {...hearing(props, setPointed)}
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

function Tick<Row>({ item, isSelected, onToggle, titleOf, selectLabel }: RowProps<Row>) {
  return (
    <span {...gridRoles.cell()} className={classes.tick}>
      <Checkbox
        size="xs"
        tabIndex={-1}
        aria-label={selectLabel(item.kind === 'row' ? titleOf(item.row) : item.id)}
        checked={isSelected === true}
        onChange={() => undefined}
        onClick={(event) => {
          event.stopPropagation();
          onToggle(item.id, event.shiftKey);
        }}
      />
    </span>
  );
}

/** The cells. Verbs are drawn for the row that is pointed at or under the cursor only: they are many. */
function Cells<Row>({
  row,
  columns,
  verbs,
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
