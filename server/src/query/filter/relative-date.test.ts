/** Dates relative to now, shifted and rounded in a time zone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaseDatabase, type TestDatabase } from '../../../../tests/support/postgres.ts';
import { milliseconds, sql, toStatement } from '../sql.ts';
import type { RelativeDate } from './filter.ts';
import { isTimeZone, relativeDate } from './relative-date.ts';

let lease: TestDatabase;

beforeAll(async () => {
  lease = await leaseDatabase();
});
afterAll(() => lease?.release());

/** The instant of a date and the time of the transaction, in milliseconds. */
async function resolve(date: RelativeDate): Promise<{ readonly at: number; readonly now: number }> {
  const query = sql`select ${milliseconds(relativeDate(date, 'value'))} as at, ${milliseconds(sql`now()`)} as now`;
  const { rows } = await lease.database.read({ role: 'worker' }, toStatement(query));
  return { at: Number(rows[0]?.at), now: Number(rows[0]?.now) };
}

describe('a relative date', () => {
  it.each<[RelativeDate['unit'], number]>([
    ['seconds', 1_000],
    ['minutes', 60_000],
    ['hours', 3_600_000],
    ['days', 86_400_000],
    ['weeks', 604_800_000],
  ])('moves by %s', async (unit, size) => {
    const behind = await resolve({ amount: 3, unit, look: 'behind' });
    expect(behind.at).toBe(behind.now - 3 * size);
    const ahead = await resolve({ amount: 3, unit, look: 'ahead' });
    expect(ahead.at).toBe(ahead.now + 3 * size);
  });

  it('moves by months and years of the calendar', async () => {
    const { at, now } = await resolve({ amount: 1, unit: 'years', look: 'behind' });
    const expected = new Date(now);
    expected.setUTCFullYear(expected.getUTCFullYear() - 1);
    expect(Math.abs(at - expected.getTime())).toBeLessThanOrEqual(86_400_000);
    const month = await resolve({ amount: 1, unit: 'months', look: 'ahead' });
    expect((month.at - month.now) / 86_400_000).toBeGreaterThanOrEqual(28);
  });

  it('begins and ends the day in the zone', async () => {
    const timezone = 'Asia/Kathmandu';
    const start = await resolve({
      amount: 0,
      unit: 'days',
      look: 'behind',
      timezone,
      modifier: 'startOfDay',
    });
    const end = await resolve({ amount: 0, unit: 'days', look: 'behind', timezone, modifier: 'endOfDay' });
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: timezone, timeStyle: 'medium' });
    expect(clock.format(start.at)).toBe('00:00:00');
    expect(clock.format(end.at)).toBe('23:59:59');
    expect(start.at).toBeLessThanOrEqual(start.now);
    expect(end.at).toBeGreaterThan(end.now - 1_000);
  });

  it('is refused with an unknown zone, an offset or an amount without bounds', () => {
    const date: RelativeDate = { amount: 1, unit: 'days', look: 'behind' };
    for (const timezone of ['Mars/Olympus', '+02:00', '', 'UTC; drop table']) {
      expect(() => relativeDate({ ...date, timezone }, 'value'), timezone).toThrow(
        expect.objectContaining({ code: 'invalidFields' }),
      );
    }
    for (const amount of [-1, 1.5, Number.NaN, 1e12]) {
      expect(() => relativeDate({ ...date, amount }, 'value'), String(amount)).toThrow(
        expect.objectContaining({ code: 'invalidFields' }),
      );
    }
  });
});

describe('a time zone', () => {
  it('is known by its name', () => {
    expect(['UTC', 'Europe/Paris', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'].every(isTimeZone)).toBe(
      true,
    );
    expect(isTimeZone('Europe/Atlantis')).toBe(false);
  });
});
