/** One sentence about a finished batch of analyses: how many found what. */
import type { OutputJob } from '../../../../contract/v1-types.ts';
import type { Level } from '../badges.tsx';
import { isRecord, taxonomiesIn, worstLevel } from './taxonomies.ts';

/** What a finished job counts as; `none` ended well without a short result. */
export type BatchOutcome = Level | 'none' | 'failed' | 'blocked' | 'cancelled';

/** Outcomes in the order in which they are told. */
export const batchOutcomes: readonly BatchOutcome[] = [
  'malicious',
  'suspicious',
  'safe',
  'info',
  'none',
  'failed',
  'blocked',
  'cancelled',
];

/** How often each outcome came up; those that never did are left out. */
export function batchCounts(
  jobs: readonly OutputJob[],
): readonly { readonly outcome: BatchOutcome; readonly count: number }[] {
  const counts = new Map<BatchOutcome, number>();
  for (const job of jobs) {
    const outcome = outcomeOfJob(job);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return batchOutcomes.flatMap((outcome) => {
    const count = counts.get(outcome);
    return count === undefined ? [] : [{ outcome, count }];
  });
}

function outcomeOfJob({ status, outcome, report }: OutputJob): BatchOutcome {
  if (outcome === 'Blocked') return 'blocked';
  if (outcome === 'Cancelled') return 'cancelled';
  if (status !== 'Success') return 'failed';
  const summary = isRecord(report) ? report.summary : undefined;
  return worstLevel(taxonomiesIn(summary)) ?? 'none';
}
