/** Tasks of cases (and of case templates), and the dated entries people write in them. */
import { duration } from '../durations.ts';
import { entity } from '../entity.ts';
import { elapsed, when } from '../expression.ts';
import { field } from '../field.ts';
import { provenance, stamps, version } from '../stamps.ts';
import { assignee } from '../triage-fields.ts';

const optional = { create: 'optional', update: 'allowed' } as const;
const clearable = { create: 'optional', update: 'clearable' } as const;

export const task = entity('task', {
  wireType: 'Task',
  sentence: 'A unit of work in a case, or the model of one in a case template',
  table: 'task',
  root: 'child',
  visibility: 'shared',
  softDelete: true,
  searchable: true,
  customFields: true,
  fields: {
    ...stamps,
    ...version,
    ...provenance,
    caseId: field.id.option('Case it belongs to', { output: false }),
    caseTemplateId: field.id.option('Template it belongs to', { output: false }),
    title: field.string.single('What is to be done', {
      create: 'required',
      update: 'allowed',
      minimum: 1,
      maximum: 128,
      search: 'words',
      aggregable: false,
    }),
    group: field.string.single('Heading it stands under', {
      ...optional,
      column: 'task_group',
      fallback: 'default',
      minimum: 1,
      maximum: 64,
    }),
    description: field.text.option('How it is to be done, in Markdown', clearable),
    status: field.enumeration.single('Where the work stands', {
      ...optional,
      values: ['Waiting', 'InProgress', 'Completed', 'Cancel'],
      fallback: 'Waiting',
    }),
    flag: field.boolean.single('Marked for attention', { ...optional, fallback: false }),
    startDate: field.date.option('When work began', clearable),
    endDate: field.date.option('When work ended', clearable),
    dueDate: field.date.option('When it is due', clearable),
    order: field.integer.single('Place in the list', {
      ...optional,
      column: 'position',
      aggregable: false,
      fallback: 0,
    }),
    assignee,
    mandatory: field.boolean.single('The case cannot be closed before it is completed', {
      ...optional,
      fallback: false,
    }),
    actionRequired: field.boolean.single('Whether it waits for the organisation of the reader', {
      named: 'actionRequired',
      output: false,
    }),
    ...duration(
      'timeToHandle',
      'From the start to the end of the work',
      when('status', 'Completed', elapsed('start_date', 'end_date')),
    ),
    ...duration('timeWaiting', 'From creation to the start of the work', elapsed('created_at', 'start_date')),
  },
  relations: {
    case: { kind: 'parent', to: 'case', column: 'case_id' },
    caseTemplate: { kind: 'parent', to: 'caseTemplate', column: 'case_template_id' },
    logs: { kind: 'children', to: 'log', column: 'task_id' },
    shares: { kind: 'children', to: 'share', column: 'entity_id' },
    actions: { kind: 'children', to: 'action', column: 'object_id' },
    organisations: { kind: 'named', to: 'organisation', named: 'sharedOrganisations' },
    assignableUsers: { kind: 'named', to: 'user', named: 'assignableUsers' },
    inCase: { kind: 'named', to: 'task', named: 'taskInCase' },
  },
});

export const log = entity('log', {
  wireType: 'Log',
  sentence: 'A dated entry in a task',
  table: 'task_log',
  root: 'child',
  visibility: 'shared',
  softDelete: true,
  searchable: true,
  fields: {
    ...stamps,
    ...version,
    ...provenance,
    taskId: field.id.single('Task it was written in', { output: false }),
    message: field.text.single('What was done or found, in Markdown', {
      create: 'required',
      update: 'allowed',
    }),
    date: field.date.single('When it was written', { column: 'created_at' }),
    owner: field.user.single('Login of who wrote it', { column: 'created_by' }),
    includeInTimeline: field.date.option(
      'Place in the timeline of the case; missing when it is not part of it',
      clearable,
    ),
  },
  relations: {
    task: { kind: 'parent', to: 'task', column: 'task_id' },
    attachments: { kind: 'children', to: 'attachment', column: 'log_id' },
    actions: { kind: 'children', to: 'action', column: 'object_id' },
  },
});

export const comment = entity('comment', {
  wireType: 'Comment',
  sentence: 'A remark on a case or an alert',
  table: 'comment',
  root: 'child',
  visibility: 'shared',
  softDelete: true,
  searchable: true,
  fields: {
    ...stamps,
    ...version,
    ...provenance,
    caseId: field.id.option('Case it is on', { output: false }),
    alertId: field.id.option('Alert it is on', { output: false }),
    message: field.text.single('The remark, in Markdown', { create: 'required', update: 'allowed' }),
    external: field.boolean.single('Shown to reporters', { ...optional, fallback: false }),
    isEdited: field.boolean.single('True once it was changed', { named: 'edited' }),
  },
  relations: {
    case: { kind: 'parent', to: 'case', column: 'case_id' },
    alert: { kind: 'parent', to: 'alert', column: 'alert_id' },
  },
});
