/** Every route of v0. What stands here is served and tested; nothing else is. */
import type { Route } from '../route.ts';
import { alertRoutes } from './alert.ts';
import { analyzerTemplateRoutes } from './analyzer-template.ts';
import { artifactRoutes } from './artifact.ts';
import { auditRoutes } from './audit.ts';
import { caseRoutes } from './case.ts';
import { caseTemplateRoutes } from './case-template.ts';
import { configRoutes } from './config.ts';
import { cortexRoutes } from './cortex.ts';
import { customFieldRoutes } from './custom-field.ts';
import { dashboardRoutes } from './dashboard.ts';
import { datastoreRoutes } from './datastore.ts';
import { describeRoutes } from './describe.ts';
import { listRoutes } from './list.ts';
import { logRoutes } from './log.ts';
import { organisationRoutes } from './organisation.ts';
import { pageRoutes } from './page.ts';
import { queryRoutes } from './query.ts';
import { referenceRoutes } from './reference.ts';
import { sessionRoutes } from './session.ts';
import { shareRoutes } from './share.ts';
import { statusRoutes } from './status.ts';
import { streamRoutes } from './stream.ts';
import { taskRoutes } from './task.ts';
import { userRoutes } from './user.ts';

/** The table. */
export const routes: readonly Route[] = [
  ...alertRoutes,
  ...analyzerTemplateRoutes,
  ...artifactRoutes,
  ...auditRoutes,
  ...caseRoutes,
  ...caseTemplateRoutes,
  ...configRoutes,
  ...cortexRoutes,
  ...customFieldRoutes,
  ...dashboardRoutes,
  ...datastoreRoutes,
  ...describeRoutes,
  ...listRoutes,
  ...logRoutes,
  ...organisationRoutes,
  ...pageRoutes,
  ...queryRoutes,
  ...referenceRoutes,
  ...sessionRoutes,
  ...shareRoutes,
  ...statusRoutes,
  ...streamRoutes,
  ...taskRoutes,
  ...userRoutes,
];
