/** Intervals in the reader's language: the hour, the day, the week by its first day, the month. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { dateLanguage } from '../time.tsx';
import type { IntervalUnit } from './calendar.ts';

const parts: Readonly<Record<IntervalUnit, Intl.DateTimeFormatOptions>> = {
  h: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  d: { day: 'numeric', month: 'short' },
  w: { day: 'numeric', month: 'short' },
  M: { month: 'short', year: 'numeric' },
};

/** The writer of intervals. */
export function useIntervalText(): (start: number, unit: IntervalUnit, zone: string) => string {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const formats = new Map<string, Intl.DateTimeFormat>();
    return (start, unit, zone) => {
      const key = `${unit} ${zone}`;
      const format =
        formats.get(key) ??
        new Intl.DateTimeFormat(dateLanguage(i18n.language), { ...parts[unit], timeZone: zone });
      formats.set(key, format);
      return format.format(start);
    };
  }, [i18n.language]);
}
