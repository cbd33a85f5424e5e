/** The reports on an observable: the newest of each analyzer, the most telling first; older runs stand below. */
import { Button } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputJob, OutputObservable } from '../../../../contract/v1-types.ts';
import { Failure, LoadingRows } from '../../ui/states.tsx';
import { useErrorText } from '../error-text.ts';
import { DifferenceView } from './difference-view.tsx';
import { isOpen } from './engine-data.ts';
import classes from './report.module.css';
import { ReportCard } from './report-card.tsx';
import { useStartJobs } from './start-jobs.ts';
import { isRecord, type Taxonomy, taxonomiesIn, worstLevel } from './taxonomies.ts';
import { useComparison } from './use-comparison.ts';

const order = ['malicious', 'suspicious', 'safe', 'info'] as const;

/** Running ones first, then by how telling they are, failures last. */
function rank(job: OutputJob, reports: unknown): number {
  if (isOpen(job)) return -1;
  if (job.status !== 'Success') return order.length + 1;
  const level = worstLevel(shortResults(job, reports));
  return level === undefined ? order.length : order.indexOf(level);
}

/** The short results that an observable carries of the newest run of an analyzer. */
function shortResults({ analyzerName }: OutputJob, reports: unknown): readonly Taxonomy[] {
  return isRecord(reports) && Object.hasOwn(reports, analyzerName) ? taxonomiesIn(reports[analyzerName]) : [];
}

/** The newest run of each analyzer, most telling first; all others. */
export function newestRuns(
  jobs: readonly OutputJob[],
  reports: unknown,
): {
  readonly newest: readonly OutputJob[];
  readonly earlier: readonly OutputJob[];
} {
  const seen = new Set<string>();
  const newest = jobs.filter(({ analyzerId }) => !seen.has(analyzerId) && seen.add(analyzerId));
  return {
    newest: newest.toSorted((one, other) => rank(one, reports) - rank(other, reports)),
    earlier: jobs.filter((job) => !newest.includes(job)),
  };
}

/** The cards. */
export function Reports({
  observable,
  jobs: { data, error, refetch },
}: {
  readonly observable: OutputObservable;
  readonly jobs: UseQueryResult<readonly OutputJob[]>;
}) {
  const { t } = useTranslation('observables');
  const { t: word } = useTranslation('words');
  const errorText = useErrorText();
  if (error !== null)
    return (
      <Failure reason={errorText(error)} again={() => void refetch()} againLabel={word('action.retry')} />
    );
  if (data === undefined) return <LoadingRows rows={4} label={word('loading')} />;
  if (data.length === 0) return <p className={classes.quiet}>{t('report.none')}</p>;
  return <Cards observable={observable} jobs={data} />;
}

function Cards({
  observable,
  jobs,
}: {
  readonly observable: OutputObservable;
  readonly jobs: readonly OutputJob[];
}) {
  const { t } = useTranslation('observables');
  const start = useStartJobs();
  const { newest, earlier } = newestRuns(jobs, observable.reports);
  const { comparison, pairs, choose } = useComparison(newest, earlier);
  const [hasEarlier, setEarlier] = useState(false);
  return (
    <>
      {comparison !== undefined && (
        <DifferenceView comparison={comparison} onClose={() => choose(undefined)} />
      )}
      {newest.map((job, place) => (
        <ReportCard
          key={job._id}
          job={job}
          observable={observable}
          short={shortResults(job, observable.reports)}
          opened={place === 0}
          onRerun={() => start([{ analyzerId: job.analyzerId, artifactId: observable._id }], true)}
        />
      ))}
      {earlier.length > 0 && (
        <p>
          <Button
            size="compact-sm"
            variant="subtle"
            aria-expanded={hasEarlier}
            onClick={() => setEarlier(!hasEarlier)}
          >
            {t('report.earlier', { count: earlier.length })}
          </Button>
        </p>
      )}
      {hasEarlier &&
        earlier.map((job) => (
          <ReportCard
            key={job._id}
            job={job}
            observable={observable}
            short={[]}
            opened={false}
            onCompare={pairs.some(({ before }) => before === job) ? () => choose(job._id) : undefined}
          />
        ))}
    </>
  );
}
