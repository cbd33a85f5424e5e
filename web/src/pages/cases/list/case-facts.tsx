/** How many signs of compromise the cases in sight hold: counted in one question, once scrolling rests. */
import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { filters, list, where } from '../../../data/pipeline.ts';
import { runPipeline } from '../../../data/queries.ts';
import { useApi } from '../../../data/session.tsx';

const IocContext = createContext<ReadonlyMap<string, number>>(new Map());

/** Number of IOCs of a case; 0 while it is not known. */
export function useIocCount(id: string): number {
  return useContext(IocContext).get(id) ?? 0;
}

type Counts = Readonly<Record<string, { readonly count: number }>>;
const minute = 60_000;

/** Counts for the cases in sight. */
export function CaseFactsProvider({
  inSight,
  children,
}: {
  readonly inSight: readonly string[];
  readonly children: ReactNode;
}) {
  const api = useApi();
  const { data } = useQuery({
    queryKey: [api.organisation, 'iocs', inSight],
    queryFn: ({ signal }) =>
      runPipeline<Counts>(
        api,
        'iocs',
        [
          list('observable'),
          where(filters.in('caseId', inSight), filters.is('ioc', true)),
          { _name: 'aggregation', _agg: 'field', _field: 'caseId', _select: [{ _agg: 'count' }] },
        ],
        signal,
      ),
    enabled: inSight.length > 0,
    staleTime: minute,
    meta: { entities: ['observable'] },
    placeholderData: (before) => before,
  });
  const counts = useMemo(
    () => new Map(Object.entries(data ?? {}).map(([id, { count }]) => [wireId(id), count])),
    [data],
  );
  return <IocContext.Provider value={counts}>{children}</IocContext.Provider>;
}

function wireId(id: string): string {
  return id.startsWith('~') ? id : `~${id}`;
}
