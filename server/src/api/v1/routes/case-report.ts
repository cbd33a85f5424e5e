/** Routes of reports about cases: making one, keeping it, bringing one, fetching it. */

import { formats } from '../../../reports/document.ts';
import { sendFile } from '../../http/download.ts';
import { commands } from '../commands.ts';
import { readOne } from '../read.ts';
import { keptReport, renderedReport } from '../report/render-report.ts';
import { bodyOf, parameter, type Route, type RouteCall } from '../route.ts';
import { commandRoute, nothing, objectOf, run } from '../route-kinds.ts';

const choosing = {
  caseReportTemplateId: 'id or title of a template',
  highestTlp:
    'highest TLP that the report may hold, 0 to 4; the lower one counts when the template says one too',
  maxElements: 'most objects of each widget',
  lang: 'language of its own words: en, fr or zh; that of the template when missing',
} as const;

/** Answers with the bytes of a stored report. */
function fetching(path: string, summary: string, view: boolean): Route {
  return {
    method: 'GET',
    path,
    permission: 'authenticated',
    summary,
    status: 200,
    answer: { sentence: 'The bytes of the file', contentType: '*/*' },
    async handle(call) {
      const { values } = await readOne(call, 'caseReport', parameter(call, 'reportId'));
      const file = {
        id: String(values.contentHash),
        name: String(values.filename),
        contentType: String(values.contentType),
      };
      await sendFile(call.request, call.reply, call.services.commands.files, file, {
        inline: view,
        page: view,
      });
      return 'answered';
    },
  };
}

function fileBody(call: RouteCall) {
  return { id: parameter(call, 'reportId') };
}

/** The routes. */
export const caseReportRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/caseReport/formats',
    permission: 'authenticated',
    summary: 'Formats that reports are made in',
    status: 200,
    answer: { members: { formats: 'list of names' } },
    handle: async () => ({ status: 200, body: { formats } }),
  },
  {
    method: 'GET',
    path: '/caseReport/render',
    permission: 'authenticated',
    summary: 'A report that is not kept; with sample data when no case is named',
    status: 200,
    query: [
      { name: 'format', sentence: `One of ${formats.join(', ')}`, required: true },
      { name: 'caseReportTemplateId', sentence: choosing.caseReportTemplateId, required: true },
      { name: 'caseId', sentence: 'id or number of a case' },
      { name: 'maxElements', sentence: choosing.maxElements },
      { name: 'lang', sentence: choosing.lang },
      { name: 'highestTlp', sentence: choosing.highestTlp },
    ],
    answer: { sentence: 'The report', contentType: '*/*' },
    handle: (call) => renderedReport(call, numbersIn(call.query)),
  },
  {
    method: 'POST',
    path: '/caseReport/render',
    permission: 'authenticated',
    summary: 'A report that is not kept, of a template or of a definition that comes along',
    status: 200,
    body: {
      also: {
        format: `one of ${formats.join(', ')}`,
        definition:
          'definition of a template, in place of the one that caseReportTemplateId has; its pictures can be shown',
        caseId: 'id or number of a case; sample data when missing',
        ...choosing,
      },
      example: { format: 'html', definition: { i18n: { lang: 'en' }, widgets: [{ _kind: 'TaskTable' }] } },
    },
    answer: { sentence: 'The report', contentType: '*/*' },
    handle: (call) => renderedReport(call, bodyOf(call)),
  },
  {
    method: 'POST',
    path: '/case/{caseId}/report',
    permission: commands.addCaseReport.permission,
    summary: 'Make a report about a case from a template and keep it',
    status: 201,
    body: { also: { format: `one of ${formats.join(', ')}`, ...choosing } },
    answer: { entity: 'caseReport' },
    async handle(call) {
      const { uploads, raw } = await keptReport(call, bodyOf(call));
      const made = await run({ ...call, uploads }, commands.addCaseReport, raw);
      const answering = objectOf('caseReport', 201);
      return { status: answering.status, body: await answering.render(call, made) };
    },
  },
  commandRoute(
    {
      method: 'POST',
      path: '/case/{caseId}/report/upload',
      summary: 'Keep a file as a report about a case',
      body: { files: ['file'] },
    },
    commands.addCaseReport,
    (call) => ({ id: parameter(call, 'caseId') }),
    objectOf('caseReport', 201),
  ),
  fetching('/caseReport/{reportId}/download', 'A report, to be stored', false),
  fetching('/caseReport/{reportId}/view', 'A report, shown in place where that is safe', true),
  commandRoute(
    {
      method: 'PATCH',
      path: '/caseReport/{reportId}',
      summary: 'Put another file in the place of a report',
      body: { files: ['file'] },
    },
    commands.replaceCaseReport,
    fileBody,
    nothing,
  ),
  commandRoute(
    { method: 'DELETE', path: '/caseReport/{reportId}', summary: 'Delete a report' },
    commands.deleteCaseReport,
    fileBody,
    nothing,
  ),
];

/** Numbers of the query string as numbers, as a body has them. */
function numbersIn(query: RouteCall['query']): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [
      name,
      ['maxElements', 'highestTlp'].includes(name) && /^\d{1,9}$/.test(String(value)) ? Number(value) : value,
    ]),
  );
}
