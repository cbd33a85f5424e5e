/** Routes of dashboards. */
import { commands } from '../commands.ts';
import { parameter, type Route } from '../route.ts';
import { bodyWith, commandRoute, getRoute, nothing, objectOf, onObject } from '../route-kinds.ts';

/** The routes. */
export const dashboardRoutes: readonly Route[] = [
  commandRoute(
    {
      method: 'POST',
      path: '/dashboard',
      summary: 'Make a dashboard; it belongs to the caller',
      body: { entity: 'dashboard', mode: 'create' },
    },
    commands.createDashboard,
    bodyWith(() => ({})),
    objectOf('dashboard', 201),
  ),
  getRoute({ path: '/dashboard/{dashboardId}', summary: 'One dashboard' }, 'dashboard', 'dashboardId'),
  commandRoute(
    {
      method: 'PATCH',
      path: '/dashboard/{dashboardId}',
      summary: 'Change a dashboard; the status Deleted removes it. Who sees it is up to its owner',
      body: { entity: 'dashboard', mode: 'update' },
    },
    commands.updateDashboard,
    onObject('dashboardId'),
    nothing,
  ),
  commandRoute(
    { method: 'DELETE', path: '/dashboard/{dashboardId}', summary: 'Remove a dashboard' },
    commands.deleteDashboard,
    (call) => ({ id: parameter(call, 'dashboardId') }),
    nothing,
  ),
  commandRoute(
    {
      method: 'POST',
      path: '/dashboard/{dashboardId}/owner',
      summary: 'Give a dashboard to another member of the organisation',
      body: { also: { user: 'id or login' } },
    },
    commands.giveDashboard,
    onObject('dashboardId'),
    nothing,
  ),
];
