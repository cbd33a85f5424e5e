/** How long a task waited and was worked on, from its dates. */
import type { TaskDetail } from './task-data.ts';

/** Times in milliseconds; `worked` is missing while the work has not begun. */
export interface StepTimes {
  readonly waited: number;
  readonly worked: number | undefined;
}

/** The times at a moment. */
export function stepTimes(
  task: Pick<TaskDetail, 'status' | 'startDate' | 'endDate' | '_createdAt'>,
  now: number,
): StepTimes {
  const begun = task.startDate !== undefined && task.status !== 'Waiting';
  const end = task.endDate ?? now;
  if (!begun)
    return {
      waited: Math.max(0, (task.status === 'Cancel' ? end : now) - task._createdAt),
      worked: undefined,
    };
  const start = task.startDate ?? end;
  return { waited: Math.max(0, start - task._createdAt), worked: Math.max(0, end - start) };
}
