/** What of the timeline is shown, as the address has it. */
import { useSearch } from '@tanstack/react-router';
import { useSearchChange } from '../use-search-change.ts';
import type { Clock } from './events.ts';

interface TimelineSearch {
  readonly view?: string | undefined;
  readonly clock?: string | undefined;
  /** Moment as of which the case is shown, in milliseconds. */
  readonly asof?: string | undefined;
  /** Lanes that are not shown, by comma. */
  readonly hide?: string | undefined;
  /** How often the timeline is wider than its place. */
  readonly zoom?: string | undefined;
  /** Id of the event that is shown beside. */
  readonly event?: string | undefined;
}

/** Widest and narrowest timeline. */
export const zooms = { least: 1, most: 64 } as const;

/** The address, and the way to change parts of it. */
export interface TimelineAddress {
  readonly view: 'lanes' | 'table';
  readonly clock: Clock;
  readonly asOf: number | undefined;
  readonly hidden: ReadonlySet<string>;
  readonly zoom: number;
  readonly event: string | undefined;
  readonly go: (change: TimelineSearch) => void;
}

/** The address. */
export function useTimelineAddress(): TimelineAddress {
  const search: TimelineSearch = useSearch({ strict: false });
  const go = useSearchChange<TimelineSearch>();
  const asOf = Number(search.asof ?? Number.NaN);
  const zoom = Number(search.zoom ?? zooms.least);
  return {
    view: search.view === 'table' ? 'table' : 'lanes',
    clock: search.clock === 'known' ? 'known' : 'happened',
    asOf: Number.isNaN(asOf) ? undefined : asOf,
    hidden: new Set((search.hide ?? '').split(',').filter((lane) => lane !== '')),
    zoom: Number.isNaN(zoom) ? zooms.least : Math.min(zooms.most, Math.max(zooms.least, zoom)),
    event: search.event,
    go,
  };
}
