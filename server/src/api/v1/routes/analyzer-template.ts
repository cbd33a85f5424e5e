/** Routes of the templates by which clients draw the reports of analyzers. */
import { notFound } from '../../../model/errors.ts';
import { commands } from '../commands.ts';
import { readObjects, readOne, show } from '../read.ts';
import { type Answer, actorOf, parameter, type Route, type RouteCall } from '../route.ts';
import { bodyWith, commandRoute, nothing, objectOf, onObject } from '../route-kinds.ts';

const base = '/connector/cortex/analyzer/template';

/** The path of a route here, and that under which older clients call it. */
const under = (path: string) => ({ path: `${base}${path}`, aliases: [`/api${base}${path}`] }) as const;

/** The text as it is kept: whoever draws it does so where it can reach nothing. */
async function contentFor(call: RouteCall): Promise<Answer> {
  const value = parameter(call, 'analyzerName');
  const [template] = await readObjects(call, [
    { op: 'list', entity: 'analyzerTemplate' },
    { op: 'filter', filter: { op: 'equals', path: 'analyzerId', value, at: '' } },
    { op: 'output' },
  ]);
  if (template === undefined) throw notFound('AnalyzerTemplate');
  return { status: 200, body: String(template.values.content), text: true };
}

/** The routes. */
export const analyzerTemplateRoutes: readonly Route[] = [
  {
    method: 'GET',
    ...under('/content/{analyzerName}'),
    permission: 'authenticated',
    summary: 'The template for the reports of an analyzer, as plain text',
    status: 200,
    answer: { contentType: 'text/plain', sentence: 'HTML with placeholders' },
    handle: contentFor,
  },
  commandRoute(
    {
      method: 'POST',
      ...under('/_import'),
      summary: 'Import templates from an archive of NAME/long.html or NAME.html',
      body: { files: ['templates'] },
    },
    commands.importAnalyzerTemplates,
    bodyWith(() => ({})),
    {
      status: 200,
      shape: { sentence: 'For each analyzer whether its template was taken' },
      render: async (_, taken) => taken,
    },
  ),
  commandRoute(
    {
      method: 'POST',
      ...under(''),
      summary: 'Make a template for the reports of an analyzer',
      body: { entity: 'analyzerTemplate', mode: 'create' },
    },
    commands.createAnalyzerTemplate,
    bodyWith(() => ({})),
    objectOf('analyzerTemplate', 201),
  ),
  commandRoute(
    {
      method: 'PATCH',
      ...under('/{analyzerTemplateId}'),
      summary: 'Change the template for the reports of an analyzer',
      body: { entity: 'analyzerTemplate', mode: 'update' },
    },
    commands.updateAnalyzerTemplate,
    onObject('analyzerTemplateId'),
    {
      status: 200,
      shape: { entity: 'analyzerTemplate' },
      render: async (call) =>
        show(actorOf(call), await readOne(call, 'analyzerTemplate', parameter(call, 'analyzerTemplateId'))),
    },
  ),
  commandRoute(
    {
      method: 'DELETE',
      ...under('/{analyzerTemplateId}'),
      summary: 'Remove the template for the reports of an analyzer',
    },
    commands.deleteAnalyzerTemplate,
    (call) => ({ id: parameter(call, 'analyzerTemplateId') }),
    nothing,
  ),
];
