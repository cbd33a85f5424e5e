/** How many runs an analyzer has left in its rate window: those beyond it are not refused, they wait for their turn. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { count, filters, list, where } from '../../data/pipeline.ts';
import { usePipeline } from '../../data/queries.ts';
import classes from './analyse.module.css';
import type { EnabledNeuron } from './engine-data.ts';

const secondMs = 1_000;

/** Lengths of the windows, as the server counts them. */
const windows = {
  Second: secondMs,
  Minute: 60 * secondMs,
  Hour: 3_600 * secondMs,
  Day: 86_400 * secondMs,
  Month: 30 * 86_400 * secondMs,
} as const;

/**
 * The rate and what is left of it, beside the number of runs that are chosen. Runs in cases that the reader may not see count
 * for the server only, so that the figure is the most that can be left.
 */
export function RateLeft({
  analyzer: { _id, rate, rateUnit = 'Day' },
  chosen,
}: {
  readonly analyzer: EnabledNeuron;
  readonly chosen: number;
}) {
  const { t } = useTranslation('observables');
  const [since] = useState(() => Date.now() - windows[rateUnit]);
  const { data: started } = usePipeline<number>(
    'rate-used',
    [
      list('job'),
      where(
        filters.is('analyzerId', _id.replace('~', '')),
        filters.is('fromCache', false),
        filters.atLeast('runDate', since),
      ),
      count(),
    ],
    { entities: ['job'] },
    { enabled: rate !== undefined },
  );
  if (rate === undefined) return null;
  const left = started === undefined ? undefined : Math.max(0, rate - started);
  return (
    <>
      <span className={classes.fact}>
        {t('analyse.rate', { count: rate, unit: t(`rateUnit.${rateUnit}`) })}
        {left !== undefined && `, ${t('analyse.rateLeft', { count: left })}`}
      </span>
      {left !== undefined && chosen > left && (
        <span className={classes.waits}>{t('analyse.rateWaits', { count: chosen - left })}</span>
      )}
    </>
  );
}
