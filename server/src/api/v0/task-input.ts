/** Reads tasks as clients of v0 send them, alone and within cases. */
import type { RawObject } from '../../model/input.ts';
import { holderIn, readChanges, readFields } from './input.ts';

const names = [
  ...['title', 'group', 'description', 'status', 'flag'],
  ...['startDate', 'endDate', 'dueDate', 'order'],
];
const clearable = ['description', 'startDate', 'endDate', 'dueDate'];

/** What each status sets by itself: clients that send back a whole task have nothing there. */
const setByStatus: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['InProgress', ['startDate', 'assignee']],
  ['Completed', ['startDate', 'endDate']],
  ['Cancel', ['endDate']],
]);

/** A new task. */
export function readTask(input: RawObject): RawObject {
  return { ...readFields(input, names), ...holderIn(input) };
}

/** A change of tasks. What it empties besides moving them to a status that fills it is left to that status. */
export function readTaskChanges(input: RawObject): RawObject {
  const changes: RawObject = { ...readChanges(input, names, clearable), ...holderIn(input) };
  const own = setByStatus.get(changes.status) ?? [];
  return Object.fromEntries(
    Object.entries(changes).filter(([name, value]) => value !== null || !own.includes(name)),
  );
}

/** Faults of tasks are told by these words. */
export const taskFaultWords = { assignee: 'owner' };
