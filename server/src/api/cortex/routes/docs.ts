/** The route that describes all others. */
import { openApiDocument } from '../openapi.ts';
import type { Route } from '../route.ts';

/** The description of a table of routes, which it is part of itself. */
export function docsRoute(routes: readonly Route[]): Route {
  const route: Route = {
    method: 'GET',
    path: '/api/docs/openapi.json',
    permission: 'public',
    summary: 'This description',
    status: 200,
    answer: 'A document in OpenAPI',
    handle: async ({ services, request }) => {
      const place = request.routeOptions.url?.replace(/\/api\/docs.*$/, '') ?? '';
      return { body: openApiDocument([...routes, route], place, services.version) };
    },
  };
  return route;
}
