/** Rows of the routes of v0. */
import { placesOf } from '../../server/src/api/v0/route.ts';
import { routes } from '../../server/src/api/v0/routes/index.ts';
import type { MatrixRow } from './row.ts';

const base = '/api/v0';

/** A row of a route below one alert. */
const onAlert = (route: string, body?: unknown): MatrixRow => ({
  route,
  call: async (make) => ({ at: { alertId: await make.alert() }, body }),
});

/** The rows. */
export const v0Rows: readonly MatrixRow[] = [
  ...[`GET ${base}/alert`, `POST ${base}/alert/_search`].map(
    (route): MatrixRow => ({
      route,
      async call(make) {
        await make.alert();
        return route.startsWith('GET') ? {} : { body: {} };
      },
      except: { platformAdmin: 'empty' },
    }),
  ),
  {
    route: `POST ${base}/alert`,
    call: (make) => ({
      body: { type: 'siem', source: 'matrix', sourceRef: make.text(), title: 'Beacon', description: 'Seen' },
    }),
  },
  onAlert(`GET ${base}/alert/{alertId}`),
  onAlert(`PATCH ${base}/alert/{alertId}`, { severity: 3 }),
  onAlert(`DELETE ${base}/alert/{alertId}`),
  {
    route: `POST ${base}/alert/delete/_bulk`,
    call: async (make) => ({ body: { ids: [await make.alert()] } }),
    elsewhere: 'hidden',
  },
  ...['markAsRead', 'markAsUnread', 'follow', 'unfollow', 'createCase'].map((verb) =>
    onAlert(`POST ${base}/alert/{alertId}/${verb}`),
  ),
  {
    route: `POST ${base}/alert/{alertId}/merge/{caseId}`,
    call: async (make) => ({ at: { alertId: await make.alert(), caseId: await make.case() } }),
  },
  {
    route: `POST ${base}/alert/merge/_bulk`,
    call: async (make) => ({ body: { caseId: await make.case(), alertIds: [await make.alert()] } }),
    elsewhere: 'hidden',
  },
];

/** The routes, by their whole paths: the one with the version names a route. */
export const v0Routes = routes.map((route) => ({
  ...route,
  path: `${base}${route.path}`,
  paths: placesOf(route).map((place) => `${place}${route.path}`),
}));
