/** Conditions of the query endpoint in the words of a filter, where there are words for them. */
import type { Filter } from '../../data/pipeline.ts';
import {
  allOf,
  anyOf,
  type Condition,
  hasValue,
  isBefore,
  isNot,
  isOneOf,
  isSince,
  isValue,
} from './condition.ts';

type Raw = Readonly<Record<string, unknown>>;

/** The text of a condition; undefined when lists have no words for it. */
export function filterText(filter: Filter): string | undefined {
  return read(filter)?.text;
}

function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What each operator says. */
const readers: Readonly<Record<string, (operand: unknown) => Condition | undefined>> = {
  _and: (of) => joined(of, allOf),
  _or: (of) => joined(of, anyOf),
  _not: (of) => {
    const inner = read(of);
    return inner === undefined ? undefined : isNot(inner);
  },
  _any: () => allOf(),
  _eq: valued,
  _is: valued,
  _ne: (of) => {
    const same = valued(of);
    return same === undefined ? undefined : isNot(same);
  },
  _in: (of) => {
    if (!isRaw(of) || typeof of._field !== 'string' || !Array.isArray(of._values)) return undefined;
    return isOneOf(of._field, of._values.map(String));
  },
  _has: (of) => (typeof of === 'string' ? hasValue(of) : undefined),
  _gte: (of) => compared(of, '>='),
  _gt: (of) => compared(of, '>'),
  _lte: (of) => compared(of, '<='),
  _lt: (of) => compared(of, '<'),
};

function read(raw: unknown): Condition | undefined {
  if (!isRaw(raw)) return undefined;
  const entries = Object.entries(raw);
  const [first] = entries;
  if (first === undefined) return allOf();
  const [name, operand] = first;
  if (entries.length > 1) return undefined;
  return Object.hasOwn(readers, name) ? readers[name]?.(operand) : valued(raw);
}

function joined(raw: unknown, by: (...of: readonly Condition[]) => Condition): Condition | undefined {
  if (!Array.isArray(raw)) return undefined;
  const of = raw.map(read);
  const known = of.filter((one) => one !== undefined);
  return known.length === of.length && known.length > 0 ? by(...known) : undefined;
}

/** `{_field, _value}`, or shorter `{field: value}`. */
function valued(raw: unknown): Condition | undefined {
  const found = fieldAndValue(raw);
  if (found === undefined) return undefined;
  const { field, value } = found;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? isValue(field, value)
    : undefined;
}

function fieldAndValue(raw: unknown): { readonly field: string; readonly value: unknown } | undefined {
  if (!isRaw(raw)) return undefined;
  if (typeof raw._field === 'string') return { field: raw._field, value: raw._value };
  const [only, ...more] = Object.entries(raw);
  return only === undefined || more.length > 0 || !shortNames.test(only[0])
    ? undefined
    : { field: only[0], value: only[1] };
}

function compared(raw: unknown, sign: '<' | '<=' | '>' | '>='): Condition | undefined {
  const found = fieldAndValue(raw);
  if (found === undefined || typeof found.value !== 'number') return undefined;
  const { field, value } = found;
  // Numbers of this size are moments.
  if (value > 1e11 && (sign === '<' || sign === '>='))
    return sign === '<' ? isBefore(field, value) : isSince(field, value);
  return { filter: { [names[sign]]: { _field: field, _value: value } }, text: `${field}:${sign}${value}` };
}

/** Fields that may stand for themselves; operators begin with a line as well. */
const shortNames = /^(?!_)|^_(?:created|updated)/;

const names = { '<': '_lt', '<=': '_lte', '>': '_gt', '>=': '_gte' } as const;
