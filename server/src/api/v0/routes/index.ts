/** Every route of v0. What stands here is served and tested; nothing else is. */
import type { Route } from '../route.ts';
import { alertRoutes } from './alert.ts';
import { caseRoutes } from './case.ts';
import { statsRoutes } from './stats.ts';

/** The table. */
export const routes: readonly Route[] = [...alertRoutes, ...caseRoutes, ...statsRoutes];
