import { expect, it } from 'vitest';
import { dayText } from './calendar.ts';
import { daysOf, intervalFor, periodOf, previousPeriod, readPeriod } from './period.ts';

const now = Date.UTC(2026, 10, 25, 20, 0);
const nothing = { period: undefined, from: undefined, to: undefined };
const week = { name: 'last7Days' } as const;

it('what an address says is taken where it makes sense', () => {
  expect(readPeriod({ ...nothing, period: 'last3Months' }, week)).toEqual({ name: 'last3Months' });
  expect(readPeriod({ ...nothing, period: 'forever' }, week)).toEqual(week);
  expect(readPeriod({ period: 'custom', from: '2026-11-01', to: '2026-10-01' }, week)).toEqual(week);
  expect(readPeriod({ period: 'custom', from: '2026-11-01', to: '2026-11-05' }, week)).toEqual({
    name: 'custom',
    from: '2026-11-01',
    to: '2026-11-05',
  });
});

it('a period is whole days up to the end of today', () => {
  const period = periodOf(week, now, 'UTC');
  expect(period).toMatchObject({ from: Date.UTC(2026, 10, 19), to: Date.UTC(2026, 10, 26) });
  expect(periodOf({ name: 'all' }, now, 'UTC')).toBeUndefined();
  // In Shanghai it is the next day already.
  expect(dayText(periodOf(week, now, 'Asia/Shanghai')?.lastDay ?? { year: 0, month: 1, day: 1 })).toBe(
    '2026-11-26',
  );
});

it('the period before has as many days and touches it', () => {
  const period = periodOf({ name: 'custom', from: '2026-03-01', to: '2026-03-31' }, now, 'Europe/Paris');
  if (period === undefined) throw new Error('There is a period');
  const before = previousPeriod(period);
  expect(before.to).toBe(period.from);
  expect(daysOf(before.firstDay, before.lastDay)).toBe(31);
  expect(intervalFor(period)).toBe('d');
});
