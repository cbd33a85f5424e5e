/** What is known of the API of Cortex, as facts: its routes by family, and how many each family has. */
import type { RouteFamily } from './facts-v0.ts';

const workers = (kind: 'analyzer' | 'responder'): RouteFamily => ({
  count: 15,
  routes: [
    `GET /api/${kind} /api/${kind}/{} /api/${kind}/type/{}`,
    `POST /api/${kind}/_search /api/${kind}/{}/run`,
    `PATCH,DELETE /api/${kind}/{}`,
    `GET /api/${kind}definition`,
    `POST /api/${kind}definition/scan`,
    `GET /api/organization/${kind} /api/organization/${kind}/_search`,
    `POST /api/organization/${kind}/{}`,
    `GET /api/${kind}config`,
    `GET,PATCH /api/${kind}config/{}`,
  ],
});

/** The routes of version 4. */
export const cortexFamilies: Readonly<Record<string, RouteFamily>> = {
  'session and status': {
    count: 8,
    routes: [
      'POST /api/login',
      'GET /api/logout',
      'GET,POST /api/ssoLogin',
      'GET /api/status /api/health /api/alert',
      'POST /api/maintenance/migrate',
    ],
  },
  analyzers: workers('analyzer'),
  responders: workers('responder'),
  jobs: {
    count: 8,
    routes: [
      'GET /api/job',
      'POST /api/job/_search /api/job/status',
      'GET,DELETE /api/job/{}',
      'GET /api/job/{}/report /api/job/{}/waitreport /api/job/{}/artifacts',
    ],
  },
  users: {
    count: 17,
    routes: [
      'GET /api/user/current /api/organization/user /api/organization/{}/user',
      'POST /api/user/_search /api/organization/user/_search /api/organization/{}/user/_search',
      'GET,POST /api/user',
      'GET,PATCH,DELETE /api/user/{}',
      'POST /api/user/{}/password/set /api/user/{}/password/change',
      'GET,DELETE /api/user/{}/key',
      'POST /api/user/{}/key/renew /api/user/{}/key/set',
    ],
  },
  organisations: {
    count: 7,
    routes: [
      'GET,POST /api/organization',
      'POST /api/organization/_search /api/organization/_stats',
      'GET,PATCH,DELETE /api/organization/{}',
    ],
  },
  streams: { count: 3, routes: ['POST /api/stream', 'GET /api/stream/{} /api/stream/status'] },
  files: { count: 2, routes: ['GET /api/datastore/{} /api/datastorezip/{}'] },
  lists: {
    count: 6,
    routes: [
      'GET /api/list',
      'GET,POST /api/list/{}',
      'PATCH,DELETE /api/list/{}',
      'POST /api/list/{}/_exists',
    ],
  },
  MISP: { count: 2, routes: ['GET /modules', 'POST /query'] },
};
