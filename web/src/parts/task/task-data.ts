/** Questions about tasks and their logs. */
import type { UseQueryResult } from '@tanstack/react-query';
import type { OutputLog, OutputTask } from '../../../../contract/v1-types.ts';
import type { Authored } from '../../data/authored.ts';
import { follow, get, page, sort } from '../../data/pipeline.ts';
import { usePipeline } from '../../data/queries.ts';

/** Most tasks of a case, and logs of a task, that are read at once. */
const mostTasks = 500;
const mostLogs = 500;

/** Where the work on a task stands. */
export type TaskStatus = OutputTask['status'];

/** A task with what the reader needs beside it. */
export interface TaskDetail extends OutputTask {
  readonly extraData?: {
    readonly logCount?: number;
    /** Whether it waits for the reader's organisation. */
    readonly actionRequired?: boolean;
    /** For each organisation that has it, whether it waits for it. */
    readonly actionRequiredMap?: Readonly<Record<string, boolean>>;
    readonly permissions?: readonly string[];
  };
}

/** A log with the task it was written in. */
export interface LogDetail extends OutputLog {
  readonly extraData?: Authored['extraData'] & {
    readonly task?: { readonly _id: string; readonly title: string } | null;
  };
}

/** The tasks of a case in their order. */
export function useCaseTasks(caseId: string): UseQueryResult<readonly TaskDetail[]> {
  return usePipeline(
    'case-tasks',
    [
      get('case', caseId),
      follow('tasks'),
      sort([{ order: 'asc' }, { _createdAt: 'asc' }]),
      page(0, mostTasks, ['logCount', 'actionRequired', 'actionRequiredMap']),
    ],
    { entities: ['task', 'log', 'share'], about: caseId },
  );
}

/** One task; `data` is an empty list when it is not seen. */
export function useTask(taskId: string): UseQueryResult<readonly TaskDetail[]> {
  return usePipeline(
    'task',
    [get('task', taskId), page(0, 1, ['logCount', 'actionRequired', 'actionRequiredMap', 'permissions'])],
    { entities: ['task', 'share'], about: taskId },
  );
}

/** The logs of a task, the oldest first. */
export function useTaskLogs(taskId: string): UseQueryResult<readonly LogDetail[]> {
  return usePipeline(
    'task-logs',
    [get('task', taskId), follow('logs'), sort([{ date: 'asc' }]), page(0, mostLogs, ['authorOrganisation'])],
    { entities: ['log', 'attachment'], about: taskId },
  );
}

/** The newest logs of all tasks of a case. */
export function useCaseLogs(caseId: string, most: number): UseQueryResult<readonly LogDetail[]> {
  return usePipeline(
    'case-logs',
    [
      get('case', caseId),
      follow('tasks'),
      follow('logs'),
      sort([{ date: 'desc' }]),
      page(0, most, ['task', 'authorOrganisation']),
    ],
    { entities: ['log', 'task', 'attachment'], about: caseId },
  );
}
