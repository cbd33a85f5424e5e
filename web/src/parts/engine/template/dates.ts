/** Dates in reports, in the formats that templates ask for. */
import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc';
import { printed } from './values.ts';

dayjs.extend(utc);

const presets: Readonly<Record<string, string>> = {
  medium: 'MMM D, YYYY h:mm:ss A',
  short: 'M/D/YY h:mm A',
  fullDate: 'dddd, MMMM D, YYYY',
  longDate: 'MMMM D, YYYY',
  mediumDate: 'MMM D, YYYY',
  shortDate: 'M/D/YY',
  mediumTime: 'h:mm:ss A',
  shortTime: 'h:mm A',
};

const letters: Readonly<Record<string, string>> = {
  yyyy: 'YYYY',
  yy: 'YY',
  y: 'YYYY',
  dd: 'DD',
  d: 'D',
  EEEE: 'dddd',
  EEE: 'ddd',
  sss: 'SSS',
  a: 'A',
  Z: 'ZZ',
};

/** `yyyy-MM-dd'T'HH:mm` as our library of dates writes it. */
function formatFrom(angular: string): string {
  return angular.replace(/'([^']*)'|yyyy|yy|y|dd|d|EEEE|EEE|sss|a|Z/g, (found, quoted: string | undefined) =>
    quoted === undefined ? (letters[found] ?? found) : `[${quoted}]`,
  );
}

/** A date of the filter `date`; what is no date stays as it is. `zone` is `UTC` or an offset such as `+0200`. */
export function angularDate(value: unknown, format: unknown, zone?: unknown): unknown {
  const name = printed(format) || 'mediumDate';
  return written(value, presets[name] ?? formatFrom(name), zone);
}

/** A date in the format of our library. */
export function written(value: unknown, format: string, zone?: unknown): unknown {
  const date = dateOf(value);
  if (date === undefined) return value;
  if (zone === undefined || zone === '') return date.format(format);
  const offset = /^[+-]\d{2}:?\d{2}$/.test(printed(zone)) ? printed(zone) : 0;
  return date.utcOffset(offset).format(format);
}

const compact = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(?:(\d{2}))?(.*)$/;

function dateOf(value: unknown): dayjs.Dayjs | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  if (value === '') return undefined;
  const text = String(value);
  const date = /^-?\d+(\.\d+)?$/.test(text)
    ? dayjs(Number(text))
    : dayjs(
        text.replace(compact, (_, y, m, d, h, n, s, rest) => `${y}-${m}-${d}T${h}:${n}:${s ?? '00'}${rest}`),
      );
  return date.isValid() ? date : undefined;
}
