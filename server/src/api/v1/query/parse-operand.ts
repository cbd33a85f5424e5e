/** Reads a value to compare with: text, number, truth value, list, or a point in time relative to now. */
import type { Entity } from '../../../model/entity.ts';
import { isRawObject, type RawObject } from '../../../model/input.ts';
import type { Operand, RelativeDate } from '../../../query/filter/filter.ts';
import { idDigits } from '../names.ts';
import { grammarFault, inside } from './grammar-fault.ts';

const units = ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years'] as const;
const looks = ['behind', 'ahead'] as const;
const modifiers = ['startOfDay', 'endOfDay'] as const;

/** Reads a value. `at` is its path in the query. */
export function parseOperand(raw: unknown, at: string): Operand {
  if (typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean') return raw;
  if (Array.isArray(raw)) return raw.map((item, index) => parseOperand(item, `${at}[${index}]`));
  if (isRawObject(raw)) return parseRelativeDate(raw, at);
  throw grammarFault(at, 'text, number, boolean, list or relative date', raw);
}

/** Whether a path holds ids, which the wire writes with a tilde. */
export function holdsIds(entity: Entity, path: string): boolean {
  return Object.hasOwn(entity.fields, path) && entity.fields[path]?.kind === 'id';
}

/** The digits of an id given with or without its tilde; undefined for a value that is no id. */
export function asIdOperand(value: Operand): string | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return idDigits(String(value));
  return typeof value === 'string' ? idDigits(value) : undefined;
}

function parseRelativeDate(raw: RawObject, at: string): RelativeDate {
  const amount = raw.amount;
  if (typeof amount !== 'number' || !Number.isInteger(amount) || amount < 0 || amount > 1_000_000)
    throw grammarFault(inside(at, 'amount'), 'whole number from 0 to 1000000', amount);
  const modifier = raw.modifier ?? undefined;
  return {
    amount,
    unit: oneOf(units, raw.unit, inside(at, 'unit')),
    look: oneOf(looks, raw.look, inside(at, 'look')),
    ...(raw.timezone === undefined || raw.timezone === null
      ? {}
      : { timezone: parseTimezone(raw.timezone, inside(at, 'timezone')) }),
    ...(modifier === undefined ? {} : { modifier: oneOf(modifiers, modifier, inside(at, 'modifier')) }),
  };
}

/** The name of a time zone. */
export function parseTimezone(raw: unknown, at: string): string {
  if (typeof raw === 'string' && raw.length <= 64 && isTimezone(raw)) return raw;
  throw grammarFault(at, 'name of a time zone, e.g. Europe/Paris', raw);
}

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function oneOf<T extends string>(choices: readonly T[], raw: unknown, at: string): T {
  const found = choices.find((choice) => choice === raw);
  if (found === undefined) throw grammarFault(at, `one of ${choices.join(', ')}`, raw, choices);
  return found;
}
