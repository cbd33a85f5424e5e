/** Webhooks: addresses that are told of changes, and what was sent to each. */
import { entity } from '../entity.ts';
import { field } from '../field.ts';
import { stamps, version } from '../stamps.ts';

const optional = { create: 'optional', update: 'allowed' } as const;
const required = { create: 'required', update: 'allowed' } as const;
const sealed = { secret: true, output: false, sortable: false, aggregable: false } as const;
const plain = { sortable: false, aggregable: false } as const;

/** Types of objects whose changes a webhook can be narrowed to, as audit records name them. */
const objectTypes = [
  'Alert',
  'Case',
  'Task',
  'Log',
  'Observable',
  'Comment',
  'Procedure',
  'Page',
  'CustomEvent',
  'Attachment',
  'case_artifact_job',
  'Action',
  'CaseTemplate',
  'User',
  'Organisation',
  'Profile',
  'CustomField',
] as const;

/** How a webhook proves to the other side who calls. */
export const authenticationKinds = ['none', 'basic', 'bearer', 'header'] as const;

export const webhook = entity('webhook', {
  wireType: 'Webhook',
  sentence: 'An address that is told of changes that the organisation sees',
  table: 'webhook',
  root: 'none',
  visibility: 'organisation',
  nameField: 'name',
  fields: {
    ...stamps,
    ...version,
    name: field.string.single('Name, unique in the organisation', { ...required, minimum: 1, maximum: 128 }),
    url: field.string.single(
      'Where changes are sent, http or https; told to those alone who may change it, since addresses of some services are secrets',
      { ...required, ...sealed, minimum: 1, maximum: 2_048 },
    ),
    active: field.boolean.single('It is told of changes', { ...optional, fallback: true }),
    bodyVersion: field.integer.single('Form of the body: 0 as version 0 of the API has it, 1 as version 1', {
      ...optional,
      values: [0, 1],
      fallback: 1,
    }),
    objectTypes: field.enumeration.set('Types of objects whose changes it is told of; none: all', {
      ...optional,
      values: objectTypes,
      fallback: [],
    }),
    actions: field.enumeration.set('What has to have been done with them; none: anything', {
      ...optional,
      values: ['create', 'update', 'delete', 'merge'],
      fallback: [],
    }),
    authentication: field.enumeration.single('How it proves who calls', {
      ...optional,
      values: authenticationKinds,
      fallback: 'none',
    }),
    authenticationName: field.string.option('Name of the user (basic), or of the header (header)', {
      create: 'optional',
      update: 'clearable',
      minimum: 1,
      maximum: 128,
    }),
    authenticationSecret: field.string.option('Password, token or content of the header; sealed', sealed),
    signingSecret: field.string.option('What bodies are signed with; sealed', sealed),
    secretsSet: field.enumeration.set('Which secrets have a value; they are never shown', {
      ...plain,
      values: ['authenticationSecret', 'signingSecret'],
      fallback: [],
    }),
  },
  constraints: { webhook_organisation_id_name_key: 'webhookAlreadyExists' },
  defaultSort: [{ field: 'name', descending: false }],
});

export const webhookDelivery = entity('webhookDelivery', {
  wireType: 'WebhookDelivery',
  sentence: 'One change that a webhook is told of',
  table: 'webhook_delivery',
  root: 'none',
  visibility: 'organisation',
  fields: {
    id: stamps.id,
    createdAt: field.date.single('When the change was taken up for sending'),
    webhookId: field.id.single('Webhook that it is for'),
    action: field.string.single('What was done'),
    objectType: field.string.single('Type of what was changed'),
    objectId: field.id.single('Id of what was changed'),
    happenedAt: field.date.single('When it was changed'),
    state: field.enumeration.single(
      'Waiting; Delivered; Failed: not tried any more unless somebody asks for it; Withheld: no longer to be seen by the organisation when it was to be sent',
      { values: ['Waiting', 'Delivered', 'Failed', 'Withheld'], fallback: 'Waiting' },
    ),
    attempts: field.integer.single('How often it was sent', { fallback: 0 }),
    lastAttemptAt: field.date.option('When it was last sent'),
    endedAt: field.date.option('When it was delivered or given up'),
    statusCode: field.integer.option('Status of the last answer'),
    durationMs: field.integer.option('How long the last answer took, in milliseconds'),
    fault: field.string.option('Why the last attempt failed, as a code', { aggregable: false }),
    answer: field.string.option('How the last answer began', plain),
  },
  defaultSort: [{ field: 'id', descending: true }],
});
