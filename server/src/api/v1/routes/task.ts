/** Routes of tasks, their logs, and comments. */
import { commands } from '../commands.ts';
import { readOne } from '../read.ts';
import { parameter, type Route } from '../route.ts';
import { bodyWith, commandRoute, getRoute, nothing, objectOf, onObject, onSeveral } from '../route-kinds.ts';

/** Marks a task as waiting for an organisation, or as done by it. */
function action(verb: 'actionRequired' | 'actionDone'): Route {
  return commandRoute(
    {
      method: 'PUT',
      path: `/task/{taskId}/${verb}/{orgId}`,
      summary:
        verb === 'actionRequired' ? 'Ask an organisation for action' : 'Say that an organisation has acted',
    },
    commands.requireTaskAction,
    (call) => ({
      id: parameter(call, 'taskId'),
      organisation: parameter(call, 'orgId'),
      required: verb === 'actionRequired',
    }),
    nothing,
  );
}

/** Writes a comment. */
function commenting(on: 'case' | 'alert'): Route {
  const name = `${on}Id`;
  return commandRoute(
    {
      method: 'POST',
      path: `/${on}/{${name}}/comment`,
      summary: `Comment on ${on === 'case' ? 'a case' : 'an alert'}`,
      body: { entity: 'comment', mode: 'create' },
    },
    commands.createComment,
    bodyWith((call) => ({ caseId: undefined, alertId: undefined, [name]: parameter(call, name) })),
    objectOf('comment', 201),
  );
}

/** Routes of tasks and logs. */
export const taskRoutes: readonly Route[] = [
  commandRoute(
    {
      method: 'POST',
      path: '/case/{caseId}/task',
      summary: 'Add a task to a case',
      body: { entity: 'task', mode: 'create' },
    },
    commands.createTask,
    bodyWith((call) => ({ caseId: parameter(call, 'caseId') })),
    objectOf('task', 201),
  ),
  getRoute({ path: '/task/{taskId}', summary: 'One task' }, 'task', 'taskId'),
  commandRoute(
    {
      method: 'PATCH',
      path: '/task/_bulk',
      summary: 'Change several tasks',
      body: { entity: 'task', mode: 'update', also: { ids: 'ids of the tasks' } },
    },
    commands.updateTasks,
    onSeveral,
    nothing,
  ),
  commandRoute(
    {
      method: 'PATCH',
      path: '/task/{taskId}',
      summary: 'Change a task',
      body: { entity: 'task', mode: 'update' },
    },
    commands.updateTasks,
    onObject('taskId'),
    nothing,
  ),
  commandRoute(
    { method: 'DELETE', path: '/task/{taskId}', summary: 'Delete a task with its logs' },
    commands.deleteTask,
    (call) => ({ id: parameter(call, 'taskId') }),
    nothing,
  ),
  {
    method: 'GET',
    path: '/task/{taskId}/actionRequired',
    permission: 'authenticated',
    summary: 'For each organisation that sees the task, whether the task waits for it',
    status: 200,
    answer: { sentence: 'Truth values by name of the organisation' },
    async handle(call) {
      const task = await readOne(call, 'task', parameter(call, 'taskId'), ['actionRequiredMap']);
      return { status: 200, body: task.extraData.actionRequiredMap ?? {} };
    },
  },
  action('actionRequired'),
  action('actionDone'),
  commandRoute(
    {
      method: 'POST',
      path: '/task/{taskId}/log',
      summary: 'Write a log; a waiting task is under way from then on',
      body: {
        entity: 'log',
        mode: 'create',
        files: ['attachments'],
        also: {
          startDate: 'without effect: a log has the date at which it is written',
          attachments: 'without effect: files come as parts',
        },
      },
    },
    commands.createLog,
    bodyWith((call) => ({ taskId: parameter(call, 'taskId') })),
    objectOf('log', 201),
  ),
  commandRoute(
    {
      method: 'PATCH',
      path: '/log/{logId}',
      summary: 'Change a log',
      body: { entity: 'log', mode: 'update' },
    },
    commands.updateLog,
    onObject('logId'),
    nothing,
  ),
  commandRoute(
    { method: 'DELETE', path: '/log/{logId}', summary: 'Delete a log with its files' },
    commands.deleteLog,
    (call) => ({ id: parameter(call, 'logId') }),
    nothing,
  ),
];

/** Routes of comments. */
export const commentRoutes: readonly Route[] = [
  commenting('case'),
  commenting('alert'),
  commandRoute(
    {
      method: 'PATCH',
      path: '/comment/{commentId}',
      summary: 'Change a comment',
      body: { entity: 'comment', mode: 'update' },
    },
    commands.updateComment,
    onObject('commentId', ['external']),
    nothing,
  ),
  commandRoute(
    { method: 'DELETE', path: '/comment/{commentId}', summary: 'Delete a comment' },
    commands.deleteComment,
    (call) => ({ id: parameter(call, 'commentId') }),
    nothing,
  ),
];
