/** Groups of tasks, clicks on their status, and moving them. */
import { describe, expect, it } from 'vitest';
import type { TaskDetail } from './task-data.ts';
import { groupsOf, isLate, neighbourFor, nextStatus, placesAfterMove } from './task-order.ts';

function task(id: string, group: string, order: number, rest: Partial<TaskDetail> = {}): TaskDetail {
  return {
    _type: 'Task',
    _id: id,
    _createdAt: 0,
    _createdBy: 'ana@demo.test',
    _version: 1,
    title: id,
    group,
    status: 'Waiting',
    flag: false,
    order,
    mandatory: false,
    ...rest,
  };
}

const tasks = [
  task('one', 'Identify', 0, { status: 'Completed' }),
  task('two', 'Identify', 1),
  task('three', 'Contain', 2),
  task('four', 'Contain', 3),
];

describe('groups of tasks', () => {
  it('stand in the order of their first tasks and say how many need no more work', () => {
    expect(groupsOf(tasks).map(({ name, ended, tasks: { length } }) => [name, ended, length])).toEqual([
      ['Identify', 1, 2],
      ['Contain', 0, 2],
    ]);
  });

  it('are moved between by one change of places', () => {
    expect(placesAfterMove(tasks, 'four', { group: 'Identify', before: 'two' })).toEqual([
      { id: 'four', order: 1, group: 'Identify' },
      { id: 'two', order: 2, group: 'Identify' },
      { id: 'three', order: 3, group: 'Contain' },
    ]);
  });

  it('stay as they are when a task is put where it is', () => {
    expect(placesAfterMove(tasks, 'two', { group: 'Identify', before: undefined })).toEqual([]);
    expect(placesAfterMove(tasks, 'two', { group: 'Identify', before: 'two' })).toEqual([]);
    expect(placesAfterMove(tasks, 'nine', { group: 'Identify', before: undefined })).toEqual([]);
  });

  it('take a task at their end, also when nothing was in them', () => {
    expect(placesAfterMove(tasks, 'one', { group: 'Lessons', before: undefined })).toContainEqual({
      id: 'one',
      order: 3,
      group: 'Lessons',
    });
  });

  it('say where a task goes up or down, and that it cannot beyond their ends', () => {
    expect(neighbourFor(tasks, 'four', -1)).toEqual({ before: 'three', group: 'Contain' });
    expect(neighbourFor(tasks, 'three', 1)).toEqual({ before: undefined, group: 'Contain' });
    expect(neighbourFor(tasks, 'three', -1)).toBeUndefined();
    expect(neighbourFor(tasks, 'four', 1)).toBeUndefined();
  });
});

describe('the status of a task', () => {
  it('goes from waiting over work to its end, and from there back to work', () => {
    expect(
      ['Waiting', 'InProgress', 'Completed', 'Cancel'].map((one) => nextStatus(one as 'Waiting')),
    ).toEqual(['InProgress', 'Completed', 'InProgress', 'Waiting']);
  });

  it('is late only while there is work to do', () => {
    expect(isLate({ status: 'Waiting', dueDate: 5 }, 10)).toBe(true);
    expect(isLate({ status: 'Completed', dueDate: 5 }, 10)).toBe(false);
    expect(isLate({ status: 'Waiting' }, 10)).toBe(false);
  });
});
