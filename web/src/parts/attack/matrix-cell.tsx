/** One technique in the matrix: filled by how often it was seen, with the way to its parts. */
import { IconCheck, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './matrix.module.css';
import type { MatrixCell, MatrixPlace } from './matrix-model.ts';
import { matrixRoles } from './matrix-roles.ts';

interface CellProps extends MatrixPlace {
  /** Undefined below the end of a column. */
  readonly cell: MatrixCell | undefined;
  /** Whether it is the one that Tab leads to. */
  readonly current: boolean;
  readonly unfolded: boolean;
  readonly opened: boolean;
  /** Whether it is chosen; undefined where nothing is to be chosen. */
  readonly picked: boolean | undefined;
  readonly onOpen: (cell: MatrixCell) => void;
  readonly onFold: (key: string) => void;
  readonly onFocus: (place: MatrixPlace) => void;
}

/** The cell. Hundreds stand beside each other, so each is drawn anew only when it changes. */
export const MatrixCellView = memo(function MatrixCellView({
  cell,
  row,
  column,
  current,
  unfolded,
  opened,
  picked,
  onOpen,
  onFold,
  onFocus,
}: CellProps) {
  const { t } = useTranslation('attack');
  if (cell === undefined) return <div {...matrixRoles.cell(column + 1)} className={classes.none} />;
  const { technique, count, parts, countOfParts } = cell;
  const told = [
    ...(count > 0 ? [t('matrix.seen', { count })] : []),
    ...(parts.length > 0 ? [t('matrix.parts', { count: parts.length })] : []),
    ...(countOfParts > 0 ? [t('matrix.seenParts', { count: countOfParts })] : []),
  ];
  return (
    <div
      {...matrixRoles.cell(column + 1, picked)}
      className={classes.cell}
      data-level={levelOf(count)}
      data-part={cell.isPart || undefined}
      data-opened={opened || undefined}
      data-picked={picked || undefined}
    >
      <button
        type="button"
        className={classes.open}
        data-place={`${column}:${row}`}
        tabIndex={current ? 0 : -1}
        aria-expanded={parts.length > 0 ? unfolded : undefined}
        title={`${technique.patternId} ${technique.name}`}
        onClick={() => onOpen(cell)}
        onFocus={() => onFocus({ column, row })}
      >
        <span className={classes.name}>{technique.name}</span>
        <span className={classes.facts}>
          {technique.patternId}
          {count > 0 && <span className={classes.times} aria-hidden="true">{`× ${count}`}</span>}
          {picked === true && <IconCheck size={14} stroke={2} aria-hidden="true" />}
        </span>
        {told.length > 0 && <span className="sk-hidden">{told.join(', ')}</span>}
      </button>
      {parts.length > 0 && (
        <button
          type="button"
          className={classes.fold}
          tabIndex={-1}
          data-used={countOfParts > 0 || undefined}
          onClick={() => onFold(cell.key)}
        >
          <span className="sk-hidden">
            {t(unfolded ? 'matrix.fold' : 'matrix.unfold', { technique: technique.patternId })}
          </span>
          <span aria-hidden="true">{parts.length}</span>
          {unfolded ? (
            <IconChevronDown size={12} stroke={2} aria-hidden="true" />
          ) : (
            <IconChevronRight size={12} stroke={2} aria-hidden="true" />
          )}
        </button>
      )}
    </div>
  );
});

/** How much a cell is filled: not, once, twice or thrice, more often. */
function levelOf(count: number): number {
  if (count < 2) return count;
  return count < 4 ? 2 : 3;
}
