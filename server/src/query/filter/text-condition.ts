/** Text operators as conditions. Letter case never matters here; `*` is the only wildcard, everything else is literal. */

import { assertNever } from '../../lib/assert-never.ts';
import { toSearchQuery } from '../../lib/search-text.ts';
import type { SearchMark } from '../../model/search-words.ts';
import type { WordsPath } from '../path/field-path.ts';
import { anyOf, type Sql, sql } from '../sql.ts';
import type { TextOperator } from './filter.ts';

/** Where the words of a text are indexed, with the mark that its words carry. */
export interface IndexedWords {
  readonly vector: Sql;
  readonly mark: SearchMark;
}

/** The condition that a text fits. Without indexed words, `match` looks for whole words in the text itself. */
export function textCondition(op: TextOperator, text: Sql, value: string, words?: IndexedWords): Sql {
  switch (op) {
    case 'like':
      return likeCondition(text, value);
    case 'startsWith':
      return sql`${text} ilike ${`${escaped(value)}%`}`;
    case 'endsWith':
      return sql`${text} ilike ${`%${escaped(value)}`}`;
    case 'match':
      return words === undefined
        ? sql`${text} ~* ${`(^|\\W)${literal(value)}(\\W|$)`}`
        : sql`${words.vector} @@ ${toSearchQuery(value, { mark: words.mark })}::tsquery`;
    default:
      return assertNever(op);
  }
}

/** Characters that a part must have: the indexes of parts hold nothing shorter. */
const shortestPart = 3;

/**
 * The condition that any text of an object contains a text: as words, or as a part of its title or data. One or two characters are
 * looked for as words and their beginnings only, which in scripts without spaces is every place where they stand.
 */
export function keywordCondition(op: TextOperator, path: WordsPath, value: string): Sql {
  const beginning = op === 'like' || op === 'startsWith';
  const bare = value.replaceAll('*', ' ');
  const words = sql`${path.vector} @@ ${toSearchQuery(bare, { beginning })}::tsquery`;
  const short = [...bare.trim()].length < shortestPart;
  return op === 'match' || short
    ? words
    : anyOf([words, ...path.parts.map((part) => likeCondition(part, value))]);
}

function likeCondition(text: Sql, value: string): Sql {
  if (/^\*+$/.test(value)) return sql`${text} is not null`;
  const pattern = value.includes('*') ? escaped(value).replaceAll(/\*+/g, '%') : `%${escaped(value)}%`;
  return sql`${text} ilike ${pattern}`;
}

/** Text in which nothing is a wildcard of `like`. */
function escaped(value: string): string {
  return value.replaceAll(/[\\%_]/g, '\\$&');
}

/** Text in which nothing is special to a regular expression. */
function literal(value: string): string {
  return value.replaceAll(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}
