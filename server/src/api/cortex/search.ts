/** The search language of Cortex, read into the filters that every dialect compiles to. Nothing is passed over in silence. */
import { CodedError } from '../../model/errors.ts';
import { isRawObject, type RawObject, shorten } from '../../model/input.ts';
import type { Filter, Operand } from '../../query/filter/filter.ts';
import { parseJson } from '../http/json-body.ts';
import { matches } from './matching.ts';

/** What is searched: its words, and what they mean. */
export interface Searched {
  /** `_type` of the objects. */
  readonly type: string;
  /** Field of the filter by word of the wire. */
  readonly fields: ReadonlyMap<string, string>;
  /** Fields in which plain words are looked for. */
  readonly texts: readonly string[];
  /** The object that all stand under, as it is on the wire. */
  readonly parent?: RawObject;
  /** The condition for a comparison whose values mean something else here. */
  readonly rewrite?: (filter: Filter) => Filter;
}

type Reader = (searched: Searched, value: unknown) => Filter;

const all: Filter = { op: 'all' };
const none: Filter = { op: 'none' };

/** Deepest nesting of conditions. */
const deepest = 30;

/** The filter of a query, which a query string holds as JSON text. Throws `invalidQuery`. */
export function readQuery(searched: Searched, query: unknown): Filter {
  if (typeof query !== 'string' || query === '')
    return readSearch(searched, query === '' ? undefined : query);
  try {
    return readSearch(searched, parseJson(query));
  } catch (error) {
    throw error instanceof CodedError && error.code === 'malformedBody'
      ? bad(`A query is JSON, not ${shorten(query)}`)
      : error;
  }
}

/** The filter of a query; everything when there is none. Throws `invalidQuery`. */
function readSearch(searched: Searched, query: unknown, depth = 0): Filter {
  if (query === undefined || query === null) return all;
  if (!isRawObject(query) || depth > deepest)
    throw bad(`A query is an object of conditions, not ${shorten(query)}`);
  const keys = Object.keys(query);
  if (keys.length === 0) return all;
  if ('_field' in query && '_value' in query)
    return compare(searched, 'equals', String(query._field), query._value);
  const operators = keys.filter((key) => key.startsWith('_'));
  const [operator] = operators;
  if (operators.length > 1)
    throw bad(`One condition at a time, or several in _and; not ${operators.join(' and ')}`);
  if (operator !== undefined) return readOperator(searched, operator, query[operator], depth);
  const [word = ''] = keys;
  if (keys.length > 1)
    throw bad(`Several conditions stand in _and; not ${keys.slice(0, 5).join(' and ')} side by side`);
  return compare(searched, 'equals', word, query[word]);
}

function readOperator(searched: Searched, operator: string, value: unknown, depth: number): Filter {
  const inner = (query: unknown): Filter => readSearch(searched, query, depth + 1);
  switch (operator) {
    case '_and':
      return { op: 'and', of: listOf(value, operator).map(inner) };
    case '_or':
      return { op: 'or', of: listOf(value, operator).map(inner) };
    case '_not':
      return { op: 'not', of: inner(value) };
    default: {
      const read = Object.hasOwn(readers, operator) ? readers[operator] : undefined;
      if (read !== undefined) return read(searched, value);
      throw bad(
        `Conditions are _and, _or, _not, ${Object.keys(readers).join(', ')}; not ${operator.slice(0, 50)}`,
      );
    }
  }
}

const readers: Readonly<Record<string, Reader>> = {
  _any: () => all,
  _field: () => {
    throw bad('_field needs a _value');
  },
  _in: (searched, value) => {
    const { _field: word, _values: values } = objectOf(value, '_in');
    const path = pathOf(searched, word);
    return rewritten(searched, {
      op: 'in',
      path,
      values: listOf(values, '_in').map(operand),
      at: String(word),
    });
  },
  _contains: (searched, value) => {
    const word = isRawObject(value) ? value._field : value;
    return { op: 'has', path: pathOf(searched, word), at: String(word) };
  },
  _gt: (searched, value) => compareOne(searched, 'greater', value),
  _gte: (searched, value) => compareOne(searched, 'greaterOrEqual', value),
  _lt: (searched, value) => compareOne(searched, 'less', value),
  _lte: (searched, value) => compareOne(searched, 'lessOrEqual', value),
  _between: (searched, value) => {
    const { _field: word, _from: from, _to: to } = objectOf(value, '_between');
    return {
      op: 'and',
      of: [compare(searched, 'greater', String(word), from), compare(searched, 'less', String(word), to)],
    };
  },
  _like: (searched, value) => like(searched, objectOf(value, '_like')),
  _wildcard: (searched, value) => like(searched, objectOf(value, '_wildcard')),
  _string: readString,
  _id: (searched, value) => compare(searched, 'equals', 'id', value),
  _type: ({ type }, value) => (value === type ? all : none),
  _parent: (searched, value) => {
    const { _type: type, _id: id, _query: query } = objectOf(value, '_parent');
    const { parent } = searched;
    if (parent === undefined || type !== parent._type) return none;
    if (id !== undefined) return parent.id === id ? all : none;
    const fields = new Map(Object.keys(parent).map((word) => [word, word]));
    return matches(readSearch({ type: String(type), fields, texts: [] }, query), parent) ? all : none;
  },
};

type Comparison = 'equals' | 'less' | 'lessOrEqual' | 'greater' | 'greaterOrEqual';

function compareOne(searched: Searched, op: Comparison, value: unknown): Filter {
  const [entry, ...more] = Object.entries(objectOf(value, 'A comparison'));
  if (entry === undefined || more.length > 0) throw bad('A comparison names one field with its value');
  return compare(searched, op, entry[0], entry[1]);
}

function compare(searched: Searched, op: Comparison, word: string, value: unknown): Filter {
  return rewritten(searched, { op, path: pathOf(searched, word), value: operand(value), at: word });
}

function rewritten({ rewrite }: Searched, filter: Filter): Filter {
  return rewrite === undefined ? filter : rewrite(filter);
}

function like(searched: Searched, { _field: word, _value: value }: RawObject): Filter {
  return { op: 'like', path: pathOf(searched, word), value: textOf(value), at: String(word) };
}

/** `field:words`, or words that stand anywhere. */
function readString(searched: Searched, value: unknown): Filter {
  const text = textOf(isRawObject(value) ? value.query : value).trim();
  if (text === '' || text === '*') return all;
  const [, word, rest] = /^([\w.]+):(.+)$/.exec(text) ?? [];
  const wanted = (rest ?? text).trim().replace(/^"(.*)"$/, '$1');
  if (word !== undefined && searched.fields.has(word))
    return { op: 'like', path: pathOf(searched, word), value: wanted, at: word };
  return { op: 'or', of: searched.texts.map((path) => ({ op: 'like', path, value: text, at: '_string' })) };
}

/** The field that a word means. Throws `invalidQuery`. */
export function pathOf({ fields, type }: Searched, word: unknown): string {
  const path = typeof word === 'string' ? fields.get(word) : undefined;
  if (path !== undefined) return path;
  const choices = [...fields.keys()];
  throw bad(
    `Objects of type ${type} are not searched by ${shorten(word)}; they are by ${choices.join(', ')}`,
  );
}

/** Dates may come as `20260102T030405Z`. */
const compactDate = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z?$/;

function operand(value: unknown): Operand {
  if (typeof value === 'string') {
    const [, year, month, day, hour, minute, second] = (compactDate.exec(value) ?? []).map(Number);
    return year === undefined ? value : Date.UTC(year, Number(month) - 1, day, hour, minute, second);
  }
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  throw bad(`Values are texts, numbers, true or false; not ${shorten(value)}`);
}

function textOf(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw bad(`Words are text, not ${shorten(value)}`);
}

function listOf(value: unknown, operator: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw bad(`${operator} takes a list, not ${shorten(value)}`);
}

function objectOf(value: unknown, operator: string): RawObject {
  if (isRawObject(value)) return value;
  throw bad(`${operator} takes an object, not ${shorten(value)}`);
}

function bad(reason: string): CodedError {
  return new CodedError('invalidQuery', { reason });
}
