/** Routes of tasks. */
import { createTask } from '../../../commands/task-commands.ts';
import { updateTasks } from '../../../commands/update-tasks.ts';
import { idToWire } from '../../../model/identifier.ts';
import type { Pipeline } from '../../../query/stage.ts';
import { type Answer, actorOf, parameter, run } from '../../http/route-table.ts';
import { tasksMeant } from '../case-tasks.ts';
import { inWords } from '../faults.ts';
import { readQuery } from '../filter.ts';
import { aboveZero, referencesIn } from '../input.ts';
import { kinds } from '../kinds.ts';
import { counting } from '../list-routes.ts';
import { getStage, listInput, readList, readOne, readSeveral } from '../read.ts';
import { renderTask } from '../render.ts';
import type { Route, RouteCall } from '../route.ts';
import { readTask, readTaskChanges, taskFaultWords } from '../task-input.ts';
import { taskWords } from '../words.ts';

const read = { permission: 'authenticated', status: 200 } as const;
const aTask = 'A task';
const severalTasks = 'List of tasks; X-Total counts all';
const nparent = { nparent: 'above 0: each with what it lies in' } as const;

async function search(call: RouteCall, from: Pipeline): Promise<Answer> {
  const extraData = aboveZero(call.input, 'nparent') ? ['case'] : [];
  const { objects, headers } = await readList(call, 'task', taskWords, { extraData, from });
  return { body: objects.map((found) => renderTask(found, actorOf(call))), headers };
}

/** Tasks of cases; those of templates only where the query says that it means templates. */
function searchAll(call: RouteCall): Promise<Answer> {
  const filter = tasksMeant(readQuery(taskWords, call.input.query));
  return search(call, [
    { op: 'list', entity: 'task' },
    { op: 'filter', filter },
  ]);
}

async function searchInCase(call: RouteCall): Promise<Answer> {
  const reference = parameter(call, 'caseId');
  await readOne(call, 'case', reference);
  return search(call, [getStage('case', reference), { op: 'follow', relation: 'tasks' }]);
}

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
  counting('/case/task/_stats', kinds.task, 'Numbers over tasks'),
  {
    ...read,
    method: 'GET',
    path: '/case/task',
    summary: 'Tasks of all cases; ten at a time when no range is given',
    input: { ...listInput, ...nparent },
    answer: severalTasks,
    handle: searchAll,
  },
  {
    ...read,
    method: 'POST',
    path: '/case/task/_search',
    summary: 'Tasks that fit conditions; ten at a time when no range is given',
    input: { ...listInput, ...nparent },
    answer: severalTasks,
    handle: searchAll,
  },
  {
    ...read,
    method: 'POST',
    path: '/case/{caseId}/task/_search',
    summary: 'Tasks of a case that fit conditions',
    input: { ...listInput, ...nparent },
    answer: severalTasks,
    handle: searchInCase,
  },
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
