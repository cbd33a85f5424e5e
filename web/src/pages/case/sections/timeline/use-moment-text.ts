/** Moments on the timeline: as short as their place allows, in the zone of the reader. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences, zoneOf } from '../../../../data/preferences.tsx';
import { momentText } from '../../../../parts/editing/moment-text.ts';
import { dateLanguage } from '../../../../parts/time.tsx';

/** How moments are told. */
export interface MomentTexts {
  /** Day and month with the year. */
  readonly day: (at: number) => string;
  readonly time: (at: number) => string;
  /** Day and time. */
  readonly full: (at: number) => string;
  /** A long span in one unit: `13 months`. */
  readonly span: (milliseconds: number) => string;
  /** How far the zone is ahead of UTC at a moment, in milliseconds. */
  readonly ahead: (at: number) => number;
  /** Name of the zone. */
  readonly zone: string;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** Units of spans with their sizes in milliseconds; the first that is at least twice contained is told. */
const units = [
  ['year', 365.25 * dayMs],
  ['month', 30.44 * dayMs],
  ['day', dayMs],
  ['hour', 3_600_000],
  ['minute', minuteMs],
] as const;

/** The texts of the reader's language and zone. */
export function useMomentTexts(): MomentTexts {
  const { i18n } = useTranslation();
  const zone = zoneOf(usePreferences().preferences);
  return useMemo(() => textsIn(dateLanguage(i18n.language), zone), [i18n.language, zone]);
}

function textsIn(language: string, zone: string | undefined): MomentTexts {
  const inZone = zone === undefined ? {} : { timeZone: zone };
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const date = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  const formats = {
    day: new Intl.DateTimeFormat(language, { ...date, ...inZone }),
    time: new Intl.DateTimeFormat(language, { ...time, ...inZone }),
    full: new Intl.DateTimeFormat(language, { ...date, ...time, ...inZone }),
  };
  return {
    day: (at) => formats.day.format(at),
    time: (at) => formats.time.format(at),
    full: (at) => formats.full.format(at),
    span: (milliseconds) => spanText(language, milliseconds),
    ahead: (at) => {
      const minute = Math.floor(at / minuteMs) * minuteMs;
      return Date.parse(`${momentText(minute, zone)}Z`) - minute;
    },
    zone: zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

function spanText(language: string, milliseconds: number): string {
  const [unit, size] = units.find(([, one]) => milliseconds >= 2 * one) ?? units[4];
  const count = Math.round(milliseconds / size);
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
