/** One time: its median beside its ninth decile, how it changed since the period before, and its course. */
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useGathered } from '../../parts/charts/export-figures.tsx';
import type { FigureCell, Figures, OpenedRows } from '../../parts/charts/figures.ts';
import { RowsLink } from '../../parts/charts/rows-link.tsx';
import { changeOf } from '../../parts/charts/time-change.ts';
import { useErrorText } from '../../parts/error-text.ts';
import { useDuration } from '../../parts/time.tsx';
import { Failure, LoadingRows } from '../../ui/states.tsx';
import classes from './metrics.module.css';
import { opened, type Scope } from './scope.ts';
import { measured, readTimes, type TimeAnswer, type TimeMeasure, timeSteps } from './times.ts';
import { useQuestion } from './use-question.ts';

/** The card. */
export function FigureCard({ measure, scope }: { readonly measure: TimeMeasure; readonly scope: Scope }) {
  const { t } = useTranslation('metrics');
  const { t: word } = useTranslation('words');
  const reason = useErrorText();
  const id = useId();
  const steps = useMemo(() => timeSteps(measure, scope), [measure, scope]);
  const { data, error, isLoading, retry } = useQuestion(`time-${measure.id}`, steps);
  const answer = useMemo(() => readTimes(data), [data]);
  const figures = useFigures(measure, scope, answer);
  const title = t(`time.${measure.id}`);
  useGathered(id, title, data === undefined ? undefined : figures);
  return (
    <section
      className={classes.card}
      aria-labelledby={`${id}-title`}
      data-figures={id}
      data-testid={`time-${measure.id}`}
    >
      <h2 id={`${id}-title`}>{title}</h2>
      {error !== null ? (
        <Failure reason={reason(error)} again={retry} againLabel={word('action.retry')} />
      ) : isLoading ? (
        <LoadingRows rows={2} label={`${word('loading')}: ${title}`} />
      ) : (
        <Numbers answer={answer} figures={figures} measure={measure} />
      )}
    </section>
  );
}

/** Each number with the rows that it was made of. */
function useFigures(measure: TimeMeasure, scope: Scope, { now, before }: TimeAnswer): Figures {
  const { t } = useTranslation('metrics');
  return useMemo(() => {
    const { entity, field } = measure;
    const sort = `-${field}`;
    const of = (stretch: Scope['period']): OpenedRows | undefined =>
      opened(entity, measured(measure, scope, stretch), sort);
    const slowest = (rows: OpenedRows | undefined, p90: number | null): OpenedRows | undefined =>
      rows === undefined || p90 === null
        ? rows
        : { ...rows, query: `${rows.query} ${field}:>=${Math.ceil(p90)}` };
    const [rows, rowsBefore] = [of(scope.period), of(scope.previous)];
    const line = (id: 'median' | 'p90' | 'count', cells: readonly FigureCell[]) => ({
      id,
      label: t(`column.${id}`),
      cells,
    });
    return {
      axis: t('column.figure'),
      columns: [
        { id: 'now', label: t('column.period'), form: 'duration' as const },
        { id: 'before', label: t('column.before'), form: 'duration' as const },
      ],
      rows: [
        line('median', [
          { value: now.median, opens: rows },
          { value: before.median, opens: rowsBefore },
        ]),
        line('p90', [
          { value: now.p90, opens: slowest(rows, now.p90) },
          { value: before.p90, opens: slowest(rowsBefore, before.p90) },
        ]),
      ],
    };
  }, [measure, scope, now, before, t]);
}

function Change({ answer: { now, before } }: { readonly answer: TimeAnswer }) {
  const { t } = useTranslation('metrics');
  const duration = useDuration();
  const change = changeOf(now.median, before.median);
  if (change === 'unknown') return null;
  if (change === 'same') return <span className={classes.same}>{t('change.same')}</span>;
  const isFaster = change.by < 0;
  return (
    <span className={isFaster ? classes.faster : classes.slower}>
      {t(isFaster ? 'change.faster' : 'change.slower', { duration: duration(Math.abs(change.by)) })}
    </span>
  );
}

function Numbers({
  measure,
  answer,
  figures,
}: {
  readonly measure: TimeMeasure;
  readonly answer: TimeAnswer;
  readonly figures: Figures;
}) {
  const { t } = useTranslation('metrics');
  const duration = useDuration();
  const [median, p90] = figures.rows.map(({ cells }) => cells[0]?.opens);
  const { now, course } = answer;
  if (now.median === null) return <p className={classes.none}>{t(`none.${measure.id}`)}</p>;
  return (
    <>
      <div className={classes.cardMain}>
        <RowsLink opens={median} label={t('open.objects', { count: now.count })}>
          <Big text={duration(now.median)} />
        </RowsLink>
        <Course points={course} />
      </div>
      <p className={classes.cardFoot}>
        <span>{t('median')}</span>
        <span>
          {t('p90')}{' '}
          <RowsLink opens={p90} label={t('open.slowest')}>
            <b>{duration(now.p90 ?? 0)}</b>
          </RowsLink>
        </span>
      </p>
      <p className={classes.cardFoot}>
        <span className={classes.caption}>{t(`caption.${measure.id}`)}</span>
        <Change answer={answer} />
      </p>
    </>
  );
}

/** Numbers first, their units small: `3 h 24 min`. */
function Big({ text }: { readonly text: string }) {
  return (
    <span className={classes.big}>
      {[...text.matchAll(/(\D*)(\d+)([^\d−]*)/g)].map(([whole, sign, number, unit]) => (
        <span key={whole}>
          {sign}
          <b>{number}</b>
          {unit}
        </span>
      ))}
    </span>
  );
}

const width = 120;
const height = 28;

/** The course of a time, without axes: whether it rises or falls. */
function Course({ points }: { readonly points: readonly number[] }) {
  if (points.length < 2) return null;
  const [least, most] = [Math.min(...points), Math.max(...points)];
  const spread = Math.max(1, most - least);
  const at = points.map(
    (value, place) =>
      `${((place / (points.length - 1)) * width).toFixed(1)},${(height - 2 - ((value - least) / spread) * (height - 4)).toFixed(1)}`,
  );
  return (
    <svg
      className={classes.course}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <polyline points={at.join(' ')} fill="none" stroke="currentColor" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
