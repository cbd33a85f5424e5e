/** Puts the routes of v0, the API of TheHive 3 and 4, into the server. */
import type { Dialect } from '../http/dialect.ts';
import { addTable } from '../http/route-table.ts';
import { renderDefect, renderError } from './errors.ts';
import { placesOf, type Route } from './route.ts';
import type { V0Services } from './services.ts';

/** v0 as a dialect of the server. Of the paths without a version, those below the first words of its routes are its own. */
export function v0Dialect(services: V0Services, routes: readonly Route[]): Dialect {
  const firstWords = new Set(routes.map(({ path }) => path.split('/')[1]));
  return {
    name: 'v0',
    prefixes: ['/api/v0', ...[...firstWords].map((word) => `/api/${word}`)],
    renderError,
    renderDefect,
    async register(server) {
      addTable(server, services, routes, placesOf);
    },
  };
}
