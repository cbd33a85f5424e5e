/** An alert: an event offered for triage, unique by type, source and source reference in its organisation. */
import { duration } from '../durations.ts';
import { entity } from '../entity.ts';
import { elapsed, first, latest, present } from '../expression.ts';
import { field } from '../field.ts';
import { stamps, version } from '../stamps.ts';
import { assignee, description, progress, ratings, tags, title } from '../triage-fields.ts';

const key = { create: 'required', update: 'allowed', minimum: 1 } as const;

export const alert = entity('alert', {
  wireType: 'Alert',
  sentence: 'An event offered for triage',
  table: 'alert',
  root: 'self',
  visibility: 'organisation',
  softDelete: true,
  searchable: true,
  naming: 'alertKey',
  customFields: true,
  fields: {
    ...stamps,
    ...version,
    type: field.string.single('Kind of alert, given by the source', { ...key, maximum: 32 }),
    source: field.string.single('System that sent it', { ...key, maximum: 32 }),
    sourceRef: field.string.single('Reference of the event in that system', {
      ...key,
      maximum: 128,
      aggregable: false,
    }),
    externalLink: field.string.option('Where the event can be seen in its source', {
      create: 'optional',
      update: 'clearable',
      minimum: 1,
      maximum: 4096,
      aggregable: false,
    }),
    title,
    description,
    ...ratings,
    date: field.date.single('When the event happened', { create: 'optional', update: 'allowed' }),
    tags,
    summary: field.text.option('Conclusion', { create: 'optional', update: 'clearable' }),
    ...progress,
    assignee,
    caseTemplate: field.string.option('Name of the case template to promote it with', {
      create: 'optional',
      minimum: 1,
      maximum: 128,
    }),
    follow: field.boolean.single('Later updates of the source are taken over', {
      update: 'allowed',
      fallback: true,
    }),
    lastSyncDate: field.date.single('When the source last sent it', { update: 'allowed', output: false }),
    read: field.boolean.single('True once the alert has left the stage New', {
      named: 'alertRead',
      output: false,
    }),
    imported: field.boolean.single('True once a case holds it', {
      expression: present('case_id'),
      output: false,
    }),
    caseId: field.id.option('Case that holds it'),
    newDate: field.date.single('First time in stage New'),
    inProgressDate: field.date.option('First time in stage InProgress'),
    closedDate: field.date.option('First time in stage Closed'),
    importedDate: field.date.option('First time in stage Imported'),
    firstTouchedDate: field.date.option('First change by a person'),
    observableCount: field.integer.single('Number of observables', {
      named: 'observableCount',
      sortable: false,
      aggregable: false,
      search: 'none',
    }),
    ruleKey: field.string.single('Type, source and title without numbers and addresses: alerts of one rule', {
      named: 'alertRuleKey',
    }),
    observableValue: field.text.set('Data of its observables that count for similarity, as dataType:data', {
      named: 'observableValues',
      output: false,
      search: 'none',
      aggregable: true,
    }),
    ...duration('timeToDetect', 'From the event to the alert', elapsed('date', 'new_date')),
    ...duration(
      'timeToTriage',
      'From the alert to the start of its handling',
      elapsed('new_date', 'in_progress_date'),
    ),
    ...duration(
      'timeToAcknowledge',
      'From the event to the start of its handling',
      elapsed('date', 'in_progress_date'),
    ),
    ...duration(
      'timeToQualify',
      'From the alert to its import or closing',
      elapsed('new_date', latest('imported_date', 'closed_date')),
    ),
    ...duration(
      'timeToTouch',
      'From the alert to the first change by a person',
      elapsed('new_date', 'first_touched_date'),
    ),
    ...duration(
      'handlingDuration',
      'From creation to import or closing',
      elapsed('created_at', first('imported_date', 'closed_date')),
    ),
  },
  relations: {
    observables: { kind: 'children', to: 'observable', column: 'alert_id' },
    comments: { kind: 'children', to: 'comment', column: 'alert_id' },
    procedures: { kind: 'children', to: 'procedure', column: 'alert_id' },
    attachments: { kind: 'children', to: 'attachment', column: 'alert_id' },
    actions: { kind: 'children', to: 'action', column: 'object_id' },
    case: { kind: 'parent', to: 'case', column: 'case_id' },
    assignableUsers: { kind: 'named', to: 'user', named: 'assignableUsers' },
  },
  constraints: { alert_key_pkey: 'alertAlreadyExists' },
  defaultSort: [{ field: 'date', descending: true }],
});
