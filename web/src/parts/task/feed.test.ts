/** Logs and finished tasks in one order. */
import { expect, it } from 'vitest';
import { feedOf } from './feed.ts';
import type { LogDetail, TaskDetail } from './task-data.ts';

const stamps = { _createdAt: 0, _createdBy: 'ana@demo.test', _version: 1 } as const;
const task: TaskDetail = {
  ...stamps,
  _type: 'Task',
  _id: '~1',
  title: 'Block it',
  group: 'default',
  status: 'Completed',
  flag: false,
  order: 0,
  mandatory: false,
  endDate: 20,
  assignee: 'bo@demo.test',
};
const log = (id: string, date: number): LogDetail => ({
  ...stamps,
  _type: 'Log',
  _id: id,
  message: id,
  date,
  owner: 'ana@demo.test',
});

it('puts the newest first, whether written or finished, and leaves out what goes on', () => {
  const items = feedOf([task, { ...task, _id: '~2', status: 'InProgress' }], [log('~3', 10), log('~4', 30)]);
  expect(items.map(({ id, at, by, kind }) => [id, at, by, kind])).toEqual([
    ['~4', 30, 'ana@demo.test', 'log'],
    ['~1', 20, 'bo@demo.test', 'completed'],
    ['~3', 10, 'ana@demo.test', 'log'],
  ]);
});
