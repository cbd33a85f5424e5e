/** A block of figures: its name, what it is of, a switch between chart and table. It loads and fails by itself. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChartBar, IconTable } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure, LoadingRows } from '../../ui/states.tsx';
import { useErrorText } from '../error-text.ts';
import classes from './charts.module.css';
import { useGathered } from './export-figures.tsx';
import { type Figures, isEmpty } from './figures.ts';
import { FiguresTable } from './figures-table.tsx';

/** An answer on its way, there, or refused. */
export interface Answer {
  readonly isLoading: boolean;
  readonly error: unknown;
  readonly retry: () => void;
}

/** The block. Without `figures` it has no table. */
export function Block({
  title,
  subtitle,
  span,
  answer,
  figures,
  empty,
  keepEmpty = false,
  isTable = false,
  aside,
  children,
}: {
  readonly title: string;
  readonly subtitle?: ReactNode;
  /** Columns of twelve; by itself without. */
  readonly span?: number;
  readonly answer: Answer;
  readonly figures?: Figures | undefined;
  /** What is said when there is nothing to show. */
  readonly empty: string;
  /** Figures that are nothing are shown all the same. */
  readonly keepEmpty?: boolean;
  /** What it shows is a table already. */
  readonly isTable?: boolean;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('dashboards');
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  useGathered(id, title, figures);
  const isShown = !isTable && figures !== undefined && !isEmpty(figures);
  return (
    <section
      className={classes.block}
      aria-labelledby={`${id}-title`}
      data-figures={id}
      {...(span === undefined ? {} : { 'data-span': span })}
    >
      <header className={classes.head}>
        <h2 id={`${id}-title`}>
          <bdi>{title}</bdi>
        </h2>
        {subtitle !== undefined && <span className={classes.subtitle}>{subtitle}</span>}
        {aside}
        {isShown && (
          <TableSwitch asTable={asTable} title={title} onChange={setAsTable} label={t('chart.table')} />
        )}
      </header>
      <div className={classes.body}>
        <State
          answer={answer}
          isEmpty={!keepEmpty && figures !== undefined && isEmpty(figures)}
          empty={empty}
          title={title}
        >
          {asTable && figures !== undefined ? <FiguresTable figures={figures} label={title} /> : children}
        </State>
      </div>
    </section>
  );
}

function TableSwitch({
  asTable,
  title,
  label,
  onChange,
}: {
  readonly asTable: boolean;
  readonly title: string;
  readonly label: string;
  readonly onChange: (asTable: boolean) => void;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        size={24}
        className={classes.switch}
        aria-label={`${label}: ${title}`}
        aria-pressed={asTable}
        onClick={() => onChange(!asTable)}
      >
        {asTable ? <IconChartBar size={16} stroke={1.6} /> : <IconTable size={16} stroke={1.6} />}
      </ActionIcon>
    </Tooltip>
  );
}

function State({
  answer: { isLoading, error, retry },
  isEmpty: nothing,
  empty,
  title,
  children,
}: {
  readonly answer: Answer;
  readonly isEmpty: boolean;
  readonly empty: string;
  readonly title: string;
  readonly children: ReactNode;
}) {
  const { t: word } = useTranslation('words');
  const reason = useErrorText();
  if (error !== null && error !== undefined)
    return <Failure reason={reason(error)} again={retry} againLabel={word('action.retry')} />;
  if (isLoading) return <LoadingRows rows={4} label={`${word('loading')}: ${title}`} />;
  return nothing ? <p className={classes.empty}>{empty}</p> : children;
}
