/** Ends a case, and takes that back within a minute: the case is reopened and the tasks that ended with it go on. */
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefresh } from '../../../data/queries.ts';
import { useApi } from '../../../data/session.tsx';
import { useCase } from '../../../parts/case/case-context.tsx';
import { type CasePatch, changedWithCase, inverseOf } from '../../../parts/case/use-case-change.ts';
import { useErrorText } from '../../../parts/error-text.ts';
import type { TaskDetail } from '../../../parts/task/task-data.ts';
import { useUndo } from '../../../ui/undo.tsx';

/** What the sheet sends. */
export interface Ending {
  readonly patch: CasePatch;
  /** Tasks that end with the case. */
  readonly ending: readonly TaskDetail[];
  /** Why a time was corrected; kept as a comment. */
  readonly reason: string | undefined;
}

/** Ending the case on screen. */
export function useClosing(onDone: () => void) {
  const { t } = useTranslation('cases');
  const { detail, may } = useCase();
  const api = useApi();
  const refresh = useRefresh();
  const errorText = useErrorText();
  const { offer } = useUndo();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const path = `/case/${detail._id}`;
  const takeBack = async ({ patch, ending }: Ending): Promise<void> => {
    const { endDate: _, ...former } = inverseOf(detail, patch);
    await api.patch(path, { ...former, endDate: null });
    for (const { _id, status } of ending) await api.patch(`/task/${_id}`, { status });
    await refresh(changedWithCase);
  };
  const end = async (ending: Ending): Promise<void> => {
    setBusy(true);
    setRefusal(undefined);
    try {
      await api.patch(path, ending.patch);
    } catch (error) {
      setRefusal(errorText(error));
      setBusy(false);
      return;
    }
    if (ending.reason !== undefined)
      await api
        .post(`${path}/comment`, { message: t('close.timeComment', { reason: ending.reason }) })
        .catch((error: unknown) => notifications.show({ message: errorText(error) }));
    await refresh([...changedWithCase, 'comment']);
    onDone();
    if (may('manageCase/reopen'))
      offer({ label: t('done.closed', { number: detail.number }), undo: () => takeBack(ending) });
  };
  return { end, busy, refusal };
}
