/** What analyzers found in a value: ticked ones become observables of the case or alert. What it has already stands there greyed. */
import { Button, Checkbox } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputJob, OutputObservable } from '../../../../contract/v1-types.ts';
import { filters, get, page, type Step, where } from '../../data/pipeline.ts';
import { runPipeline, useChange, usePipeline } from '../../data/queries.ts';
import { useApi, useMay } from '../../data/session.tsx';
import { useErrorText } from '../error-text.ts';
import type { ObservableDetail } from '../observable/observable-data.ts';
import { ObservableValue } from '../observable-value.tsx';
import { OrdinaryMark, ordinaryReasonOf } from '../ordinary-mark.tsx';
import classes from './artifacts.module.css';
import { nameOfValue, neuronTitle } from './engine-data.ts';
import { newestRuns } from './reports.tsx';

/** Most found values of one job that are listed. */
const mostFound = 500;

interface Found {
  readonly observable: OutputObservable;
  readonly job: OutputJob;
}

/** What the newest successful run of each analyzer found and nobody has taken over. */
function useFound({ reports }: ObservableDetail, jobs: readonly OutputJob[]): readonly Found[] {
  const api = useApi();
  const newest = newestRuns(jobs, reports).newest.filter(({ status }) => status === 'Success');
  const answers = useQueries({
    queries: newest.map(({ _id }) => {
      const steps = [get('job', _id), { _name: 'reportObservables' }, page(0, mostFound)];
      return {
        queryKey: [api.organisation, 'found', steps],
        queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
          runPipeline<readonly OutputObservable[]>(api, 'found', steps, signal),
        meta: { entities: ['observable', 'job'] },
      };
    }),
  });
  const seen = new Set<string>();
  return newest.flatMap((job, place) =>
    (answers[place]?.data ?? []).flatMap((observable) => {
      const key = keyOf(observable);
      return seen.has(key) ? [] : [seen.add(key)].map(() => ({ observable, job }));
    }),
  );
}

function keyOf(observable: OutputObservable): string {
  return `${observable.dataType} ${nameOfValue(observable)}`;
}

/** What the case or alert of the observable has already of the values and files found; undefined while that is not known. */
function usePresent(
  { extraData }: ObservableDetail,
  found: readonly Found[],
): ReadonlySet<string> | undefined {
  const { case: oneCase, alert } = extraData.links ?? {};
  const start: Step | undefined =
    oneCase !== undefined && oneCase !== null
      ? get('case', oneCase._id)
      : alert !== undefined && alert !== null
        ? get('alert', alert._id)
        : undefined;
  const values = found.flatMap(({ observable: { data } }) => data ?? []);
  const files = found.flatMap(({ observable: { attachment } }) => attachment?.id ?? []);
  const steps = [
    ...(start === undefined ? [] : [start]),
    { _name: 'observables' },
    where(filters.any(filters.in('data', values), filters.in('attachment.id', files))),
    page(0, mostFound),
  ];
  const answer = usePipeline<readonly OutputObservable[]>(
    'present',
    steps,
    { entities: ['observable'] },
    { enabled: start !== undefined && values.length + files.length > 0 },
  );
  // Without an answer the server still takes over nothing twice.
  return answer.isLoading ? undefined : new Set((answer.data ?? []).map(keyOf));
}

/** The list. `quiet`: nothing at all when nothing was found. */
export function Artifacts({
  observable,
  jobs,
  onImported,
  quiet = false,
}: {
  readonly observable: ObservableDetail;
  readonly jobs: readonly OutputJob[];
  readonly onImported?: (() => void) | undefined;
  readonly quiet?: boolean;
}) {
  const { t } = useTranslation('observables');
  const found = useFound(observable, jobs);
  const present = usePresent(observable, found);
  const may = useMay('manageObservable');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const isFree = (one: Found): boolean => present?.has(keyOf(one.observable)) === false;
  const free = found.filter(isFree);
  const chosen = free.filter((one) => !left.has(one.observable._id));
  if (found.length === 0) return quiet ? null : <p className={classes.quiet}>{t('artifacts.none')}</p>;
  return (
    <section className={classes.artifacts} aria-label={t('artifacts.title')}>
      <ArtifactsHead found={found} chosen={chosen} may={may} onImported={onImported} />
      <ul className={classes.list}>
        {found.map(({ observable: one, job }) => {
          const isPresent = present?.has(keyOf(one));
          return (
            <li key={one._id} className={classes.row} data-present={isPresent || undefined}>
              <Checkbox
                size="xs"
                aria-label={nameOfValue(one)}
                disabled={isPresent !== false || !may}
                checked={isPresent === false && !left.has(one._id)}
                onChange={() => setLeft((before) => new Set(before).symmetricDifference(new Set([one._id])))}
              />
              <span className={classes.value}>
                <ObservableValue dataType={one.dataType} value={nameOfValue(one)} />
                <OrdinaryMark reason={ordinaryReasonOf(one)} />
              </span>
              <bdi className={classes.by}>{neuronTitle(job.analyzerName)}</bdi>
              <span className={classes.state}>
                {isPresent !== undefined && (isPresent ? t('artifacts.present') : t('artifacts.new'))}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function ArtifactsHead({
  found,
  chosen,
  may,
  onImported,
}: {
  readonly found: readonly Found[];
  readonly chosen: readonly Found[];
  readonly may: boolean;
  readonly onImported: (() => void) | undefined;
}) {
  const { t } = useTranslation('observables');
  const errorText = useErrorText();
  const analyzers = new Set(found.map(({ job }) => job.analyzerId)).size;
  const take = useChange<readonly Found[]>(
    async (api, all) => {
      for (const [job, of] of Map.groupBy(all, ({ job: { _id } }) => _id))
        await api.post(`/connector/cortex/job/${job}/import`, {
          observables: of.map(({ observable: { _id } }) => _id),
        });
    },
    ['observable', 'job', 'case'],
  );
  return (
    <>
      <p className={classes.head}>
        <strong>{t('artifacts.title')}</strong>
        <span className={classes.quiet}>
          {t('artifacts.found', { count: found.length })} {t('artifacts.by', { count: analyzers })}
        </span>
        {may && (
          <Button
            size="compact-sm"
            variant="filled"
            disabled={chosen.length === 0}
            loading={take.isPending}
            onClick={() => take.mutate(chosen, { onSuccess: () => onImported?.() })}
          >
            {t('artifacts.import', { count: chosen.length })}
          </Button>
        )}
      </p>
      {take.error !== null && <p className={classes.failed}>{errorText(take.error)}</p>}
    </>
  );
}
