/** Analyses of a case that have not ended. */
import { count, filters, follow, get, where } from '../../../data/pipeline.ts';
import { usePipeline } from '../../../data/queries.ts';

/** How many wait or run; undefined until that is known. */
export function useRunningJobs(caseId: string): number | undefined {
  const steps = [
    get('case', caseId),
    follow('observables'),
    follow('jobs'),
    where(filters.in('status', ['Waiting', 'InProgress'])),
    count(),
  ];
  return usePipeline<number>('case-running-jobs', steps, { entities: ['job'] }).data;
}
