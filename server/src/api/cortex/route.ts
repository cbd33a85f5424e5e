/** A route of the Cortex dialect as plain data and one function. The server, the documentation and the test matrix read the same table. */
import type { TableCall, TableRoute } from '../http/route-table.ts';
import type { CortexServices } from './services.ts';

export { type Answer, actorOf, callerOf, commandCallOf, parameter, run } from '../http/route-table.ts';

/** A route; its path is the one below the place of the dialect, such as `/api/status`. */
export type Route = TableRoute<CortexServices>;

/** One request on its way through a handler. */
export type RouteCall = TableCall<CortexServices>;
