/** The search language of v0, read into the filters that every dialect compiles to. Nothing is passed over in silence. */
import { CodedError } from '../../model/errors.ts';
import { idFromWire } from '../../model/identifier.ts';
import { isRawObject, type RawObject, shorten } from '../../model/input.ts';
import type { Filter, Operand, TextOperator } from '../../query/filter/filter.ts';
import { readLucene } from './lucene.ts';
import { type ComputedWord, isElsewhere, relatedBy, type Words } from './words.ts';

type Reader = (words: Words, value: unknown, depth: number) => Filter;

const all: Filter = { op: 'all' };
const none: Filter = { op: 'none' };

/** Deepest nesting of conditions. */
const deepest = 30;

/** The filter of a query; everything when there is none. Throws `invalidQuery`. */
export function readQuery(words: Words, query: unknown, depth = 0): Filter {
  if (query === undefined || query === null) return all;
  if (!isRawObject(query) || depth > deepest)
    throw bad(`A query is an object of conditions, not ${shorten(query)}`);
  if ('_field' in query) return compare(words, 'equals', query._field, query._value);
  const [entry, ...others] = Object.entries(query);
  if (entry === undefined) return all;
  if (others.length > 0)
    throw bad(`Several conditions stand in _and; not ${Object.keys(query).slice(0, 5).join(' and ')}`);
  const [key, value] = entry;
  const reader = readers.get(key);
  if (reader !== undefined) return reader(words, value, depth + 1);
  if (key.startsWith('_'))
    throw bad(`Conditions are ${[...readers.keys()].join(', ')}; not ${key.slice(0, 50)}`);
  return compare(words, 'equals', key, value);
}

type Comparison = 'equals' | 'less' | 'lessOrEqual' | 'greater' | 'greaterOrEqual';

function joining(op: 'and' | 'or'): Reader {
  return (words, value, depth) => ({
    op,
    of: listOf(value, `_${op}`).map((query) => readQuery(words, query, depth)),
  });
}

function comparing(op: Comparison): Reader {
  return (words, value) => {
    const object = objectOf(value, 'A comparison');
    if ('_field' in object) return compare(words, op, object._field, object._value);
    const [entry, ...others] = Object.entries(object);
    if (entry === undefined || others.length > 0) throw bad('A comparison names one field with its value');
    return compare(words, op, ...entry);
  };
}

function looking(op: TextOperator): Reader {
  return (words, value) => {
    const { _field: word, _value: text } = objectOf(value, 'A comparison of texts');
    if (typeof text !== 'string') throw bad(`A text is looked for, not ${shorten(text)}`);
    if (isElsewhere(words, word)) return none;
    return { op, path: pathOf(words, word), value: text, at: String(word) };
  };
}

const has: Reader = (words, value) => {
  const word = isRawObject(value) ? value._field : value;
  if (isRawObject(value) && '_value' in value) return compare(words, 'equals', word, value._value);
  if (isElsewhere(words, word)) return none;
  const computed = computedWord(words, word);
  if (computed?.values !== undefined) return { op: 'or', of: computed.values.map(computed.filter) };
  return { op: 'has', path: pathOf(words, word), at: String(word) };
};

const relating: Reader = (words, value, depth) => {
  const { _type: type, _id: id, _query: query } = objectOf(value, 'A condition on a related object');
  const related = relatedBy(words, type);
  if (related === undefined && words.elsewhere?.types.has(String(type))) return none;
  if (related === undefined) throw bad(`No ${shorten(type)} is related to objects of type ${words.type}`);
  const filter = id === undefined ? readQuery(related.words(), query, depth) : byId(id);
  return { op: 'related', relation: related.relation, filter, at: String(type) };
};

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['_and', joining('and')],
  ['_or', joining('or')],
  ['_not', (words, value, depth) => ({ op: 'not', of: readQuery(words, value, depth) })],
  ['_any', () => all],
  ['_eq', comparing('equals')],
  ['_is', comparing('equals')],
  ['_ne', (words, value, depth) => ({ op: 'not', of: comparing('equals')(words, value, depth) })],
  ['_gt', comparing('greater')],
  ['_gte', comparing('greaterOrEqual')],
  ['_lt', comparing('less')],
  ['_lte', comparing('lessOrEqual')],
  [
    '_between',
    (words, value) => {
      const { _field: word, _from: from, _to: to } = objectOf(value, '_between');
      const bounds = [compare(words, 'greaterOrEqual', word, from), compare(words, 'less', word, to)];
      return { op: 'and', of: bounds };
    },
  ],
  [
    '_in',
    (words, value) => {
      const { _field: word, _values: values } = objectOf(value, '_in');
      return { op: 'or', of: listOf(values, '_in').map((item) => compare(words, 'equals', word, item)) };
    },
  ],
  ['_contains', has],
  ['_has', has],
  ['_like', looking('like')],
  ['_wildcard', looking('like')],
  ['_match', looking('match')],
  ['_startsWith', looking('startsWith')],
  ['_endsWith', looking('endsWith')],
  ['_id', (_, value) => byId(value)],
  ['_type', ({ type }, value) => (value === type ? all : none)],
  ['_string', (words, value) => readLucene(words, isRawObject(value) ? value.query : value, compare)],
  ['_parent', relating],
  ['_child', relating],
]);

function byId(value: unknown): Filter {
  const id = typeof value === 'string' ? idFromWire(value) : undefined;
  return id === undefined ? none : { op: 'id', id };
}

/** The condition that a word has a value. Throws `invalidQuery`. */
export function hasValue(words: Words, word: string, value: unknown): Filter {
  return compare(words, 'equals', word, value);
}

/** A comparison of a field or of what is computed. Ids are compared by their digits, TLP on the older scale. */
function compare(words: Words, op: Comparison, word: unknown, value: unknown): Filter {
  if ((word === '_id' || word === 'id') && op === 'equals') return byId(value);
  if (isElsewhere(words, word)) return none;
  const computed = computedWord(words, word);
  if (computed !== undefined && op === 'equals')
    return computed.filter(value === null ? null : operand(value));
  const path = pathOf(words, word);
  const at = String(word);
  if (value === null && op === 'equals') return { op: 'not', of: { op: 'has', path, at } };
  if (words.ids.has(path)) {
    const id = typeof value === 'string' ? idFromWire(value) : undefined;
    return id === undefined ? none : { op: 'equals', path, value: id, at };
  }
  if (path !== 'tlp' || value !== 3) return { op, path, value: operand(value), at };
  // Both that are called amber and strict here and those that are red are 3 there.
  if (op === 'equals') return { op: 'in', path, values: [3, 4], at };
  return { op, path, value: op === 'greater' || op === 'lessOrEqual' ? 4 : 3, at };
}

const customField = /^(customFields\..+?)(?:\.(?:string|integer|number|float|boolean|date|url))?$/;

/** What a word that is no field stands for; undefined for every other. */
export function computedWord({ computed }: Words, word: unknown): ComputedWord | undefined {
  return typeof word === 'string' && Object.hasOwn(computed, word) ? computed[word] : undefined;
}

/** The field that a word means. Throws `invalidQuery`. */
export function pathOf({ fields, type, customFields, elsewhere }: Words, word: unknown): string {
  if (typeof word === 'string') {
    const path = fields.get(word) ?? (customFields ? customField.exec(word)?.[1] : undefined);
    if (path !== undefined) return path;
  }
  const owners = elsewhere === undefined ? `Objects of type ${type}` : 'Objects';
  const known = [...(elsewhere?.words ?? fields.keys())].join(', ');
  throw bad(`${owners} have no ${shorten(word)}; they have ${known}`);
}

function operand(value: unknown): Operand {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw bad(`A field is compared with a text, a number or a truth value, not with ${shorten(value)}`);
}

function listOf(value: unknown, operator: string): readonly unknown[] {
  if (Array.isArray(value) && value.length <= 1_000) return value;
  throw bad(`${operator} takes a list of at most 1000, not ${shorten(value)}`);
}

function objectOf(value: unknown, what: string): RawObject {
  if (isRawObject(value)) return value;
  throw bad(`${what} is an object, not ${shorten(value)}`);
}

/** The error for a query that cannot be read. */
export function bad(reason: string): CodedError {
  return new CodedError('invalidQuery', { reason });
}
