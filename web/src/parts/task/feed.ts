/** Logs and finished tasks in one order. */
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
);

/** The entries, newest first. */
export function feedOf(tasks: readonly TaskDetail[], logs: readonly LogDetail[]): readonly FeedItem[] {
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
  return [...written, ...finished].sort((one, other) => other.at - one.at);
}
