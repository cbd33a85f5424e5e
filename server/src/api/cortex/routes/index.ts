/** Every route of the Cortex dialect. */
import type { Route } from '../route.ts';
import { datastoreRoutes } from './datastore.ts';
import { definitionRoutes } from './definition.ts';
import { docsRoute } from './docs.ts';
import { jobRoutes } from './job.ts';
import { listRoutes } from './list.ts';
import { mispRoutes } from './misp.ts';
import { organizationRoutes } from './organization.ts';
import { statusRoutes } from './status.ts';
import { streamRoutes } from './stream.ts';
import { userRoutes } from './user.ts';
import { workerRoutes } from './worker.ts';

const described: readonly Route[] = [
  ...statusRoutes,
  ...workerRoutes,
  ...definitionRoutes,
  ...jobRoutes,
  ...organizationRoutes,
  ...userRoutes,
  ...streamRoutes,
  ...datastoreRoutes,
  ...listRoutes,
  ...mispRoutes,
];

/** The table: what stands here is served, documented and tested; nothing else is. */
export const routes: readonly Route[] = [...described, docsRoute(described)];
