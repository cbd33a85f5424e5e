/** Whether anything takes runs at the moment: processes of the engine, as the server counts them. */
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { resourceQuery } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';
import classes from './engine-workers.module.css';

interface Status {
  readonly engine: { readonly workers: number; readonly places: number };
}

/** Milliseconds between looks: that a process ended is no change that the live stream tells. */
const lookMs = 10_000;

/** The processes that take runs; undefined while that is not known. */
export function useEngineWorkers(): Status['engine'] | undefined {
  const { data } = useQuery({
    ...resourceQuery<Status>(useApi(), '/status', { entities: [] }),
    refetchInterval: lookMs,
  });
  return data?.engine;
}

/** The mark: how many there are, in colour and in words. */
export function EngineWorkers() {
  const { t } = useTranslation('engine');
  const engine = useEngineWorkers();
  if (engine === undefined) return null;
  const { workers, places } = engine;
  return (
    <span className={classes.mark} role="status" title={t('workers.places', { count: places })}>
      <span className={classes.dot} data-none={workers === 0 || undefined} aria-hidden="true" />
      {workers === 0 ? t('workers.none') : t('workers.count', { count: workers })}
    </span>
  );
}

/** What it means that nothing takes runs, and what to do about it. */
export function NoWorkers() {
  const { t } = useTranslation('engine');
  if (useEngineWorkers()?.workers !== 0) return null;
  return (
    <p className={classes.banner} role="alert">
      <IconAlertTriangle size={16} stroke={1.6} aria-hidden="true" />
      {t('workers.noneReason')}
    </p>
  );
}
