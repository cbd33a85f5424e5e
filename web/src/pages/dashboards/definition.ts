/** What a dashboard consists of: rows of widgets on twelve columns. It is read from JSON that anybody may have written. */
import type { PeriodChoice } from '../../parts/charts/period.ts';
import { readPeriod } from '../../parts/charts/period.ts';

/** Kinds of widgets. */
export const widgetTypes = [
  'counter',
  'gauge',
  'bar',
  'line',
  'area',
  'donut',
  'heatmap',
  'table',
  'text',
] as const;
/** A kind of widget. */
export type WidgetType = (typeof widgetTypes)[number];

/** A part of JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** One question of a widget. */
export interface Series {
  readonly name: string;
  /** Operation that the question begins with: `listAlert`. */
  readonly list: string;
  /** The filter as people write it; it counts before `filter`. */
  readonly query?: string;
  /** The filter as the server reads it. */
  readonly filter?: JsonObject;
  readonly dateField: string;
  /** Without one the objects themselves are shown. */
  readonly aggregation?: JsonObject;
}

/** Where a gauge begins, turns and ends. */
export interface Thresholds {
  readonly minimum: number;
  readonly medium: number;
  readonly maximum: number;
}

/** A widget. */
export interface Widget {
  readonly id: string;
  readonly type: WidgetType;
  readonly title: string;
  readonly series: readonly Series[];
  readonly thresholds?: Thresholds;
  readonly columns?: readonly string[];
  readonly sort?: readonly JsonObject[];
  readonly limit?: number;
  /** Markdown of a text. */
  readonly content?: string;
  /** Columns of twelve, and lines of {@link lineHeight}; by the kind when missing. */
  readonly width?: number;
  readonly height?: number;
  /** A period of its own; that of the dashboard when missing. */
  readonly period?: PeriodChoice['name'];
}

/** Widgets beside each other. */
export type Row = readonly Widget[];

/** A dashboard. */
export interface Definition {
  readonly period: PeriodChoice;
  readonly rows: readonly Row[];
}

/** Columns of the grid, and the least that a widget takes. */
export const columnCount = 12;
export const leastWidth = 2;
/** Height of a line, in pixels, and the most lines of a widget. */
export const lineHeight = 56;
export const mostHeight = 12;

const usualPeriod: PeriodChoice = { name: 'last30Days' };

/** Lines that a widget takes when it says nothing. */
export function usualHeight(type: WidgetType): number {
  return type === 'counter' || type === 'gauge' || type === 'text' ? 2 : 5;
}

/** The widths of the widgets of a row: what each says, and the rest in equal parts. */
export function widthsOf(row: Row): readonly number[] {
  const said = row.reduce((sum, { width }) => sum + (width ?? 0), 0);
  const silent = row.filter(({ width }) => width === undefined).length;
  const each = silent === 0 ? 0 : Math.max(leastWidth, Math.floor((columnCount - said) / silent));
  return row.map(({ width }) => Math.min(columnCount, width ?? each));
}

/** Reads a definition; what cannot be read is left out. */
export function readDefinition(json: unknown): Definition {
  const raw = isObject(json) ? json : {};
  const custom = isObject(raw.customPeriod) ? raw.customPeriod : {};
  const rows = listIn(raw.items).flatMap((item) => {
    const row = listIn(isObject(item) ? item.items : undefined).flatMap(readWidget);
    return row.length === 0 ? [] : [row];
  });
  const period = readPeriod(
    { period: textIn(raw.period), from: dayIn(custom.fromDate), to: dayIn(custom.toDate) },
    usualPeriod,
  );
  return { period, rows };
}

/** The definition as it is stored. */
export function writeDefinition({ period, rows }: Definition): JsonObject {
  const custom =
    period.name === 'custom'
      ? { customPeriod: { fromDate: Date.parse(period.from ?? ''), toDate: Date.parse(period.to ?? '') } }
      : {};
  return { period: period.name, ...custom, items: rows.map((items) => ({ type: 'container', items })) };
}

function readWidget(json: unknown): readonly Widget[] {
  if (!isObject(json)) return [];
  const type = widgetTypes.find((name) => name === json.type);
  const id = textIn(json.id);
  if (type === undefined || id === undefined) return [];
  const thresholds = readThresholds(json.thresholds);
  const columns = listIn(json.columns).filter((name) => typeof name === 'string');
  const period = textIn(json.period);
  return [
    {
      id,
      type,
      title: textIn(json.title) ?? '',
      series: listIn(json.series).flatMap(readSeries),
      ...(thresholds === undefined ? {} : { thresholds }),
      ...(columns.length === 0 ? {} : { columns }),
      ...(Array.isArray(json.sort) ? { sort: json.sort.filter(isObject) } : {}),
      ...boundedIn('limit', json.limit, 1, 100),
      ...boundedIn('width', json.width, leastWidth, columnCount),
      ...boundedIn('height', json.height, 1, mostHeight),
      ...(typeof json.content === 'string' ? { content: json.content } : {}),
      ...(period === undefined
        ? {}
        : { period: readPeriod({ period, from: undefined, to: undefined }, usualPeriod).name }),
    },
  ];
}

function readSeries(json: unknown, place: number): readonly Series[] {
  if (!isObject(json)) return [];
  const { aggregation, filter } = json;
  return [
    {
      name: textIn(json.name) ?? String(place + 1),
      list: textIn(json.list) ?? '',
      dateField: textIn(json.dateField) ?? '_createdAt',
      ...(typeof json.query === 'string' ? { query: json.query } : {}),
      ...(isObject(filter) ? { filter } : {}),
      ...(isObject(aggregation) ? { aggregation } : {}),
    },
  ];
}

function readThresholds(json: unknown): Thresholds | undefined {
  if (!isObject(json)) return undefined;
  const { minimum, medium, maximum } = json;
  if (typeof minimum !== 'number' || typeof medium !== 'number' || typeof maximum !== 'number')
    return undefined;
  return { minimum, medium, maximum };
}

function boundedIn<Name extends string>(
  name: Name,
  value: unknown,
  least: number,
  most: number,
): { readonly [name in Name]?: number } {
  const number = typeof value === 'number' && Number.isFinite(value) ? Math.round(value) : undefined;
  if (number === undefined) return {};
  return { [name]: Math.min(most, Math.max(least, number)) } as { readonly [name in Name]: number };
}

function dayIn(value: unknown): string | undefined {
  return typeof value === 'number' && Math.abs(value) < 8e15
    ? new Date(value).toISOString().slice(0, 10)
    : undefined;
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Whether a value is an object of JSON. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
