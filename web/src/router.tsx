/** The addresses of the client. Every state of a screen is in its address; a screen is loaded when it is first shown. */
import { createRootRoute, createRoute, createRouter, Outlet, redirect } from '@tanstack/react-router';
import { platformOrganisation } from './data/platform.ts';
import { later } from './later.tsx';
import { PageCrash, PagePending } from './page-states.tsx';
import { readSearch, writeSearch } from './search-text.ts';

/** Values in the query part of an address; screens read those they know. */
export type Search = Readonly<Record<string, string>>;

const search = (raw: Record<string, unknown>): Search =>
  Object.fromEntries(
    Object.entries(raw).flatMap(([key, value]) =>
      value === undefined || value === '' ? [] : [[key, String(value)]],
    ),
  );

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: later(() => import('./pages/not-found.tsx'), 'NotFoundAlone'),
});

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: later(() => import('./pages/entry/start.tsx'), 'Start'),
});
const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  component: later(() => import('./pages/entry/set-up.tsx'), 'SetUp'),
});
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: search,
  component: later(() => import('./pages/entry/sign-in.tsx'), 'SignIn'),
});
/** Every component in each of its states, while the client is being worked on. */
const catalogue = import.meta.env.DEV
  ? [
      createRoute({
        getParentRoute: () => root,
        path: '/components',
        component: later(() => import('./pages/components/components.tsx'), 'Components'),
      }),
    ]
  : [];

const organisation = createRoute({
  getParentRoute: () => root,
  path: '/o/$organisation',
  validateSearch: search,
  component: later(() => import('./pages/frame/frame.tsx'), 'Frame'),
  notFoundComponent: later(() => import('./pages/not-found.tsx'), 'NotFound'),
});
const below = <Path extends string>(
  path: Path,
  load: () => Promise<{ readonly Page: () => React.ReactNode }>,
) => createRoute({ getParentRoute: () => organisation, path, component: later(load, 'Page') });

const home = createRoute({
  getParentRoute: () => organisation,
  path: '/',
  beforeLoad: ({ params }) => {
    // Nobody works on alerts at the platform.
    if (params.organisation === platformOrganisation)
      throw redirect({
        to: '/o/$organisation/settings/$section',
        params: { ...params, section: 'organisations' },
        search: {},
      });
    throw redirect({ to: '/o/$organisation/alerts', params, search: {} });
  },
});
const alerts = below('/alerts', () => import('./pages/alerts/alerts.tsx'));
const alert = below('/alerts/$alertId', () => import('./pages/alerts/alert.tsx'));
const cases = below('/cases', () => import('./pages/cases/cases.tsx'));
const oneCase = below('/cases/$number', () => import('./pages/case/case.tsx'));
const caseSection = below('/cases/$number/$section', () => import('./pages/case/case.tsx'));
const caseItem = below('/cases/$number/$section/$itemId', () => import('./pages/case/case.tsx'));
const tasks = below('/tasks', () => import('./pages/tasks/tasks.tsx'));
const found = below('/search', () => import('./pages/search/search.tsx'));
const neurons = below('/engine/neurons', () => import('./pages/engine/neurons.tsx'));
const neuron = below('/engine/neurons/$neuronId', () => import('./pages/engine/neurons.tsx'));
const jobs = below('/engine/jobs', () => import('./pages/engine/jobs.tsx'));
const job = below('/engine/jobs/$jobId', () => import('./pages/engine/jobs.tsx'));
const knowledge = below('/knowledge', () => import('./pages/knowledge/knowledge.tsx'));
const knowledgePage = below('/knowledge/$pageId', () => import('./pages/knowledge/knowledge.tsx'));
const dashboards = below('/dashboards', () => import('./pages/dashboards/dashboards.tsx'));
const dashboard = below('/dashboards/$dashboardId', () => import('./pages/dashboards/dashboard.tsx'));
const dashboardEditor = below('/dashboards/$dashboardId/edit', () => import('./pages/dashboards/editor.tsx'));
const metrics = below('/metrics', () => import('./pages/metrics/metrics.tsx'));
const settings = below('/settings/$section', () => import('./pages/settings/settings.tsx'));
const settingsItem = below('/settings/$section/$itemId', () => import('./pages/settings/settings.tsx'));
const account = below('/me/$section', () => import('./pages/account/account.tsx'));

const routeTree = root.addChildren([
  start,
  setUp,
  signIn,
  ...catalogue,
  organisation.addChildren([
    home,
    alerts,
    alert,
    cases,
    oneCase,
    caseSection,
    caseItem,
    tasks,
    found,
    neurons,
    neuron,
    jobs,
    job,
    knowledge,
    knowledgePage,
    dashboards,
    dashboard,
    dashboardEditor,
    metrics,
    settings,
    settingsItem,
    account,
  ]),
]);

/** Milliseconds for which the screen before stays while the next is loaded, and for which a placeholder then stands. */
const pendingAfterMs = 150;
const pendingForMs = 200;

/** The router. */
export const router = createRouter({
  routeTree,
  parseSearch: readSearch,
  stringifySearch: writeSearch,
  defaultPreload: 'intent',
  defaultPendingComponent: PagePending,
  defaultPendingMs: pendingAfterMs,
  defaultPendingMinMs: pendingForMs,
  defaultErrorComponent: PageCrash,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
