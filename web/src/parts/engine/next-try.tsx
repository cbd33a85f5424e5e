/** When a waiting run is tried again: its rate is used up, or its neuron said that the failure may pass. */
import { useTranslation } from 'react-i18next';
import type { OutputJob } from '../../../../contract/v1-types.ts';
import { Moment } from '../time.tsx';

/** Nothing for a run that waits for no moment. */
export function NextTry({ run }: { readonly run: Pick<OutputJob, 'status' | 'waitsUntil'> }) {
  const { t } = useTranslation('engine');
  if (run.status !== 'Waiting' || run.waitsUntil === undefined) return null;
  return (
    <span>
      {t('nextTry')} <Moment at={run.waitsUntil} />
    </span>
  );
}
