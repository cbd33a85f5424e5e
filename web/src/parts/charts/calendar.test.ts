import { describe, expect, it } from 'vitest';
import { dayText, endOfInterval, intervalStarts, readDay, startOfDay, weekHourReader } from './calendar.ts';

const paris = 'Europe/Paris';
const iso = (at: number): string => new Date(at).toISOString().slice(0, 16);

describe('a day in a zone', () => {
  it('begins at its own midnight, in summer and in winter', () => {
    expect(iso(startOfDay({ year: 2026, month: 7, day: 1 }, paris))).toBe('2026-06-30T22:00');
    expect(iso(startOfDay({ year: 2026, month: 12, day: 1 }, paris))).toBe('2026-11-30T23:00');
    expect(iso(startOfDay({ year: 2026, month: 12, day: 1 }, 'Asia/Shanghai'))).toBe('2026-11-30T16:00');
  });

  it('has 23 or 25 hours when the clock is changed', () => {
    const spring = startOfDay({ year: 2026, month: 3, day: 29 }, paris);
    expect(endOfInterval(spring, 'd', paris) - spring).toBe(23 * 3_600_000);
    const autumn = startOfDay({ year: 2026, month: 10, day: 25 }, paris);
    expect(endOfInterval(autumn, 'd', paris) - autumn).toBe(25 * 3_600_000);
  });

  it('is written and read as year, month and day', () => {
    expect(readDay('2026-02-29')).toBeUndefined();
    expect(readDay('tomorrow')).toBeUndefined();
    expect(dayText(readDay('2028-02-29') ?? { year: 0, month: 1, day: 1 })).toBe('2028-02-29');
  });
});

it('weeks begin on Monday and months on their first day', () => {
  const from = Date.UTC(2026, 10, 4);
  const starts = intervalStarts(from, Date.UTC(2026, 10, 17), 'w', 'UTC').map(iso);
  expect(starts).toEqual(['2026-11-02T00:00', '2026-11-09T00:00', '2026-11-16T00:00']);
  expect(intervalStarts(from, Date.UTC(2027, 1, 1), 'M', 'UTC').map(iso)).toEqual([
    '2026-11-01T00:00',
    '2026-12-01T00:00',
    '2027-01-01T00:00',
  ]);
});

it('a moment has a weekday and an hour, Monday first', () => {
  expect(weekHourReader(paris)(Date.UTC(2026, 10, 23, 23, 30))).toEqual({ day: 1, hour: 0 });
  expect(weekHourReader('UTC')(Date.UTC(2026, 10, 29, 23, 30))).toEqual({ day: 6, hour: 23 });
});
