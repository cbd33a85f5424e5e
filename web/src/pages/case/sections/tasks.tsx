/** The tasks of a case: the room of one beside the list of all, or all of them as a table or a board. */
import { Button, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../../data/session.tsx';
import { useCase } from '../../../parts/case/case-context.tsx';
import { useErrorText } from '../../../parts/error-text.ts';
import classes from '../../../parts/task/task.module.css';
import { TaskAdd } from '../../../parts/task/task-add.tsx';
import { TaskBoard } from '../../../parts/task/task-board.tsx';
import { type TaskDetail, useCaseTasks } from '../../../parts/task/task-data.ts';
import { TaskFacts } from '../../../parts/task/task-facts.tsx';
import { TaskList } from '../../../parts/task/task-list.tsx';
import { groupsOf, isEnded } from '../../../parts/task/task-order.ts';
import { TaskRoom } from '../../../parts/task/task-room.tsx';
import { TaskTable } from '../../../parts/task/task-table.tsx';
import { useActions } from '../../../ui/actions.tsx';
import { usePhone } from '../../../ui/phone.ts';
import { Failure, LoadingRows, Message } from '../../../ui/states.tsx';
import type { SectionProps } from '../sections.ts';
import { useCaseAddress } from '../use-case-address.ts';

type Mode = 'split' | 'list' | 'board';

/** The section. */
export default function Section({ itemId }: SectionProps) {
  const { detail, may } = useCase();
  const { t: word } = useTranslation('words');
  const text = useErrorText();
  const { data, error, isPending, refetch } = useCaseTasks(detail._id);
  if (isPending) return <LoadingRows rows={8} label={word('loading')} />;
  if (error !== null)
    return <Failure reason={text(error)} again={() => void refetch()} againLabel={word('action.retry')} />;
  const tasks = groupsOf(data).flatMap((group) => group.tasks);
  return <Tasks tasks={tasks} itemId={itemId} mayManage={may('manageTask')} />;
}

interface TasksProps {
  readonly tasks: readonly TaskDetail[];
  readonly itemId: string | undefined;
  readonly mayManage: boolean;
}

function Tasks({ tasks, itemId, mayManage }: TasksProps) {
  const { detail } = useCase();
  const { t } = useTranslation('tasks');
  const go = useTaskNavigation(detail.number);
  const mode = useMode();
  const [adding, setAdding] = useAdding(mayManage);
  const head = (
    <Head
      mode={mode}
      onMode={go.show}
      onAdd={mayManage ? () => setAdding('') : undefined}
      isEmpty={tasks.length === 0 && adding === undefined}
    />
  );
  if (mode === 'split')
    return (
      <Split
        tasks={tasks}
        itemId={itemId}
        mayManage={mayManage}
        head={head}
        go={go}
        adding={adding}
        onAdding={setAdding}
      />
    );
  const All = mode === 'list' ? TaskTable : TaskBoard;
  return (
    <section className={classes.whole} aria-label={t('title')}>
      {head}
      {adding !== undefined && (
        <TaskAdd
          caseId={detail._id}
          group={undefined}
          order={tasks.length}
          onClose={() => setAdding(undefined)}
        />
      )}
      {tasks.length > 0 && <All tasks={tasks} caseNumber={String(detail.number)} mayManage={mayManage} />}
    </section>
  );
}

function Head({
  mode,
  onMode,
  onAdd,
  isEmpty,
}: {
  readonly mode: Mode;
  readonly onMode: (mode: Mode) => void;
  readonly onAdd: (() => void) | undefined;
  readonly isEmpty: boolean;
}) {
  const { t: ofCase } = useTranslation('cases');
  const { may } = useCase();
  const { openDialog } = useCaseAddress();
  const { t } = useTranslation('tasks');
  return (
    <>
      <div className={classes.sideHead}>
        <SegmentedControl
          size="xs"
          aria-label={t('mode.label')}
          value={mode}
          onChange={(value) => onMode(value as Mode)}
          data={(['split', 'list', 'board'] as const).map((value) => ({ value, label: t(`mode.${value}`) }))}
        />
        {onAdd !== undefined && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={16} stroke={1.6} aria-hidden="true" />}
            onClick={onAdd}
          >
            {t('add.task')}
          </Button>
        )}
      </div>
      {isEmpty && (
        <Message title={t('none')}>
          {onAdd !== undefined && (
            <>
              <p>{t('noneReason')}</p>
              {may('manageCase/update') && (
                <Button size="compact-md" onClick={() => openDialog('template')}>
                  {ofCase('apply.act')}
                </Button>
              )}
            </>
          )}
        </Message>
      )}
    </>
  );
}

interface SplitProps extends TasksProps {
  readonly head: ReactNode;
  readonly go: TaskNavigation;
  readonly adding: string | undefined;
  readonly onAdding: (group: string | undefined) => void;
}

/** The list and the room of one task; on a phone one after the other. */
function Split({ tasks, itemId, mayManage, head, go, adding, onAdding }: SplitProps) {
  const { detail } = useCase();
  const { t } = useTranslation('tasks');
  const phone = usePhone();
  // Where there is room for both, the work that is going on is shown beside the list.
  const first =
    tasks.find(({ status }) => status === 'InProgress') ?? tasks.find((task) => !isEnded(task)) ?? tasks[0];
  const shown = itemId ?? (phone ? undefined : first?._id);
  useMoves(tasks, shown, go.open);
  return (
    <div className={classes.split}>
      {(!phone || itemId === undefined) && (
        <section className={classes.side} aria-label={t('title')}>
          {head}
          <TaskList
            caseId={detail._id}
            caseNumber={String(detail.number)}
            tasks={tasks}
            selected={shown}
            mayManage={mayManage}
            adding={adding}
            onAdding={onAdding}
          />
        </section>
      )}
      {shown !== undefined && (
        <>
          <div className={classes.roomPlace}>
            {phone && (
              <Button size="compact-sm" variant="subtle" onClick={go.all}>
                {t('mode.all')}
              </Button>
            )}
            <TaskRoom caseId={detail._id} taskId={shown} onRemoved={go.all} />
          </div>
          <aside className={classes.panel} aria-label={t('room.facts')}>
            <TaskFacts caseId={detail._id} taskId={shown} />
          </aside>
        </>
      )}
    </div>
  );
}

/** The group that tasks are being added to; the address can ask for it: `?new=task`. */
function useAdding(mayManage: boolean): readonly [string | undefined, (group: string | undefined) => void] {
  const [adding, setAdding] = useState<string>();
  const { new: wanted } = useSearch({ strict: false }) as { readonly new?: string };
  const navigate = useNavigate();
  useEffect(() => {
    if (wanted !== 'task' || !mayManage) return;
    setAdding('');
    void navigate({ to: '.', search: {}, replace: true });
  }, [wanted, mayManage, navigate]);
  return [adding, setAdding];
}

function useMode(): Mode {
  const { mode } = useSearch({ strict: false }) as { readonly mode?: string };
  return mode === 'list' || mode === 'board' ? mode : 'split';
}

interface TaskNavigation {
  readonly open: (id: string) => void;
  readonly all: () => void;
  readonly show: (mode: Mode) => void;
}

function useTaskNavigation(number: number): TaskNavigation {
  const { organisation = '' } = useApi();
  const navigate = useNavigate();
  const params = { organisation, number: String(number), section: 'tasks' };
  return {
    open: (itemId) =>
      void navigate({
        to: '/o/$organisation/cases/$number/$section/$itemId',
        params: { ...params, itemId },
        search: {},
        replace: true,
      }),
    all: () => void navigate({ to: '/o/$organisation/cases/$number/$section', params, search: {} }),
    show: (mode) =>
      void navigate({
        to: '/o/$organisation/cases/$number/$section',
        params,
        search: mode === 'split' ? {} : { mode },
        replace: true,
      }),
  };
}

/** `j` and `k` go from task to task. */
function useMoves(tasks: readonly TaskDetail[], shown: string | undefined, open: (id: string) => void): void {
  const { t } = useTranslation('tasks');
  const place = tasks.findIndex(({ _id }) => _id === shown);
  const go = (by: number): void => {
    const next = tasks[place + by];
    if (next !== undefined) open(next._id);
  };
  const move = { group: t('room.keys'), onlyKeys: true } as const;
  useActions([
    { id: 'task-next', label: t('move.next'), keys: 'j', perform: () => go(1), ...move },
    { id: 'task-previous', label: t('move.previous'), keys: 'k', perform: () => go(-1), ...move },
  ]);
  useEffect(() => {
    document.querySelector('[data-task] [aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
  }, []);
}
