/** What the words of v0 mean where objects are counted. */
import type { CountedWords } from '../http/aggregation-input.ts';
import { computedWord, hasValue, pathOf, readQuery } from './filter.ts';
import type { Words } from './words.ts';

/** The meaning of words for a kind of objects. */
export function countedIn(words: Words): CountedWords {
  return {
    pathOf: (word) => pathOf(words, word),
    filterOf: (query) => readQuery(words, query),
    groupsOf: (word) =>
      (
        computedWord(words, word)?.values ?? (words.fields.get(word) === 'tlp' ? [0, 1, 2, 3] : undefined)
      )?.map((value) => ({ name: String(value), filter: hasValue(words, word, value) })),
  };
}
