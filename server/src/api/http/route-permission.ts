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
    /** Programs ask it by themselves: a session does not stay alive by it. */
    passive?: boolean;
  }
}

/** Makes the start of a server fail when one of its routes declares no permission. */
export function demandPermissions(server: FastifyInstance): void {
  const registered: RouteOptions[] = [];
  server.addHook('onRoute', (route: RouteOptions) => {
    registered.push(route);
  });
  server.addHook('onReady', async () => {
    const open = registered.filter((route) => route.config?.permission === undefined);
    if (open.length === 0) return;
    const named = open.map(({ method, url }) => `${String(method)} ${url}`).join(', ');
    throw new Error(`These routes declare no permission: ${named}`);
  });
}
