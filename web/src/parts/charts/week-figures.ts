/** Counts by hour folded into one week: seven days with twenty-four hours each. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { dateLanguage } from '../time.tsx';
import { bucketsIn, numberIn } from './aggregation.ts';
import { weekHourReader } from './calendar.ts';
import { type Condition, isWithinAny } from './condition.ts';
import type { Figures, OpenedRows } from './figures.ts';
import type { Stretch } from './period.ts';

const hourMs = 3_600_000;
/** Stretches of one cell that still make a filter that can be read; more open nothing. */
const mostStretches = 60;
/** A Monday. */
const monday = Date.UTC(2026, 0, 5);

/** Where the counts are from. */
export interface WeekSource {
  readonly dateField: string;
  readonly zone: string;
  /** The rows within some hours; undefined where there is no list of them. */
  readonly opens: (within: Condition) => OpenedRows | undefined;
}

/** The busiest hour. */
export interface Peak {
  readonly label: string;
  readonly count: number;
}

interface Cell {
  readonly count: number;
  readonly stretches: readonly Stretch[];
}

/** Folds the answer of an aggregation by hours; each cell has the hours that count into it. */
export function foldedWeek(answer: unknown, zone: string): ReadonlyMap<string, Cell> {
  const read = weekHourReader(zone);
  const cells = new Map<string, Cell>();
  for (const [key, bucket] of bucketsIn(answer)) {
    const from = Number(key);
    const { day, hour } = read(from);
    const before = cells.get(`${day} ${hour}`) ?? { count: 0, stretches: [] };
    cells.set(`${day} ${hour}`, {
      count: before.count + (numberIn(bucket, 'count') ?? 0),
      stretches: [...before.stretches, { from, to: from + hourMs }],
    });
  }
  return cells;
}

/** The week as figures, and its busiest hour. */
export function useWeekFigures(
  answer: unknown,
  source: WeekSource,
): { readonly figures: Figures; readonly peak: Peak | undefined } {
  const { t, i18n } = useTranslation('dashboards');
  return useMemo(() => {
    const cells = foldedWeek(answer, source.zone);
    const weekday = new Intl.DateTimeFormat(dateLanguage(i18n.language), {
      weekday: 'short',
      timeZone: 'UTC',
    });
    const days = Array.from({ length: 7 }, (_, day) => weekday.format(monday + day * 24 * hourMs));
    const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));
    const figures: Figures = {
      axis: t('chart.weekday'),
      columns: hours.map((label) => ({ id: label, label })),
      rows: days.map((label, day) => ({
        id: String(day),
        label,
        cells: hours.map((_, hour) => {
          const { count, stretches } = cells.get(`${day} ${hour}`) ?? { count: 0, stretches: [] };
          const isReadable = stretches.length > 0 && stretches.length <= mostStretches;
          return {
            value: count,
            opens: isReadable ? source.opens(isWithinAny(source.dateField, stretches)) : undefined,
          };
        }),
      })),
    };
    return { figures, peak: peakOf(figures) };
  }, [answer, source, t, i18n.language]);
}

function peakOf({ rows, columns }: Figures): Peak | undefined {
  const all = rows.flatMap(({ label, cells }) =>
    cells.map(({ value }, hour) => ({
      label: `${label} ${columns[hour]?.label ?? ''}:00`,
      count: value ?? 0,
    })),
  );
  return all.reduce<Peak | undefined>(
    (best, one) => (one.count > (best?.count ?? 0) ? one : best),
    undefined,
  );
}
