/** A chart: drawn on a canvas by a library that is loaded when the first one is shown, with its figures as a table behind it. */
import { useNavigate } from '@tanstack/react-router';
import { type CSSProperties, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../data/session.tsx';
import { useErrorText } from '../error-text.ts';
import { useChartColours } from './chart-colours.ts';
import type { ChartKind } from './chart-kind.ts';
import { chartOptions } from './chart-options.ts';
import classes from './charts.module.css';
import { useFigureText } from './figure-text.ts';
import { cellAt, type FigureCell, type Figures } from './figures.ts';
import { FiguresTable } from './figures-table.tsx';
import { rowsLink } from './rows-link.tsx';

type Drawn = ReturnType<typeof import('./echarts.ts').init>;

/** The chart; `label` says what it shows. A click on a mark opens what it counts. */
export function Chart({
  kind,
  figures,
  label,
  height,
}: {
  readonly kind: ChartKind;
  readonly figures: Figures;
  readonly label: string;
  /** Pixels; as high as the place it stands in when missing. */
  readonly height?: number;
}) {
  const { t } = useTranslation('dashboards');
  const reason = useErrorText();
  const ground = useRef<HTMLDivElement>(null);
  const { chart, error } = useDrawn(ground);
  const colours = useChartColours();
  const text = useFigureText();
  const open = useOpening();
  useEffect(() => {
    chart?.setOption(chartOptions({ kind, figures, colours, text }), { notMerge: true });
  }, [chart, kind, figures, colours, text]);
  useEffect(() => {
    if (chart === undefined) return;
    const pick = (of: {
      readonly dataIndex?: number;
      readonly seriesIndex?: number;
      value?: unknown;
    }): void => open(cellOf(kind, figures, of));
    chart.on('click', pick);
    return () => {
      if (!chart.isDisposed()) chart.off('click', pick);
    };
  }, [chart, kind, figures, open]);
  const size: CSSProperties = height === undefined ? {} : { height };
  if (error !== undefined)
    return (
      <>
        <p className={classes.note}>{t('chart.notLoaded', { reason: reason(error) })}</p>
        <FiguresTable figures={figures} label={label} />
      </>
    );
  return (
    <div className={classes.chart} style={size}>
      <div ref={ground} className={classes.canvas} role="img" aria-label={label} data-chart={kind} />
      <FiguresTable figures={figures} label={label} silent />
    </div>
  );
}

/** What a mark was drawn from. */
function cellOf(
  kind: ChartKind,
  figures: Figures,
  of: { readonly dataIndex?: number; readonly seriesIndex?: number; value?: unknown },
): FigureCell | undefined {
  if (kind === 'heatmap') {
    const [column, row] = Array.isArray(of.value) ? of.value.map(Number) : [];
    return cellAt(figures, row ?? -1, column ?? -1);
  }
  return cellAt(figures, of.dataIndex ?? -1, kind === 'donut' ? 0 : (of.seriesIndex ?? -1));
}

function useOpening(): (cell: FigureCell | undefined) => void {
  const { organisation = '' } = useApi();
  const navigate = useNavigate();
  const latest = useRef<(cell: FigureCell | undefined) => void>(() => undefined);
  latest.current = (cell) => {
    if (cell?.opens !== undefined) void navigate(rowsLink(organisation, cell.opens));
  };
  const [open] = useState(() => (cell: FigureCell | undefined) => latest.current(cell));
  return open;
}

/** Loads the library, draws on the ground, and follows its size. */
function useDrawn(ground: { readonly current: HTMLDivElement | null }): {
  readonly chart: Drawn | undefined;
  readonly error: unknown;
} {
  const [chart, setChart] = useState<Drawn>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    const held: { gone: boolean; drawn?: Drawn; size?: ResizeObserver } = { gone: false };
    const begin = async (): Promise<void> => {
      const { init } = await import('./echarts.ts');
      const element = ground.current;
      if (held.gone || element === null) return;
      const drawn = init(element, null, { renderer: 'canvas' });
      held.drawn = drawn;
      held.size = new ResizeObserver(() => drawn.resize());
      held.size.observe(element);
      setChart(drawn);
    };
    begin().catch(setError);
    return () => {
      held.gone = true;
      held.size?.disconnect();
      held.drawn?.dispose();
    };
  }, [ground]);
  return { chart, error };
}
