/** Moments as they are typed, in any zone. */
import { describe, expect, it } from 'vitest';
import { momentText, readMoment } from './moment-text.ts';

describe('a typed moment', () => {
  it.each(['UTC', 'Europe/Paris', 'Asia/Shanghai', 'America/St_Johns', undefined])(
    'comes back the same in %s',
    (zone) => {
      for (const at of [
        Date.UTC(2026, 0, 15, 14, 2),
        Date.UTC(2026, 6, 1, 23, 59),
        Date.UTC(2026, 2, 29, 1, 30),
      ])
        expect(readMoment(momentText(at, zone), zone)).toBe(at);
    },
  );
  it('is told in the zone of the reader', () => {
    expect(momentText(Date.UTC(2026, 6, 1, 12, 0), 'Europe/Paris')).toBe('2026-07-01T14:00');
  });
  it('is nothing when it cannot be read', () => {
    expect(readMoment('', 'UTC')).toBeUndefined();
    expect(readMoment('soon', undefined)).toBeUndefined();
  });
});
