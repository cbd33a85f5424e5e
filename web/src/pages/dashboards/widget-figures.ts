/** Answers of a widget as figures: numbers, values with their numbers, or intervals with theirs. */
import { bucketsIn, numberIn } from '../../parts/charts/aggregation.ts';
import { endOfInterval, intervalStarts } from '../../parts/charts/calendar.ts';
import { type Condition, isValue, isWithin } from '../../parts/charts/condition.ts';
import type { FigureCell, FigureForm, Figures, OpenedRows } from '../../parts/charts/figures.ts';
import type { Stretch } from '../../parts/charts/period.ts';
import { type Level, type Measure, measureName, type Shape } from './aggregation-shape.ts';

/** Most columns of a chart; what is beyond is summed up. */
const mostColumns = 8;

/** A series with its answer, as figures are made of it. */
export interface AnsweredSeries {
  readonly name: string;
  readonly shape: Shape;
  readonly answer: unknown;
  readonly dateField: string;
  /** The rows for which further conditions hold; undefined where there is no list of them. */
  readonly opens: (...more: readonly Condition[]) => OpenedRows | undefined;
}

/** Words that figures need. */
export interface FigureWords {
  readonly axis: (level: Level | undefined) => string;
  readonly value: (field: string, key: string) => string;
  readonly measure: (measure: Measure) => string;
  readonly interval: (start: number, level: Extract<Level, { kind: 'time' }>) => string;
  readonly others: string;
}

/** Where figures lie in time. */
export interface FigureTime {
  readonly stretch: Stretch | undefined;
  readonly zone: string;
}

/** The figures of some series that ask in the same way. */
export function widgetFigures(
  series: readonly AnsweredSeries[],
  words: FigureWords,
  time: FigureTime,
): Figures {
  const [first] = series;
  const [outer, inner] = first?.shape.levels ?? [];
  if (first === undefined || outer === undefined) return numbers(series, words);
  if (outer.kind === 'time')
    return inner === undefined ? course(series, outer, words, time) : stacked(first, outer, words, time);
  return inner === undefined ? values(first, outer, words) : crossed(first, outer, words, time);
}

/** Milliseconds are durations; coarser units are whole numbers. */
export function formOf({ op, field = '' }: Measure): FigureForm {
  return op !== 'count' &&
    /(?:^|\.)(?:timeTo\w+|handlingDuration|timeWaiting)$/.test(field) &&
    !/In(?:Seconds|Minutes|Hours|Days)$/.test(field)
    ? 'duration'
    : 'number';
}

/** One number of each series. */
function numbers(series: readonly AnsweredSeries[], words: FigureWords): Figures {
  const measure = series[0]?.shape.measures[0] ?? { op: 'count' };
  return {
    axis: words.axis(undefined),
    columns: [{ id: 'value', label: words.measure(measure), form: formOf(measure) }],
    rows: series.map(({ name, shape, answer, opens }) => ({
      id: name,
      label: name,
      cells: [{ value: numberIn(answer, measureName(shape.measures[0] ?? measure)), opens: opens() }],
    })),
  };
}

/** The numbers of each value of a field. */
function values(
  { shape, answer, opens }: AnsweredSeries,
  level: Extract<Level, { kind: 'field' }>,
  words: FigureWords,
): Figures {
  const rows = bucketsIn(answer).map(([key, bucket]) => ({
    id: key,
    label: words.value(level.field, key),
    cells: shape.measures.map((measure) => ({
      value: numberIn(bucket, measureName(measure)),
      opens: opens(isValue(level.field, key)),
    })),
  }));
  return {
    axis: words.axis(level),
    columns: shape.measures.map((measure) => ({
      id: measureName(measure),
      label: words.measure(measure),
      form: formOf(measure),
    })),
    rows: rows.toSorted((one, other) => (other.cells[0]?.value ?? 0) - (one.cells[0]?.value ?? 0)),
  };
}

type TimeLevel = Extract<Level, { kind: 'time' }>;

/** Every interval of the period, or from the first to the last that has something. */
function startsOf(
  keys: readonly number[],
  { unit, amount }: TimeLevel,
  { stretch, zone }: FigureTime,
): readonly number[] {
  const [first, last] = [Math.min(...keys), Math.max(...keys)];
  if (amount !== 1) return [...new Set(keys)].sort((one, other) => one - other);
  if (stretch !== undefined) return intervalStarts(stretch.from, stretch.to, unit, zone);
  return keys.length === 0 ? [] : intervalStarts(first, last + 1, unit, zone);
}

/** An interval cut to the period. */
function within(start: number, { field, unit, amount }: TimeLevel, { stretch, zone }: FigureTime): Condition {
  const end = endOfInterval(start, unit, zone, amount);
  return isWithin(field, {
    from: Math.max(start, stretch?.from ?? start),
    to: Math.min(end, stretch?.to ?? end),
  });
}

/** Intervals with one number of each series. */
function course(
  series: readonly AnsweredSeries[],
  level: TimeLevel,
  words: FigureWords,
  time: FigureTime,
): Figures {
  const answers = series.map(
    ({ answer }) => new Map(bucketsIn(answer).map(([key, bucket]) => [Number(key), bucket])),
  );
  const starts = startsOf(
    answers.flatMap((answer) => [...answer.keys()]),
    level,
    time,
  );
  return {
    axis: words.axis(level),
    columns: series.map(({ name, shape }) => ({
      id: name,
      label: name,
      form: formOf(shape.measures[0] ?? { op: 'count' }),
    })),
    rows: starts.map((start) => ({
      id: String(start),
      label: words.interval(start, level),
      cells: series.map(({ shape, opens }, place): FigureCell => {
        const measure = shape.measures[0] ?? { op: 'count' as const };
        const value = numberIn(answers[place]?.get(start), measureName(measure));
        return {
          value: value ?? (measure.op === 'count' ? 0 : null),
          opens: opens(within(start, level, time)),
        };
      }),
    })),
  };
}

/** The most frequent keys of all inner buckets. */
function keysOf(
  buckets: readonly unknown[],
  name: string,
): { readonly kept: readonly string[]; readonly rest: readonly string[] } {
  const totals = new Map<string, number>();
  for (const bucket of buckets)
    for (const [key, inner] of bucketsIn(bucket))
      totals.set(key, (totals.get(key) ?? 0) + (numberIn(inner, name) ?? 0));
  const keys = [...totals].toSorted(([, one], [, other]) => other - one).map(([key]) => key);
  if (keys.length <= mostColumns) return { kept: keys, rest: [] };
  return { kept: keys.slice(0, mostColumns - 1), rest: keys.slice(mostColumns - 1) };
}

/** The number of each kept key, and the sum of all others. */
function cellsOf(
  bucket: unknown,
  { kept, rest }: ReturnType<typeof keysOf>,
  name: string,
  opens: (key: string) => OpenedRows | undefined,
): readonly FigureCell[] {
  const inner = new Map(bucketsIn(bucket));
  const others = rest.reduce((sum, key) => sum + (numberIn(inner.get(key), name) ?? 0), 0);
  return [
    ...kept.map((key) => ({ value: numberIn(inner.get(key), name) ?? 0, opens: opens(key) })),
    ...(rest.length === 0 ? [] : [{ value: others }]),
  ];
}

function columnsOf(
  { kept, rest }: ReturnType<typeof keysOf>,
  level: Level,
  words: FigureWords,
  form: FigureForm,
) {
  return [
    ...kept.map((key) => ({ id: key, label: words.value(level.field, key), form })),
    ...(rest.length === 0 ? [] : [{ id: '', label: words.others, form }]),
  ];
}

/** Intervals, in each a number for each value. */
function stacked(series: AnsweredSeries, level: TimeLevel, words: FigureWords, time: FigureTime): Figures {
  const { shape, answer, opens } = series;
  const inner = shape.levels[1];
  if (inner === undefined) return course([series], level, words, time);
  const measure = shape.measures[0] ?? { op: 'count' as const };
  const buckets = new Map(bucketsIn(answer).map(([key, bucket]) => [Number(key), bucket]));
  const keys = keysOf([...buckets.values()], measureName(measure));
  return {
    axis: words.axis(level),
    columns: columnsOf(keys, inner, words, formOf(measure)),
    rows: startsOf([...buckets.keys()], level, time).map((start) => ({
      id: String(start),
      label: words.interval(start, level),
      cells: cellsOf(buckets.get(start), keys, measureName(measure), (key) =>
        opens(within(start, level, time), isValue(inner.field, key)),
      ),
    })),
  };
}

/** Values, in each a number for each value of another field. */
function crossed(
  series: AnsweredSeries,
  level: Extract<Level, { kind: 'field' }>,
  words: FigureWords,
  time: FigureTime,
): Figures {
  const { shape, answer, opens } = series;
  const inner = shape.levels[1];
  if (inner === undefined) return values(series, level, words);
  const measure = shape.measures[0] ?? { op: 'count' as const };
  const buckets = bucketsIn(answer);
  const keys = keysOf(
    buckets.map(([, bucket]) => bucket),
    measureName(measure),
  );
  const part = (key: string): Condition =>
    inner.kind === 'time' ? within(Number(key), inner, time) : isValue(inner.field, key);
  const rows = buckets.map(([outer, bucket]) => ({
    id: outer,
    label: words.value(level.field, outer),
    cells: cellsOf(bucket, keys, measureName(measure), (key) =>
      opens(isValue(level.field, outer), part(key)),
    ),
  }));
  const sum = ({ cells }: { readonly cells: readonly FigureCell[] }): number =>
    cells.reduce((all, { value }) => all + (value ?? 0), 0);
  return {
    axis: words.axis(level),
    columns: columnsOf(keys, inner, words, formOf(measure)),
    rows: rows.toSorted((one, other) => sum(other) - sum(one)),
  };
}
