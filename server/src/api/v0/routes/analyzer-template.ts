/** Routes of the templates by which clients draw the reports of analyzers. Two paths lead to them. */
import {
  createAnalyzerTemplate,
  deleteAnalyzerTemplate,
  importAnalyzerTemplates,
  updateAnalyzerTemplate,
} from '../../../commands/run/analyzer-templates.ts';
import { notFound } from '../../../model/errors.ts';
import { idFromWire, idToWire } from '../../../model/identifier.ts';
import type { ReadObject } from '../../../query/stage.ts';
import { type Answer, parameter, run } from '../../http/route-table.ts';
import { readFields } from '../input.ts';
import { kinds } from '../kinds.ts';
import { searching, showOne } from '../list-routes.ts';
import { readObjects } from '../read.ts';
import type { Route, RouteCall } from '../route.ts';

const kind = kinds.analyzerTemplate;
const name = 'analyzerTemplateId';
const fields = ['analyzerId', 'content'];
const template = '{id, analyzerId, content}';
const contentText = 'HTML with placeholders, as plain text';

/** A template by its id or by the name of its analyzer. Throws `notFound`. */
async function templateNamed(call: RouteCall, reference: string): Promise<ReadObject> {
  const id = idFromWire(reference);
  const [found] = await readObjects(call, [
    { op: 'list', entity: 'analyzerTemplate' },
    {
      op: 'filter',
      filter:
        id === undefined ? { op: 'equals', path: 'analyzerId', value: reference, at: '' } : { op: 'id', id },
    },
    { op: 'output' },
  ]);
  if (found === undefined) throw notFound('AnalyzerTemplate');
  return found;
}

/** The text as it is kept: whoever draws it does so where it can reach nothing. */
async function contentOf(call: RouteCall, reference: string): Promise<Answer> {
  return { body: String((await templateNamed(call, reference)).values.content), text: true };
}

/** The wire id of the template in the path. */
async function idIn(call: RouteCall): Promise<string> {
  return idToWire(String((await templateNamed(call, parameter(call, name))).values.id));
}

/** The content for an analyzer; there is one for reports of any length. */
function content(base: string, length: '' | '/long' | '/short'): Route {
  return {
    method: 'GET',
    path: `${base}/content/{analyzerName}${length}`,
    permission: 'authenticated',
    summary: 'The template for the reports of an analyzer',
    status: 200,
    answer: contentText,
    handle: (call) => contentOf(call, parameter(call, 'analyzerName')),
  };
}

/** Making, changing, removing and importing templates. */
function changing(base: string): readonly Route[] {
  return [
    content(base, ''),
    {
      method: 'POST',
      path: `${base}/_import`,
      permission: importAnalyzerTemplates.permission,
      summary: 'Import templates from an archive of NAME/long.html or NAME.html, in the part `templates`',
      status: 200,
      answer: 'For each analyzer whether its template was taken',
      handle: async (call) => ({ body: await run(call, importAnalyzerTemplates, {}) }),
    },
    {
      method: 'POST',
      path: base,
      permission: createAnalyzerTemplate.permission,
      summary: 'Make a template for the reports of an analyzer',
      status: 201,
      input: { analyzerId: 'the analyzer', content: contentText },
      answer: template,
      async handle(call) {
        const { id } = await run(call, createAnalyzerTemplate, readFields(call.input, fields));
        return { body: await showOne(call, kind, idToWire(id)) };
      },
    },
    {
      method: 'PATCH',
      path: `${base}/{${name}}`,
      permission: updateAnalyzerTemplate.permission,
      summary: 'Change a template',
      status: 200,
      input: { content: contentText },
      answer: template,
      async handle(call) {
        const id = await idIn(call);
        await run(call, updateAnalyzerTemplate, { ...readFields(call.input, fields), id });
        return { body: await showOne(call, kind, id) };
      },
    },
    {
      method: 'DELETE',
      path: `${base}/{${name}}`,
      permission: deleteAnalyzerTemplate.permission,
      summary: 'Remove a template',
      status: 204,
      async handle(call) {
        await run(call, deleteAnalyzerTemplate, { id: await idIn(call) });
        return {};
      },
    },
  ];
}

/** Reading templates. */
function reading(base: string): readonly Route[] {
  return [
    content(base, '/long'),
    content(base, '/short'),
    searching('POST', `${base}/_search`, kind, 'Templates that fit conditions'),
    {
      method: 'GET',
      path: `${base}/{${name}}`,
      permission: 'authenticated',
      summary: 'The content of a template',
      status: 200,
      answer: contentText,
      handle: (call) => contentOf(call, parameter(call, name)),
    },
  ];
}

const ofAnalyzers = '/connector/cortex/analyzer/template';
const ofReports = '/connector/cortex/report/template';

/** The routes. Without a version, those that change templates of analyzers are v1's. */
export const analyzerTemplateRoutes: readonly Route[] = [
  ...changing(ofAnalyzers).map((route) => ({ ...route, versionedOnly: true })),
  ...reading(ofAnalyzers),
  ...changing(ofReports),
  ...reading(ofReports),
];
