/** What is known of a value before it is sent anywhere: it lies in other cases or alerts, or it is an unlikely indicator. */
import { useTranslation } from 'react-i18next';
import { filters, list, page, where } from '../../data/pipeline.ts';
import { usePipeline } from '../../data/queries.ts';
import { OrdinaryMark, ordinaryReasonOf } from '../ordinary-mark.tsx';
import classes from './analyse.module.css';
import type { Analysable } from './engine-data.ts';

/** How often a value lies elsewhere, and whether it is marked as IOC there. */
export interface Seen {
  readonly seen: number;
  readonly ioc: boolean;
}

interface SeenObservable {
  readonly _id: string;
  readonly extraData: { readonly seen?: Seen };
}

/** Where else values lie, by id of the observable. */
export function useSeen(ids: readonly string[]): ReadonlyMap<string, Seen> {
  const { data = [] } = usePipeline<readonly SeenObservable[]>(
    'values-seen',
    [list('observable'), where(filters.in('_id', ids)), page(0, ids.length, ['seen'])],
    { entities: ['observable'] },
    { enabled: ids.length > 0 },
  );
  return new Map(data.flatMap(({ _id, extraData: { seen } }) => (seen === undefined ? [] : [[_id, seen]])));
}

/** The marks beside a value. */
export function KnownMarks({
  observable,
  seen: { seen, ioc } = { seen: 0, ioc: false },
}: {
  readonly observable: Analysable;
  readonly seen: Seen | undefined;
}) {
  const { t } = useTranslation('observables');
  const reason = ordinaryReasonOf(observable);
  if (seen === 0 && reason === undefined) return null;
  return (
    <span className={classes.known}>
      {seen > 0 && (
        <span className={ioc ? classes.knownBad : undefined}>
          {t(ioc ? 'analyse.seenAsIoc' : 'analyse.seen', { count: seen })}
        </span>
      )}
      <OrdinaryMark reason={reason} />
    </span>
  );
}
