/** The stretch of time that figures are about: whole days in the zone of the reader, kept in the address. */
import {
  addDays,
  type CalendarDay,
  dayOf,
  dayText,
  type IntervalUnit,
  readDay,
  startOfDay,
} from './calendar.ts';

/** Lengths to choose from; days, today among them. */
export const periodDays = { last7Days: 7, last30Days: 30, last3Months: 91, lastYear: 365 } as const;

/** Name of a period. */
export type PeriodName = keyof typeof periodDays | 'all' | 'custom';

/** A period as it is chosen: days are `2026-11-24`, both included. */
export interface PeriodChoice {
  readonly name: PeriodName;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** A stretch of time: from, up to but without to. Milliseconds since the epoch. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A period with its boundaries. */
export interface Period extends Stretch {
  readonly name: PeriodName;
  readonly firstDay: CalendarDay;
  readonly lastDay: CalendarDay;
  readonly zone: string;
}

/** Reads what an address or a dashboard says; the fallback where it says nothing that makes sense. */
export function readPeriod(
  { period, from, to }: Readonly<Record<'period' | 'from' | 'to', string | undefined>>,
  fallback: PeriodChoice,
): PeriodChoice {
  if (period === 'all') return { name: 'all' };
  if (period === 'custom') {
    const [first, last] = [readDay(from), readDay(to)];
    if (first === undefined || last === undefined || dayText(first) > dayText(last)) return fallback;
    return { name: 'custom', from: dayText(first), to: dayText(last) };
  }
  const known = Object.keys(periodDays).find((name) => name === period);
  return known === undefined ? fallback : { name: known as PeriodName };
}

/** The boundaries of a choice at a moment; undefined for all of time. */
export function periodOf(choice: PeriodChoice, now: number, zone: string): Period | undefined {
  if (choice.name === 'all') return undefined;
  const today = dayOf(now, zone);
  const days = choice.name === 'custom' ? undefined : periodDays[choice.name];
  const lastDay = days === undefined ? (readDay(choice.to) ?? today) : today;
  const firstDay = days === undefined ? (readDay(choice.from) ?? today) : addDays(today, 1 - days);
  return bounded(choice.name, firstDay, lastDay, zone);
}

function bounded(name: PeriodName, firstDay: CalendarDay, lastDay: CalendarDay, zone: string): Period {
  return {
    name,
    firstDay,
    lastDay,
    zone,
    from: startOfDay(firstDay, zone),
    to: startOfDay(addDays(lastDay, 1), zone),
  };
}

/** As many days right before. */
export function previousPeriod({ firstDay, lastDay, zone }: Period): Period {
  const days = daysOf(firstDay, lastDay);
  return bounded('custom', addDays(firstDay, -days), addDays(firstDay, -1), zone);
}

/** How many days there are from one to another, both included. */
export function daysOf(first: CalendarDay, last: CalendarDay): number {
  const at = ({ year, month, day }: CalendarDay): number => Date.UTC(year, month - 1, day);
  return Math.round((at(last) - at(first)) / 86_400_000) + 1;
}

/** The interval whose points show a period best: enough of them to see a course, few enough to tell them apart. */
export function intervalFor({ firstDay, lastDay }: Period): IntervalUnit {
  const days = daysOf(firstDay, lastDay);
  if (days <= 2) return 'h';
  if (days <= 45) return 'd';
  return days <= 400 ? 'w' : 'M';
}
