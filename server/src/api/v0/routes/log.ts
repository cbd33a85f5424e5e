/** Routes of the logs of tasks. */
import { deleteLog } from '../../../commands/delete-objects.ts';
import { createLog, updateLog } from '../../../commands/log-commands.ts';
import { idToWire } from '../../../model/identifier.ts';
import type { Pipeline } from '../../../query/stage.ts';
import { type Answer, parameter, run } from '../../http/route-table.ts';
import { aboveZero, readFields, switchedOn } from '../input.ts';
import { kinds } from '../kinds.ts';
import { counting } from '../list-routes.ts';
import { getStage, listInput, readList, readOne } from '../read.ts';
import type { Route, RouteCall } from '../route.ts';
import { showLogs } from '../show-logs.ts';
import { logWords } from '../words.ts';

const read = { permission: 'authenticated', status: 200 } as const;
const aLog = 'A log, with its file if it has one';
const severalLogs = 'List of logs; X-Total counts all';
const searchInput = { ...listInput, nparent: 'above 0: each with its task and case' } as const;

async function showOne(call: RouteCall, reference: string): Promise<Answer> {
  const [body] = await showLogs(call, [await readOne(call, 'log', reference)]);
  return { body };
}

async function search(call: RouteCall, from: Pipeline = [{ op: 'list', entity: 'log' }]): Promise<Answer> {
  const extraData = aboveZero(call.input, 'nparent') ? ['task'] : [];
  const { objects, headers } = await readList(call, 'log', logWords, { extraData, from });
  return { body: await showLogs(call, objects), headers };
}

async function searchInTask(call: RouteCall): Promise<Answer> {
  const reference = parameter(call, 'taskId');
  await readOne(call, 'task', reference);
  return search(call, [getStage('task', reference), { op: 'follow', relation: 'logs' }]);
}

async function create(call: RouteCall): Promise<Answer> {
  const files = call.uploads.get('attachment') ?? [];
  const uploads = new Map(files.length === 0 ? [] : [['attachments', files] as const]);
  const raw = { ...readFields(call.input, ['message']), taskId: parameter(call, 'taskId') };
  const { id } = await run({ ...call, uploads }, createLog, raw);
  return showOne(call, idToWire(id));
}

/** Changes a log. One that is marked as deleted is deleted, and answered as it was. */
async function update(call: RouteCall): Promise<Answer> {
  const id = parameter(call, 'logId');
  const fields = readFields(call.input, ['message']);
  if (Object.keys(fields).length > 0 || !switchedOn(call.input, 'deleted'))
    await run(call, updateLog, { ...fields, id });
  const answer = await showOne(call, id);
  if (switchedOn(call.input, 'deleted')) await run(call, deleteLog, { id });
  return answer;
}

/** The routes. */
export const logRoutes: readonly Route[] = [
  counting('/case/task/log/_stats', kinds.log, 'Numbers over logs'),
  {
    ...read,
    method: 'POST',
    path: '/case/task/log/_search',
    summary: 'Logs that fit conditions; ten at a time when no range is given',
    input: searchInput,
    answer: severalLogs,
    handle: (call) => search(call),
  },
  {
    ...read,
    method: 'GET',
    path: '/case/task/{taskId}/log',
    summary: 'Logs of a task; ten at a time when no range is given',
    input: searchInput,
    answer: severalLogs,
    handle: searchInTask,
  },
  {
    ...read,
    method: 'POST',
    path: '/case/task/{taskId}/log/_search',
    summary: 'Logs of a task that fit conditions',
    input: searchInput,
    answer: severalLogs,
    handle: searchInTask,
  },
  {
    method: 'POST',
    path: '/case/task/{taskId}/log',
    permission: createLog.permission,
    summary: 'Write a log, with a file if the form has one',
    status: 201,
    input: { message: 'what was done', attachment: 'a file' },
    answer: aLog,
    handle: create,
  },
  {
    ...read,
    method: 'GET',
    path: '/case/task/log/{logId}',
    summary: 'One log',
    answer: aLog,
    handle: (call) => showOne(call, parameter(call, 'logId')),
  },
  {
    method: 'PATCH',
    path: '/case/task/log/{logId}',
    permission: updateLog.permission,
    summary: 'Change a log, or delete it',
    status: 200,
    input: { message: 'what was done', deleted: 'true: the log is deleted' },
    answer: aLog,
    handle: update,
  },
  {
    method: 'DELETE',
    path: '/case/task/log/{logId}',
    permission: deleteLog.permission,
    summary: 'Delete a log with its files',
    status: 204,
    async handle(call) {
      await run(call, deleteLog, { id: parameter(call, 'logId') });
      return {};
    },
  },
];
