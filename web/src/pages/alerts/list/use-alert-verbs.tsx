/** What can be done with alerts of the queue, one or many. */
import { useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputAlert } from '../../../../../contract/v1-types.ts';
import { useMay } from '../../../data/session.tsx';
import type { IntoCase } from '../../../parts/alert/promote/promote-dialog.tsx';
import type { BulkVerb } from '../../../parts/list/bulk/bulk-bar.tsx';
import { presentValues } from '../../../parts/list/bulk/bulk-run.ts';
import { ConfirmDialog } from '../../../parts/list/bulk/confirm-dialog.tsx';
import type { Bulk, BulkTask } from '../../../parts/list/bulk/use-bulk.ts';
import { useUpdateVerbs } from '../../../parts/list/bulk/use-update-verbs.tsx';
import { nothingSelected } from '../../../parts/list/selection.ts';
import type { List } from '../../../parts/list/use-list.ts';
import type { AlertRow } from './alert-row.ts';
import { CloseAlertDialog, MergeDialog, PromoteDialog } from './late.tsx';

/** What is asked before a verb is done, about which alerts. */
interface Question {
  readonly verb: 'promote' | 'merge' | 'close' | 'delete';
  readonly rows: readonly AlertRow[];
}

type Task = Omit<BulkTask<AlertRow>, 'rows'>;

/** Verbs with the dialogs that they open. */
export function useAlertVerbs(
  list: List<AlertRow>,
  bulk: Bulk<AlertRow>,
  rows: () => Promise<readonly AlertRow[]>,
): { readonly verbs: readonly BulkVerb<AlertRow>[]; readonly dialogs: ReactNode } {
  const { t } = useTranslation('lists');
  const mayUpdate = useMay('manageAlert/update');
  const mayImport = useMay('manageAlert/import');
  const mayDelete = useMay('manageAlert/delete');
  const [question, setQuestion] = useState<Question>();
  const updates = useUpdateVerbs({ list, bulk, rows, entity: 'alert' });
  const ask = (verb: Question['verb']) => async (): Promise<void> =>
    setQuestion({ verb, rows: (await rows()).filter((row) => verb === 'delete' || isFree(row)) });
  const run = async (task: Task): Promise<void> => bulk.run({ ...task, rows: await rows() });
  const following = (follow: boolean): BulkVerb<AlertRow> => {
    const label = t(follow ? 'act.follow' : 'act.unfollow');
    return {
      id: follow ? 'follow' : 'unfollow',
      label,
      further: true,
      applies: (row) => row.follow !== follow,
      perform: () => void run(followTask(label, follow, t('bulk.skip.same'))),
    };
  };
  const closing = useClosing();
  const imports = (['promote', 'merge'] as const).map(
    (verb): BulkVerb<AlertRow> => ({
      id: verb,
      label: t(`act.${verb}`),
      keys: verb === 'promote' ? 'p' : 'm',
      applies: isFree,
      perform: () => void ask(verb)(),
    }),
  );
  const remove: BulkVerb<AlertRow> = {
    id: 'delete',
    label: t('act.delete'),
    further: true,
    applies: () => true,
    perform: () => void ask('delete')(),
  };
  const [take, assign, ...others] = mayUpdate
    ? updates.verbs.map((verb) =>
        verb.id === 'close' ? { ...verb, perform: () => void ask('close')() } : verb,
      )
    : [];
  return {
    verbs: [
      ...[take, assign].flatMap((verb) => verb ?? []),
      ...(mayImport ? imports : []),
      ...others,
      ...(mayUpdate ? [following(true), following(false)] : []),
      ...(mayDelete ? [remove] : []),
    ],
    dialogs: (
      <>
        {updates.dialogs}
        <Dialogs
          list={list}
          question={question}
          onClose={() => setQuestion(undefined)}
          onMerge={() => setQuestion((before) => before && { ...before, verb: 'merge' })}
          onCloseAs={(status, summary) => void bulk.run(closing(question?.rows ?? [], status, summary))}
          onDelete={() => void run(deleteTask(t('label.delete')))}
        />
      </>
    ),
  };
}

/** Whether no case holds it. */
function isFree({ stage }: AlertRow): boolean {
  return stage !== 'Imported';
}

function Dialogs({
  list,
  question,
  onClose,
  onMerge,
  onCloseAs,
  onDelete,
}: {
  readonly list: List<AlertRow>;
  readonly question: Question | undefined;
  readonly onClose: () => void;
  readonly onMerge: () => void;
  readonly onCloseAs: (status: string, summary: string) => void;
  readonly onDelete: () => void;
}) {
  const { t } = useTranslation('lists');
  const navigate = useNavigate();
  const { organisation = '' } = useParams({ strict: false });
  const ids = idsOf(question?.rows ?? []);
  const done = (into: IntoCase): void => {
    list.setSelection(nothingSelected);
    if (into.open)
      void navigate({
        to: '/o/$organisation/cases/$number',
        params: { organisation, number: String(into.number) },
        search: {},
      });
    else void list.rows.reread(ids);
  };
  const asked = useRef(false);
  if (question !== undefined) asked.current = true;
  // Fetched when one is asked for; then they stay, so that they can close as they opened.
  if (!asked.current) return null;
  return (
    <Suspense fallback={null}>
      <PromoteDialog
        alertIds={ids}
        opened={question?.verb === 'promote' && ids.length > 0}
        onClose={onClose}
        onDone={done}
        onMergeInstead={onMerge}
      />
      <MergeDialog
        alertIds={ids}
        opened={question?.verb === 'merge' && ids.length > 0}
        onClose={onClose}
        onDone={done}
      />
      <CloseAlertDialog
        alertIds={ids}
        opened={question?.verb === 'close' && ids.length > 0}
        onClose={onClose}
        perform={async (status, summary) => onCloseAs(status, summary)}
      />
      <ConfirmDialog
        opened={question?.verb === 'delete'}
        title={t('confirm.deleteAlerts')}
        reason={t('confirm.deleteReason')}
        act={t('act.delete')}
        onClose={onClose}
        onConfirm={onDelete}
      />
    </Suspense>
  );
}

const idsOf = (rows: readonly AlertRow[]): readonly string[] => rows.map(({ _id }) => _id);

/** Closes alerts with the reason; those with the status already are left out. */
function useClosing(): (rows: readonly AlertRow[], status: string, summary: string) => BulkTask<AlertRow> {
  const { t } = useTranslation('lists');
  const { t: word } = useTranslation('words');
  return (rows, status, summary) => ({
    label: t('label.close', {
      name: word(`alertStatus.${status}` as 'alertStatus.New', { defaultValue: status }),
    }),
    rows,
    skip: (row) => (row.status === status ? t('bulk.skip.same') : undefined),
    act: (api, some) =>
      api.patch('/alert/_bulk', { ids: idsOf(some), status, ...(summary === '' ? {} : { summary }) }),
    undo: async (api, some) => {
      // Who closes something that nobody holds comes to hold it: that is taken back as well.
      const fields: readonly ClosedField[] =
        summary === '' ? ['status', 'assignee'] : ['status', 'assignee', 'summary'];
      for (const { ids, values } of presentValues(some, fields))
        await api.patch('/alert/_bulk', { ids, ...values });
    },
  });
}

type ClosedField = keyof Pick<OutputAlert, 'status' | 'assignee' | 'summary'>;

function followTask(label: string, follow: boolean, same: string): Task {
  return {
    label,
    skip: (row) => (row.follow === follow ? same : undefined),
    act: (api, some) => api.patch('/alert/_bulk', { ids: idsOf(some), follow }),
    undo: (api, some) => api.patch('/alert/_bulk', { ids: idsOf(some), follow: !follow }),
  };
}

function deleteTask(label: string): Task {
  return {
    label,
    act: (api, some) => api.post('/alert/delete/_bulk', { ids: idsOf(some) }),
    undo: async (api, some) => {
      for (const { _id } of some) await api.post(`/alert/${_id}/restore`);
    },
  };
}
