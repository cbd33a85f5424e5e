/** A case: an investigation with a number of its own, shared by organisations, timed at every step. */
import { duration } from '../durations.ts';
import { entity } from '../entity.ts';
import { column, type Expression, earliest, elapsed, first } from '../expression.ts';
import { field } from '../field.ts';
import { stamps, version } from '../stamps.ts';
import { assignee, description, progress, ratings, tags, title } from '../triage-fields.ts';
import { sharingRules } from './organisation.ts';

/** How a case was closed, in the words of earlier versions; a status of one's own is another. */
export const namedResolutions = ['Indeterminate', 'FalsePositive', 'TruePositive', 'Duplicated'] as const;
export const otherResolution = 'Other';

/** Who sees a case within the organisations that have it: everybody, or named people. */
export const accessKinds = ['OrganisationAccessKind', 'UserAccessKind'] as const;

const detected: Expression = first('alert_new_date', 'new_date');
const acknowledged: Expression = first('alert_in_progress_date', 'in_progress_date');

export const caseEntity = entity('case', {
  wireType: 'Case',
  sentence: 'An investigation',
  table: 'case',
  root: 'self',
  visibility: 'shared',
  softDelete: true,
  searchable: true,
  customFields: true,
  nameField: 'number',
  fields: {
    ...stamps,
    ...version,
    number: field.integer.single('Number of the case, unique in the instance', { aggregable: false }),
    title,
    description,
    ...ratings,
    startDate: field.date.single('When the event happened', { create: 'optional', update: 'allowed' }),
    endDate: field.date.option('When it was last closed', { create: 'optional', update: 'clearable' }),
    tags,
    flag: field.boolean.single('Marked for attention', {
      create: 'optional',
      update: 'allowed',
      fallback: false,
    }),
    ...progress,
    summary: field.text.option('Conclusion', { create: 'optional', update: 'clearable' }),
    assignee,
    impactStatus: field.enumeration.option('Whether it did harm', {
      update: 'clearable',
      values: ['NotApplicable', 'WithImpact', 'NoImpact'],
    }),
    caseTemplate: field.string.option('Name of the template it was made from', { output: false }),
    taskRule: field.enumeration.single('Whether new tasks go to organisations the case is shared with', {
      create: 'optional',
      update: 'allowed',
      values: sharingRules,
      fallback: 'manual',
      output: false,
    }),
    observableRule: field.enumeration.single(
      'Whether new observables go to organisations the case is shared with',
      {
        create: 'optional',
        update: 'allowed',
        values: sharingRules,
        fallback: 'manual',
        output: false,
      },
    ),
    accessKind: field.enumeration.single(
      'Whether everybody in its organisations sees the case, or named people',
      {
        values: [...accessKinds],
        fallback: accessKinds[0],
        output: false,
      },
    ),
    restrictedTo: field.user.set('The only people who see the case, if it is kept to some', {
      output: false,
      aggregable: false,
      search: 'none',
    }),
    owningOrganisation: field.string.single('Organisation that owns the case', {
      named: 'owningOrganisation',
      output: false,
      sortable: false,
    }),
    actionRequired: field.boolean.single(
      'Whether one of its tasks waits for the organisation of the reader',
      {
        named: 'caseActionRequired',
        output: false,
        sortable: false,
      },
    ),
    viewingOrganisation: field.string.set('Organisations that see it, as far as the reader knows them', {
      named: 'viewingOrganisations',
      output: false,
    }),
    resolutionStatus: field.enumeration.option('How it was closed, in the words of earlier versions', {
      named: 'caseResolution',
      output: false,
      values: [...namedResolutions, otherResolution],
    }),
    patternId: field.text.set('Numbers of the techniques that were seen in it', {
      named: 'casePatterns',
      output: false,
      search: 'exact',
      aggregable: true,
    }),
    newDate: field.date.single('First time in stage New'),
    inProgressDate: field.date.option('First time in stage InProgress'),
    closedDate: field.date.option('First time in stage Closed'),
    containedDate: field.date.option('When the threat was first contained'),
    firstTouchedDate: field.date.option('First change by a person'),
    alertDate: field.date.option('When the event of its first alert happened'),
    alertNewDate: field.date.option('When its first alert arrived'),
    alertInProgressDate: field.date.option('When handling of its first alert began'),
    alertImportedDate: field.date.option('When its first alert was imported'),
    alertClosedDate: field.date.option('When its first alert was closed', { output: false }),
    ...duration('timeToDetect', 'From the event to its detection', elapsed('start_date', detected)),
    ...duration('timeToTriage', 'From detection to the start of handling', elapsed(detected, acknowledged)),
    ...duration(
      'timeToAcknowledge',
      'From the event to the start of handling',
      elapsed('start_date', acknowledged),
    ),
    ...duration(
      'timeToQualify',
      'From the alert to its import',
      elapsed('alert_new_date', first('alert_imported_date', 'alert_closed_date')),
    ),
    ...duration(
      'timeToResolve',
      'From the start of handling to the end',
      elapsed(earliest('alert_in_progress_date', 'in_progress_date'), column('end_date')),
    ),
    ...duration('timeToContain', 'From the event to containment', elapsed('start_date', 'contained_date')),
    ...duration(
      'timeToTouch',
      'From detection to the first change by a person',
      elapsed(detected, column('first_touched_date')),
    ),
    ...duration('handlingDuration', 'From creation to the end', elapsed('created_at', 'end_date')),
  },
  relations: {
    tasks: { kind: 'children', to: 'task', column: 'case_id' },
    observables: { kind: 'children', to: 'observable', column: 'case_id' },
    alerts: { kind: 'children', to: 'alert', column: 'case_id' },
    comments: { kind: 'children', to: 'comment', column: 'case_id' },
    procedures: { kind: 'children', to: 'procedure', column: 'case_id' },
    pages: { kind: 'children', to: 'page', column: 'case_id' },
    customEvents: { kind: 'children', to: 'customEvent', column: 'case_id' },
    caseReports: { kind: 'children', to: 'caseReport', column: 'case_id' },
    links: { kind: 'children', to: 'caseLink', column: 'case_id' },
    shares: { kind: 'children', to: 'share', column: 'entity_id' },
    caseTemplate: { kind: 'named', to: 'caseTemplate', named: 'templateOfCase' },
    attachments: { kind: 'named', to: 'attachment', named: 'caseAttachments' },
    allComments: { kind: 'named', to: 'comment', named: 'caseComments' },
    actions: { kind: 'children', to: 'action', column: 'object_id' },
    organisations: { kind: 'named', to: 'organisation', named: 'sharedOrganisations' },
    assignableUsers: { kind: 'named', to: 'user', named: 'assignableUsers' },
  },
  defaultSort: [{ field: 'startDate', descending: true }],
});
