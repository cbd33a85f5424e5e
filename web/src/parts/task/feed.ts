/** Logs, finished tasks and runs of responders in one order. */
import type { OutputAction } from '../../../../contract/v1-types.ts';
import type { LogDetail, TaskDetail } from './task-data.ts';

/** An entry of the feed. */
export type FeedItem = {
  readonly id: string;
  readonly at: number;
  /** Login of who did it. */
  readonly by: string;
} & (
  | { readonly kind: 'log'; readonly log: LogDetail }
  | { readonly kind: 'completed'; readonly task: TaskDetail }
  | { readonly kind: 'act'; readonly action: OutputAction }
);

/** The entries, newest first. */
export function feedOf(
  tasks: readonly TaskDetail[],
  logs: readonly LogDetail[],
  actions: readonly OutputAction[],
): readonly FeedItem[] {
  const written = logs.map(
    (log): FeedItem => ({ id: log._id, at: log.date, by: log.owner, kind: 'log', log }),
  );
  const finished = tasks.flatMap((task): readonly FeedItem[] =>
    task.status !== 'Completed' || task.endDate === undefined
      ? []
      : [
          {
            id: task._id,
            at: task.endDate,
            by: task.assignee ?? task._updatedBy ?? task._createdBy,
            kind: 'completed',
            task,
          },
        ],
  );
  const acted = actions.map(
    (action): FeedItem => ({
      id: action._id,
      at: action.endDate ?? action.startDate,
      by: action._createdBy,
      kind: 'act',
      action,
    }),
  );
  return [...written, ...finished, ...acted].sort((one, other) => other.at - one.at);
}
