/**
 * What is known of the alerts in sight beyond what the queue itself reads: who has them open, the worst that was found
 * on their observables, and the case that shares most with them. Read only for rows in sight, once scrolling rests; what
 * becomes known of one row draws that row anew, and no other.
 */
import { useQueries, useQuery } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useSyncExternalStore,
} from 'react';
import type { Api } from '../../../data/api.ts';
import { fewAtOnce } from '../../../data/few-at-once.ts';
import { filters, get, list, page, type Step, where } from '../../../data/pipeline.ts';
import { runPipeline } from '../../../data/queries.ts';
import { useApi, useMe } from '../../../data/session.tsx';
import type { Level } from '../../../parts/badges.tsx';
import type { List } from '../../../parts/list/use-list.ts';
import type { AlertRow } from './alert-row.ts';
import { type AlertFacts, type KeptFacts, keepFacts } from './kept-facts.ts';

const FactsContext = createContext<KeptFacts>(keepFacts());

/** What is known of an alert. */
export function useAlertFacts(id: string): AlertFacts {
  const facts = useContext(FactsContext);
  return useSyncExternalStore(facts.subscribe, () => facts.of(id));
}

const minute = 60_000;

/** Reads what is known of the alerts in sight. */
export function AlertFactsProvider({
  inSight,
  list: { items, placeOf },
  children,
}: {
  readonly inSight: readonly string[];
  readonly list: Pick<List<AlertRow>, 'items' | 'placeOf'>;
  readonly children: ReactNode;
}) {
  const rows = useMemo(
    () =>
      inSight.flatMap((id) => {
        const item = items[placeOf(id)];
        return item?.kind === 'row' ? [item.row] : [];
      }),
    [inSight, items, placeOf],
  );
  const ids = useMemo(() => rows.map(({ _id }) => _id), [rows]);
  const looking = useLooking(ids);
  const levels = useLevels(ids);
  const related = useRelated(rows);
  const facts = useMemo(
    () =>
      new Map(
        ids.map((id): [string, AlertFacts] => [
          id,
          { ...looking.get(id), ...levels.get(id), ...related.get(id) },
        ]),
      ),
    [ids, looking, levels, related],
  );
  const kept = useMemo(keepFacts, []);
  useEffect(() => kept.set(facts), [kept, facts]);
  return <FactsContext.Provider value={kept}>{children}</FactsContext.Provider>;
}

interface Present {
  readonly object: string;
  readonly people: readonly { readonly login: string }[];
}

function useLooking(inSight: readonly string[]): ReadonlyMap<string, AlertFacts> {
  const api = useApi();
  const me = useMe()?.login;
  const { data } = useQuery({
    queryKey: [api.organisation, 'presence', inSight],
    queryFn: ({ signal }) =>
      api.get<readonly Present[]>(`/presence?object=${inSight.map(encodeURIComponent).join(',')}`, signal),
    enabled: inSight.length > 0,
    meta: { entities: ['presence'] },
    refetchInterval: minute / 2,
    placeholderData: (before) => before,
  });
  return useMemo(
    () =>
      new Map(
        (data ?? []).flatMap(({ object, people }) => {
          const other = people.find(({ login }) => login !== me);
          return other === undefined ? [] : [[object, { looking: other.login }]];
        }),
      ),
    [data, me],
  );
}

interface WithObservables {
  readonly _id: string;
  readonly extraData?: {
    readonly observables?: readonly { readonly ioc: boolean; readonly reports: unknown }[];
  };
}

function useLevels(inSight: readonly string[]): ReadonlyMap<string, AlertFacts> {
  const api = useApi();
  const { data } = useQuery({
    queryKey: [api.organisation, 'levels', inSight],
    queryFn: ({ signal }) =>
      runPipeline<readonly WithObservables[]>(
        api,
        'levels',
        [list('alert'), where(filters.in('_id', inSight)), page(0, inSight.length, ['observables'])],
        signal,
      ),
    enabled: inSight.length > 0,
    staleTime: minute,
    meta: { entities: ['job'] },
    placeholderData: (before) => before,
  });
  return useMemo(
    () =>
      new Map(
        (data ?? []).map(({ _id, extraData }): [string, AlertFacts] => {
          const observables = extraData?.observables ?? [];
          const level = worst(observables.flatMap(({ reports }) => levelsIn(reports)));
          return [
            _id,
            { hasIoc: observables.some(({ ioc }) => ioc), ...(level === undefined ? {} : { level }) },
          ];
        }),
      ),
    [data],
  );
}

const order: readonly Level[] = ['malicious', 'suspicious', 'safe', 'info'];

function worst(levels: readonly string[]): Level | undefined {
  return order.find((level) => levels.includes(level));
}

/** Levels of all report tags of an observable, whatever their analyzers. */
function levelsIn(reports: unknown): readonly string[] {
  if (typeof reports !== 'object' || reports === null) return [];
  return Object.values(reports).flatMap((report: unknown) => {
    if (typeof report !== 'object' || report === null || !('taxonomies' in report)) return [];
    const { taxonomies } = report;
    return Array.isArray(taxonomies)
      ? taxonomies.flatMap((tag: unknown) =>
          typeof tag === 'object' && tag !== null && 'level' in tag ? [String(tag.level)] : [],
        )
      : [];
  });
}

interface Similar {
  readonly case: { readonly number: number };
  readonly similarObservableCount: number;
}

/** Most alerts whose cases are looked for at once: it is slow work for the server, and nobody waits for it. */
const mostAtOnce = 2;

function useRelated(rows: readonly AlertRow[]): ReadonlyMap<string, AlertFacts> {
  const api = useApi();
  const asked = useMemo(
    () =>
      rows
        .filter(({ caseId, observableCount }) => caseId === undefined && observableCount > 0)
        .map(({ _id }) => _id),
    [rows],
  );
  const inTurn = useMemo(() => fewAtOnce(mostAtOnce), []);
  // The same map as long as nothing new is known, so that no row is drawn anew.
  const combine = useCallback(
    (answers: readonly { readonly data?: AlertFacts['related'] | null | undefined }[]) =>
      new Map(
        answers.flatMap(({ data }, index): [string, AlertFacts][] => {
          const id = asked[index];
          return data === undefined || data === null || id === undefined ? [] : [[id, { related: data }]];
        }),
      ),
    [asked],
  );
  return useQueries({
    queries: asked.map((id) => ({
      queryKey: [api.organisation, 'related', id],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => inTurn(() => mostSimilar(api, id, signal)),
      staleTime: 5 * minute,
      retry: false,
    })),
    combine,
  });
}

/** The case that shares most values; null when none does. */
async function mostSimilar(
  api: Api,
  id: string,
  signal: AbortSignal,
): Promise<NonNullable<AlertFacts['related']> | null> {
  const steps: readonly Step[] = [get('alert', id), { _name: 'similarCases' }];
  // Its row may have left the screen before its turn came.
  signal.throwIfAborted();
  const found = await runPipeline<readonly Similar[]>(api, 'related', steps, signal);
  const [best] = [...found].sort((one, other) => other.similarObservableCount - one.similarObservableCount);
  return best === undefined ? null : { number: best.case.number, shared: best.similarObservableCount };
}
