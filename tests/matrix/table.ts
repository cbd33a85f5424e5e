/** Every route with its rows, and what each caller gets of it. */

import type { RoutePermission } from '../../server/src/api/http/route-permission.ts';
import { wholePath } from '../../server/src/api/v1/base-path.ts';
import { docsPaths } from '../../server/src/api/v1/docs/docs-page.ts';
import { routes } from '../../server/src/api/v1/routes/index.ts';
import type { Actor } from '../../server/src/model/actor.ts';
import type { Role } from './matrix-world.ts';
import type { MatrixRow, Outcome } from './row.ts';
import { accessRows } from './rows-access.ts';
import { contentRows } from './rows-contents.ts';
import { cortexRoutes, cortexRows } from './rows-cortex.ts';
import { engineRows } from './rows-engine.ts';
import { knowledgeRows } from './rows-knowledge.ts';
import { pageRows } from './rows-pages.ts';
import { peopleRows } from './rows-people.ts';
import { platformRows } from './rows-platform.ts';
import { caseReportRows } from './rows-reports.ts';
import { alertRows, caseRows } from './rows-roots.ts';
import { v0Routes, v0Rows } from './rows-v0.ts';

/** Every row. */
export const rows: readonly MatrixRow[] = [
  ...platformRows,
  ...alertRows,
  ...caseRows,
  ...contentRows,
  ...peopleRows,
  ...engineRows,
  ...pageRows,
  ...knowledgeRows,
  ...caseReportRows,
  ...accessRows,
  ...cortexRows,
  ...v0Rows,
];

/** A route as the matrix looks at it. */
export interface MatrixRoute {
  /** Method and path, as rows name it. */
  readonly name: string;
  readonly method: string;
  /** Whole paths: its own and those under which older clients call it. */
  readonly paths: readonly string[];
  readonly permission: RoutePermission;
  readonly status: number;
  readonly longLived: boolean;
}

/** Routes of the server beside the tables of the dialects. */
const others: readonly MatrixRoute[] = ['/health', '/metrics', ...docsPaths].map((path) => ({
  name: `GET ${path}`,
  method: 'GET',
  paths: [path],
  permission: 'public',
  status: 200,
  longLived: false,
}));

/** Every route. */
export const matrixRoutes: readonly MatrixRoute[] = [
  ...others,
  ...routes.map(
    ({ method, path, aliases = [], permission, status, longLived = false }): MatrixRoute => ({
      name: `${method} ${path}`,
      method,
      paths: [wholePath(path), ...aliases],
      permission,
      status,
      longLived,
    }),
  ),
  ...[...cortexRoutes.map((route) => ({ ...route, paths: [route.path] })), ...v0Routes].map(
    ({ method, path, paths, permission, status, longLived = false }): MatrixRoute => ({
      name: `${method} ${path}`,
      method,
      paths,
      permission,
      status,
      longLived,
    }),
  ),
];

/** What a caller is to get of a route by the call of a row. */
export function declaredOutcome(route: MatrixRoute, row: MatrixRow, role: Role, caller?: Actor): Outcome {
  const exception = row.except?.[role];
  if (caller === undefined) return exception ?? (route.permission === 'public' ? 'answered' : 'unknown');
  if (!holds(caller, route.permission)) return 'refused';
  if (exception !== undefined) return exception;
  if (role !== 'stranger' && role !== 'platformAdmin') return 'answered';
  if (row.elsewhere !== undefined) return row.elsewhere;
  return route.name.includes('{') ? 'hidden' : 'answered';
}

function holds({ permissions }: Actor, needed: RoutePermission): boolean {
  if (needed === 'public' || needed === 'authenticated') return true;
  const accepted = typeof needed === 'string' ? [needed] : needed;
  return accepted.some((permission) => permissions.has(permission));
}
