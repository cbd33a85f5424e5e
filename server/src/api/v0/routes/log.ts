/** Routes of the logs of tasks. */
import { deleteLog } from '../../../commands/frame/delete-objects.ts';
import { createLog, updateLog } from '../../../commands/task/log-commands.ts';
import { idToWire } from '../../../model/identifier.ts';
import { type Answer, parameter, run } from '../../http/route-table.ts';
import { readFields, switchedOn } from '../input.ts';
import { kinds } from '../kinds.ts';
import { counting, searching, showOne as shown } from '../list-routes.ts';
import type { Route, RouteCall } from '../route.ts';
import { removing } from '../writing-routes.ts';

const read = { permission: 'authenticated', status: 200 } as const;
const aLog = 'A log, with its file if it has one';
const ofTask = { entity: 'task', parameter: 'taskId', relation: 'logs' } as const;

async function showOne(call: RouteCall, reference: string): Promise<Answer> {
  return { body: await shown(call, kinds.log, reference) };
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
  counting('/case/task/log/_stats', kinds.log, 'logs'),
  searching('POST', '/case/task/log/_search', kinds.log, 'Logs that fit conditions'),
  searching('GET', '/case/task/{taskId}/log', kinds.log, 'Logs of a task', ofTask),
  searching(
    'POST',
    '/case/task/{taskId}/log/_search',
    kinds.log,
    'Logs of a task that fit conditions',
    ofTask,
  ),
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
  removing('logId', {
    path: '/case/task/log/{logId}',
    summary: 'Delete a log with its files',
    command: deleteLog,
  }),
];
