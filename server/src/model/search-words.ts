/** How the words of an object are stored for search: the fields that are indexed by word, each with a mark of its own. */
import type { Entity } from './entity.ts';

/** The four marks a word of a search vector can carry. */
export type SearchMark = 'A' | 'B' | 'C' | 'D';

const marks: readonly SearchMark[] = ['A', 'B', 'C'];

/**
 * The mark of each stored field that is indexed by word, in the order of the declaration, so that a word can be looked for
 * in one field. Everything else that goes into the vector (tags, sources, data) carries `D`.
 */
export function searchMarks(entity: Entity): ReadonlyMap<string, SearchMark> {
  if (!entity.layout.searchable) return new Map();
  return new Map(
    Object.entries(entity.fields)
      .filter(([, field]) => field.search === 'words' && field.source?.from !== 'named')
      .map(([name], index) => [name, marks[index] ?? 'D']),
  );
}
