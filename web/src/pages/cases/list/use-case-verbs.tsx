/** What can be done with cases of the list, one or many. */
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../data/session.tsx';
import type { BulkVerb } from '../../../parts/list/bulk/bulk-bar.tsx';
import { ConfirmDialog } from '../../../parts/list/bulk/confirm-dialog.tsx';
import type { Bulk, BulkTask } from '../../../parts/list/bulk/use-bulk.ts';
import { useUpdateVerbs } from '../../../parts/list/bulk/use-update-verbs.tsx';
import type { List } from '../../../parts/list/use-list.ts';
import type { CaseRow } from './case-row.ts';
import { keptBefore, keptTo, sendRestrictions } from './restriction.ts';

const RestrictCasesDialog = lazy(() => import('./restrict-dialog.tsx'));

/** Most cases in one merge, as the server has it. */
const mostMerged = 50;
type Task = Omit<BulkTask<CaseRow>, 'rows'>;

/** Verbs with the dialogs that they open. */
export function useCaseVerbs(
  list: List<CaseRow>,
  bulk: Bulk<CaseRow>,
  rows: () => Promise<readonly CaseRow[]>,
): { readonly verbs: readonly BulkVerb<CaseRow>[]; readonly dialogs: ReactNode } {
  const { t } = useTranslation('lists');
  const { t: ofSharing } = useTranslation('sharing');
  const mayUpdate = useMay('manageCase/update');
  const mayMerge = useMay('manageCase/merge');
  const mayDelete = useMay('manageCase/delete');
  const mayRestrict = useMay('manageCaseAccess/restrict');
  const [question, setQuestion] = useState<'merge' | 'delete' | 'restrict'>();
  const updates = useUpdateVerbs({ list, bulk, rows, entity: 'case' });
  const run = async (task: Task): Promise<void> => bulk.run({ ...task, rows: await rows() });
  const flagging = (flag: boolean): BulkVerb<CaseRow> => {
    const label = t(flag ? 'act.flag' : 'act.unflag');
    return {
      id: flag ? 'flag' : 'unflag',
      label,
      further: true,
      applies: (row) => row.flag !== flag,
      perform: () => void run(flagTask(label, flag, t('bulk.skip.same'))),
    };
  };
  const merge: BulkVerb<CaseRow> = {
    id: 'merge',
    label: t('act.merge'),
    keys: 'm',
    applies: () => list.concerned.length > 1 && list.concerned.length <= mostMerged,
    perform: () => setQuestion('merge'),
  };
  const restrict: BulkVerb<CaseRow> = {
    id: 'restrict',
    label: ofSharing('restrict.act'),
    further: true,
    applies: isOwn,
    perform: () => setQuestion('restrict'),
  };
  const remove: BulkVerb<CaseRow> = {
    id: 'delete',
    label: t('act.delete'),
    further: true,
    applies: () => true,
    perform: () => setQuestion('delete'),
  };
  const isDelete = question === 'delete';
  return {
    verbs: [
      ...(mayUpdate ? updates.verbs : []),
      ...(mayMerge ? [merge] : []),
      ...(mayUpdate ? [flagging(true), flagging(false)] : []),
      ...(mayRestrict ? [restrict] : []),
      ...(mayDelete ? [remove] : []),
    ],
    dialogs: (
      <>
        {updates.dialogs}
        <ConfirmDialog
          opened={isDelete || question === 'merge'}
          title={
            isDelete ? t('confirm.deleteCases') : t('confirm.mergeCases', { count: list.concerned.length })
          }
          reason={isDelete ? t('confirm.deleteReason') : t('confirm.mergeReason')}
          act={isDelete ? t('act.delete') : t('act.merge')}
          onClose={() => setQuestion(undefined)}
          onConfirm={() => void run(isDelete ? deleteTask(t('label.delete')) : mergeTask(t('act.merge')))}
        />
        {question === 'restrict' && (
          <Suspense fallback={null}>
            <RestrictCasesDialog
              count={list.concerned.length}
              onClose={() => setQuestion(undefined)}
              onChoose={(people) =>
                void run(
                  restrictTask(
                    ofSharing(people === undefined ? 'restrict.lift' : 'restrict.act'),
                    people,
                    ofSharing('restrict.notOwner'),
                  ),
                )
              }
            />
          </Suspense>
        )}
      </>
    ),
  };
}

function flagTask(label: string, flag: boolean, same: string): Task {
  const change =
    (value: boolean): Task['act'] =>
    (api, some) =>
      api.patch('/case/_bulk', { ids: some.map(({ _id }) => _id), flag: value });
  return {
    label,
    skip: (row) => (row.flag === flag ? same : undefined),
    act: change(flag),
    undo: change(!flag),
  };
}

/** Whether the reader's organisation owns it: nobody else says who sees it. */
function isOwn({ extraData }: CaseRow): boolean {
  return extraData?.isOwner === true;
}

function restrictTask(label: string, people: readonly string[] | undefined, notOwner: string): Task {
  return {
    label,
    skip: (row) => (isOwn(row) ? undefined : notOwner),
    act: (api, some) => sendRestrictions(api, keptTo(some, people)),
    undo: (api, some) => sendRestrictions(api, keptBefore(some)),
    entities: ['task', 'observable', 'alert', 'audit'],
  };
}

function mergeTask(label: string): Task {
  return {
    label,
    portion: mostMerged,
    together: true,
    act: (api, some) => api.post(`/case/_merge/${some.map(({ _id }) => _id).join(',')}`),
  };
}

function deleteTask(label: string): Task {
  return {
    label,
    portion: 1,
    act: async (api, some) => {
      for (const { _id } of some) await api.remove(`/case/${_id}`);
    },
    undo: async (api, some) => {
      for (const { _id } of some) await api.post(`/case/${_id}/restore`);
    },
  };
}
