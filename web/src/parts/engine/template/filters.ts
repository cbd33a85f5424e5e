/** The filters of templates: those of AngularJS that templates use, and those that TheHive adds to them. */
import { isRecord } from '../taxonomies.ts';
import { angularDate, written } from './dates.ts';
import { type Budget, TemplateFault } from './fault.ts';
import { compared, memberOf, numberOf, printed } from './values.ts';

type Filter = (value: unknown, inputs: readonly unknown[]) => unknown;

const filters: Readonly<Record<string, Filter>> = {
  fang: (value) =>
    printed(value)
      .replaceAll('[.]', '.')
      .replaceAll('.', '[.]')
      .replace(/hxxp|http/gi, 'hxxp'),
  limitTo: (value, [most, from]) => limited(value, most, from),
  date: (value, [format, zone]) => angularDate(value, format, zone),
  shortDate: (value) => written(value, 'MM/DD/YY H:mm'),
  amDateFormat: (value, [format]) => written(value, printed(format)),
  orderBy: (value, [keys, isReversed]) => ordered(value, keys, isReversed === true),
  filter: (value, [wanted]) => (Array.isArray(value) ? value.filter((item) => matches(item, wanted)) : value),
  json: (value) => (value === undefined ? '' : printed(JSON.stringify(value, null, 2))),
  uppercase: (value) => printed(value).toUpperCase(),
  lowercase: (value) => printed(value).toLowerCase(),
  number: (value, [digits]) => withSeparators(value, digits),
  ellipsis: (value, [most]) => shortened(printed(value), most),
  // It promises formatted text; what it is given is shown as it is written.
  markdown: (value) => printed(value),
};

/** What a filter makes of a value. */
export function applyFilter(
  name: string,
  value: unknown,
  inputs: readonly unknown[],
  budget: Budget,
): unknown {
  const filter = Object.hasOwn(filters, name) ? filters[name] : undefined;
  if (filter === undefined) throw new TemplateFault('unknownFilter', name);
  const length = Array.isArray(value) ? value.length * 4 : typeof value === 'string' ? value.length / 256 : 0;
  budget.spend(1 + Math.floor(length));
  return filter(value, inputs);
}

function limited(value: unknown, most: unknown, from: unknown): unknown {
  if (typeof value !== 'string' && typeof value !== 'number' && !Array.isArray(value)) return value;
  const of = typeof value === 'number' ? String(value) : value;
  const count = most === undefined ? Number.POSITIVE_INFINITY : numberOf(most);
  if (Number.isNaN(count)) return of;
  const begin = numberOf(from);
  return count < 0 ? of.slice(count) : of.slice(begin, begin + count);
}

function ordered(value: unknown, keys: unknown, isReversed: boolean): unknown {
  if (!Array.isArray(value)) return value;
  const rules = (Array.isArray(keys) ? keys : [keys]).map(printed).map(ruleOf);
  const sorted = value.toSorted((one, other) => {
    for (const { path, sign } of rules) {
      const order = orderOf(valueAt(one, path), valueAt(other, path));
      if (order !== 0) return sign * order;
    }
    return 0;
  });
  return isReversed ? sorted.reverse() : sorted;
}

function ruleOf(key: string): { readonly path: string; readonly sign: number } {
  const path = key.replace(/^[+-]/, '').replace(/^toString\(\)$/, '');
  return { path, sign: key.startsWith('-') ? -1 : 1 };
}

function valueAt(item: unknown, path: string): unknown {
  return path === '' ? item : path.split('.').reduce(memberOf, item);
}

/** What is missing stands last. */
function orderOf(one: unknown, other: unknown): number {
  const [isOneMissing, isOtherMissing] = [one, other].map((value) => value === undefined || value === null);
  if (isOneMissing || isOtherMissing) return Number(isOneMissing) - Number(isOtherMissing);
  return compared(one, other) ?? compared(printed(one), printed(other)) ?? 0;
}

function matches(item: unknown, wanted: unknown): boolean {
  if (wanted === undefined || wanted === '') return true;
  if (isRecord(wanted))
    return Object.entries(wanted).every(([key, part]) => matches(memberOf(item, key), part));
  const text = printed(wanted).toLowerCase();
  if (text.startsWith('!')) return !printed(item).toLowerCase().includes(text.slice(1));
  const values = typeof item === 'object' && item !== null ? Object.values(item) : [item];
  return values.some((value) => printed(value).toLowerCase().includes(text));
}

function withSeparators(value: unknown, digits: unknown): string {
  const number = typeof value === 'object' ? Number.NaN : Number(value ?? Number.NaN);
  if (Number.isNaN(number)) return '';
  const most = Math.min(20, Math.max(0, digits === undefined ? 3 : numberOf(digits)));
  const least = digits === undefined ? 0 : most;
  return number.toLocaleString('en', { minimumFractionDigits: least, maximumFractionDigits: most });
}

function shortened(text: string, most: unknown): string {
  const length = most === undefined ? 100 : numberOf(most);
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
