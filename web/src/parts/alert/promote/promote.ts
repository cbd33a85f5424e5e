/** Promotes alerts: the first becomes a case, the others are merged into it, and what was left behind does not come along. */
import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OutputCase, OutputObservable } from '../../../../../contract/v1-types.ts';
import type { Api } from '../../../data/api.ts';
import { boundedCount, filters, follow, get, list, page, where } from '../../../data/pipeline.ts';
import { runPipeline, useRefresh } from '../../../data/queries.ts';
import { useApi, useMay } from '../../../data/session.tsx';
import { useUndo } from '../../../ui/undo.tsx';
import { mostObservables } from '../alert-data.ts';

/** What is promoted. */
export interface PromotionOrder {
  /** The alert that becomes the case, and those that join it. */
  readonly alertIds: readonly string[];
  readonly body: Readonly<Record<string, unknown>>;
  /** Observables of the first alert that stay behind. */
  readonly left: readonly Pick<OutputObservable, 'dataType' | 'data' | 'attachment'>[];
}

/** Promotes; what is on screen is read again afterwards, but nobody waits for that. */
export function usePromotion(): UseMutationResult<OutputCase, Error, PromotionOrder> {
  const api = useApi();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (order: PromotionOrder) => promote(api, order),
    onSettled: () => void refresh(['alert', 'case', 'observable', 'audit']),
  });
}

/** Does it. Rejects with what the server refused; nothing has happened then unless alerts were to join. */
async function promote(api: Api, { alertIds, body, left }: PromotionOrder): Promise<OutputCase> {
  const [first, ...others] = alertIds;
  if (first === undefined) throw new Error('No alert was named');
  const made = await api.post<OutputCase>(`/alert/${first}/case`, body);
  if (left.length > 0) await leaveBehind(api, made._id, left);
  if (others.length > 0) await api.post('/alert/merge/_bulk', { caseId: made._id, alertIds: others });
  return made;
}

/**
 * Offers to take a promotion back: the case goes, its alerts return. Only for those who may delete cases, and only while nobody
 * has done anything in the case. Tells whether it was offered.
 */
export function usePromotionUndo(): (made: OutputCase, alertId: string) => boolean {
  const { t } = useTranslation('alerts');
  const api = useApi();
  const refresh = useRefresh();
  const router = useRouter();
  const { offer } = useUndo();
  const mayDelete = useMay('manageCase/delete');
  return (made, alertId) => {
    if (!mayDelete) return false;
    const counted = countChanges(api, made._id);
    const undo = async (): Promise<void> => {
      if ((await countChanges(api, made._id)) !== (await counted)) throw new Error(t('done.promotedChanged'));
      await api.remove(`/case/${made._id}`);
      if (router.state.location.pathname.includes(`/cases/${made.number}`))
        await router.navigate({
          to: '/o/$organisation/alerts/$alertId',
          params: { organisation: api.organisation ?? '', alertId },
          search: {},
        });
      await refresh(['alert', 'case', 'observable', 'audit']);
    };
    offer({ label: t('done.promoted', { number: made.number }), undo });
    return true;
  };
}

/** How often something was done in a case so far. */
function countChanges(api: Api, caseId: string): Promise<number> {
  const steps = [list('audit'), where(filters.is('rootId', caseId)), boundedCount()];
  return runPipeline<number>(api, 'case-changes', steps);
}

async function leaveBehind(api: Api, caseId: string, left: PromotionOrder['left']): Promise<void> {
  const data = left.flatMap((one) => one.data ?? []);
  const files = left.flatMap((one) => one.attachment?.id ?? []);
  const found = await runPipeline<readonly OutputObservable[]>(api, 'left-behind', [
    get('case', caseId),
    follow('observables'),
    where(filters.any(filters.in('data', data), filters.in('attachment.id', files))),
    page(0, mostObservables),
  ]);
  const isLeft = ({ dataType, data: datum, attachment }: OutputObservable): boolean =>
    left.some(
      (one) =>
        one.dataType === dataType &&
        (datum === undefined ? one.attachment?.id === attachment?.id : one.data === datum),
    );
  for (const { _id } of found.filter(isLeft)) await api.remove(`/observable/${_id}`);
}
