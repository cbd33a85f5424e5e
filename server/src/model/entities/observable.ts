/** Observables (data seen in an alert or case, or found by an analyzer), their types, and stored files. */
import { entity } from '../entity.ts';
import { field } from '../field.ts';
import { provenance, stamps, version } from '../stamps.ts';
import { ratings, tags } from '../triage-fields.ts';

const optional = { create: 'optional', update: 'allowed' } as const;

export const observable = entity('observable', {
  wireType: 'Observable',
  sentence: 'A datum seen in an alert or a case',
  table: 'observable',
  root: 'child',
  visibility: 'shared',
  softDelete: true,
  searchable: true,
  customFields: true,
  fields: {
    ...stamps,
    ...version,
    ...provenance,
    caseId: field.id.option('Case it was seen in', { output: false }),
    alertId: field.id.option('Alert it was seen in', { output: false }),
    jobId: field.id.option('Job that reported it and has not been imported', { output: false }),
    dataType: field.string.single('Type of the datum', {
      create: 'required',
      update: 'allowed',
      minimum: 1,
      maximum: 64,
    }),
    data: field.string.option('The datum; missing for files', {
      create: 'optional',
      named: 'observableData',
      column: 'data',
      minimum: 1,
      maximum: 4096,
    }),
    message: field.text.option('What it is about', { create: 'optional', update: 'clearable' }),
    startDate: field.date.single('When it was added', { column: 'created_at' }),
    tlp: ratings.tlp,
    pap: ratings.pap,
    tags,
    ioc: field.boolean.single('Indicator of compromise', { ...optional, fallback: false }),
    sighted: field.boolean.single('Seen in our own environment', { ...optional, fallback: false }),
    sightedAt: field.date.option('When it was seen there', { create: 'optional', update: 'clearable' }),
    ignoreSimilarity: field.boolean.single('Left out when objects are compared', {
      ...optional,
      fallback: false,
    }),
    external: field.boolean.single('Shown to reporters', { update: 'allowed', fallback: false }),
    status: field.string.single('Ok for all of them, as in earlier versions', {
      named: 'alwaysOk',
      output: false,
    }),
    reports: field.json.single('Short results of analyzers, by analyzer', { fallback: {} }),
    verdict: field.string.set(
      'What analyzers say of it: each level, by itself and behind the name of who says it, such as malicious and Reputation=malicious',
      { named: 'observableVerdicts', output: false },
    ),
    analysed: field.boolean.single('Whether an analyzer has answered on it, with or without a short result', {
      named: 'observableAnalysed',
      output: false,
      sortable: false,
    }),
    attachmentName: field.string.option('Name of the file', { output: false }),
    attachmentId: field.string.option('Content hash (SHA-256) of the file', { output: false }),
    attachmentSize: field.integer.option('Size of the file in bytes', { output: false }),
    attachmentContentType: field.string.option('Content type of the file', { output: false }),
    attachmentHashes: field.string.set('SHA-256, SHA-1 and MD5 of the file', {
      output: false,
      aggregable: false,
      fallback: [],
    }),
    keyword: field.text.option('Any text of the observable', {
      named: 'keyword',
      output: false,
      sortable: false,
    }),
  },
  relations: {
    case: { kind: 'parent', to: 'case', column: 'case_id' },
    alert: { kind: 'parent', to: 'alert', column: 'alert_id' },
    jobs: { kind: 'children', to: 'job', column: 'observable_id' },
    actions: { kind: 'children', to: 'action', column: 'object_id' },
    shares: { kind: 'children', to: 'share', column: 'entity_id' },
    attachments: { kind: 'named', to: 'attachment', named: 'fileOfObservable' },
    similar: { kind: 'named', to: 'observable', named: 'similarObservables' },
    organisations: { kind: 'named', to: 'organisation', named: 'sharedOrganisations' },
    fromCase: { kind: 'named', to: 'observable', named: 'observableFromCase' },
    fromAlert: { kind: 'named', to: 'observable', named: 'observableFromAlert' },
    fromJobReport: { kind: 'named', to: 'observable', named: 'observableFromJob' },
  },
});

export const observableType = entity('observableType', {
  wireType: 'ObservableType',
  sentence: 'A type of observables',
  table: 'observable_type',
  root: 'none',
  tenant: false,
  visibility: 'global',
  nameField: 'name',
  fields: {
    ...stamps,
    ...version,
    name: field.string.single('Name of the type', { create: 'required', minimum: 1, maximum: 64 }),
    isAttachment: field.boolean.single('Observables of this type are files', {
      create: 'optional',
      fallback: false,
    }),
    isCaseSensitive: field.boolean.single('Upper and lower case differ in its values', {
      ...optional,
      fallback: true,
    }),
  },
  constraints: { observable_type_name_key: 'observableTypeAlreadyExists' },
  defaultSort: [{ field: 'name', descending: false }],
});

export const attachment = entity('attachment', {
  wireType: 'Attachment',
  sentence: 'A file attached to an object',
  table: 'attachment',
  root: 'child',
  visibility: 'shared',
  softDelete: true,
  fields: {
    ...stamps,
    ...version,
    ...provenance,
    caseId: field.id.option('Case it is attached to', { output: false }),
    alertId: field.id.option('Alert it is attached to', { output: false }),
    logId: field.id.option('Task log it is attached to', { output: false }),
    name: field.string.single('File name', { minimum: 1, maximum: 512 }),
    contentHash: field.string.single('SHA-256 of the content', { output: false }),
    hashes: field.string.set('SHA-256, SHA-1 and MD5 of the content', { fallback: [], aggregable: false }),
    size: field.integer.single('Size in bytes'),
    contentType: field.string.single('Content type'),
    external: field.boolean.single('Shown to reporters', { update: 'allowed', fallback: false }),
  },
  relations: {
    case: { kind: 'parent', to: 'case', column: 'case_id' },
    alert: { kind: 'parent', to: 'alert', column: 'alert_id' },
    log: { kind: 'parent', to: 'log', column: 'log_id' },
  },
});
