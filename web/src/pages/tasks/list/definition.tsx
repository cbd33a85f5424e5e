/** The list of tasks of all cases: its columns, views, states and order. */
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { filters, follow, list } from '../../../data/pipeline.ts';
import { AssigneeCell, DurationCell, TextCell, TitleCell } from '../../../parts/list/cells.tsx';
import type { ListColumn, ListDefinition } from '../../../parts/list/list-definition.ts';
import { Due } from '../../../parts/task/due-pick.tsx';
import type { TaskDetail } from '../../../parts/task/task-data.ts';
import { groupName } from '../../../parts/task/task-list.tsx';
import { TaskMark } from '../../../parts/task/task-mark.tsx';
import { Ago } from '../../../parts/time.tsx';
import { CaseCell } from './case-cell.tsx';

/** A task with the case it belongs to. */
export interface TaskListRow extends Omit<TaskDetail, 'extraData'> {
  readonly extraData?: TaskDetail['extraData'] & {
    readonly case?: {
      readonly _id: string;
      readonly number: number;
      readonly title: string;
      readonly severity: 1 | 2 | 3 | 4;
    } | null;
  };
}

type Column = ListColumn<TaskListRow>;

const open = filters.in('status', ['Waiting', 'InProgress']);

/** The list. */
export function useTaskList(hrefOf: (row: TaskListRow) => string): ListDefinition<TaskListRow> {
  const { t } = useTranslation('tasks');
  const { t: word } = useTranslation('words');
  return useMemo(
    () => ({
      entity: 'task',
      start: [list('task'), follow('inCase')],
      extraData: ['case', 'logCount', 'actionRequired', 'actionRequiredMap'],
      columns: [...mainColumns(t, word, hrefOf), ...furtherColumns(t)],
      views: [
        { id: 'mine', label: t('mine.view.mine'), query: 'is:open is:mine' },
        { id: 'waiting', label: t('mine.view.waiting'), query: 'is:open is:unassigned' },
        { id: 'action', label: t('mine.view.action'), query: 'is:action' },
        { id: 'overdue', label: t('mine.view.overdue'), query: 'is:late' },
        { id: 'all', label: t('mine.view.all'), query: 'is:open' },
        { id: 'done', label: t('mine.view.done'), query: 'is:closed', sort: '-ended' },
      ],
      sort: 'due,-started',
      states: {
        open,
        closed: filters.in('status', ['Completed', 'Cancel']),
        action: filters.all(filters.is('actionRequired', true), open),
        late: filters.all(open, filters.atMost('dueDate', startOfMinute())),
        flagged: filters.is('flag', true),
      },
      titleOf: ({ title }) => title,
    }),
    [t, word, hrefOf],
  );
}

/** The present to a minute, so that the question of a list stays the same for a while. */
function startOfMinute(): number {
  return Math.floor(Date.now() / 60_000) * 60_000;
}

function mainColumns(
  t: TFunction<'tasks'>,
  word: TFunction<'words'>,
  hrefOf: (row: TaskListRow) => string,
): readonly Column[] {
  return [
    {
      id: 'status',
      label: word('field.status'),
      width: 112,
      field: 'status',
      cell: ({ status }) => <TaskMark status={status} />,
    },
    {
      id: 'title',
      label: word('field.title'),
      width: 200,
      grows: true,
      field: 'title',
      cell: (row) => (
        <TitleCell title={row.title} href={hrefOf(row)} tags={row.mandatory ? [t('field.mandatory')] : []} />
      ),
    },
    {
      id: 'case',
      label: t('field.case'),
      width: 220,
      cell: ({ extraData }) => <CaseCell of={extraData?.case} />,
    },
    {
      id: 'group',
      label: t('field.group'),
      width: 110,
      field: 'group',
      when: 'wide',
      cell: ({ group }) => <TextCell>{groupName(group, t)}</TextCell>,
    },
    {
      id: 'assignee',
      label: word('field.assignee'),
      width: 32,
      field: 'assignee',
      hidesLabel: true,
      cell: ({ assignee }) => <AssigneeCell assignee={assignee} />,
    },
    {
      id: 'due',
      label: t('field.dueAt'),
      width: 96,
      field: 'dueDate',
      cell: (row) => <Due task={row} word="none" />,
    },
  ];
}

function furtherColumns(t: TFunction<'tasks'>): readonly Column[] {
  return [
    {
      id: 'started',
      label: t('field.started'),
      width: 90,
      align: 'end',
      field: 'startDate',
      when: 'wide',
      cell: ({ startDate }) => (startDate === undefined ? null : <Ago at={startDate} />),
    },
    {
      id: 'handling',
      label: t('field.handling'),
      width: 110,
      align: 'end',
      field: 'timeToHandle',
      optional: true,
      cell: ({ timeToHandle }) => <DurationCell milliseconds={timeToHandle} />,
    },
    {
      id: 'ended',
      label: t('field.ended'),
      width: 90,
      align: 'end',
      field: 'endDate',
      optional: true,
      cell: ({ endDate }) => (endDate === undefined ? null : <Ago at={endDate} />),
    },
    {
      id: 'logs',
      label: t('field.logs'),
      width: 60,
      align: 'end',
      cell: ({ extraData }) => extraData?.logCount || null,
    },
  ];
}
