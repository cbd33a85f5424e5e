/** What the organisation has enabled, what runs and what ran on observables. */
import type { OutputEnabledNeuron, OutputJob, OutputObservable } from '../../../../contract/v1-types.ts';
import { filters, get, list, page, sort, where } from '../../data/pipeline.ts';
import { usePipeline, useResource } from '../../data/queries.ts';

/** An enabled neuron with what whoever runs it has to know. */
export interface EnabledNeuron extends OutputEnabledNeuron {
  readonly version?: string;
  readonly description?: string;
  /** Who is told of what it is given; missing where everything stays here. */
  readonly destination?: string;
}

/** What has to be known of an observable to analyse it. */
export type Analysable = Pick<OutputObservable, '_id' | 'dataType' | 'data' | 'attachment' | 'tlp' | 'pap'>;

/** The enabled neurons. */
export function useEnabledNeurons() {
  return useResource<readonly EnabledNeuron[]>('/neuron/enabled', { entities: ['enabledNeuron'] });
}

/** `Demo_Reputation_1_0` → `Demo Reputation`. */
export function neuronTitle(name: string): string {
  const bare = name
    .replace(/(?:_\d+)+$/, '')
    .replaceAll('_', ' ')
    .trim();
  return bare === '' ? name : bare;
}

/** Its title, with the Cortex server that it runs on where that is not here: several may have a neuron of one name. */
export function neuronLabel({ name, cortexId }: Pick<EnabledNeuron, 'name' | 'cortexId'>): string {
  return cortexId === 'local' ? neuronTitle(name) : `${neuronTitle(name)} · ${cortexId}`;
}

/** `Demo_Reputation_1_0` → `1.0`; empty when the name tells none. */
export function neuronVersion(name: string): string {
  return /((?:_\d+)+)$/.exec(name)?.[1]?.slice(1).replaceAll('_', '.') ?? '';
}

/** What an observable is called: its value, or the name of its file. */
export function nameOfValue({ data, attachment }: Pick<OutputObservable, 'data' | 'attachment'>): string {
  return data ?? attachment?.name ?? '';
}

/** Whether a run has not ended yet. */
export function isOpen({ status }: Pick<OutputJob, 'status'>): boolean {
  return status === 'Waiting' || status === 'InProgress';
}

/** Most runs of one observable that are shown. */
const mostJobs = 100;

/** The runs of analyzers on an observable, the newest first. Their reports may be large: {@link useReportOf} reads one. */
export function useJobsOf(observableId: string) {
  const steps = [
    get('observable', observableId),
    { _name: 'jobs' },
    sort([{ startDate: 'desc' }]),
    page(0, mostJobs),
  ];
  return usePipeline<readonly OutputJob[]>('observable-jobs', steps, { entities: ['job'] });
}

/** The report of a run. */
export function useReportOf(jobId: string) {
  return usePipeline<readonly OutputJob[]>('job-report', [get('job', jobId), page(0, 1, ['report'])], {
    entities: ['job'],
    about: jobId,
  });
}

/** Most observables whose earlier reports are looked up before an analysis. */
const mostLookedUp = 500;
/** Most reports of theirs. */
const mostRecent = 1_000;

/** Reports that could be used again: successes of the last hours on some observables. */
export function useRecentJobs(ids: readonly string[], since: number, enabled: boolean) {
  const steps = [
    list('observable'),
    where(filters.in('_id', ids.slice(0, mostLookedUp))),
    { _name: 'jobs' },
    where(filters.is('status', 'Success'), filters.is('fromCache', false), filters.atLeast('endDate', since)),
    page(0, mostRecent, ['observable']),
  ];
  return usePipeline<readonly OutputJob[]>('recent-jobs', steps, { entities: ['job'] }, { enabled });
}
