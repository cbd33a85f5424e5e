/** Routes of cases. */
import { commands } from '../commands.ts';
import { parameter, type Route } from '../route.ts';
import { bodyWith, commandRoute, getRoute, nothing, objectOf, onObject, onSeveral } from '../route-kinds.ts';

const customFields = 'values by name, or a list of {name, value, order}';
const update = {
  entity: 'case',
  mode: 'update',
  also: { addTags: 'tags to add', removeTags: 'tags to remove', customFields },
} as const;

/** The routes. */
export const caseRoutes: readonly Route[] = [
  commandRoute(
    {
      method: 'POST',
      path: '/case',
      summary: 'Make a case',
      body: {
        entity: 'case',
        mode: 'create',
        also: {
          customFields,
          caseTemplate: 'id or name of a case template',
          tasks: 'tasks to make; those of the template when missing',
          sharingParameters: 'shares to make',
          pages: 'pages to make; those of the template when missing',
          access: 'who may see it: {_kind}, and users for UserAccessKind',
        },
      },
    },
    commands.createCase,
    bodyWith(() => ({})),
    objectOf('case', 201),
  ),
  getRoute({ path: '/case/{caseId}', summary: 'One case, by id or number' }, 'case', 'caseId'),
  commandRoute(
    {
      method: 'PATCH',
      path: '/case/_bulk',
      summary: 'Change several cases',
      body: { ...update, also: { ...update.also, ids: 'ids of the cases' } },
    },
    commands.updateCases,
    onSeveral,
    nothing,
  ),
  commandRoute(
    { method: 'PATCH', path: '/case/{caseId}', summary: 'Change a case', body: update },
    commands.updateCases,
    onObject('caseId'),
    nothing,
  ),
  commandRoute(
    { method: 'DELETE', path: '/case/{caseId}', summary: 'Delete a case with everything in it' },
    commands.deleteCase,
    (call) => ({ id: parameter(call, 'caseId') }),
    nothing,
  ),
  commandRoute(
    { method: 'POST', path: '/case/{caseId}/restore', summary: 'Bring back a deleted case' },
    commands.restoreObject,
    (call) => ({ entity: 'case', id: parameter(call, 'caseId') }),
    nothing,
  ),
  commandRoute(
    {
      method: 'POST',
      path: '/case/_merge/{ids}',
      summary: 'Merge cases into a new one; ids or numbers with commas between them',
    },
    commands.mergeCases,
    (call) => ({ ids: parameter(call, 'ids').split(',') }),
    objectOf('case', 201),
  ),
  commandRoute(
    {
      method: 'POST',
      path: '/case/_bulk/caseTemplate',
      summary: 'Apply a template to cases that exist',
      body: {
        also: {
          ids: 'ids of the cases',
          caseTemplate: 'id or name of the template',
          updateTitlePrefix: 'true: set its prefix before the title',
          updateDescription: 'true: take its description',
          updateTags: 'true: add its tags',
          updateSeverity: 'true: take its severity',
          updateFlag: 'true: take its flag',
          updateTlp: 'true: take its TLP',
          updatePap: 'true: take its PAP',
          updateCustomFields: 'true: add its custom fields',
          importTasks: 'titles or ids of its tasks to make',
          importPages: 'titles or ids of its page templates to make pages of',
        },
      },
    },
    commands.applyCaseTemplate,
    onSeveral,
    nothing,
  ),
  commandRoute(
    {
      method: 'DELETE',
      path: '/case/customField/{valueId}',
      summary: 'Take one value of a custom field off the object that carries it',
    },
    commands.removeCustomFieldValue,
    (call) => ({ id: parameter(call, 'valueId') }),
    nothing,
  ),
];
