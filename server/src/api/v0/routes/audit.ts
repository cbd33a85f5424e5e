/** Routes of what happened: records of changes, and the flow of the last ones. */
import { idFromWire } from '../../../model/identifier.ts';
import type { Filter } from '../../../query/filter/filter.ts';
import type { Answer } from '../../http/route-table.ts';
import { entriesOf, showRecords } from '../flow-entries.ts';
import { counting } from '../list-routes.ts';
import { audits } from '../models.ts';
import { listInput, readList, readObjects } from '../read.ts';
import type { Route, RouteCall } from '../route.ts';

const read = { permission: 'authenticated', status: 200 } as const;

async function search(call: RouteCall): Promise<Answer> {
  const { objects, headers } = await readList(call, audits);
  return { body: await showRecords(call, objects), headers };
}

/** Most entries of a flow. */
const longestFlow = 10;
/** How far a flow of everything goes back, in milliseconds. */
const flowMs = 24 * 60 * 60 * 1_000;

/** What a flow is about: one case or alert, or everything of the last day. */
function within(call: RouteCall): Filter {
  const { rootId } = call.input;
  if (typeof rootId !== 'string' || rootId === '' || rootId === 'any') {
    const since = call.services.commands.clock() - flowMs;
    return { op: 'greaterOrEqual', path: 'createdAt', value: since, at: 'rootId' };
  }
  const id = idFromWire(rootId);
  return id === undefined ? { op: 'none' } : { op: 'equals', path: 'rootId', value: id, at: 'rootId' };
}

async function flow(call: RouteCall): Promise<Answer> {
  const { count } = call.input;
  const wanted = /^\d{1,4}$/.test(String(count)) ? Number(count) : longestFlow;
  const records = await readObjects(call, [
    { op: 'list', entity: 'audit' },
    {
      op: 'filter',
      filter: {
        op: 'and',
        of: [within(call), { op: 'equals', path: 'mainAction', value: true, at: 'flow' }],
      },
    },
    { op: 'sort', keys: [{ path: 'id', descending: true }] },
    { op: 'page', from: 0, to: Math.min(wanted, longestFlow), extraData: [] },
  ]);
  return {
    body: await entriesOf(
      call,
      records.map(({ values }) => String(values.requestId)),
    ),
  };
}

/** The routes. */
export const auditRoutes: readonly Route[] = [
  {
    ...read,
    method: 'GET',
    path: '/audit',
    summary: 'Records of changes; ten at a time when no range is given',
    input: listInput,
    answer: 'List of records; X-Total counts all',
    handle: search,
  },
  {
    ...read,
    method: 'POST',
    path: '/audit/_search',
    summary: 'Records of changes that fit conditions; ten at a time when no range is given',
    input: listInput,
    answer: 'List of records; X-Total counts all',
    handle: search,
  },
  counting('/audit/_stats', audits, 'audit records'),
  {
    ...read,
    method: 'GET',
    path: '/flow',
    summary: 'The last requests that changed something, newest first, at most ten',
    input: {
      rootId: 'id of a case or an alert; `any`, or nothing: everything of the last day',
      count: 'how many',
    },
    answer: 'List of {base, summary}',
    handle: flow,
  },
];
