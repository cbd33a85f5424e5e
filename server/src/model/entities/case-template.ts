/** Case templates and custom fields: what cases are made from and what an organisation adds to them. */
import { entity } from '../entity.ts';
import { field } from '../field.ts';
import { stamps, version } from '../stamps.ts';
import { tags } from '../triage-fields.ts';

const optional = { create: 'optional', update: 'allowed' } as const;
const clearable = { create: 'optional', update: 'clearable' } as const;

export const caseTemplate = entity('caseTemplate', {
  wireType: 'CaseTemplate',
  sentence: 'What a case starts from',
  table: 'case_template',
  root: 'self',
  visibility: 'organisation',
  nameField: 'name',
  customFields: true,
  fields: {
    ...stamps,
    ...version,
    name: field.string.single('Name, unique in the organisation', {
      create: 'required',
      update: 'allowed',
      minimum: 1,
      maximum: 128,
    }),
    displayName: field.string.single('Name shown to people', { ...optional, minimum: 0, maximum: 128 }),
    titlePrefix: field.string.option('Set before the title of its cases', {
      ...clearable,
      minimum: 0,
      maximum: 64,
    }),
    description: field.text.option('What the template is for', clearable),
    severity: field.integer.option('Severity of its cases', { ...clearable, values: [1, 2, 3, 4] }),
    tlp: field.integer.option('TLP of its cases', { ...clearable, values: [0, 1, 2, 3, 4] }),
    pap: field.integer.option('PAP of its cases', { ...clearable, values: [0, 1, 2, 3] }),
    tags,
    flag: field.boolean.single('Its cases are marked for attention', { ...optional, fallback: false }),
    summary: field.text.option('Conclusion its cases start with', clearable),
  },
  relations: {
    tasks: { kind: 'children', to: 'task', column: 'case_template_id' },
    pageTemplates: { kind: 'named', to: 'pageTemplate', named: 'pagesOfTemplate' },
  },
  constraints: { case_template_organisation_id_name_key: 'caseTemplateAlreadyExists' },
  defaultSort: [{ field: 'name', descending: false }],
});

/** Types of custom field values. */
export const customFieldTypes = ['string', 'integer', 'float', 'boolean', 'date', 'url'] as const;

export const customField = entity('customField', {
  wireType: 'CustomField',
  sentence: 'A field that an organisation adds',
  table: 'custom_field',
  root: 'none',
  tenant: false,
  visibility: 'global',
  nameField: 'name',
  fields: {
    ...stamps,
    ...version,
    name: field.string.single('Technical name, used in filters and values', {
      create: 'required',
      minimum: 1,
      maximum: 64,
    }),
    displayName: field.string.single('Name shown to people', { ...optional, minimum: 1, maximum: 64 }),
    group: field.string.single('Heading it stands under', {
      create: 'required',
      update: 'allowed',
      column: 'field_group',
      minimum: 1,
      maximum: 64,
    }),
    description: field.text.single('What it holds', { create: 'required', update: 'allowed' }),
    type: field.enumeration.single('Type of its values', {
      create: 'required',
      update: 'allowed',
      values: customFieldTypes,
    }),
    mandatory: field.boolean.single('Must be filled before closing', { ...optional, fallback: false }),
    options: field.json.single('Accepted values; an empty list accepts all', {
      ...optional,
      fallback: [],
      search: 'exact',
    }),
  },
  constraints: { custom_field_name_key: 'customFieldAlreadyExists' },
  defaultSort: [{ field: 'name', descending: false }],
});

export const tag = entity('tag', {
  wireType: 'Tag',
  sentence: 'A tag used in an organisation',
  table: 'tag',
  root: 'none',
  visibility: 'organisation',
  fields: {
    ...stamps,
    ...version,
    namespace: field.string.single('Taxonomy that offers it; `_freetags_` for plain tags', {
      named: 'tagNamespace',
    }),
    predicate: field.string.single('Text of a plain tag', { update: 'allowed', minimum: 1, maximum: 128 }),
    taxonomyPredicate: field.string.option('What it is about in its taxonomy', {
      named: 'tagPredicate',
      output: false,
    }),
    value: field.string.option('Value in its taxonomy', { named: 'tagValue' }),
    description: field.text.option('What it means', {
      named: 'tagDescription',
      column: 'description',
      update: 'clearable',
    }),
    colour: field.string.single('Colour as #RRGGBB', {
      named: 'tagColour',
      column: 'colour',
      update: 'allowed',
      fallback: '#000000',
      maximum: 7,
    }),
  },
  constraints: { tag_organisation_id_predicate_key: 'tagAlreadyExists' },
  defaultSort: [{ field: 'predicate', descending: false }],
});

const statusFields = {
  ...stamps,
  ...version,
  value: field.string.single('Name, used as status', { create: 'required', minimum: 1, maximum: 64 }),
  order: field.integer.option('Place in lists', { ...optional, column: 'position', aggregable: false }),
  description: field.text.option('What it means', clearable),
  colour: field.string.option('Colour as #RRGGBB', { ...clearable, maximum: 7 }),
  hidden: field.boolean.single('Not offered to people', { ...optional, fallback: false }),
} as const;

export const caseStatus = entity('caseStatus', {
  wireType: 'CaseStatus',
  sentence: 'A status of cases',
  table: 'case_status',
  root: 'none',
  tenant: false,
  visibility: 'global',
  nameField: 'value',
  fields: {
    ...statusFields,
    stage: field.enumeration.single('Stage it stands for', {
      create: 'required',
      values: ['New', 'InProgress', 'Closed'],
    }),
    contained: field.boolean.single('Entering it means that the threat is contained', {
      ...optional,
      fallback: false,
    }),
  },
  constraints: { case_status_value_key: 'statusAlreadyExists' },
  defaultSort: [{ field: 'order', descending: false }],
});

export const alertStatus = entity('alertStatus', {
  wireType: 'AlertStatus',
  sentence: 'A status of alerts',
  table: 'alert_status',
  root: 'none',
  tenant: false,
  visibility: 'global',
  nameField: 'value',
  fields: {
    ...statusFields,
    stage: field.enumeration.single('Stage it stands for', {
      create: 'required',
      values: ['New', 'InProgress', 'Closed', 'Imported'],
    }),
  },
  constraints: { alert_status_value_key: 'statusAlreadyExists' },
  defaultSort: [{ field: 'order', descending: false }],
});
