/** Routes of streams. */
import { streamRoutesAt } from '../../http/stream-routes.ts';
import { entriesOf } from '../flow-entries.ts';
import type { Route } from '../route.ts';

/** The routes. */
export const streamRoutes: readonly Route[] = streamRoutesAt('/stream', entriesOf);
