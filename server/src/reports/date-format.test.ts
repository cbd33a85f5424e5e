import { describe, expect, it } from 'vitest';
import { formatDate, isDatePattern } from './date-format.ts';
import { durationUnits } from './duration-text.ts';

const moment = Date.UTC(2026, 2, 2, 15, 4, 5, 6);

describe('patterns of dates', () => {
  it('write moments in UTC', () => {
    expect(formatDate(moment, 'yyyy-MM-dd HH:mm', 'en')).toBe('2026-03-02 15:04');
    expect(formatDate(moment, "d/M/yy h:mm:ss.SSS a 'o''clock' z", 'en')).toBe(
      "2/3/26 3:04:05.006 PM o'clock UTC",
    );
  });

  it('name months and days in the language', () => {
    expect(formatDate(moment, 'EEEE d MMMM', 'fr')).toBe('lundi 2 mars');
    expect(formatDate(moment, 'MMM', 'en')).toBe('Mar');
    expect(formatDate(moment, 'EEEE', 'zh')).toBe('星期一');
  });

  it('are accepted when every letter means something', () => {
    for (const pattern of ['yyyy-MM-dd', "dd.MM.yyyy 'um' HH:mm"]) expect(isDatePattern(pattern)).toBe(true);
    for (const pattern of ['', 'nonsense', "yyyy 'open", 'MMMMM']) expect(isDatePattern(pattern)).toBe(false);
  });
});

describe('durations', () => {
  it('are told by their two largest units', () => {
    const second = 1_000;
    expect(durationUnits(0)).toBe('0 s');
    expect(durationUnits(90 * second)).toBe('1 min 30 s');
    expect(durationUnits(86_400 * second + 3 * 3_600 * second + 59 * second)).toBe('1 d 3 h');
  });
});
