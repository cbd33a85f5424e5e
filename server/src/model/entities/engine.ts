/** Jobs (runs of analyzers), actions (runs of responders), direct runs of both, and the neurons that an organisation has enabled. */

import { duration } from '../durations.ts';
import { engineName } from '../engine-name.ts';
import { entity } from '../entity.ts';
import { elapsed } from '../expression.ts';
import { field, longestText } from '../field.ts';
import { stamps, version } from '../stamps.ts';

const optional = { create: 'optional', update: 'allowed' } as const;
const clearable = { create: 'optional', update: 'clearable' } as const;

const statuses = ['Waiting', 'InProgress', 'Success', 'Failure', 'Deleted'] as const;

/** What the status of a run does not tell of its end. */
export const runOutcomes = ['NoResult', 'Blocked', 'Cancelled'] as const;

const run = {
  ...stamps,
  ...version,
  status: field.enumeration.single('Where the run stands', { values: statuses, fallback: 'Waiting' }),
  outcome: field.enumeration.option(
    'What the status does not tell of the end: a success that found nothing, a failure because the run was refused before it began, or because it was called off',
    { values: runOutcomes },
  ),
  neuronId: field.string.single('Identifier of the neuron'),
  neuronName: field.string.single('Name of the neuron'),
  neuronDefinition: field.string.single('Identifier of its definition'),
  parameters: field.json.single('Given by whoever asked for it', { fallback: {} }),
  startDate: field.date.single('When it was asked for', { column: 'created_at' }),
  runDate: field.date.option('When the process started'),
  endDate: field.date.option('When it ended'),
  waitsUntil: field.date.option(
    'When it is tried next: its rate is used up, or it failed in a way that may pass',
  ),
  errorMessage: field.string.option('Why it failed', { aggregable: false }),
  report: field.json.option('What the neuron returned', { output: false, bulky: true }),
  tlp: field.integer.option('TLP sent to the neuron, 0 to 4'),
  pap: field.integer.option('PAP sent to the neuron'),
  ...duration(
    'timeQueued',
    'From the request to the start of the process',
    elapsed('created_at', 'run_date'),
  ),
  ...duration('timeRunning', 'From the start of the process to its end', elapsed('run_date', 'end_date')),
} as const;

/** What runs on objects of cases and alerts have besides: others than the owner may ask, the case may be changed by them, and they may run elsewhere. */
const runOnObject = {
  ...run,
  cortexId: field.string.single('Name of the Cortex server that it runs on; `local` here', {
    fallback: engineName,
    output: false,
    sortable: false,
    aggregable: false,
  }),
  serverRunId: field.string.option('Id of the run on that server', {
    output: false,
    sortable: false,
    aggregable: false,
  }),
  operations: field.json.single('Operations the neuron asked for, each with its result', { fallback: [] }),
  organisationId: field.id.single('Organisation that asked', {
    column: 'asking_organisation_id',
    output: false,
    aggregable: false,
  }),
} as const;

export const job = entity('job', {
  wireType: 'case_artifact_job',
  sentence: 'One run of an analyzer on an observable',
  table: 'job',
  root: 'child',
  visibility: 'shared',
  softDelete: true,
  fields: {
    ...runOnObject,
    observableId: field.id.single('Observable it runs on', { output: false }),
    fromCache: field.boolean.single('The report was taken from an earlier job', { fallback: false }),
    importArtifacts: field.boolean.single('Artifacts become observables by themselves', {
      fallback: false,
      output: false,
    }),
    ruleId: field.id.option('Automation rule that asked for it', { output: false }),
    ruleName: field.string.option('Name that rule had'),
    ruleDepth: field.integer.single('Runs of rules between it and what no run had brought, itself included', {
      fallback: 0,
      output: false,
      aggregable: false,
    }),
  },
  relations: {
    observable: { kind: 'parent', to: 'observable', column: 'observable_id' },
    reportObservables: { kind: 'children', to: 'observable', column: 'job_id' },
  },
});

export const action = entity('action', {
  wireType: 'Action',
  sentence: 'One run of a responder',
  table: 'action',
  root: 'child',
  visibility: 'shared',
  softDelete: true,
  fields: {
    ...runOnObject,
    objectType: field.enumeration.single('What it runs on', {
      values: ['case', 'alert', 'task', 'log', 'observable'],
    }),
    objectId: field.id.single('Id of what it runs on'),
    contains: field.boolean.single('Its success means that the threat is contained', {
      fallback: false,
      output: false,
    }),
  },
});

export const directRun = entity('directRun', {
  wireType: 'DirectRun',
  sentence: 'One run of an analyzer or a responder on a datum that belongs to no case or alert',
  table: 'direct_run',
  root: 'none',
  visibility: 'organisation',
  softDelete: true,
  fields: {
    ...run,
    organisationId: field.id.single('Organisation that asked', {
      column: 'organisation_id',
      output: false,
      aggregable: false,
    }),
    kind: field.enumeration.single('What runs', { values: ['analyzer', 'responder'] }),
    dataType: field.string.single('Type of the datum', { minimum: 1, maximum: 64 }),
    data: field.string.option('The datum, for responders as JSON; missing for files', {
      maximum: longestText,
      sortable: false,
      aggregable: false,
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
    message: field.text.single('Said to the neuron', { search: 'none', fallback: '', minimum: 0 }),
    label: field.string.option('What whoever asked calls it', { minimum: 0, maximum: 1_024 }),
    fromCache: field.boolean.single('The report was taken from an earlier run', { fallback: false }),
    fileIds: field.string.set('Content hashes of the files it was given and has found', {
      output: false,
      aggregable: false,
      fallback: [],
    }),
  },
});

export const enabledNeuron = entity('enabledNeuron', {
  wireType: 'EnabledNeuron',
  sentence: 'An analyzer or responder that an organisation uses',
  table: 'enabled_neuron',
  root: 'none',
  visibility: 'organisation',
  nameField: 'name',
  fields: {
    ...stamps,
    ...version,
    name: field.string.single('Name, unique in the organisation', { ...optional, minimum: 1, maximum: 128 }),
    definitionId: field.string.single('Identifier of the definition'),
    kind: field.enumeration.single('Analyzer or responder', { values: ['analyzer', 'responder'] }),
    cortexId: field.string.single('Name of the Cortex server that it runs on; `local` here', {
      fallback: engineName,
    }),
    cortexServerId: field.id.option('That server', { output: false }),
    serverFacts: field.json.option(
      'What the server says of it: {workerId, version, description, maxTlp, maxPap}',
    ),
    dataTypes: field.string.set('Types it accepts; those of its definition when nothing else is said', {
      ...optional,
      fallback: [],
      minimum: 1,
      maximum: 64,
    }),
    configuration: field.json.single('Settings; secrets are sealed', {
      secret: true,
      output: false,
      fallback: {},
    }),
    maxTlp: field.integer.option('Highest TLP it may be given, on the four-step scale', {
      ...clearable,
      values: [0, 1, 2, 3],
    }),
    maxPap: field.integer.option('Highest PAP it may be given', { ...clearable, values: [0, 1, 2, 3] }),
    cacheMinutes: field.integer.option('How long a report is used again; 0 never', {
      ...clearable,
      minimum: 0,
    }),
    rate: field.integer.option('Most runs in a rate window; more wait', { ...clearable, minimum: 1 }),
    rateUnit: field.enumeration.option('Rate window', {
      ...clearable,
      values: ['Second', 'Minute', 'Hour', 'Day', 'Month'],
    }),
    importArtifacts: field.boolean.single('Artifacts become observables by themselves', {
      ...optional,
      fallback: false,
    }),
    contains: field.boolean.single('Its success means that the threat is contained', {
      ...optional,
      fallback: false,
    }),
  },
  constraints: { enabled_neuron_organisation_id_name_key: 'neuronAlreadyEnabled' },
  defaultSort: [{ field: 'name', descending: false }],
});

export const analyzerTemplate = entity('analyzerTemplate', {
  wireType: 'AnalyzerTemplate',
  sentence: 'How reports of an analyzer are drawn',
  table: 'analyzer_template',
  root: 'none',
  tenant: false,
  visibility: 'global',
  fields: {
    ...stamps,
    ...version,
    analyzerId: field.string.single('Analyzer whose reports it draws', {
      create: 'required',
      update: 'allowed',
      minimum: 1,
      maximum: 128,
    }),
    reportType: field.string.single('Always long: each analyzer has one template, for the whole report', {
      named: 'longReport',
      output: false,
    }),
    content: field.text.single('HTML with placeholders', {
      create: 'required',
      update: 'allowed',
      search: 'exact',
    }),
  },
  constraints: { analyzer_template_analyzer_id_key: 'analyzerTemplateAlreadyExists' },
  defaultSort: [{ field: 'analyzerId', descending: false }],
});
