/** What is known of the v0 API of others, as facts: its routes below `/api`, by family, and how many each family has. */

/** A family of routes. */
export interface RouteFamily {
  readonly count: number;
  /** Methods and paths; several methods of one path stand together. */
  readonly routes: readonly string[];
}

/** Searching and counting, which most families have. */
const searched = (path: string): string[] => [`POST ${path}/_search`, `POST ${path}/_stats`];

const templates = (base: string): string[] => [
  `GET ${base}/content/{} ${base}/{}`,
  `POST ${base}/_search ${base}/_import ${base}`,
  `PATCH ${base}/{}`,
  `DELETE ${base}/{}`,
];

/** The routes of version 4. */
export const families: Readonly<Record<string, RouteFamily>> = {
  shares: {
    count: 12,
    routes: [
      'GET,POST,DELETE /case/{}/shares',
      'DELETE /case/shares',
      'PATCH,DELETE /case/share/{}',
      'POST /case/task/{}/shares /case/artifact/{}/shares',
      'GET /case/{}/task/{}/shares /case/{}/observable/{}/shares',
      'DELETE /task/{}/shares /observable/{}/shares',
    ],
  },
  alerts: {
    count: 15,
    routes: [
      'GET,POST /alert',
      ...searched('/alert'),
      'GET,PATCH,DELETE /alert/{}',
      'POST /alert/delete/_bulk /alert/merge/_bulk',
      'POST /alert/{}/markAsRead /alert/{}/markAsUnread /alert/{}/follow /alert/{}/unfollow',
      'POST /alert/{}/createCase /alert/{}/merge/{}',
    ],
  },
  datastore: { count: 2, routes: ['GET /datastore/{} /datastorezip/{}'] },
  'audit and flow': { count: 4, routes: ['GET /audit /flow', ...searched('/audit')] },
  authentication: { count: 3, routes: ['POST /login', 'GET /logout /ssoLogin'] },
  templates: {
    count: 7,
    routes: ['GET,POST /case/template', ...searched('/case/template'), 'GET,PATCH,DELETE /case/template/{}'],
  },
  logs: {
    count: 5,
    routes: [...searched('/case/task/log'), 'POST /case/task/{}/log', 'PATCH,DELETE /case/task/log/{}'],
  },
  tasks: {
    count: 7,
    routes: [
      'GET /case/task',
      ...searched('/case/task'),
      'POST /case/{}/task /case/{}/task/_search',
      'GET,PATCH /case/task/{}',
    ],
  },
  observables: {
    count: 13,
    routes: [
      ...searched('/case/artifact'),
      'POST /case/{}/artifact /alert/{}/artifact',
      'PATCH /case/artifact/_bulk /alert/artifact/_bulk',
      'GET,PATCH,DELETE /case/artifact/{}',
      'GET,PATCH,DELETE /alert/artifact/{}',
      'GET /case/artifact/{}/similar',
    ],
  },
  cases: {
    count: 11,
    routes: [
      'GET,POST /case',
      ...searched('/case'),
      'GET,PATCH,DELETE /case/{}',
      'PATCH /case/_bulk',
      'DELETE /case/{}/force',
      'POST /case/{}/_merge/{}',
      'GET /case/{}/links',
    ],
  },
  config: {
    count: 9,
    routes: [
      'GET /config /config/user /config/organisation',
      'GET,PUT /config/{}',
      'GET,PUT /config/user/{}',
      'GET,PUT /config/organisation/{}',
    ],
  },
  'custom fields': {
    count: 8,
    routes: [
      'GET,POST /customField',
      'GET,PATCH,DELETE /customField/{}',
      ...searched('/customFields'),
      'GET /customFields/{}/use',
    ],
  },
  dashboards: {
    count: 7,
    routes: ['GET,POST /dashboard', ...searched('/dashboard'), 'GET,PATCH,DELETE /dashboard/{}'],
  },
  describe: { count: 2, routes: ['GET /describe/_all /describe/{}'] },
  lists: {
    count: 6,
    routes: ['GET /list', 'GET,POST /list/{}', 'PATCH,DELETE /list/{}', 'POST /list/{}/_exists'],
  },
  'observable types': {
    count: 6,
    routes: ['GET,POST /observable/type', ...searched('/observable/type'), 'GET,DELETE /observable/type/{}'],
  },
  organisations: {
    count: 10,
    routes: [
      'GET,POST /organisation',
      ...searched('/organisation'),
      'GET,PATCH /organisation/{}',
      'GET,PUT /organisation/{}/links',
      'PUT,DELETE /organisation/{}/link/{}',
    ],
  },
  pages: { count: 6, routes: ['POST /page', ...searched('/page'), 'GET,PATCH,DELETE /page/{}'] },
  permissions: { count: 1, routes: ['GET /permission'] },
  profiles: {
    count: 7,
    routes: ['GET,POST /profile', ...searched('/profile'), 'GET,PATCH,DELETE /profile/{}'],
  },
  statistics: { count: 1, routes: ['POST /_stats'] },
  'status and health': { count: 2, routes: ['GET /status /health'] },
  stream: { count: 3, routes: ['POST /stream', 'GET /stream/{} /stream/status'] },
  tags: { count: 4, routes: ['GET /tag /tag/{}', ...searched('/tag')] },
  users: {
    count: 14,
    routes: [
      'GET,POST /user',
      ...searched('/user'),
      'GET /user/current',
      'GET,PATCH,DELETE /user/{}',
      'DELETE /user/{}/force',
      'POST /user/{}/password/set /user/{}/password/change /user/{}/key/renew',
      'GET,DELETE /user/{}/key',
    ],
  },
  'Cortex connector': {
    count: 28,
    routes: [
      'POST /connector/cortex/job',
      ...searched('/connector/cortex/job'),
      'GET /connector/cortex/job/{}',
      'GET,POST /connector/cortex/action',
      ...searched('/connector/cortex/action'),
      'GET /connector/cortex/action/{}/{}',
      'GET /connector/cortex/analyzer /connector/cortex/analyzer/{} /connector/cortex/analyzer/type/{}',
      'GET /connector/cortex/responder/{}/{}',
      'POST /connector/cortex/responder/_search',
      ...templates('/connector/cortex/analyzer/template'),
      ...templates('/connector/cortex/report/template'),
    ],
  },
  'MISP connector': {
    count: 2,
    routes: ['GET /connector/misp/_syncAlerts', 'POST /connector/misp/export/{}/{}'],
  },
};

/** Routes of version 3 alone that programs still call. */
export const olderRoutes: readonly string[] = [
  'PATCH /alert/_bulk',
  'GET /case/task/log/{} /case/task/{}/log',
  'POST /case/task/{}/log/_search',
  'POST /case/{}/artifact/_search',
  'GET /connector/cortex/responder /connector/cortex/responder/{} /connector/cortex/action/{}',
  'POST /_search',
];

/** Method and path of each route that a line names. */
export function signaturesIn(line: string): string[] {
  const [methods = '', ...paths] = line.split(' ');
  return methods.split(',').flatMap((method) => paths.map((path) => `${method} ${path}`));
}
