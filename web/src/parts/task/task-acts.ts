/** Acts on tasks, one or many at once, each with the way to take it back where there is one. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Api } from '../../data/api.ts';
import { useRefresh } from '../../data/queries.ts';
import { useApi, useMe } from '../../data/session.tsx';
import { useUndo } from '../../ui/undo.tsx';
import type { TaskDetail, TaskStatus } from './task-data.ts';
import type { TaskPlace } from './task-order.ts';

/** What can be done with tasks. Each rejects with what the server refused. */
export interface TaskActs {
  /** Adds a task at the end of a group; gives its id. */
  readonly create: (
    caseId: string,
    title: string,
    group: string | undefined,
    order: number,
  ) => Promise<string>;
  readonly setStatus: (tasks: readonly TaskDetail[], status: TaskStatus) => Promise<void>;
  readonly assign: (tasks: readonly TaskDetail[], login: string | null) => Promise<void>;
  readonly take: (tasks: readonly TaskDetail[]) => Promise<void>;
  readonly setDue: (tasks: readonly TaskDetail[], due: number | null) => Promise<void>;
  readonly setMandatory: (tasks: readonly TaskDetail[], mandatory: boolean) => Promise<void>;
  readonly setFlag: (tasks: readonly TaskDetail[], flag: boolean) => Promise<void>;
  readonly rename: (task: TaskDetail, title: string) => Promise<void>;
  /** Replaces the description; refused when somebody changed the task meanwhile. */
  readonly describe: (task: TaskDetail, description: string) => Promise<void>;
  readonly move: (tasks: readonly TaskDetail[], places: readonly TaskPlace[]) => Promise<void>;
  readonly remove: (ids: readonly string[]) => Promise<void>;
  readonly requireAction: (taskId: string, organisation: string, required: boolean) => Promise<void>;
}

type Field = 'status' | 'assignee' | 'dueDate' | 'startDate' | 'endDate' | 'mandatory' | 'flag' | 'title';

/** Acts on tasks. */
export function useTaskActs(): TaskActs {
  const api = useApi();
  const login = useMe()?.login ?? '';
  const refresh = useRefresh();
  const { offer } = useUndo();
  const { t } = useTranslation('tasks');
  return useMemo(() => {
    const done = (): Promise<void> => refresh(['task', 'log', 'case', 'audit']);
    const change = async (
      tasks: readonly TaskDetail[],
      values: Readonly<Record<string, unknown>>,
      fields: readonly Field[],
      label: string,
    ): Promise<void> => {
      await api.patch('/task/_bulk', { ids: tasks.map(({ _id }) => _id), ...values });
      await done();
      offer({
        label,
        undo: async () => {
          for (const task of tasks) await api.patch(`/task/${task._id}`, formerValues(task, fields));
          await done();
        },
      });
    };
    return {
      create: async (caseId, title, group, order) => {
        const made = await api.post<{ readonly _id: string }>(`/case/${caseId}/task`, {
          title,
          order,
          ...(group === undefined ? {} : { group }),
        });
        await done();
        return made._id;
      },
      setStatus: (tasks, status) =>
        change(
          tasks,
          { status },
          ['status', 'startDate', 'endDate', 'assignee'],
          t(`done.${status}`, { count: tasks.length, title: tasks[0]?.title ?? '' }),
        ),
      assign: (tasks, assignee) =>
        change(tasks, { assignee }, ['assignee'], t('done.assigned', { count: tasks.length })),
      take: (tasks) =>
        change(tasks, { assignee: login }, ['assignee'], t('done.assigned', { count: tasks.length })),
      setDue: (tasks, dueDate) =>
        change(tasks, { dueDate }, ['dueDate'], t('done.due', { count: tasks.length })),
      setMandatory: (tasks, mandatory) =>
        change(tasks, { mandatory }, ['mandatory'], t('done.changed', { count: tasks.length })),
      setFlag: (tasks, flag) => change(tasks, { flag }, ['flag'], t('done.changed', { count: tasks.length })),
      rename: (task, title) => change([task], { title }, ['title'], t('done.changed', { count: 1 })),
      describe: async (task, description) => {
        await api.patch(`/task/${task._id}`, { description, _version: task._version });
        await done();
      },
      move: async (tasks, places) => {
        const before = places.flatMap(({ id }) => tasks.find(({ _id }) => _id === id) ?? []);
        await place(api, places);
        await done();
        offer({
          label: t('done.moved'),
          undo: async () => {
            await place(
              api,
              before.map(({ _id, order, group }) => ({ id: _id, order, group })),
            );
            await done();
          },
        });
      },
      remove: async (ids) => {
        for (const id of ids) await api.remove(`/task/${id}`);
        await done();
      },
      requireAction: async (taskId, organisation, required) => {
        const verb = required ? 'actionRequired' : 'actionDone';
        await api.put(`/task/${taskId}/${verb}/${encodeURIComponent(organisation)}`);
        await done();
      },
    };
  }, [api, login, refresh, offer, t]);
}

function formerValues(task: TaskDetail, fields: readonly Field[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(fields.map((field) => [field, task[field] ?? null]));
}

async function place(api: Api, places: readonly TaskPlace[]): Promise<void> {
  for (const { id, order, group } of places) await api.patch(`/task/${id}`, { order, group });
}
