/** The numbers beside destinations: what came since the last visit, and what is mine. Never a total. */
import { useRouterState } from '@tanstack/react-router';
import { type Filter, filters, list, where } from '../../data/pipeline.ts';
import { useMe } from '../../data/session.tsx';
import { useCounts } from '../../parts/list/use-counts.ts';
import { useVisit } from '../../parts/shell/visit.ts';
import type { DestinationId } from './destinations.ts';

/** Counts of a destination; a count above the bound of the server is negative. */
export interface Counters {
  readonly fresh?: number | undefined;
  readonly mine?: number | undefined;
}

/** Counts by destination. */
export type AllCounters = Partial<Record<DestinationId, Counters>>;

/** `12`, or `999+` for more than can be counted cheaply. */
export function countText(count: number, most = 999): string {
  return count < 0 || count > most ? `${most}+` : String(count);
}

/** The counts of all destinations; called once, because it notes visits. */
export function useCounters(): AllCounters {
  const login = useMe()?.login;
  const isThere = useRouterState({ select: ({ location }) => location.pathname.endsWith('/alerts') });
  const visit = useVisit('alerts', isThere);
  const mine = filters.is('assignee', login ?? '');
  const since = visit?.at ?? undefined;
  const fresh = since === undefined ? filters.is('stage', 'New') : filters.atLeast('_createdAt', since);
  return {
    alerts: { fresh: useCount('alert', fresh, visit !== undefined) },
    cases: {
      mine: useCount(
        'case',
        filters.all(mine, filters.not(filters.is('stage', 'Closed'))),
        login !== undefined,
      ),
    },
    tasks: {
      mine: useCount(
        'task',
        filters.all(mine, filters.in('status', ['Waiting', 'InProgress'])),
        login !== undefined,
      ),
    },
  };
}

function useCount(entity: string, filter: Filter, known: boolean): number | undefined {
  const counted = useCounts(entity, [
    { id: entity, steps: known ? [list(entity), where(filter)] : undefined },
  ]).get(entity);
  return counted === undefined ? undefined : counted.more ? -counted.count : counted.count;
}
