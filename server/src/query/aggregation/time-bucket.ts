/**
 * Buckets of time. Everything is counted on the clock of the zone, so that days, weeks and months begin there at midnight;
 * the hour that comes twice when a summer ends is one.
 */
import { invalidFields } from '../../model/errors.ts';
import { shorten } from '../../model/input.ts';
import type { Aggregation } from '../aggregate.ts';
import { isTimeZone } from '../filter/relative-date.ts';
import { milliseconds, type Sql, sql } from '../sql.ts';

/** An interval: several of a unit. */
export type Interval = Extract<Aggregation, { op: 'time' }>['interval'];

/** Longest interval, in its unit. */
const mostUnits = 10_000;

const months = { M: 1, y: 12 } as const;

/** Units of a fixed length, with the place where counting them begins. Weeks begin on Mondays. */
const lengths = {
  s: { argument: 'secs', origin: '1970-01-01' },
  m: { argument: 'mins', origin: '1970-01-01' },
  h: { argument: 'hours', origin: '1970-01-01' },
  d: { argument: 'days', origin: '1970-01-01' },
  w: { argument: 'weeks', origin: '1969-12-29' },
} as const;

/** Reads the zone of a time aggregation; throws `invalidFields` for one that does not exist. */
export function zoneOf(timezone: string | undefined): string {
  const zone = timezone ?? 'UTC';
  if (isTimeZone(zone)) return zone;
  throw fault('timezone', 'name of a time zone, e.g. Europe/Paris', zone);
}

/** The start of the interval that an instant falls into, as local time; throws `invalidFields` for an amount out of range. */
export function startOfInterval(instant: Sql, { amount, unit }: Interval, zone: string): Sql {
  if (!(Number.isSafeInteger(amount) && amount >= 1 && amount <= mostUnits)) {
    throw fault('interval', `1 to ${mostUnits} of a unit of time`, amount);
  }
  const local = sql`(${instant} at time zone ${zone}::text)`;
  if (unit === 'M' || unit === 'y') return startOfMonths(local, amount * months[unit]);
  const { argument, origin } = lengths[unit];
  return sql`date_bin(make_interval(${sql.raw(argument)} => ${amount}::integer), ${local}, timestamp ${sql.lit(origin)})`;
}

/** From here on every zone is a number of quarters of an hour away from UTC. */
const quartersSince = '1973-01-01T00:00:00Z';

/**
 * An instant that falls into the same interval as the given one, whatever the zone: the quarter of an hour that it lies in, where
 * zones keep to quarters. There are few of them, and finding one costs less than a local time does. Undefined for intervals that
 * may begin within a quarter.
 */
export function coarseInstant(instant: Sql, { unit }: Interval): Sql | undefined {
  if (unit === 's' || unit === 'm') return undefined;
  const quarter = sql`date_bin('15 minutes', ${instant}, timestamptz '1970-01-01T00:00:00Z')`;
  return sql`case when ${instant} >= timestamptz ${sql.lit(quartersSince)} then ${quarter} else ${instant} end`;
}

/** Local time as milliseconds since the epoch. */
export function instantOf(local: Sql, zone: string): Sql {
  return milliseconds(sql`(${local} at time zone ${zone}::text)`);
}

/** Several months are counted from January, so that three of them are a quarter and twelve a year. */
function startOfMonths(local: Sql, count: number): Sql {
  const month = sql`date_trunc('month', ${local})`;
  if (count === 1) return month;
  if (count === months.y) return sql`date_trunc('year', ${local})`;
  const past = sql`(extract(year from ${local})::integer * 12 + extract(month from ${local})::integer - 1) % ${count}::integer`;
  return sql`(${month} - make_interval(months => ${past}))`;
}

function fault(name: string, accepted: string, given: unknown): Error {
  return invalidFields([{ kind: 'invalid', name, accepted, given: shorten(given) }]);
}
