/** Searching in small sets that lie in no table, such as the catalogue of neurons: the same filters, applied to objects of the wire. */
import { isRawObject, type RawObject } from '../../model/input.ts';
import type { Filter } from '../../query/filter/filter.ts';

/** Whether an object fits a filter. A field with several values fits when one of them does. */
export function matches(filter: Filter, object: RawObject): boolean {
  switch (filter.op) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'and':
      return filter.of.every((one) => matches(one, object));
    case 'or':
      return filter.of.some((one) => matches(one, object));
    case 'not':
      return !matches(filter.of, object);
    case 'equals':
      return valuesAt(object, filter.path).some((value) => String(value) === String(filter.value));
    case 'in':
      return valuesAt(object, filter.path).some((value) => filter.values.map(String).includes(String(value)));
    case 'has':
      return valuesAt(object, filter.path).length > 0;
    case 'less':
      return ordered(object, filter.path, filter.value, (sign) => sign < 0);
    case 'lessOrEqual':
      return ordered(object, filter.path, filter.value, (sign) => sign <= 0);
    case 'greater':
      return ordered(object, filter.path, filter.value, (sign) => sign > 0);
    case 'greaterOrEqual':
      return ordered(object, filter.path, filter.value, (sign) => sign >= 0);
    case 'like':
      return valuesAt(object, filter.path).some((value) => isLike(String(value), filter.value));
    default:
      throw new Error(`The search language has no ${filter.op}`);
  }
}

function ordered(object: RawObject, path: string, value: unknown, fits: (sign: number) => boolean): boolean {
  return valuesAt(object, path).some((found) => fits(signOf(found, value)));
}

/** The order of two values: numbers as numbers, everything else as text. */
export function signOf(one: unknown, other: unknown): number {
  const numbers = [Number(one), Number(other)] as const;
  if (numbers.every((number) => Number.isFinite(number))) return Math.sign(numbers[0] - numbers[1]);
  return String(one).localeCompare(String(other));
}

/** The values under a path, lists opened and missing ones left out. */
export function valuesAt(object: RawObject, path: string): readonly unknown[] {
  let found: readonly unknown[] = [object];
  for (const name of path.split('.')) {
    found = found.flatMap((value) => {
      const inner = isRawObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
      return Array.isArray(inner) ? inner : [inner];
    });
  }
  return found.filter((value) => value !== undefined && value !== null);
}

/** Whether a text fits a pattern in which `*` stands for anything; without one it holds the pattern. Case does not count. */
function isLike(text: string, pattern: string): boolean {
  const lower = text.toLowerCase();
  const parts = pattern.toLowerCase().split('*');
  if (parts.length === 1) return lower.includes(parts[0] ?? '');
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (!lower.startsWith(first) || !lower.endsWith(last) || lower.length < first.length + last.length)
    return false;
  const end = lower.length - last.length;
  let position = first.length;
  for (const part of parts.slice(1, -1)) {
    const at = lower.indexOf(part, position);
    if (at < 0 || at + part.length > end) return false;
    position = at + part.length;
  }
  return true;
}
