/** Puts the routes of the Cortex dialect into the server. */
import type { Dialect } from '../http/dialect.ts';
import { addTable } from '../http/route-table.ts';
import { renderDefect, renderError } from './errors.ts';
import type { Route } from './route.ts';
import type { CortexServices } from './services.ts';

/** Where the dialect lies beside others. */
export const usualPlace = '/cortex';

/** The dialect below a place; with an empty one it has a server of its own. */
export function cortexDialect(
  services: CortexServices,
  routes: readonly Route[],
  place: string = usualPlace,
): Dialect {
  return {
    name: 'cortex',
    prefixes: [place === '' ? '/' : place],
    renderError,
    renderDefect,
    async register(server) {
      addTable(server, services, routes, () => [place]);
    },
  };
}
