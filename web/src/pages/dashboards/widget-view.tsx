/** A widget: its figures drawn in its kind, loading and failing by itself. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Block } from '../../parts/charts/block.tsx';
import { Chart } from '../../parts/charts/chart.tsx';
import { useFigureText } from '../../parts/charts/figure-text.ts';
import type { Figures } from '../../parts/charts/figures.ts';
import { FiguresTable } from '../../parts/charts/figures-table.tsx';
import { Legend } from '../../parts/charts/legend.tsx';
import { type Period, periodOf, previousPeriod } from '../../parts/charts/period.ts';
import { RowsLink } from '../../parts/charts/rows-link.tsx';
import { useWeekFigures } from '../../parts/charts/week-figures.ts';
import { Markdown } from '../../parts/markdown/markdown.tsx';
import classes from './dashboards.module.css';
import type { Widget } from './definition.ts';
import { ObjectTable } from './object-table.tsx';
import { stretchOf, useWidget } from './use-widget.ts';

/** Where a widget lies in time. */
export interface WidgetTime {
  readonly period: Period | undefined;
  readonly zone: string;
  readonly now: number;
  /** Numbers are compared with the period before. */
  readonly compared: boolean;
}

/** The widget. */
export function WidgetView({ widget, time }: { readonly widget: Widget; readonly time: WidgetTime }) {
  if (widget.type === 'text') return <TextWidget widget={widget} />;
  return widget.type === 'heatmap' ? (
    <WeekWidget widget={widget} time={time} />
  ) : (
    <FigureWidget widget={widget} time={time} />
  );
}

function useStretch({ period: name }: Widget, { period, now, zone }: WidgetTime) {
  return useMemo(() => {
    const own = name === undefined ? period : periodOf({ name }, now, zone);
    return {
      stretch: stretchOf(own),
      before: own === undefined ? undefined : stretchOf(previousPeriod(own)),
    };
  }, [name, period, now, zone]);
}

function TextWidget({ widget: { title, content = '' } }: { readonly widget: Widget }) {
  return (
    <Block title={title} answer={{ isLoading: false, error: null, retry: () => undefined }} empty="">
      <Markdown text={content} />
    </Block>
  );
}

function FigureWidget({ widget, time }: { readonly widget: Widget; readonly time: WidgetTime }) {
  const { t } = useTranslation('dashboards');
  const { stretch, before } = useStretch(widget, time);
  const { answer, figures, raw } = useWidget(widget, stretch, time.zone);
  const isNumber = widget.type === 'counter' || widget.type === 'gauge';
  if (figures === undefined && !answer.isLoading && answer.error === null)
    return (
      <Block title={widget.title} answer={answer} empty={t('widget.empty')}>
        <ObjectTable widget={widget} objects={raw} />
      </Block>
    );
  return (
    <Block
      title={widget.title}
      answer={answer}
      figures={answer.isLoading ? undefined : figures}
      // Nothing is a number too.
      keepEmpty={isNumber}
      isTable={widget.type === 'table'}
      empty={t('widget.empty')}
    >
      {figures !== undefined && (
        <Drawn
          widget={widget}
          figures={figures}
          before={time.compared ? before : undefined}
          zone={time.zone}
        />
      )}
    </Block>
  );
}

function Drawn({
  widget,
  figures,
  before,
  zone,
}: {
  readonly widget: Widget;
  readonly figures: Figures;
  readonly before: ReturnType<typeof stretchOf>;
  readonly zone: string;
}) {
  const { type, title } = widget;
  if (type === 'counter' || type === 'gauge')
    return before === undefined ? (
      <Numbers widget={widget} figures={figures} />
    ) : (
      <ComparedNumbers widget={widget} figures={figures} before={before} zone={zone} />
    );
  if (type === 'table' || type === 'text' || type === 'heatmap')
    return <FiguresTable figures={figures} label={title} />;
  const entries =
    type === 'donut'
      ? figures.rows.map(({ id, label }, hue) => ({ id, label, hue }))
      : figures.columns.map(({ id, label }, hue) => ({ id, label, hue }));
  return (
    <div className={classes.drawn} data-beside={type === 'donut' || undefined}>
      <div className={classes.ground}>
        <Chart kind={type} figures={figures} label={title} />
      </div>
      {entries.length > 1 && <Legend lines={type === 'line' || type === 'area'} entries={entries} />}
    </div>
  );
}

function ComparedNumbers({
  widget,
  figures,
  before,
  zone,
}: {
  readonly widget: Widget;
  readonly figures: Figures;
  readonly before: NonNullable<ReturnType<typeof stretchOf>>;
  readonly zone: string;
}) {
  const { figures: earlier } = useWidget(widget, before, zone);
  return <Numbers widget={widget} figures={figures} earlier={earlier} />;
}

function Numbers({
  widget: { type, thresholds },
  figures: { rows, columns },
  earlier,
}: {
  readonly widget: Widget;
  readonly figures: Figures;
  readonly earlier?: Figures | undefined;
}) {
  const text = useFigureText();
  return (
    <ul className={classes.numbers}>
      {rows.map(({ id, label, cells: [cell] }, place) => {
        const value = cell?.value ?? null;
        return (
          <li key={id}>
            <RowsLink opens={cell?.opens} label={label}>
              <b className={classes.figure}>{text(value, columns[0]?.form)}</b>
            </RowsLink>
            {rows.length > 1 && <span className={classes.numberName}>{label}</span>}
            {earlier !== undefined && (
              <Trend
                value={value}
                before={earlier.rows[place]?.cells[0]?.value ?? null}
                form={columns[0]?.form}
              />
            )}
            {type === 'gauge' && thresholds !== undefined && value !== null && (
              <Gauge value={value} thresholds={thresholds} />
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Trend({
  value,
  before,
  form,
}: {
  readonly value: number | null;
  readonly before: number | null;
  readonly form: Figures['columns'][number]['form'];
}) {
  const { t } = useTranslation('dashboards');
  const text = useFigureText();
  if (value === null || before === null) return null;
  const by = value - before;
  return (
    <span className={classes.trend} data-testid="trend">
      {by === 0
        ? t('trend.same')
        : t(by > 0 ? 'trend.more' : 'trend.less', {
            number: text(Math.abs(by), form),
            before: text(before, form),
          })}
    </span>
  );
}

/** A bar with the place where it turns. */
function Gauge({
  value,
  thresholds: { minimum, medium, maximum },
}: {
  readonly value: number;
  readonly thresholds: NonNullable<Widget['thresholds']>;
}) {
  const share = (at: number): string =>
    `${Math.min(100, Math.max(0, ((at - minimum) / Math.max(1e-9, maximum - minimum)) * 100))}%`;
  return (
    <span className={classes.gauge} data-over={value > medium || undefined} aria-hidden="true">
      <span className={classes.gaugeBar} style={{ width: share(value) }} />
      <span className={classes.gaugeMark} style={{ insetInlineStart: share(medium) }} />
    </span>
  );
}

/** Counts by weekday and hour. */
function WeekWidget({ widget, time }: { readonly widget: Widget; readonly time: WidgetTime }) {
  const { t } = useTranslation('dashboards');
  const { stretch } = useStretch(widget, time);
  const { answer, figures: hours, raw } = useWidget(widget, stretch, time.zone);
  const dateField = widget.series[0]?.dateField ?? '_createdAt';
  const source = useMemo(() => {
    const whole = hours?.rows.find(({ cells }) => cells[0]?.opens !== undefined)?.cells[0]?.opens;
    return {
      dateField,
      zone: time.zone,
      opens: (within: { readonly text: string | undefined }) =>
        whole === undefined || within.text === undefined
          ? undefined
          : { entity: whole.entity, query: withoutLast(whole.query, within.text) },
    };
  }, [hours, dateField, time.zone]);
  const { figures } = useWeekFigures(raw, source);
  return (
    <Block
      title={widget.title}
      answer={answer}
      figures={answer.isLoading ? undefined : figures}
      empty={t('widget.empty')}
    >
      <Chart kind="heatmap" figures={figures} label={widget.title} />
    </Block>
  );
}

/** The query of one hour with other hours in its place: the hour is its last part. */
function withoutLast(query: string, hours: string): string {
  return query.replace(/\S+$/, hours);
}
