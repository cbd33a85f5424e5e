/** Routes of dashboards. A definition is a text of JSON here. */
import {
  createDashboard,
  deleteDashboard,
  updateDashboard,
} from '../../../commands/knowledge/dashboard-commands.ts';
import { invalidFields } from '../../../model/errors.ts';
import { isRawObject, type RawObject, shorten } from '../../../model/input.ts';
import { parameter, run } from '../../http/route-table.ts';
import { readFields } from '../input.ts';
import { getting, listing } from '../list-routes.ts';
import { referenceKinds } from '../reference-kinds.ts';
import type { Route, RouteCall } from '../route.ts';
import { changing, making, removing } from '../writing-routes.ts';

const kind = referenceKinds.dashboard;
const one = '/dashboard/{dashboardId}';

/** A definition that came as text, as the object it holds. Throws `invalidFields`. */
function definitionIn({ definition }: RawObject): RawObject {
  if (definition === undefined || definition === null) return {};
  if (typeof definition !== 'string') return { definition };
  const read = asObject(definition);
  if (read !== undefined) return { definition: read };
  const accepted = 'text of JSON that is an object';
  throw invalidFields([{ kind: 'invalid', name: 'definition', accepted, given: shorten(definition) }]);
}

function asObject(text: string): RawObject | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return isRawObject(read) ? read : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const read = ({ input }: RouteCall): RawObject => ({
  ...readFields(input, ['title', 'description', 'status']),
  ...definitionIn(input),
});

const changed = changing(kind, 'dashboardId', {
  path: one,
  summary: 'Change a dashboard; the status Deleted removes it. Who sees it is up to its owner',
  command: updateDashboard,
  read,
});

/** The routes. */
export const dashboardRoutes: readonly Route[] = [
  ...listing('/dashboard', kind, 'Dashboards'),
  getting(one, kind, 'dashboardId', 'One dashboard'),
  making(kind, {
    path: '/dashboard',
    summary: 'Make a dashboard; it belongs to the caller',
    command: createDashboard,
    read: (call) => ({ status: 'Private', ...read(call) }),
  }),
  {
    ...changed,
    async handle(call) {
      if (call.input.status !== 'Deleted') return changed.handle(call);
      await run(call, updateDashboard, { id: parameter(call, 'dashboardId'), status: 'Deleted' });
      return {};
    },
  },
  removing('dashboardId', {
    path: one,
    summary: 'Remove a dashboard',
    command: deleteDashboard,
  }),
];
