/** Which runs of analyzers told what was known of an observable at a moment. */
import type { OutputJob } from '../../../../../../contract/v1-types.ts';

/** What is needed of a run. */
type Run = Pick<OutputJob, '_id' | 'analyzerId' | 'status' | 'endDate'>;

/** The newest successful run of each analyzer that had ended at a moment. */
export function runsKnownAt<R extends Run>(runs: readonly R[], moment: number): readonly R[] {
  const ended = runs.filter(
    ({ status, endDate }) => status === 'Success' && (endDate ?? Number.NaN) <= moment,
  );
  const byAnalyzer = Map.groupBy(ended, ({ analyzerId }) => analyzerId);
  return [...byAnalyzer.values()].map((of) =>
    of.reduce((newest, run) => ((run.endDate ?? 0) > (newest.endDate ?? 0) ? run : newest)),
  );
}
