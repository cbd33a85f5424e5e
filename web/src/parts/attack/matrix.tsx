/**
 * The matrix of a catalogue: tactics beside each other, techniques below them, parts of techniques on demand. One cell has the
 * focus at a time; arrows go from cell to cell, Space unfolds, Enter opens, and plus notes the technique.
 */
import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './matrix.module.css';
import { MatrixCellView } from './matrix-cell.tsx';
import { drawnCells, type MatrixCell, type MatrixColumn, type MatrixPlace, moved } from './matrix-model.ts';
import { matrixRoles } from './matrix-roles.ts';
import { useTacticName } from './use-tactic-name.ts';

/** What the matrix needs. */
export interface MatrixProps {
  readonly columns: readonly MatrixColumn[];
  /** Whether parts are all shown, e.g. because they are what was looked for. */
  readonly wholly: boolean;
  /** Number of the technique that is shown beside the matrix. */
  readonly opened?: string | undefined;
  /** Keys of cells that are chosen, where the matrix is for choosing. */
  readonly picked?: ReadonlySet<string> | undefined;
  readonly onOpen: (cell: MatrixCell) => void;
  /** Notes a technique; undefined where that is not allowed. */
  readonly onAdd?: ((cell: MatrixCell) => void) | undefined;
}

/** The matrix. It scrolls by itself in both directions. */
export function AttackMatrix({ columns, wholly, opened, picked, onOpen, onAdd }: MatrixProps) {
  const { t } = useTranslation('attack');
  const grid = useRef<HTMLDivElement>(null);
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const [wanted, setWanted] = useState<MatrixPlace>({ column: 0, row: 0 });
  const isUnfolded = useCallback((key: string) => turned.has(key) !== wholly, [turned, wholly]);
  const drawn = useMemo(() => columns.map((column) => drawnCells(column, isUnfolded)), [columns, isUnfolded]);
  const lengths = drawn.map((cells) => cells.length);
  const place = within(wanted, lengths);
  const fold = useCallback((key: string) => setTurned((before) => toggled(before, key)), []);
  // Those who show the matrix make new functions all the time; the cells are not to be drawn anew for that.
  const latest = useRef(onOpen);
  latest.current = onOpen;
  const open = useCallback((cell: MatrixCell) => latest.current(cell), []);
  const press = (event: KeyboardEvent): void => {
    const cell = drawn[place.column]?.[place.row];
    const next =
      event.altKey || event.ctrlKey || event.metaKey ? undefined : moved(place, event.key, lengths);
    if (next !== undefined) {
      setWanted(next);
      focusPlace(grid.current, next);
    } else if (event.key === ' ' && cell !== undefined && cell.parts.length > 0) fold(cell.key);
    else if (event.key === '+' && cell !== undefined && onAdd !== undefined) onAdd(cell);
    else return;
    event.preventDefault();
    // These keys belong to the matrix and to nothing else on the page.
    event.stopPropagation();
  };
  return (
    // The cells take the focus; the grid listens for all of them.
    <div
      ref={grid}
      {...matrixRoles.grid(t('matrix.label'), Math.max(0, ...lengths), columns.length)}
      {...{ onKeyDown: press }}
      tabIndex={-1}
      className={classes.grid}
      style={{ gridTemplateColumns: `repeat(${columns.length}, minmax(148px, 1fr))` }}
    >
      <Heads columns={columns} />
      {Array.from({ length: Math.max(0, ...lengths) }, (_, row) => row).map((row) => (
        <div key={row} {...matrixRoles.row(row + 2)} className={classes.row}>
          {drawn.map((cells, column) => (
            <MatrixCellView
              key={columns[column]?.tactic}
              cell={cells[row]}
              row={row}
              column={column}
              current={row === place.row && column === place.column}
              unfolded={isUnfolded(cells[row]?.key ?? '')}
              opened={opened !== undefined && cells[row]?.technique.patternId === opened}
              picked={picked?.has(cells[row]?.key ?? '')}
              onOpen={open}
              onFold={fold}
              onFocus={setWanted}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

function Heads({ columns }: { readonly columns: readonly MatrixColumn[] }) {
  const { t } = useTranslation('attack');
  const tacticName = useTacticName();
  return (
    <div {...matrixRoles.row(1)} className={classes.row}>
      {columns.map(({ tactic, cells, used }, column) => (
        <div key={tactic} {...matrixRoles.head(column + 1)} className={classes.head}>
          <span className={classes.tactic}>{tacticName(tactic)}</span>
          <span className={classes.headCount}>
            {used > 0
              ? t('matrix.used', { used, count: cells.length })
              : t('matrix.techniques', { count: cells.length })}
          </span>
        </div>
      ))}
    </div>
  );
}

function within({ column, row }: MatrixPlace, lengths: readonly number[]): MatrixPlace {
  const inside = Math.min(column, Math.max(0, lengths.length - 1));
  return { column: inside, row: Math.min(row, Math.max(0, (lengths[inside] ?? 1) - 1)) };
}

function toggled(before: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(before);
  if (!next.delete(key)) next.add(key);
  return next;
}

function focusPlace(grid: HTMLElement | null, { column, row }: MatrixPlace): void {
  grid?.querySelector<HTMLElement>(`[data-place="${column}:${row}"]`)?.focus();
}
