/** Routes of case templates. */
import {
  createCaseTemplate,
  deleteCaseTemplate,
  updateCaseTemplate,
} from '../../../commands/case/case-template-commands.ts';
import { isRawObject, type RawObject } from '../../../model/input.ts';
import { readCustomFields } from '../custom-fields.ts';
import { readFields } from '../input.ts';
import { getting, listing } from '../list-routes.ts';
import { referenceKinds } from '../reference-kinds.ts';
import type { Route, RouteCall } from '../route.ts';
import { changing, making, removing } from '../writing-routes.ts';

const kind = referenceKinds.caseTemplate;
const one = '/case/template/{caseTemplateId}';
const words = { assignee: 'owner' } as const;

const names = [
  ...['name', 'displayName', 'titlePrefix', 'description', 'summary'],
  ...['severity', 'tlp', 'pap', 'tags', 'flag'],
];
const taskNames = ['title', 'group', 'description', 'flag', 'dueDate', 'order'];

/** A task that cases will get; where it stands is up to them. */
function readModelTask(task: RawObject): RawObject {
  const { owner } = task;
  const assignee = typeof owner === 'string' && owner !== '' ? { assignee: owner } : {};
  return { ...readFields(task, taskNames), ...assignee };
}

function read({ input }: RouteCall): RawObject {
  const { tasks } = input;
  return {
    ...readFields(input, names),
    ...readCustomFields(input),
    ...(tasks === undefined || tasks === null
      ? {}
      : {
          tasks: Array.isArray(tasks)
            ? tasks.map((task) => (isRawObject(task) ? readModelTask(task) : task))
            : tasks,
        }),
  };
}

/** The routes. */
export const caseTemplateRoutes: readonly Route[] = [
  ...listing('/case/template', kind, 'Case templates'),
  getting(one, kind, 'caseTemplateId', 'One case template, by id or name'),
  making(kind, {
    path: '/case/template',
    summary: 'Make a case template',
    command: createCaseTemplate,
    read,
    words,
  }),
  changing(kind, 'caseTemplateId', {
    path: one,
    summary: 'Change a case template; tasks that are given take the place of all others',
    command: updateCaseTemplate,
    read,
    words,
  }),
  removing(
    'caseTemplateId',
    { path: one, summary: 'Remove a case template', command: deleteCaseTemplate },
    200,
  ),
];
