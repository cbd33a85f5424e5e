/** Days, weeks and months in a time zone: where they begin, and the one after. Everything is milliseconds since the epoch. */

/** A day of the calendar. */
export interface CalendarDay {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

/** Units of intervals that charts use. */
export type IntervalUnit = 'h' | 'd' | 'w' | 'M';

const hourMs = 3_600_000;

/** Name of the zone of the browser; UTC where it has none that the server could know. */
export function browserZone(): string {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return /^[A-Za-z]/.test(timeZone) ? timeZone : 'UTC';
}

interface Wall extends CalendarDay {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Reads the clock on the wall of a zone. One is made for many moments: making a format is slow. */
function wallReader(zone: string): (at: number) => Wall {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
    return {
      year: part('year'),
      month: part('month'),
      day: part('day'),
      hour: part('hour'),
      minute: part('minute'),
      second: part('second'),
    };
  };
}

/** Reads weekday (0 is Monday) and hour of many moments in a zone. */
export function weekHourReader(
  zone: string,
): (at: number) => { readonly day: number; readonly hour: number } {
  const read = wallReader(zone);
  return (at) => {
    const { year, month, day, hour } = read(at);
    return { day: (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7, hour };
  };
}

/** The day that a moment falls into. */
export function dayOf(at: number, zone: string): CalendarDay {
  const { year, month, day } = wallReader(zone)(at);
  return { year, month, day };
}

/** When a day begins. A day beyond the month counts on: the 32nd of January is the 1st of February. */
export function startOfDay({ year, month, day }: CalendarDay, zone: string): number {
  const read = wallReader(zone);
  const wanted = Date.UTC(year, month - 1, day);
  const behind = (at: number): number => {
    const wall = read(at);
    const shown = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
    return shown - Math.floor(at / 1_000) * 1_000;
  };
  // The second look is for days on which the clock is changed.
  const guess = wanted - behind(wanted);
  return wanted - behind(guess);
}

/** The day so many days later. */
export function addDays({ year, month, day }: CalendarDay, count: number): CalendarDay {
  const moved = new Date(Date.UTC(year, month - 1, day + count));
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
}

/** When the interval that begins at a moment ends. */
export function endOfInterval(start: number, unit: IntervalUnit, zone: string, amount = 1): number {
  if (unit === 'h') return start + amount * hourMs;
  const day = dayOf(start, zone);
  if (unit === 'M') return startOfDay({ ...day, month: day.month + amount }, zone);
  return startOfDay(addDays(day, unit === 'w' ? 7 * amount : amount), zone);
}

/** When the interval that a moment falls into begins; weeks begin on Monday. */
export function startOfInterval(at: number, unit: IntervalUnit, zone: string): number {
  const day = dayOf(at, zone);
  if (unit === 'h') return Math.floor(at / hourMs) * hourMs;
  if (unit === 'M') return startOfDay({ ...day, day: 1 }, zone);
  const weekday = (new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay() + 6) % 7;
  return startOfDay(unit === 'w' ? addDays(day, -weekday) : day, zone);
}

/** The starts of all intervals from one moment up to but without another. */
export function intervalStarts(
  from: number,
  to: number,
  unit: IntervalUnit,
  zone: string,
): readonly number[] {
  const starts: number[] = [];
  for (let at = startOfInterval(from, unit, zone); at < to && starts.length < mostIntervals; ) {
    starts.push(at);
    at = endOfInterval(at, unit, zone);
  }
  return starts;
}

/** Most intervals of one axis. */
const mostIntervals = 2_000;

/** `2026-11-24`. */
export function dayText({ year, month, day }: CalendarDay): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Reads `2026-11-24`; undefined for anything else. */
export function readDay(text: string | undefined): CalendarDay | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text ?? '') ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const read = { year: Number(year), month: Number(month), day: Number(day) };
  return dayText(addDays(read, 0)) === text ? read : undefined;
}
