/** Starting a batch of analyses, and telling once how it ended, wherever the person is by then. */
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { OutputJob } from '../../../../contract/v1-types.ts';
import type { Api } from '../../data/api.ts';
import { filters, list, page, where } from '../../data/pipeline.ts';
import { runPipeline, useRefresh } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';
import { useErrorText } from '../error-text.ts';
import { batchCounts } from './batch-summary.ts';
import { isOpen } from './engine-data.ts';

/** A job to be started. */
export interface JobRequest {
  readonly analyzerId: string;
  readonly artifactId: string;
}

/** Most jobs in one request, as the server has it. */
const mostAtOnce = 500;
/** Milliseconds between two looks at a batch: short at first, then longer. */
const firstPauseMs = 1_500;
const longestPauseMs = 3_000;
/** Looks after which a batch that is still running is no longer waited for: about half an hour. */
const mostLooks = 600;

/** Gives the function that starts jobs. It returns at once; how the batch ended is told in a toast. */
export function useStartJobs(): (jobs: readonly JobRequest[], force: boolean) => void {
  const { t, i18n } = useTranslation('observables');
  const api = useApi();
  const refresh = useRefresh();
  const errorText = useErrorText();
  const tell = (jobs: readonly OutputJob[]): void => {
    const parts = batchCounts(jobs).map(({ outcome, count }) => t(`batch.${outcome}`, { count }));
    const result = new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(parts);
    notifications.show({ message: t('batch.done', { count: jobs.length, result }), autoClose: 15_000 });
  };
  const run = async (jobs: readonly JobRequest[], force: boolean): Promise<void> => {
    const ids: string[] = [];
    for (let from = 0; from < jobs.length; from += mostAtOnce)
      ids.push(...(await startSome(api, jobs.slice(from, from + mostAtOnce), force)));
    await refresh(['job', 'observable']);
    const ended = await endOf(api, ids);
    if (ended !== undefined) tell(ended);
    await refresh(['job', 'observable']);
  };
  return (jobs, force) =>
    void run(jobs, force).catch((error: unknown) =>
      notifications.show({ color: 'red', message: t('batch.notStarted', { reason: errorText(error) }) }),
    );
}

async function startSome(api: Api, jobs: readonly JobRequest[], force: boolean): Promise<readonly string[]> {
  const body = { jobs: jobs.map((job) => ({ ...job, ...(force ? { force } : {}) })) };
  const started = await api.post<readonly OutputJob[]>('/connector/cortex/job/_bulk', body);
  return started.map(({ _id }) => _id);
}

/** The jobs of a batch once all have ended; undefined when that took too long. */
async function endOf(api: Api, ids: readonly string[]): Promise<readonly OutputJob[] | undefined> {
  let pauseMs = firstPauseMs;
  for (let look = 0; look < mostLooks; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    pauseMs = Math.min(longestPauseMs, pauseMs * 1.4);
    if (!(await hasOpen(api, ids))) return readJobs(api, ids);
  }
  return undefined;
}

async function hasOpen(api: Api, ids: readonly string[]): Promise<boolean> {
  const open = filters.in('status', ['Waiting', 'InProgress']);
  for (let from = 0; from < ids.length; from += mostAtOnce) {
    const some = filters.in('_id', ids.slice(from, from + mostAtOnce));
    const found = await runPipeline<readonly OutputJob[]>(api, 'batch', [
      list('job'),
      where(some, open),
      page(0, 1),
    ]);
    if (found.some(isOpen)) return true;
  }
  return false;
}

async function readJobs(api: Api, ids: readonly string[]): Promise<readonly OutputJob[]> {
  const jobs: OutputJob[] = [];
  for (let from = 0; from < ids.length; from += mostAtOnce) {
    const some = filters.in('_id', ids.slice(from, from + mostAtOnce));
    const steps = [list('job'), where(some), page(0, mostAtOnce, ['report'])];
    jobs.push(...(await runPipeline<readonly OutputJob[]>(api, 'batch-result', steps)));
  }
  return jobs;
}
