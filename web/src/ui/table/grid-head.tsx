/** The header of a table: names, order and widths of its columns. It stands over the rows and scrolls with none of them. */
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import classes from './grid.module.css';
import type { GridTexts } from './grid.tsx';
import type { GridColumn, GridSelection, SortKey } from './grid-types.ts';
import { TickBox } from './tick-box.tsx';

/** What the header needs to know of a column's width. */
export interface ResizableHeader {
  readonly id: string;
  readonly getResizeHandler: () => (event: unknown) => void;
}

/** The header. */
export function GridHead<Row>({
  columns,
  headers,
  selection,
  sort,
  onSort,
  texts,
}: {
  readonly columns: readonly GridColumn<Row>[];
  readonly headers: readonly ResizableHeader[];
  readonly selection: GridSelection | undefined;
  readonly sort: readonly SortKey[];
  readonly onSort: (id: string, add: boolean) => void;
  readonly texts: GridTexts;
}) {
  return (
    <div className={classes.head} data-ticks={selection !== undefined}>
      {selection !== undefined && (
        <span className={classes.tick}>
          <TickBox
            label={texts.selectAll}
            checked={selection.state === 'all'}
            mixed={selection.state === 'some'}
            isStop
            onTick={selection.toggleAll}
          />
        </span>
      )}
      <div className={classes.cells}>
        {columns.map((column) => (
          <HeadCell
            key={column.id}
            column={column}
            header={headers.find(({ id }) => id === column.id)}
            sort={sort}
            onSort={onSort}
            texts={texts}
          />
        ))}
      </div>
    </div>
  );
}

function HeadCell<Row>({
  column,
  header,
  sort,
  onSort,
  texts,
}: {
  readonly column: GridColumn<Row>;
  readonly header: ResizableHeader | undefined;
  readonly sort: readonly SortKey[];
  readonly onSort: (id: string, add: boolean) => void;
  readonly texts: GridTexts;
}) {
  const { id, label, hidesLabel = false, sortable = false, align = 'start' } = column;
  const place = sort.findIndex((key) => key.id === id);
  const key = sort[place];
  const name = <span className={hidesLabel ? 'sk-hidden' : 'sk-ellipsis'}>{label}</span>;
  const direction = key === undefined ? undefined : key.descending ? 'descending' : 'ascending';
  const resize = header?.getResizeHandler();
  return (
    <div className={classes.headCell} data-align={align} data-sorted={direction}>
      {sortable ? (
        <button
          type="button"
          className={classes.sort}
          title={hidesLabel ? label : undefined}
          aria-pressed={direction !== undefined}
          onClick={(event) => onSort(id, event.shiftKey)}
        >
          {name}
          {key !== undefined && <Arrow descending={key.descending} />}
          {key !== undefined && sort.length > 1 && (
            <span className={classes.place} aria-hidden="true">
              {place + 1}
            </span>
          )}
        </button>
      ) : (
        name
      )}
      {resize !== undefined && (
        <span
          className={classes.resize}
          title={texts.resize(label)}
          aria-hidden="true"
          onMouseDown={resize}
          onTouchStart={resize}
        />
      )}
    </div>
  );
}

function Arrow({ descending }: { readonly descending: boolean }) {
  const Shape = descending ? IconArrowDown : IconArrowUp;
  return <Shape className={classes.arrow} size={13} stroke={1.8} aria-hidden="true" />;
}
