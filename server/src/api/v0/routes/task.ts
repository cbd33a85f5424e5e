/** Routes of tasks. */
import { createTask } from '../../../commands/task/task-commands.ts';
import { updateTasks } from '../../../commands/task/update-tasks.ts';
import { idToWire } from '../../../model/identifier.ts';
import { type Answer, actorOf, parameter, run } from '../../http/route-table.ts';
import { inWords } from '../faults.ts';
import { referencesIn } from '../input.ts';
import { kinds } from '../kinds.ts';
import { listing, searching } from '../list-routes.ts';
import { readOne, readSeveral } from '../read.ts';
import { renderTask } from '../render.ts';
import type { Route, RouteCall } from '../route.ts';
import { readTask, readTaskChanges, taskFaultWords } from '../task-input.ts';

const read = { permission: 'authenticated', status: 200 } as const;
const aTask = 'A task';

async function showOne(call: RouteCall, reference: string): Promise<Answer> {
  return { body: renderTask(await readOne(call, 'task', reference), actorOf(call)) };
}

async function create(call: RouteCall): Promise<Answer> {
  const raw = { ...readTask(call.input), caseId: parameter(call, 'caseId') };
  const { id } = await inWords(taskFaultWords, () => run(call, createTask, raw));
  return showOne(call, idToWire(id));
}

async function update(call: RouteCall): Promise<Answer> {
  const id = parameter(call, 'taskId');
  await inWords(taskFaultWords, () => run(call, updateTasks, { ...readTaskChanges(call.input), id }));
  return showOne(call, id);
}

async function updateAll(call: RouteCall): Promise<Answer> {
  const ids = referencesIn(call.input, 'ids');
  await inWords(taskFaultWords, () => run(call, updateTasks, { ...readTaskChanges(call.input), ids }));
  const changed = await readSeveral(call, 'task', ids);
  return { body: changed.map((found) => renderTask(found, actorOf(call))) };
}

/** The routes. */
export const taskRoutes: readonly Route[] = [
  ...listing('/case/task', kinds.task, 'Tasks'),
  searching('POST', '/case/{caseId}/task/_search', kinds.task, 'Tasks of a case that fit conditions', {
    entity: 'case',
    parameter: 'caseId',
    relation: 'tasks',
  }),
  {
    method: 'POST',
    path: '/case/{caseId}/task',
    permission: createTask.permission,
    summary: 'Add a task to a case',
    status: 201,
    answer: aTask,
    handle: create,
  },
  {
    ...read,
    method: 'GET',
    path: '/case/task/{taskId}',
    summary: 'One task',
    answer: aTask,
    handle: (call) => showOne(call, parameter(call, 'taskId')),
  },
  {
    method: 'PATCH',
    path: '/case/task/_bulk',
    permission: updateTasks.permission,
    summary: 'Change several tasks',
    status: 200,
    input: { ids: 'ids of the tasks' },
    answer: 'List of tasks',
    handle: updateAll,
  },
  {
    method: 'PATCH',
    path: '/case/task/{taskId}',
    permission: updateTasks.permission,
    summary: 'Change a task',
    status: 200,
    answer: aTask,
    handle: update,
  },
];
