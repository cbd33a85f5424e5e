import { expect, it } from 'vitest';
import { isValue } from '../../parts/charts/condition.ts';
import type { Shape } from './aggregation-shape.ts';
import { type AnsweredSeries, widgetFigures } from './widget-figures.ts';

const words = {
  axis: () => 'axis',
  value: (_: string, key: string) => key.toUpperCase(),
  measure: ({ op }: { readonly op: string }) => op,
  interval: (start: number) => new Date(start).toISOString().slice(0, 10),
  others: 'others',
};
const day = 86_400_000;
const stretch = { from: Date.UTC(2026, 10, 2), to: Date.UTC(2026, 10, 5) };
const time = { stretch, zone: 'UTC' };
const series = (shape: Shape, answer: unknown, name = 's'): AnsweredSeries => ({
  name,
  shape,
  answer,
  dateField: '_createdAt',
  opens: (...more) => ({ entity: 'alert', query: more.map(({ text }) => text).join(' ') }),
});
const count = { op: 'count' } as const;
const bySource = { kind: 'field', field: 'source', size: 10 } as const;
const byDay = { kind: 'time', field: '_createdAt', unit: 'd', amount: 1 } as const;

it('a number of each series is a row', () => {
  const shape = { levels: [], measures: [count] };
  const figures = widgetFigures(
    [series(shape, { count: 3 }, 'A'), series(shape, { count: 0 }, 'B')],
    words,
    time,
  );
  expect(figures.rows.map(({ label, cells }) => [label, cells[0]?.value])).toEqual([
    ['A', 3],
    ['B', 0],
  ]);
});

it('values come by their first number, each with the rows that it counts', () => {
  const answer = { edr: { count: 2 }, siem: { count: 9 } };
  const { rows } = widgetFigures([series({ levels: [bySource], measures: [count] }, answer)], words, time);
  expect(rows.map(({ label, cells }) => [label, cells[0]?.value, cells[0]?.opens?.query])).toEqual([
    ['SIEM', 9, isValue('source', 'siem').text],
    ['EDR', 2, isValue('source', 'edr').text],
  ]);
});

it('every interval of the period is a row, also where nothing was', () => {
  const answer = { [stretch.from + day]: { count: 4 } };
  const { rows } = widgetFigures([series({ levels: [byDay], measures: [count] }, answer)], words, time);
  expect(rows.map(({ label, cells }) => [label, cells[0]?.value])).toEqual([
    ['2026-11-02', 0],
    ['2026-11-03', 4],
    ['2026-11-04', 0],
  ]);
});

it('a measure is missing where nothing was measured', () => {
  const median = { op: 'median', field: 'timeToDetect' } as const;
  const answer = { [stretch.from]: { median_timeToDetect: 60_000 } };
  const { rows, columns } = widgetFigures(
    [series({ levels: [byDay], measures: [median] }, answer)],
    words,
    time,
  );
  expect(rows.map(({ cells }) => cells[0]?.value)).toEqual([60_000, null, null]);
  expect(columns[0]?.form).toBe('duration');
});

it('of many values the most frequent are columns, and the others are summed up', () => {
  const inner = Object.fromEntries(
    Array.from({ length: 12 }, (_, place) => [`v${place}`, { count: 20 - place }]),
  );
  const shape = { levels: [byDay, bySource], measures: [count] };
  const { columns, rows } = widgetFigures([series(shape, { [stretch.from]: inner })], words, time);
  expect(columns.map(({ label }) => label)).toEqual(['V0', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6', 'others']);
  expect(rows[0]?.cells.at(-1)).toEqual({ value: 13 + 12 + 11 + 10 + 9 });
});
