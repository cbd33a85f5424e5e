/** Rows of the routes of v0. */
import { placesOf } from '../../server/src/api/v0/route.ts';
import { routes } from '../../server/src/api/v0/routes/index.ts';
import type { Permission } from '../../server/src/model/permission.ts';
import { someAlert } from '../support/triage.ts';
import type { Person } from '../support/wire.ts';
import { someCase } from '../support/work.ts';
import type { World } from '../support/world.ts';
import type { MatrixRow } from './row.ts';

const base = '/api/v0';

/** A row of a route below one alert. */
const onAlert = (route: string, body?: unknown): MatrixRow => ({
  route,
  call: async (make) => ({ at: { alertId: await make.alert() }, body }),
});

/** A row of a route below one case. */
const onCase = (route: string, body?: unknown): MatrixRow => ({
  route,
  call: async (make) => ({ at: { caseId: await make.case() }, body }),
});

/** Makes something that is listed. */
type Making = (world: World, maker: Person) => Promise<unknown>;

/** Lists of what the caller sees: who may make such things has one, readers see those of others; administrators of the platform see none. */
const lists = (routes: readonly string[], permission: Permission, making: Making): MatrixRow[] =>
  routes.map((route) => ({
    route,
    async call({ world, maker }, caller) {
      await making(world, caller.permissions.has(permission) ? caller : maker);
      return route.startsWith('GET') ? {} : { body: {} };
    },
    own: true,
    except: { platformAdmin: 'empty' },
  }));

/** Counting answers everybody: there may be nothing to count. */
const counts = (paths: readonly string[]): MatrixRow[] =>
  paths.map((path) => ({
    route: `POST ${base}${path}`,
    call: () => ({ body: { stats: [{ _agg: 'count' }] } }),
  }));

const caseRows: readonly MatrixRow[] = [
  ...lists([`GET ${base}/case`, `POST ${base}/case/_search`], 'manageCase/create', someCase),
  { route: `POST ${base}/case`, call: () => ({ body: { title: 'Phishing', description: 'A wave' } }) },
  onCase(`GET ${base}/case/{caseId}`),
  {
    route: `GET ${base}/case/{caseId}/links`,
    call: async (make) => ({ at: { caseId: (await make.similar()).caseId } }),
  },
  onCase(`PATCH ${base}/case/{caseId}`, { severity: 3 }),
  {
    route: `PATCH ${base}/case/_bulk`,
    call: async (make) => ({ body: { ids: [await make.case()], severity: 3 } }),
    elsewhere: 'hidden',
  },
  onCase(`DELETE ${base}/case/{caseId}`),
  onCase(`DELETE ${base}/case/{caseId}/force`),
  {
    route: `POST ${base}/case/{caseId}/_merge/{otherId}`,
    call: async (make) => ({ at: { caseId: await make.case(), otherId: await make.case() } }),
  },
];

/** The rows. */
export const v0Rows: readonly MatrixRow[] = [
  ...caseRows,
  ...counts(['/alert/_stats', '/case/_stats', '/case/task/_stats', '/case/task/log/_stats', '/audit/_stats']),
  {
    route: `POST ${base}/_stats`,
    call: () => ({ body: { stats: [{ model: 'case', stats: [{ _agg: 'count' }] }] } }),
  },
  ...lists([`GET ${base}/alert`, `POST ${base}/alert/_search`], 'manageAlert/create', someAlert),
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
