/** What a search in a report has found, looked for in short turns: a large report takes longer than a page may stand still. */
import { useEffect, useState } from 'react';
import { ReportSearch } from './report-search.ts';

/** A search that has ended. */
export interface Found {
  readonly report: unknown;
  readonly search: string;
  /** The groups with a match; undefined where nothing is searched for. */
  readonly holding: ReadonlySet<unknown> | undefined;
}

/** Milliseconds of one turn. */
const turnMs = 24;

/** The last search that has ended; it is another than the one that is wanted while that one goes on. */
export function useReportSearch(report: unknown, search: string): Found {
  const [found, setFound] = useState<Found>({ report, search: '', holding: undefined });
  useEffect(() => {
    if (search.trim() === '') {
      setFound({ report, search, holding: undefined });
      return;
    }
    const looking = new ReportSearch(report, search);
    let timer: number | undefined;
    const turn = (): void => {
      if (looking.look(turnMs)) setFound({ report, search, holding: looking.holding });
      else timer = window.setTimeout(turn);
    };
    turn();
    return () => window.clearTimeout(timer);
  }, [report, search]);
  return found;
}
