/** A route of v0 as plain data and one function. The server and the test matrix read the same table. */
import type { TableCall, TableRoute } from '../http/route-table.ts';
import type { V0Services } from './services.ts';

/** A route; its path is the one below `/api/v0` and `/api`. */
export interface Route extends TableRoute<V0Services> {
  /** The path without a version is another dialect's: clients of v1 call it. */
  readonly versionedOnly?: boolean;
}

/** One request on its way through a handler. */
export type RouteCall = TableCall<V0Services>;

/** Where a route lies: with its version, and without one, as clients of the first versions call it. */
export function placesOf({ versionedOnly = false }: Pick<Route, 'versionedOnly'>): readonly string[] {
  return versionedOnly ? ['/api/v0'] : ['/api/v0', '/api'];
}
