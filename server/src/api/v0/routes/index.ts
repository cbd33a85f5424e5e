/** Every route of v0. What stands here is served and tested; nothing else is. */
import type { Route } from '../route.ts';
import { alertRoutes } from './alert.ts';
import { analyzerTemplateRoutes } from './analyzer-template.ts';
import { artifactRoutes } from './artifact.ts';
import { caseRoutes } from './case.ts';
import { cortexRoutes } from './cortex.ts';
import { queryRoutes } from './query.ts';
import { statsRoutes } from './stats.ts';

/** The table. */
export const routes: readonly Route[] = [
  ...alertRoutes,
  ...artifactRoutes,
  ...caseRoutes,
  ...cortexRoutes,
  ...analyzerTemplateRoutes,
  ...statsRoutes,
  ...queryRoutes,
];
