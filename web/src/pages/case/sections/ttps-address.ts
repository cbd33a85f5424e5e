/** What of the techniques is shown, as the address has it: list or matrix, the open technique, and what is left in the matrix. */
import { useSearch } from '@tanstack/react-router';
import { useSearchChange } from './use-search-change.ts';

/** Parts of the address. */
export interface TtpsSearch {
  readonly view?: string | undefined;
  /** Number of the technique that is shown beside. */
  readonly technique?: string | undefined;
  /** Tactic that it was opened under. */
  readonly tactic?: string | undefined;
  readonly catalogue?: string | undefined;
  /** Words to look for in the matrix. */
  readonly words?: string | undefined;
  readonly platform?: string | undefined;
  /** `1`: only what was seen. */
  readonly used?: string | undefined;
}

/** The address, and the way to change parts of it. */
export function useTtpsAddress(): TtpsSearch & {
  readonly view: 'list' | 'matrix';
  readonly go: (change: TtpsSearch) => void;
} {
  const search: TtpsSearch = useSearch({ strict: false });
  const go = useSearchChange<TtpsSearch>();
  return {
    ...search,
    view: search.view === 'matrix' ? 'matrix' : 'list',
    go,
  };
}
