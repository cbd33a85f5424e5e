/** How far a run is that has not ended: how many were asked for before it, or how long it runs beside how long it takes as a rule. */
import { useTranslation } from 'react-i18next';
import type { OutputJob } from '../../../../contract/v1-types.ts';
import { count, filters, list, where } from '../../data/pipeline.ts';
import { usePipeline } from '../../data/queries.ts';
import { useTicking } from '../../ui/ticking.ts';
import { Duration } from '../time.tsx';
import { useEngineWorkers } from './engine-workers.tsx';
import { NextTry } from './next-try.tsx';
import type { RunKind } from './run-log.tsx';
import { useUsualDurations } from './usual-durations.ts';

/** What has to be known of a run. */
export interface OpenRun extends Pick<OutputJob, '_id' | 'status' | 'startDate' | 'runDate' | 'waitsUntil'> {
  /** Id of the definition that runs. */
  readonly definition: string | undefined;
}

/** The line; nothing for a run that has ended. */
export function RunProgress({ kind, run }: { readonly kind: RunKind; readonly run: OpenRun }) {
  if (run.status === 'InProgress') return <Elapsed kind={kind} run={run} />;
  if (run.status !== 'Waiting') return null;
  return run.waitsUntil === undefined ? <Before kind={kind} run={run} /> : <NextTry run={run} />;
}

function Elapsed({ kind, run }: { readonly kind: RunKind; readonly run: OpenRun }) {
  const { t } = useTranslation('engine');
  const now = useTicking(true);
  const usual = useUsualDurations(kind).get(run.definition ?? '');
  return (
    <span>
      {t('progress.since')} <Duration milliseconds={Math.max(0, now - (run.runDate ?? run.startDate))} />
      {usual !== undefined && (
        <>
          {t('progress.usual')} <Duration milliseconds={usual} />
        </>
      )}
    </span>
  );
}

/** Turns are fair between people, so that the figure is how many were asked for earlier, not a place. */
function Before({ kind, run }: { readonly kind: RunKind; readonly run: OpenRun }) {
  const { t } = useTranslation('engine');
  const { data } = usePipeline<number>(
    `${kind}s-before`,
    [
      list(kind),
      where(filters.is('status', 'Waiting'), { _lt: { _field: 'startDate', _value: run.startDate } }),
      count(),
    ],
    { entities: [kind] },
  );
  if (useEngineWorkers()?.workers === 0) return <span>{t('workers.none')}</span>;
  if (data === undefined) return null;
  return <span>{data === 0 ? t('progress.next') : t('progress.before', { count: data })}</span>;
}
