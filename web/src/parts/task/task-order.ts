/** Tasks in their groups, and what follows from moving one or from a click on its status. Pure, so that it can be tested. */
import type { TaskDetail, TaskStatus } from './task-data.ts';

/** Tasks under one heading. */
export interface TaskGroup {
  readonly name: string;
  readonly tasks: readonly TaskDetail[];
  /** How many need no more work. */
  readonly ended: number;
}

/** Statuses in the order work goes through them. */
export const taskStatuses: readonly TaskStatus[] = ['Waiting', 'InProgress', 'Completed', 'Cancel'];

const following: Readonly<Record<TaskStatus, TaskStatus>> = {
  Waiting: 'InProgress',
  InProgress: 'Completed',
  Completed: 'InProgress',
  Cancel: 'Waiting',
};

/** The status that a click leads to. */
export function nextStatus(status: TaskStatus): TaskStatus {
  return following[status];
}

/** Whether nothing more is to be done. */
export function isEnded({ status }: Pick<TaskDetail, 'status'>): boolean {
  return status === 'Completed' || status === 'Cancel';
}

/** Whether a task should have been done by now. */
export function isLate(task: Pick<TaskDetail, 'status' | 'dueDate'>, now: number): boolean {
  return task.dueDate !== undefined && task.dueDate < now && !isEnded(task);
}

/** The groups in the order of their first tasks. */
export function groupsOf(tasks: readonly TaskDetail[]): readonly TaskGroup[] {
  const byName = new Map<string, TaskDetail[]>();
  for (const task of tasks) {
    const group = byName.get(task.group);
    if (group === undefined) byName.set(task.group, [task]);
    else group.push(task);
  }
  return [...byName].map(([name, members]) => ({
    name,
    tasks: members,
    ended: members.filter(isEnded).length,
  }));
}

/** A new place of a task. */
export interface TaskPlace {
  readonly id: string;
  readonly order: number;
  readonly group: string;
}

/**
 * Places after a task was moved before another (or to the end of a group): only of tasks whose place changes. Tasks are
 * given in the order in which they are shown.
 */
export function placesAfterMove(
  tasks: readonly TaskDetail[],
  id: string,
  to: { readonly group: string; readonly before: string | undefined },
): readonly TaskPlace[] {
  const moved = tasks.find(({ _id }) => _id === id);
  if (moved === undefined || to.before === id) return [];
  const rest = groupsOf(tasks.filter(({ _id }) => _id !== id));
  const groups = rest.some(({ name }) => name === to.group)
    ? rest
    : [...rest, { name: to.group, tasks: [], ended: 0 }];
  const shown = groups.flatMap(({ name, tasks: members }) => {
    if (name !== to.group) return members;
    const at = members.findIndex(({ _id }) => _id === to.before);
    const place = at === -1 ? members.length : at;
    return [...members.slice(0, place), { ...moved, group: name }, ...members.slice(place)];
  });
  const before = new Map(tasks.map((task) => [task._id, task]));
  return shown.flatMap((task, order) => {
    const was = before.get(task._id);
    return was?.order === order && was.group === task.group
      ? []
      : [{ id: task._id, order, group: task.group }];
  });
}

/** The task before which one has to be put so that it goes up (-1) or down (1) within its group; undefined when it cannot. */
export function neighbourFor(
  tasks: readonly TaskDetail[],
  id: string,
  by: -1 | 1,
): { readonly before: string | undefined; readonly group: string } | undefined {
  const group = groupsOf(tasks).find(({ tasks: members }) => members.some(({ _id }) => _id === id));
  if (group === undefined) return undefined;
  const at = group.tasks.findIndex(({ _id }) => _id === id);
  if (by === -1) {
    const above = group.tasks[at - 1];
    return above === undefined ? undefined : { before: above._id, group: group.name };
  }
  return group.tasks[at + 1] === undefined
    ? undefined
    : { before: group.tasks[at + 2]?._id, group: group.name };
}
