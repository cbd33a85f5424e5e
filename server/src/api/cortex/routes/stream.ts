/** Routes of streams. */
import { streamRoutesAt } from '../../http/stream-routes.ts';
import type { Route } from '../route.ts';
import { entriesOf } from '../stream-entries.ts';

/** The routes. */
export const streamRoutes: readonly Route[] = streamRoutesAt('/api/stream', entriesOf);
