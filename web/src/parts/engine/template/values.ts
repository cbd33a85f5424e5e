/** How expressions of templates treat values: what is missing is nothing, never an error, and only own data is reached. */
import { isRecord } from '../taxonomies.ts';
import { TemplateFault } from './fault.ts';

/** Characters of one text. */
const longestText = 1_000_000;

/** A value as it is printed. */
export function printed(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'function') return '';
  return bounded(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

/** The text, when it is not too long to go on with. */
export function bounded(text: string): string {
  if (text.length > longestText) throw new TemplateFault('tooLarge');
  return text;
}

/** A member of a value: own data only, so that nothing leads to what values inherit. */
export function memberOf(value: unknown, key: unknown): unknown {
  if (key === 'length' && (typeof value === 'string' || Array.isArray(value))) return value.length;
  if (typeof value === 'string' || Array.isArray(value)) return value[Number(key)];
  const name = printed(key);
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** A copy of a value with a member set; an object of its own where there was nothing to set it in. */
export function withMember(value: unknown, key: unknown, member: unknown): object {
  if (Array.isArray(value)) return value.map((one, place) => (place === Number(key) ? member : one));
  const entries = isRecord(value) ? Object.entries(value) : [];
  return Object.fromEntries([...entries.filter(([name]) => name !== printed(key)), [printed(key), member]]);
}

/** Whether two values are equal as `==` sees it; objects only with themselves. */
export function isAlike(left: unknown, right: unknown): boolean {
  if (left === undefined || left === null) return right === undefined || right === null;
  if (right === undefined || right === null) return false;
  if (typeof left === typeof right || typeof left === 'object' || typeof right === 'object')
    return left === right;
  return Number(left) === Number(right);
}

/** Below zero, zero or above it; undefined where the two cannot be compared. */
export function compared(left: unknown, right: unknown): number | undefined {
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  const difference = numberOf(left) - numberOf(right);
  return Number.isNaN(difference) ? undefined : difference;
}

/** A value as a number; what is missing counts nothing. */
export function numberOf(value: unknown): number {
  if (value === undefined || value === null) return 0;
  return typeof value === 'object' ? Number.NaN : Number(value);
}

/** A sum, or texts joined; what is missing is left out. */
export function added(left: unknown, right: unknown): unknown {
  if (left === undefined) return right;
  if (right === undefined) return left;
  const areNumbers = [left, right].every((one) => typeof one === 'number' || typeof one === 'boolean');
  return areNumbers ? Number(left) + Number(right) : bounded(printed(left) + printed(right));
}
