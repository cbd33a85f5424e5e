/** Figures as options of the chart library: axes, series and patterns by kind, in the colours of the tokens. */
import type { EChartsCoreOption } from 'echarts/core';
import type { ChartColours } from './chart-colours.ts';
import { assertShown, type ChartKind } from './chart-kind.ts';
import type { FigureText } from './figure-text.ts';
import type { FigureColumn, Figures } from './figures.ts';

/** What options are made of. */
export interface OptionSource {
  readonly kind: ChartKind;
  readonly figures: Figures;
  readonly colours: ChartColours;
  readonly text: FigureText;
}

/** What a chart says of the thing under the pointer. */
interface Pointed {
  readonly dataIndex?: number;
  readonly seriesIndex?: number;
  readonly value?: unknown;
}

/** Options of a chart. Nothing moves: a number that changes is simply there. */
export function chartOptions(source: OptionSource): EChartsCoreOption {
  const { kind, colours } = source;
  return {
    animation: false,
    textStyle: { fontFamily: colours.font, color: colours.text },
    aria: { enabled: true, label: { enabled: false }, decal: { show: kind === 'bar' || kind === 'donut' } },
    ...optionsOf(source),
  };
}

function optionsOf(source: OptionSource): EChartsCoreOption {
  switch (source.kind) {
    case 'bar':
    case 'line':
    case 'area':
      return courseOptions(source);
    case 'donut':
      return donutOptions(source);
    case 'heatmap':
      return heatOptions(source);
    default:
      return assertShown(source.kind);
  }
}

/** The colour of a column. */
export function hueOf({ hue }: Pick<FigureColumn, 'hue'>, place: number, colours: ChartColours): string {
  const index = (hue ?? place) % colours.series.length;
  return colours.series[index] ?? colours.text;
}

function tooltip({ colours }: OptionSource, formatter: (of: Pointed | readonly Pointed[]) => string) {
  return {
    // Drawn on the canvas: the content policy takes no styles from texts.
    renderMode: 'richText',
    confine: true,
    transitionDuration: 0,
    backgroundColor: colours.raised,
    borderColor: colours.line,
    textStyle: { color: colours.text, fontSize: 12, fontFamily: colours.font },
    formatter,
  };
}

function courseOptions(source: OptionSource): EChartsCoreOption {
  const { figures, colours, text, kind } = source;
  const { columns, rows } = figures;
  return {
    color: columns.map((column, place) => hueOf(column, place, colours)),
    grid: {
      left: 8,
      right: 12,
      top: 12,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: kind === 'bar' ? 'shadow' : 'line', lineStyle: { color: colours.quiet } },
      ...tooltip(source, (of) => {
        const place = (Array.isArray(of) ? of[0] : of)?.dataIndex ?? 0;
        return courseText(figures, place, text);
      }),
    },
    xAxis: {
      type: 'category',
      data: rows.map(({ label }) => label),
      boundaryGap: kind === 'bar',
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.line } },
      axisLabel: { color: colours.quiet, fontSize: 11, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      splitNumber: 3,
      minInterval: columns[0]?.form === undefined ? 1 : 0,
      splitLine: { lineStyle: { color: colours.line } },
      axisLabel: {
        color: colours.quiet,
        fontSize: 11,
        formatter: (value: number) => text(value, columns[0]?.form),
      },
    },
    series: columns.map((column, place) => courseSeries(source, column, place)),
  };
}

/** All numbers of one point, a line each. */
function courseText({ columns, rows }: Figures, place: number, text: FigureText): string {
  const row = rows[place];
  if (row === undefined) return '';
  const lines = columns.flatMap(({ label, form }, index) => {
    const value = row.cells[index]?.value ?? null;
    return value === null || (value === 0 && columns.length > 4) ? [] : [`${label}: ${text(value, form)}`];
  });
  return [row.label, ...lines].join('\n');
}

/** Lines differ by their dashes as well as by their colour. */
const dashes = ['solid', [4, 3], [2, 3], [8, 3], [8, 3, 2, 3]] as const;

function courseSeries({ kind, figures, colours }: OptionSource, column: FigureColumn, place: number): object {
  const values = figures.rows.map(({ cells }) => cells[place]?.value ?? null);
  if (kind === 'bar') return { type: 'bar', name: column.label, data: values, stack: 'all', barMaxWidth: 28 };
  const hue = hueOf(column, place, colours);
  return {
    type: 'line',
    name: column.label,
    data: values,
    connectNulls: true,
    showSymbol: values.length < 2,
    symbolSize: 5,
    lineStyle: { width: 1.6, type: dashes[(column.hue ?? place) % dashes.length] },
    ...(kind === 'area' && place === 0 ? { areaStyle: { color: colours.soft, opacity: 1 }, z: 1 } : { z: 2 }),
    itemStyle: { color: hue },
  };
}

function donutOptions(source: OptionSource): EChartsCoreOption {
  const { figures, colours, text } = source;
  const form = figures.columns[0]?.form;
  return {
    color: figures.rows.map((_, place) => hueOf({}, place, colours)),
    tooltip: {
      trigger: 'item',
      ...tooltip(source, (of) => {
        const row = figures.rows[(Array.isArray(of) ? of[0] : of)?.dataIndex ?? 0];
        return row === undefined ? '' : `${row.label}: ${text(row.cells[0]?.value ?? null, form)}`;
      }),
    },
    series: [
      {
        type: 'pie',
        radius: ['58%', '88%'],
        itemStyle: { borderColor: colours.surface, borderWidth: 2 },
        label: { show: false },
        emphasis: { scale: false },
        data: figures.rows.map(({ label, cells }) => ({ name: label, value: cells[0]?.value ?? 0 })),
      },
    ],
  };
}

/** Columns of the figures are the hours of the horizontal axis, rows the days of the vertical one, first at the top. */
function heatOptions(source: OptionSource): EChartsCoreOption {
  const { figures, colours, text } = source;
  const { columns, rows } = figures;
  const cells = rows.flatMap(({ cells: values }, row) =>
    columns.map((_, column) => [column, row, values[column]?.value ?? 0]),
  );
  const most = Math.max(1, ...cells.map(([, , value]) => value ?? 0));
  const axis = { axisTick: { show: false }, axisLine: { show: false }, splitLine: { show: false } };
  const label = { color: colours.quiet, fontSize: 11 };
  return {
    grid: { left: 4, right: 4, top: 4, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: {
      trigger: 'item',
      ...tooltip(source, (of) => {
        const value = (Array.isArray(of) ? of[0] : of)?.value;
        const [column = 0, row = 0, number = 0] = Array.isArray(value) ? value.map(Number) : [];
        return `${rows[row]?.label ?? ''} ${columns[column]?.label ?? ''}: ${text(number)}`;
      }),
    },
    visualMap: { show: false, min: 0, max: most, inRange: { color: [...colours.ramp] } },
    xAxis: {
      type: 'category',
      data: columns.map(({ label: name }) => name),
      axisLabel: { ...label, interval: 2 },
      ...axis,
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(({ label: name }) => name),
      axisLabel: label,
      ...axis,
    },
    series: [
      {
        type: 'heatmap',
        data: cells,
        itemStyle: { borderColor: colours.surface, borderWidth: 2, borderRadius: 3 },
        emphasis: { itemStyle: { borderColor: colours.text, borderWidth: 1 } },
      },
    ],
  };
}
