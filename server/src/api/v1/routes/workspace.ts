/** Routes of what people keep for themselves: saved views and drafts. */
import { commands } from '../commands.ts';
import { readObjects, show } from '../read.ts';
import { actorOf, parameter, type Route } from '../route.ts';
import { bodyWith, commandRoute, getRoute, nothing, objectOf, onObject } from '../route-kinds.ts';

/** The routes. */
export const workspaceRoutes: readonly Route[] = [
  commandRoute(
    {
      method: 'POST',
      path: '/views',
      summary: 'Save a view of a list',
      body: { entity: 'view', mode: 'create' },
    },
    commands.createView,
    bodyWith(() => ({})),
    objectOf('view', 201),
  ),
  getRoute({ path: '/views/{viewId}', summary: 'One saved view' }, 'view', 'viewId'),
  commandRoute(
    {
      method: 'PATCH',
      path: '/views/{viewId}',
      summary: 'Change a view',
      body: { entity: 'view', mode: 'update' },
    },
    commands.updateView,
    onObject('viewId'),
    nothing,
  ),
  commandRoute(
    { method: 'DELETE', path: '/views/{viewId}', summary: 'Remove a view' },
    commands.deleteView,
    (call) => ({ id: parameter(call, 'viewId') }),
    nothing,
  ),
  {
    method: 'GET',
    path: '/draft',
    permission: 'authenticated',
    summary: 'All drafts of the caller',
    status: 200,
    answer: { entity: 'draft', list: true },
    async handle(call) {
      const found = await readObjects(call, [{ op: 'list', entity: 'draft' }, { op: 'output' }]);
      return { status: 200, body: found.map((object) => show(actorOf(call), object)) };
    },
  },
  commandRoute(
    {
      method: 'PUT',
      path: '/draft/{place}',
      summary: 'Keep what has been written so far, one draft for each place',
      body: { also: { content: 'anything' } },
    },
    commands.saveDraft,
    bodyWith((call) => ({ place: parameter(call, 'place') })),
    objectOf('draft', 200),
  ),
  commandRoute(
    { method: 'DELETE', path: '/draft/{place}', summary: 'Throw a draft away' },
    commands.deleteDraft,
    (call) => ({ place: parameter(call, 'place') }),
    nothing,
  ),
];
