/** What is told about many objects at once: case reports with their templates, and dashboards. */
import { entity } from '../entity.ts';
import { field } from '../field.ts';
import { stamps, version } from '../stamps.ts';

const optional = { create: 'optional', update: 'allowed' } as const;
const written = { create: 'required', update: 'allowed' } as const;

const formatVersion = field.integer.single('Edition of the format of the definition', {
  ...optional,
  fallback: 1,
  aggregable: false,
});

export const caseReport = entity('caseReport', {
  wireType: 'CaseReport',
  sentence: 'A report about a case, as a file',
  table: 'case_report',
  root: 'child',
  visibility: 'shared',
  softDelete: true,
  fields: {
    ...stamps,
    ...version,
    caseId: field.id.single('Case it is about', { output: false }),
    filename: field.string.single('Name of the file', { aggregable: false }),
    contentType: field.string.single('Media type of the file'),
    size: field.integer.single('Size in bytes'),
    contentHash: field.string.single('SHA-256 of the file', { output: false, aggregable: false }),
    highestTlp: field.integer.option('Nothing above this TLP is in it'),
    withheld: field.integer.single('How many objects were left out because of their TLP', { fallback: 0 }),
  },
  relations: { case: { kind: 'parent', to: 'case', column: 'case_id' } },
});

export const caseReportTemplate = entity('caseReportTemplate', {
  wireType: 'CaseReportTemplate',
  sentence: 'What a report about a case is made of',
  table: 'case_report_template',
  root: 'none',
  visibility: 'organisation',
  nameField: 'title',
  fields: {
    ...stamps,
    ...version,
    title: field.string.single('Title, unique in the organisation', { ...written, minimum: 1, maximum: 512 }),
    group: field.string.single('Heading it stands under', {
      ...optional,
      column: 'report_group',
      fallback: 'default',
      minimum: 0,
      maximum: 128,
    }),
    description: field.text.single('What it is for', { ...optional, fallback: '', search: 'none' }),
    definition: field.json.single('Its parts in their order, header, footer, formats of dates', written),
    formatVersion,
  },
  relations: { attachments: { kind: 'children', to: 'reportImage', column: 'case_report_template_id' } },
  constraints: { case_report_template_organisation_id_title_key: 'reportTemplateAlreadyExists' },
  defaultSort: [{ field: 'title', descending: false }],
});

export const reportImage = entity('reportImage', {
  wireType: 'ReportImage',
  sentence: 'A picture that a report template shows',
  table: 'report_image',
  root: 'none',
  visibility: 'organisation',
  fields: {
    id: stamps.id,
    createdAt: stamps.createdAt,
    createdBy: stamps.createdBy,
    caseReportTemplateId: field.id.single('Template it belongs to', { output: false }),
    name: field.string.single('Name of the file'),
    contentHash: field.string.single('SHA-256 of the file', { output: false, aggregable: false }),
    hashes: field.string.set('Digests of the file', { fallback: [], aggregable: false }),
    size: field.integer.single('Size in bytes'),
    contentType: field.string.single('Media type of the file'),
  },
});

export const dashboard = entity('dashboard', {
  wireType: 'Dashboard',
  sentence: 'A page of figures and charts',
  table: 'dashboard',
  root: 'none',
  visibility: 'owned',
  fields: {
    ...stamps,
    ...version,
    title: field.string.single('Title', { ...written, minimum: 1, maximum: 512 }),
    group: field.string.single('Heading it stands under', {
      ...optional,
      column: 'dashboard_group',
      fallback: 'default',
      minimum: 0,
      maximum: 32,
    }),
    description: field.text.single('What it shows', { ...written, search: 'exact' }),
    status: field.enumeration.single('Who sees it: its owner, or the organisation', {
      ...written,
      values: ['Private', 'Shared'],
    }),
    definition: field.json.single('Period, containers and charts', { ...written, search: 'exact' }),
    formatVersion,
    owner: field.user.option('Login of whom it belongs to'),
  },
  defaultSort: [{ field: 'title', descending: false }],
});
