/** What a route declares about who may call it. A route without a declaration stops the server from starting. */
import type { FastifyInstance, RouteOptions } from 'fastify';
import type { Permission } from '../../model/permission.ts';

/**
 * Who may call a route: everybody; everybody who is signed in; who holds a permission, or one of several. What a command
 * allows with the object itself is checked by the command.
 */
export type RoutePermission = 'public' | 'authenticated' | Permission | readonly Permission[];

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call the route. */
    permission?: RoutePermission;
    /** The route stays open for long: it does not count among the requests that run at once. */
    longLived?: boolean;
  }
}

/** Makes the registration of a route without a permission fail. */
export function demandPermissions(server: FastifyInstance): void {
  server.addHook('onRoute', (route: RouteOptions) => {
    if (route.config?.permission !== undefined) return;
    throw new Error(`Route ${String(route.method)} ${route.url} declares no permission`);
  });
}
