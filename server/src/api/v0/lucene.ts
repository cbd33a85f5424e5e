/** Free text as the first version took it: `word:value` parts joined by AND, or words that stand anywhere in the object. */
import { CodedError } from '../../model/errors.ts';
import { shorten } from '../../model/input.ts';
import type { Filter } from '../../query/filter/filter.ts';
import { isElsewhere, type Words } from './words.ts';

type Compare = (words: Words, op: 'equals', word: string, value: unknown) => Filter;

/** The filter of a text; everything for an empty one. Throws `invalidQuery`. */
export function readLucene(words: Words, given: unknown, compare: Compare): Filter {
  if (given === undefined || given === null || given === '' || given === '*') return { op: 'all' };
  if (typeof given !== 'string')
    throw new CodedError('invalidQuery', { reason: `_string takes a text, not ${shorten(given)}` });
  return { op: 'and', of: given.split(/\s+AND\s+/).map((part) => readPart(words, part.trim(), compare)) };
}

function readPart(words: Words, part: string, compare: Compare): Filter {
  const [, word = '', text = ''] = /^([\w.]+):(.+)$/s.exec(part) ?? [];
  const value = text.trim().replace(/^"(.*)"$/s, '$1');
  const known = words.fields.has(word) || Object.hasOwn(words.computed, word) || word === '_id';
  if (isElsewhere(words, word)) return { op: 'none' };
  if (known) return compare(words, 'equals', word, /^-?\d{1,15}$/.test(text) ? Number(text) : value);
  if (words.texts === undefined) return { op: 'match', path: 'keyword', value: part, at: '_string' };
  return {
    op: 'or',
    of: words.texts.map((path) => ({ op: 'like', path, value: part, at: '_string' })),
  };
}
