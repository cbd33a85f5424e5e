/** What each kind of widget asks: how many levels of buckets, and of which kind. */
import { type Level, readShape, type Shape, usualSize, writeShape } from './aggregation-shape.ts';
import type { Series, Widget, WidgetType } from './definition.ts';

/** Whether a kind is told by a field, by time, by either, or by nothing. */
export function levelsOf(type: WidgetType): 'none' | 'field' | 'time' | 'either' {
  if (type === 'counter' || type === 'gauge' || type === 'text') return 'none';
  if (type === 'donut' || type === 'table') return 'field';
  return type === 'bar' ? 'either' : 'time';
}

/** A widget as another kind, with questions that this kind can show. */
export function fittedTo(widget: Widget, type: WidgetType): Widget {
  const single = type !== 'counter' && type !== 'line' && type !== 'area';
  const series = single ? widget.series.slice(0, 1) : widget.series;
  return {
    ...widget,
    type,
    ...(type === 'gauge'
      ? { thresholds: widget.thresholds ?? { minimum: 0, medium: 50, maximum: 100 } }
      : {}),
    series: series.map((one) => withShape(one, fittedShape(shapeOf(one), type, one))),
  };
}

/** The shape of a series; a count where the form does not know it. */
export function shapeOf({ aggregation }: Series): Shape {
  return readShape(aggregation) ?? { levels: [], measures: [{ op: 'count' }] };
}

/** A series that asks in a shape. */
export function withShape(series: Series, shape: Shape): Series {
  return { ...series, aggregation: writeShape(shape) };
}

function fittedShape({ levels, measures }: Shape, type: WidgetType, series: Series): Shape {
  const wanted = levelsOf(type);
  const ofField: Level = levels.find(({ kind }) => kind === 'field') ?? {
    kind: 'field',
    field: usualField(series),
    size: usualSize,
  };
  const ofTime: Level = levels.find(({ kind }) => kind === 'time') ?? {
    kind: 'time',
    field: series.dateField,
    unit: 'd',
    amount: 1,
  };
  if (wanted === 'none') return { levels: [], measures };
  if (type === 'heatmap')
    return {
      levels: [{ kind: 'time', field: series.dateField, unit: 'h', amount: 1 }],
      measures: [{ op: 'count' }],
    };
  if (wanted === 'either') return { levels: levels.length === 0 ? [ofField] : levels, measures };
  return { levels: [wanted === 'field' ? ofField : ofTime], measures };
}

const usualFields: Readonly<Record<string, string>> = {
  listAlert: 'source',
  listCase: 'status',
  listTask: 'status',
  listObservable: 'dataType',
  listProcedure: 'tactic',
  listJob: 'status',
};

/** The field that a list is told by first. */
export function usualField({ list }: Series): string {
  return usualFields[list] ?? 'status';
}
