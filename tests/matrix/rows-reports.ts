/** Rows of the routes of case reports and their templates. */
import { randomUUID } from 'node:crypto';
import { dot } from './dot.ts';
import { definition } from './makers-reports.ts';
import type { MatrixRow } from './row.ts';

const templateRows: readonly MatrixRow[] = [
  {
    route: 'POST /caseReportTemplate',
    call: () => ({ body: { title: randomUUID(), definition } }),
    own: true,
  },
  { route: 'GET /caseReportTemplate/_info', call: () => ({}) },
  ...(['GET', 'DELETE'] as const).map(
    (method): MatrixRow => ({
      route: `${method} /caseReportTemplate/{templateId}`,
      call: async (make) => ({ at: { templateId: await make.reportTemplate() } }),
    }),
  ),
  {
    route: 'PATCH /caseReportTemplate/{templateId}',
    call: async (make) => ({ at: { templateId: await make.reportTemplate() }, body: { group: 'other' } }),
  },
  {
    route: 'POST /caseReportTemplate/{templateId}/attachment',
    call: async (make) => ({
      at: { templateId: await make.reportTemplate() },
      form: [
        {
          name: 'attachments',
          fileName: 'logo.png',
          type: 'image/png',
          content: Buffer.from(dot, 'base64'),
        },
      ],
    }),
  },
  ...['GET', 'DELETE'].map(
    (method): MatrixRow => ({
      route: `${method} /caseReportTemplate/{templateId}/attachment/{attachmentId}`,
      call: async (make) => ({ at: await make.reportImage() }),
    }),
  ),
  {
    route: 'GET /caseReportTemplate/{templateId}/attachment/{attachmentId}/download',
    call: async (make) => ({ at: await make.reportImage() }),
  },
];

const file = { name: 'file', fileName: 'a.txt', type: 'text/plain', content: 'content' } as const;

const reportRows: readonly MatrixRow[] = [
  { route: 'GET /caseReport/formats', call: () => ({}) },
  {
    route: 'GET /caseReport/render',
    call: async (make) => {
      const template = await make.reportTemplate();
      return { query: `?format=html&caseReportTemplateId=${template}&caseId=${await make.case()}` };
    },
    elsewhere: 'hidden',
  },
  {
    route: 'POST /caseReport/render',
    about: 'of a case',
    call: async (make) => ({ body: { format: 'markdown', definition, caseId: await make.case() } }),
    elsewhere: 'hidden',
  },
  {
    route: 'POST /caseReport/render',
    about: 'with sample data',
    call: () => ({ body: { format: 'markdown', definition } }),
  },
  {
    route: 'POST /case/{caseId}/report',
    call: async (make) => ({
      at: { caseId: await make.case() },
      body: { format: 'html', caseReportTemplateId: await make.reportTemplate() },
    }),
  },
  {
    route: 'POST /case/{caseId}/report/upload',
    call: async (make) => ({ at: { caseId: await make.case() }, form: [file] }),
  },
  ...['/download', '/view'].map(
    (end): MatrixRow => ({
      route: `GET /caseReport/{reportId}${end}`,
      call: async (make) => ({ at: { reportId: await make.report() } }),
    }),
  ),
  {
    route: 'PATCH /caseReport/{reportId}',
    call: async (make) => ({ at: { reportId: await make.report() }, form: [file] }),
  },
  {
    route: 'DELETE /caseReport/{reportId}',
    call: async (make) => ({ at: { reportId: await make.report() } }),
  },
];

/** Text of the query string of an export. */
function exporting(query: unknown, options: unknown): string {
  return `?query=${encodeURIComponent(JSON.stringify(query))}&options=${encodeURIComponent(JSON.stringify(options))}`;
}

const exportRows: readonly MatrixRow[] = [
  {
    route: 'GET /export',
    call: () => ({ query: exporting([{ _name: 'listCase' }], { model: 'Case', format: 'csv' }) }),
  },
  { route: 'GET /export/_fields', call: () => ({}) },
];

/** The rows. */
export const caseReportRows: readonly MatrixRow[] = [...templateRows, ...reportRows, ...exportRows];
