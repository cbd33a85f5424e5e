/** Routes of pages: those of cases, those of the knowledge base, and what both start from. Pages are read by queries. */
import { commands } from '../commands.ts';
import { parameter, type Route } from '../route.ts';
import { bodyWith, commandRoute, nothing, objectOf, onObject } from '../route-kinds.ts';

const creating = { entity: 'page', mode: 'create' } as const;
const updating = { entity: 'page', mode: 'update' } as const;

const casePageRoutes: readonly Route[] = [
  commandRoute(
    { method: 'POST', path: '/case/{caseId}/page', summary: 'Add a page to a case', body: creating },
    commands.createCasePage,
    bodyWith((call) => ({ caseId: parameter(call, 'caseId') })),
    objectOf('page', 201),
  ),
  commandRoute(
    {
      method: 'PATCH',
      path: '/case/{caseId}/page/{pageId}',
      summary: 'Change a page of a case; its records hold what it said before',
      body: updating,
    },
    commands.updateCasePage,
    (call) => ({ ...onObject('pageId')(call), caseId: parameter(call, 'caseId') }),
    nothing,
  ),
  commandRoute(
    { method: 'DELETE', path: '/case/{caseId}/page/{pageId}', summary: 'Delete a page of a case' },
    commands.deleteCasePage,
    (call) => ({ id: parameter(call, 'pageId'), caseId: parameter(call, 'caseId') }),
    nothing,
  ),
];

const knowledgePageRoutes: readonly Route[] = [
  commandRoute(
    { method: 'POST', path: '/page', summary: 'Add a page to the knowledge base', body: creating },
    commands.createKnowledgePage,
    bodyWith(() => ({})),
    objectOf('page', 201),
  ),
  commandRoute(
    {
      method: 'PATCH',
      path: '/page/{pageId}',
      summary: 'Change a page of the knowledge base; its records hold what it said before',
      body: updating,
    },
    commands.updateKnowledgePage,
    onObject('pageId'),
    nothing,
  ),
  commandRoute(
    { method: 'DELETE', path: '/page/{pageId}', summary: 'Delete a page of the knowledge base' },
    commands.deleteKnowledgePage,
    (call) => ({ id: parameter(call, 'pageId') }),
    nothing,
  ),
];

const pageTemplateRoutes: readonly Route[] = [
  commandRoute(
    {
      method: 'POST',
      path: '/pageTemplate',
      summary: 'Make a page template',
      body: { entity: 'pageTemplate', mode: 'create' },
    },
    commands.createPageTemplate,
    bodyWith(() => ({})),
    objectOf('pageTemplate', 201),
  ),
  commandRoute(
    {
      method: 'PATCH',
      path: '/pageTemplate/{pageTemplateId}',
      summary: 'Change a page template; pages made from it stay as they are',
      body: { entity: 'pageTemplate', mode: 'update' },
    },
    commands.updatePageTemplate,
    onObject('pageTemplateId'),
    nothing,
  ),
  commandRoute(
    {
      method: 'DELETE',
      path: '/pageTemplate/{pageTemplateId}',
      summary: 'Remove a page template; pages made from it stay',
    },
    commands.deletePageTemplate,
    (call) => ({ id: parameter(call, 'pageTemplateId') }),
    nothing,
  ),
  commandRoute(
    {
      method: 'PUT',
      path: '/caseTemplate/{id}/pageTemplate/link',
      summary: 'Say which page templates belong to a case template',
      body: { also: { pageTemplateIds: 'ids of page templates, in the order of their pages' } },
    },
    commands.linkPageTemplates,
    onObject('id'),
    nothing,
  ),
];

/** The routes. */
export const pageRoutes: readonly Route[] = [
  ...casePageRoutes,
  ...knowledgePageRoutes,
  ...pageTemplateRoutes,
];
