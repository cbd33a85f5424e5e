/** Routes of the templates of case reports and the pictures in them. */

import { notFound } from '../../../model/errors.ts';
import type { RawObject } from '../../../model/input.ts';
import type { Filter } from '../../../query/filter/filter.ts';
import type { ReadObject } from '../../../query/stage.ts';
import { sendFile } from '../../http/download.ts';
import { commands } from '../commands.ts';
import { named } from '../docs/answer-words.ts';
import { idDigits } from '../names.ts';
import { getStage } from '../query/operations.ts';
import { readObjects, readSeveral, show } from '../read.ts';
import { exampleDefinition } from '../report/definition.ts';
import { reportVocabulary } from '../report/vocabulary.ts';
import { actorOf, bodyOf, parameter, type Route, type RouteCall } from '../route.ts';
import { bodyWith, commandRoute, getRoute, nothing, objectOf, onObject } from '../route-kinds.ts';

/** The picture of a template that the path names, by its id or its content. Throws `notFound`. */
async function imageNamed(call: RouteCall): Promise<ReadObject> {
  const reference = parameter(call, 'attachmentId');
  const id = reference.startsWith('~') ? idDigits(reference) : undefined;
  const filter: Filter = {
    op: 'equals',
    path: id === undefined ? 'contentHash' : 'id',
    value: id ?? reference,
    at: 'attachmentId',
  };
  const [found] = await readObjects(call, [
    getStage('caseReportTemplate', parameter(call, 'templateId'), 'templateId'),
    { op: 'follow', relation: 'attachments' },
    { op: 'filter', filter },
    { op: 'page', from: 0, to: 1, extraData: [] },
  ]);
  if (found === undefined) throw notFound('Attachment');
  return found;
}

const imagePath = '/caseReportTemplate/{templateId}/attachment/{attachmentId}';

function imageRoute(path: string, summary: string, inline: boolean): Route {
  return {
    method: 'GET',
    path,
    permission: 'authenticated',
    summary,
    status: 200,
    answer: { sentence: 'The bytes of the picture', contentType: '*/*' },
    async handle(call) {
      const { values } = await imageNamed(call);
      const file = {
        id: String(values.contentHash),
        name: String(values.name),
        contentType: String(values.contentType),
      };
      await sendFile(call.request, call.reply, call.services.commands.files, file, { inline });
      return 'answered';
    },
  };
}

/** `version` is the edition of the format; the version of the object is `_version`. */
function inModelWords({ version, ...raw }: RawObject): RawObject {
  return version === undefined ? raw : { ...raw, formatVersion: version };
}

const created = bodyWith(() => ({}));
const changed = onObject('templateId');

/** The routes. */
export const caseReportTemplateRoutes: readonly Route[] = [
  commandRoute(
    {
      method: 'POST',
      path: '/caseReportTemplate',
      summary: 'Make a template of case reports',
      body: {
        entity: 'caseReportTemplate',
        mode: 'create',
        example: { title: 'Incident', definition: exampleDefinition },
      },
    },
    commands.createCaseReportTemplate,
    (call) => inModelWords(created(call)),
    objectOf('caseReportTemplate', 201),
  ),
  {
    method: 'GET',
    path: '/caseReportTemplate/_info',
    permission: 'authenticated',
    summary: 'What definitions of templates may name',
    status: 200,
    answer: {
      members: {
        widgets: 'kinds of widgets',
        widgetOptions: 'what each takes',
        ...named('alertFields', 'observableFields', 'taskFields', 'ttpFields', 'logFields', 'timelineEvents'),
      },
    },
    handle: async () => ({ status: 200, body: reportVocabulary() }),
  },
  getRoute(
    { path: '/caseReportTemplate/{templateId}', summary: 'One template of case reports, by id or title' },
    'caseReportTemplate',
    'templateId',
  ),
  commandRoute(
    {
      method: 'PATCH',
      path: '/caseReportTemplate/{templateId}',
      summary: 'Change a template of case reports',
      body: { entity: 'caseReportTemplate', mode: 'update' },
    },
    commands.updateCaseReportTemplate,
    (call) => inModelWords(changed(call)),
    nothing,
  ),
  commandRoute(
    {
      method: 'DELETE',
      path: '/caseReportTemplate/{templateId}',
      summary: 'Remove a template with its pictures; reports made from it stay',
    },
    commands.deleteCaseReportTemplate,
    (call) => ({ id: parameter(call, 'templateId') }),
    nothing,
  ),
  commandRoute(
    {
      method: 'POST',
      path: '/caseReportTemplate/{templateId}/attachment',
      summary: 'Add pictures (PNG or JPEG) to a template',
      body: { also: { canRename: 'true: a name that is taken gets a number' }, files: ['attachments'] },
    },
    commands.addCaseReportImages,
    (call) => ({
      id: parameter(call, 'templateId'),
      canRename: String(bodyOf(call).canRename).toLowerCase() === 'true',
    }),
    {
      status: 201,
      shape: { members: { attachments: 'list of pictures' } },
      render: async (call, ids) => ({
        attachments: (await readSeveral(call, 'reportImage', ids)).map((object) =>
          show(actorOf(call), object),
        ),
      }),
    },
  ),
  imageRoute(imagePath, 'A picture of a template, shown in place', true),
  imageRoute(`${imagePath}/download`, 'A picture of a template, to be stored', false),
  commandRoute(
    { method: 'DELETE', path: imagePath, summary: 'Take a picture from a template' },
    commands.removeCaseReportImage,
    (call) => ({ id: parameter(call, 'templateId'), attachment: parameter(call, 'attachmentId') }),
    nothing,
  ),
];
