/** Organisations (tenants), the people in them, what their profiles allow, and how cases are shared between them. */
import { entity } from '../entity.ts';
import { field } from '../field.ts';
import { stamps, version } from '../stamps.ts';

const optional = { create: 'optional', update: 'allowed' } as const;
/** Longest picture in characters of base64: a file of a million bytes. */
export const longestPicture = 1_400_000;
/** What happens to new tasks and observables of a case that is shared: nothing, or they are shared as well. */
export const sharingRules = ['manual', 'autoShare'] as const;

export const organisation = entity('organisation', {
  wireType: 'Organisation',
  sentence: 'A tenant',
  table: 'organisation',
  root: 'none',
  tenant: false,
  visibility: 'linked',
  nameField: 'name',
  fields: {
    ...stamps,
    ...version,
    name: field.string.single('Name, unique in the instance', {
      create: 'required',
      update: 'allowed',
      minimum: 1,
      maximum: 64,
    }),
    description: field.text.single('What it is', { create: 'required', update: 'allowed' }),
    taskRule: field.enumeration.single('Whether new tasks of shared cases are shared', {
      ...optional,
      values: sharingRules,
      fallback: 'manual',
    }),
    observableRule: field.enumeration.single('Whether new observables of shared cases are shared', {
      ...optional,
      values: sharingRules,
      fallback: 'manual',
    }),
    locked: field.boolean.single('Nobody can sign in to it', { ...optional, fallback: false }),
    avatar: field.text.option('Picture, PNG or JPEG in base64', {
      create: 'optional',
      update: 'clearable',
      search: 'none',
      output: false,
      maximum: longestPicture,
    }),
    apiKeyReading: field.boolean.single('Owners of API keys may read them again', {
      update: 'allowed',
      fallback: true,
      output: false,
    }),
  },
  relations: {
    users: { kind: 'named', to: 'user', named: 'organisationUsers' },
    caseTemplates: { kind: 'children', to: 'caseTemplate', column: 'organisation_id' },
    alerts: { kind: 'children', to: 'alert', column: 'organisation_id' },
    visible: { kind: 'named', to: 'organisation', named: 'linkedOrganisations' },
    attachments: { kind: 'named', to: 'attachment', named: 'organisationFiles' },
  },
  constraints: { organisation_name_key: 'organisationAlreadyExists' },
  defaultSort: [{ field: 'name', descending: false }],
});

export const user = entity('user', {
  wireType: 'User',
  sentence: 'A person or a service that signs in',
  table: 'user_account',
  root: 'none',
  tenant: false,
  visibility: 'member',
  nameField: 'login',
  naming: 'lowerCaseField',
  fields: {
    ...stamps,
    ...version,
    login: field.string.single('Account name in the form of an e-mail address', {
      create: 'required',
      minimum: 1,
      maximum: 128,
      aggregable: false,
    }),
    name: field.string.single('Name shown to people', {
      create: 'required',
      update: 'allowed',
      minimum: 1,
      maximum: 128,
    }),
    email: field.string.option('Address for messages', {
      create: 'optional',
      update: 'clearable',
      minimum: 3,
      maximum: 128,
    }),
    type: field.enumeration.single('Normal people, or services that use keys only', {
      create: 'optional',
      update: 'allowed',
      values: ['Normal', 'Service', 'External'],
      fallback: 'Normal',
    }),
    locked: field.boolean.single('Cannot sign in', { update: 'allowed', fallback: false }),
    avatar: field.text.option('Picture, PNG or JPEG in base64', {
      create: 'optional',
      update: 'clearable',
      search: 'none',
      output: false,
      maximum: longestPicture,
    }),
    hasKey: field.boolean.single('Has an API key', {
      named: 'userHasKey',
      sortable: false,
      aggregable: false,
    }),
    hasPassword: field.boolean.single('Has a local password', {
      named: 'userHasPassword',
      sortable: false,
      aggregable: false,
    }),
    profile: field.string.option('Profile in the current organisation', {
      named: 'userProfile',
      output: false,
      sortable: false,
    }),
  },
  relations: {
    cases: { kind: 'named', to: 'case', named: 'userCases' },
    tasks: { kind: 'named', to: 'task', named: 'userTasks' },
    alerts: { kind: 'named', to: 'alert', named: 'userAlerts' },
  },
  constraints: { user_account_login_key: 'userAlreadyExists' },
  defaultSort: [{ field: 'login', descending: false }],
});

export const profile = entity('profile', {
  wireType: 'Profile',
  sentence: 'A named set of permissions',
  table: 'profile',
  root: 'none',
  tenant: false,
  visibility: 'global',
  nameField: 'name',
  fields: {
    ...stamps,
    ...version,
    name: field.string.single('Name, unique in the instance', {
      create: 'required',
      update: 'allowed',
      minimum: 1,
      maximum: 64,
    }),
    type: field.enumeration.single('Where it can be used', {
      create: 'optional',
      values: ['Organisation', 'Admin', 'External'],
    }),
    permissions: field.string.set('What it allows', { ...optional, fallback: [], minimum: 1, maximum: 64 }),
    editable: field.boolean.single('False for built-in profiles', { fallback: true }),
  },
  constraints: { profile_name_key: 'profileAlreadyExists' },
  defaultSort: [{ field: 'name', descending: false }],
});

export const share = entity('share', {
  wireType: 'Share',
  sentence: 'A case, task or observable made visible to an organisation',
  table: 'share',
  root: 'child',
  visibility: 'granted',
  fields: {
    ...stamps,
    ...version,
    entityKind: field.enumeration.single('What is shared', {
      values: ['case', 'task', 'observable'],
      output: false,
    }),
    entityId: field.id.single('Id of what is shared', { output: false }),
    caseId: field.id.single('Case it belongs to', { column: 'root_id' }),
    caseNumber: field.integer.option('Number of that case; missing where the reader does not see the case', {
      named: 'shareCaseNumber',
      output: false,
      sortable: false,
    }),
    organisationId: field.id.single('Id of the organisation it is shared with', {
      named: 'shareOrganisationId',
      output: false,
    }),
    profileId: field.id.single('Id of the profile that caps what the organisation may do', {
      named: 'shareProfileId',
      output: false,
    }),
    owner: field.boolean.single('True for the organisation that owns the case', { fallback: false }),
    profileName: field.string.single('Profile that caps what the organisation may do', {
      named: 'shareProfile',
      sortable: false,
    }),
    organisationName: field.string.single('Organisation it is shared with', {
      named: 'shareOrganisation',
      sortable: false,
    }),
    taskRule: field.enumeration.single('Whether new tasks are shared too', {
      values: sharingRules,
      fallback: 'manual',
    }),
    observableRule: field.enumeration.single('Whether new observables are shared too', {
      values: sharingRules,
      fallback: 'manual',
    }),
  },
  relations: {
    case: { kind: 'parent', to: 'case', column: 'root_id' },
    organisation: { kind: 'parent', to: 'organisation', column: 'organisation_id' },
    tasks: { kind: 'named', to: 'task', named: 'shareTasks' },
    observables: { kind: 'named', to: 'observable', named: 'shareObservables' },
  },
});
