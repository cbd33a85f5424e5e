/** Points in time relative to now. The database shifts and rounds them, because it knows calendars and time zones. */
import { invalidFields } from '../../model/errors.ts';
import { shorten } from '../../model/input.ts';
import { type Sql, sql } from '../sql.ts';
import type { Operand, RelativeDate } from './filter.ts';

/** How far a relative date may lie from now, by unit: a thousand years. */
const most: Readonly<Record<RelativeDate['unit'], number>> = {
  seconds: 31_536_000_000,
  minutes: 525_600_000,
  hours: 8_760_000,
  days: 365_000,
  weeks: 52_000,
  months: 12_000,
  years: 1_000,
};

/** Units that are the same length everywhere; the others follow the calendar of the zone. */
const fixedUnits: ReadonlySet<string> = new Set(['seconds', 'minutes', 'hours']);

/** Whether an operand is a relative date. */
export function isRelativeDate(value: Operand): value is RelativeDate {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The instant of a relative date; throws `invalidFields` for an unknown zone or an amount out of range. */
export function relativeDate(date: RelativeDate, at: string): Sql {
  const zone = date.timezone ?? 'UTC';
  if (!isTimeZone(zone)) throw fault(`${at}.timezone`, 'name of a time zone, e.g. Europe/Paris', zone);
  const limit = most[date.unit];
  if (!(Number.isSafeInteger(date.amount) && date.amount >= 0 && date.amount <= limit)) {
    throw fault(`${at}.amount`, `whole number from 0 to ${limit}`, date.amount);
  }
  const local = modified(shifted(date, zone), date.modifier);
  return sql`(${local} at time zone ${zone})`;
}

/** Whether a text names a time zone. Offsets are refused: the database reads their sign the other way round. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{0,63}$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Now and the shift, as local time in the zone. */
function shifted(date: RelativeDate, zone: string): Sql {
  const interval = sql`make_interval(${sql.raw(argument(date.unit))} => ${date.look === 'behind' ? -date.amount : date.amount})`;
  return fixedUnits.has(date.unit)
    ? sql`((now() + ${interval}) at time zone ${zone})`
    : sql`((now() at time zone ${zone}) + ${interval})`;
}

function argument(unit: RelativeDate['unit']): string {
  switch (unit) {
    case 'seconds':
      return 'secs';
    case 'minutes':
      return 'mins';
    default:
      return unit;
  }
}

function modified(local: Sql, modifier: RelativeDate['modifier']): Sql {
  switch (modifier) {
    case undefined:
      return local;
    case 'startOfDay':
      return sql`date_trunc('day', ${local})`;
    case 'endOfDay':
      return sql`(date_trunc('day', ${local}) + interval '1 day' - interval '1 microsecond')`;
  }
}

function fault(name: string, accepted: string, given: unknown): Error {
  return invalidFields([{ kind: 'invalid', name, accepted, given: shorten(given) }]);
}
