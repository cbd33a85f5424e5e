/** What came of an act on many rows: done, left out with the reason, failed with the reason, not tried. */
import { CloseButton } from '@mantine/core';
import { IconAlertCircle, IconCheck, IconCircleMinus, IconPlayerStop } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../error-text.ts';
import { useDuration } from '../../time.tsx';
import type { ListRow } from '../list-definition.ts';
import classes from './bulk.module.css';
import type { BulkOutcome } from './use-bulk.ts';

/** Most rows that are named. */
const mostNamed = 100;

/** The sheet. */
export function ResultSheet<Row extends ListRow>({
  outcome,
  titleOf,
  onClose,
}: {
  readonly outcome: BulkOutcome<Row>;
  readonly titleOf: (row: Row) => string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('lists');
  const { t: word } = useTranslation('words');
  const duration = useDuration();
  const reason = useErrorText();
  const { label, done, skipped, failed, left, milliseconds } = outcome;
  const all = done.length + skipped.length + failed.length + left.length;
  const line = (kind: 'done' | 'skipped' | 'failed' | 'left', count: number): string =>
    t(`bulk.${kind === 'done' ? 'doneLine' : kind}`, { count });
  return (
    <section className={classes.sheet} aria-label={label} data-testid="result-sheet">
      <header className={classes.sheetHead}>
        <strong>
          <bdi>{label}</bdi>
        </strong>
        <span className="sk-numbers">
          {t('bulk.of', { done: done.length, all })}, {duration(milliseconds)}
        </span>
        <CloseButton size={24} aria-label={word('action.dismiss')} onClick={onClose} />
      </header>
      <div className={classes.parts} aria-hidden="true">
        <span data-part="done" style={{ flexGrow: done.length }} />
        <span data-part="skipped" style={{ flexGrow: skipped.length + left.length }} />
        <span data-part="failed" style={{ flexGrow: failed.length }} />
      </div>
      <Line
        icon={<IconCheck size={16} stroke={1.6} />}
        count={done.length}
        text={line('done', done.length)}
        rows={[]}
      />
      <Line
        icon={<IconCircleMinus size={16} stroke={1.6} />}
        count={skipped.length}
        text={line('skipped', skipped.length)}
        rows={skipped.map(({ row, reason: why }) => ({ id: row._id, title: titleOf(row), why }))}
      />
      <Line
        icon={<IconAlertCircle size={16} stroke={1.6} />}
        count={failed.length}
        text={line('failed', failed.length)}
        rows={failed.map(({ row, error }) => ({ id: row._id, title: titleOf(row), why: reason(error) }))}
      />
      <Line
        icon={<IconPlayerStop size={16} stroke={1.6} />}
        count={left.length}
        text={line('left', left.length)}
        rows={left.map((row) => ({ id: row._id, title: titleOf(row), why: '' }))}
      />
    </section>
  );
}

interface NamedRow {
  readonly id: string;
  readonly title: string;
  readonly why: string;
}

function Line({
  icon,
  count,
  text,
  rows,
}: {
  readonly icon: ReactNode;
  readonly count: number;
  readonly text: string;
  readonly rows: readonly NamedRow[];
}) {
  const { t: word } = useTranslation('words');
  const [isOpen, setOpen] = useState(false);
  const [first] = rows;
  if (count === 0) return null;
  return (
    <div className={classes.resultLine}>
      <p>
        {icon}
        <strong>{text}</strong>
        {first !== undefined && <bdi className="sk-ellipsis">{first.why}</bdi>}
        {first !== undefined && (
          <button
            type="button"
            className={classes.show}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? word('action.hide') : word('action.show')}
          </button>
        )}
      </p>
      {isOpen && (
        <ul className={classes.named}>
          {rows.slice(0, mostNamed).map(({ id, title, why }) => (
            <li key={id}>
              <bdi>{title}</bdi> <bdi className={classes.why}>{why}</bdi>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
