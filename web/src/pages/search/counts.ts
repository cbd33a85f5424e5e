/** How many things of each kind hold the words. */
import { boundedCount } from '../../data/pipeline.ts';
import { usePipeline } from '../../data/queries.ts';
import { type SearchKind, withWords } from '../../parts/shell/search-kinds.ts';

/** Counts by kind; undefined while being counted or after a failure, negative above the bound of the server. */
export type Counts = Readonly<Record<SearchKind, number | undefined>>;

function useCount(kind: SearchKind, words: string): number | undefined {
  return usePipeline<number>(`search-count-${kind}`, [...withWords(kind, words), boundedCount()], {}).data;
}

/** The counts. */
export function useCounts(words: string): Counts {
  return {
    alert: useCount('alert', words),
    case: useCount('case', words),
    observable: useCount('observable', words),
    task: useCount('task', words),
    log: useCount('log', words),
    comment: useCount('comment', words),
  };
}

/** `12`, or `1000+` where the server stopped counting. */
export function countText(count: number): string {
  return count < 0 ? `${-count}+` : String(count);
}
