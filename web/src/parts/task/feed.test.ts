/** Logs, finished tasks and runs of responders in one order. */
import { expect, it } from 'vitest';
import type { OutputAction } from '../../../../contract/v1-types.ts';
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

const action: OutputAction = {
  ...stamps,
  _type: 'Action',
  _id: '~5',
  responderId: 'Demo_BlockDomain_1_0',
  responderName: 'Demo_BlockDomain_1_0',
  responderDefinition: 'Demo_BlockDomain_1_0',
  cortexId: 'local',
  cortexJobId: '~5',
  objectType: 'Observable',
  objectId: '~6',
  status: 'Success',
  startDate: 22,
  endDate: 25,
  operations: '[]',
  parameters: {},
};

it('puts the newest first, whether written, done or finished, and leaves out what goes on', () => {
  const items = feedOf(
    [task, { ...task, _id: '~2', status: 'InProgress' }],
    [log('~3', 10), log('~4', 30)],
    [action],
  );
  expect(items.map(({ id, at, by, kind }) => [id, at, by, kind])).toEqual([
    ['~4', 30, 'ana@demo.test', 'log'],
    ['~5', 25, 'ana@demo.test', 'act'],
    ['~1', 20, 'bo@demo.test', 'completed'],
    ['~3', 10, 'ana@demo.test', 'log'],
  ]);
});
