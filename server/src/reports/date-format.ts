/** Writes moments by the patterns of report templates (`yyyy-MM-dd HH:mm`), always in UTC. */
import type { Language } from './plan.ts';

/** A run of one letter, a text in apostrophes, or anything else that stands for itself. */
const parts = /'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']+/g;

const known: ReadonlySet<string> = new Set([
  ...['yyyy', 'yy', 'y', 'M', 'MM', 'MMM', 'MMMM', 'd', 'dd', 'E', 'EEE', 'EEEE'],
  ...['H', 'HH', 'h', 'hh', 'm', 'mm', 's', 'ss', 'SSS', 'a', 'z', 'X'],
]);

/** Whether every letter of a pattern means something. */
export function isDatePattern(pattern: string): boolean {
  const found = pattern.match(parts) ?? [];
  if (found.join('') !== pattern || pattern === '') return false;
  return found.every((part) => !/^[A-Za-z]/.test(part) || known.has(part));
}

/** A moment (milliseconds since the epoch) by a pattern. */
export function formatDate(moment: number, pattern: string, language: Language): string {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return '';
  return pattern.replaceAll(parts, (part) => written(date, part, language));
}

function written(date: Date, part: string, language: Language): string {
  const named = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(date);
  switch (part) {
    case 'MMM':
      return named({ month: 'short' });
    case 'MMMM':
      return named({ month: 'long' });
    case 'E':
    case 'EEE':
      return named({ weekday: 'short' });
    case 'EEEE':
      return named({ weekday: 'long' });
    case 'a':
      return date.getUTCHours() < 12 ? 'AM' : 'PM';
    case 'z':
      return 'UTC';
    case 'X':
      return 'Z';
    default:
      return numbers(date, part) ?? unquoted(part);
  }
}

function numbers(date: Date, part: string): string | undefined {
  const hour = date.getUTCHours();
  const value = {
    y: date.getUTCFullYear(),
    M: date.getUTCMonth() + 1,
    d: date.getUTCDate(),
    H: hour,
    h: hour % 12 === 0 ? 12 : hour % 12,
    m: date.getUTCMinutes(),
    s: date.getUTCSeconds(),
    S: date.getUTCMilliseconds(),
  };
  const [letter = ''] = part;
  const found = Object.entries(value).find(([name]) => name === letter)?.[1];
  if (found === undefined) return undefined;
  return part === 'yy' ? String(found % 100).padStart(2, '0') : String(found).padStart(part.length, '0');
}

/** `'at'` is at, `''` an apostrophe. */
function unquoted(part: string): string {
  if (!part.startsWith("'")) return part;
  return part === "''" ? "'" : part.slice(1, -1).replaceAll("''", "'");
}
