/** When somebody was last at a place, so that what came since can be told apart. Kept by the server, for all devices. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useResource } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';

/** A visit: its time, and that of the one before; null when there was none. Milliseconds since the epoch. */
export interface Visit {
  readonly at: number | null;
  readonly previous: number | null;
}

/**
 * The last visit of a place; undefined while that is being read. While the person is there, coming and leaving are noted.
 * A visit that could not be noted is noted with the next one.
 */
export function useVisit(place: string, isThere: boolean): Visit | undefined {
  const api = useApi();
  const queries = useQueryClient();
  const path = `/visit/${encodeURIComponent(place)}`;
  const { data } = useResource<Visit>(path, {});
  useEffect(() => {
    if (!isThere) return;
    const note = (): void =>
      void api.put<Visit>(path).then(
        (visit) => queries.setQueryData([api.organisation, path], visit),
        () => undefined,
      );
    note();
    return note;
  }, [api, queries, path, isThere]);
  return data;
}
