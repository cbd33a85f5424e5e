/** Questions about one alert: itself, what it brings, what it resembles, and how others of its rule ended. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type {
  OutputAlert,
  OutputAlertStatus,
  OutputAttachment,
  OutputCase,
  OutputComment,
  OutputObservable,
} from '../../../../contract/v1-types.ts';
import type { Api } from '../../data/api.ts';
import {
  boundedCount,
  filters,
  follow,
  get,
  list,
  page,
  type Step,
  sort,
  where,
} from '../../data/pipeline.ts';
import { pipelineQuery, usePipeline } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';

/** Most observables of an alert that are read at once. */
export const mostObservables = 500;
/** Most comments and files of an alert that are read. */
const mostBeside = 200;
/** Most statuses an organisation has in its list. */
const mostStatuses = 200;
/** How far past verdicts are looked back at. */
const verdictDays = 90;
const dayMs = 86_400_000;

/** An alert with the case that holds it, when there is one. */
export interface AlertDetail extends Omit<OutputAlert, 'extraData'> {
  readonly extraData?: {
    readonly relatedCase?: {
      readonly id?: string;
      readonly number?: number;
      readonly isVisible: boolean;
    } | null;
  };
}

/** A value that two objects hold, and how many alerts and cases hold it in all. */
export interface SharedValue {
  readonly dataType: string;
  readonly data: string;
  readonly seen: number;
}

/** What makes an object similar. */
export interface Similarity {
  readonly similarObservableCount: number;
  readonly observableCount: number;
  readonly shared: readonly SharedValue[];
}

/** A case that shares values with an alert. */
export type SimilarCase = OutputCase & Similarity;
/** An alert that shares values with another. */
export type SimilarAlert = AlertDetail & Similarity;

/** An alert as the cache knows it. */
export function alertQuery(api: Api, id: string) {
  const steps = [get('alert', id), page(0, 1, ['relatedCase'])];
  return pipelineQuery<readonly AlertDetail[]>(api, 'alert', steps, { entities: ['alert'], about: id });
}

/** The alert; `data` is an empty list when it does not exist or is not shared with the reader. */
export function useAlert(id: string): UseQueryResult<readonly AlertDetail[]> {
  return useQuery(alertQuery(useApi(), id));
}

/** What an alert brings, as the cache knows it. */
export function observablesQuery(api: Api, id: string) {
  const steps = [get('alert', id), follow('observables'), page(0, mostObservables)];
  const origin = { entities: ['observable', 'job'], about: id };
  return pipelineQuery<readonly OutputObservable[]>(api, 'alert-observables', steps, origin);
}

/** What the alert brings, at most {@link mostObservables}. */
export function useAlertObservables(id: string): UseQueryResult<readonly OutputObservable[]> {
  return useQuery(observablesQuery(useApi(), id));
}

/** Files of the alert. */
export function useAlertFiles(id: string): UseQueryResult<readonly OutputAttachment[]> {
  return usePipeline('alert-files', [get('alert', id), follow('attachments'), page(0, mostBeside)], {
    entities: ['attachment'],
    about: id,
  });
}

/** Comments on an alert, as the cache knows them. */
export function commentsQuery(api: Api, id: string) {
  const steps = [get('alert', id), follow('comments'), sort([{ createdAt: 'asc' }]), page(0, mostBeside)];
  const origin = { entities: ['comment'], about: id };
  return pipelineQuery<readonly OutputComment[]>(api, 'alert-comments', steps, origin);
}

/** Comments on the alert, the oldest first. */
export function useAlertComments(id: string): UseQueryResult<readonly OutputComment[]> {
  return useQuery(commentsQuery(useApi(), id));
}

/** Cases that share values with the alert, the most telling first. */
export function useSimilarCases(
  id: string,
  options: { readonly enabled?: boolean } = {},
): UseQueryResult<readonly SimilarCase[]> {
  const origin = { entities: ['case', 'observable'], about: id };
  const steps = [get('alert', id), { _name: 'similarCasesLight' }];
  return usePipeline('alert-similar-cases', steps, origin, options);
}

/** Alerts in no case that share values with the alert, the most telling first. */
export function useSimilarAlerts(id: string): UseQueryResult<readonly SimilarAlert[]> {
  return usePipeline('alert-similar-alerts', [get('alert', id), { _name: 'similarAlertsLight' }], {
    entities: ['alert', 'observable'],
    about: id,
  });
}

/** Number of cases the reader sees, up to a bound of the server (then negative). */
export function useCaseCount(): number | undefined {
  return usePipeline<number>('case-count', [list('case'), boundedCount()], {
    entities: ['case'],
    steady: true,
  }).data;
}

/** The statuses of alerts in their order. */
export function useAlertStatuses(): readonly OutputAlertStatus[] {
  const { data } = usePipeline<readonly OutputAlertStatus[]>(
    'alert-statuses',
    [list('alertStatus'), sort([{ order: 'asc' }]), page(0, mostStatuses)],
    { entities: ['alertStatus'] },
  );
  return data ?? [];
}

/** Alerts of a rule by the status they ended with. */
export type Verdicts = Readonly<Record<string, { readonly count: number }>>;

const ended = filters.in('stage', ['Closed', 'Imported']);

/** The ends of the last {@link verdictDays} days for alerts of a rule. */
export function usePastVerdicts(rule: string): UseQueryResult<Verdicts> {
  const steps = useMemo<readonly Step[]>(() => {
    // Whole days, so that the question stays the same and its answer can be kept.
    const since = Math.floor(Date.now() / dayMs - verdictDays) * dayMs;
    return [
      list('alert'),
      where(filters.is('ruleKey', rule), ended, filters.atLeast('date', since)),
      {
        _name: 'aggregation',
        _agg: 'field',
        _field: 'status',
        _order: ['-count'],
        _select: [{ _agg: 'count' }],
      },
    ];
  }, [rule]);
  return usePipeline('alert-verdicts', steps, { entities: ['alert'], steady: true });
}

/** The middle of the times from an alert of a rule to its end, in milliseconds; undefined while none has ended. */
export function usePastDuration(rule: string): number | undefined {
  const { data } = usePipeline<Readonly<Record<string, number | null>>>(
    'alert-verdict-time',
    [
      list('alert'),
      where(filters.is('ruleKey', rule), ended),
      { _name: 'aggregation', _agg: 'median', _field: 'handlingDuration' },
    ],
    { entities: ['alert'], steady: true },
  );
  return Object.values(data ?? {})[0] ?? undefined;
}
