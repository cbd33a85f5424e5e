/** Tasks of all cases: one's own, those that wait for somebody, those that are late; each can be worked on beside the list. */
import { IconChecklist } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { BulkBar, useVerbActions, verbHints } from '../../parts/list/bulk/bulk-bar.tsx';
import { ResultSheet } from '../../parts/list/bulk/result-sheet.tsx';
import { useBulk } from '../../parts/list/bulk/use-bulk.ts';
import { useConcerned } from '../../parts/list/bulk/use-concerned.ts';
import { ExportButton } from '../../parts/list/export-csv.tsx';
import { ListScreen } from '../../parts/list/list-screen.tsx';
import { useList } from '../../parts/list/use-list.ts';
import { useMatching } from '../../parts/list/use-matching.ts';
import { PageHead } from '../../parts/shell/page-head.tsx';
import { Due } from '../../parts/task/due-pick.tsx';
import { TaskMark } from '../../parts/task/task-mark.tsx';
import { TaskRoom } from '../../parts/task/task-room.tsx';
import { Message } from '../../ui/states.tsx';
import { type TaskListRow, useTaskList } from './list/definition.tsx';
import classes from './list/tasks.module.css';
import { useTaskVerbs } from './list/use-task-verbs.tsx';

/** The page. */
export function Page() {
  const { t } = useTranslation('tasks');
  const { organisation = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  const hrefOf = useCallback(
    ({ _id, extraData }: TaskListRow) =>
      `/o/${organisation}/cases/${extraData?.case?.number ?? ''}/tasks/${encodeURIComponent(_id)}`,
    [organisation],
  );
  const list = useList(useTaskList(hrefOf));
  const bulk = useBulk(list);
  const { rows, forMarked } = useConcerned(list);
  const { verbs, dialogs } = useTaskVerbs(bulk, rows);
  const marked = forMarked(verbs);
  useVerbActions(list, marked);
  const matching = useMatching(list);
  const preview = (id: string) => {
    const caseId = list.rows.rows.find(({ _id }) => _id === id)?.extraData?.case?._id;
    if (caseId === undefined) return null;
    return (
      <div className={classes.preview}>
        <TaskRoom caseId={caseId} taskId={id} onRemoved={() => list.state.showPreview(undefined)} />
      </div>
    );
  };
  return (
    <>
      <PageHead title={t('mine.title')} />
      <ListScreen
        list={list}
        label={t('mine.title')}
        hrefOf={hrefOf}
        onOpen={(row) => void navigate({ to: hrefOf(row) })}
        preview={preview}
        hints={verbHints(marked)}
        card={(row) => <TaskCard row={row} />}
        tools={<ExportButton list={list} />}
        bulkBar={
          verbs.length === 0 ? undefined : (
            <BulkBar list={list} bulk={bulk} verbs={marked} matching={matching} />
          )
        }
        overlay={
          bulk.outcome !== undefined && (
            <ResultSheet outcome={bulk.outcome} titleOf={({ title }) => title} onClose={bulk.dismiss} />
          )
        }
        empty={
          <Message icon={<IconChecklist size={24} stroke={1.6} aria-hidden="true" />} title={t('mine.none')}>
            {t('mine.noneReason')}
          </Message>
        }
      />
      {dialogs}
    </>
  );
}

function TaskCard({ row }: { readonly row: TaskListRow }) {
  return (
    <span className={classes.card}>
      <TaskMark status={row.status} word={false} />
      <bdi className={classes.cardTitle}>{row.title}</bdi>
      <Due task={row} word="short" />
      <bdi className={classes.cardFacts}>
        #{row.extraData?.case?.number} {row.extraData?.case?.title}
      </bdi>
    </span>
  );
}
