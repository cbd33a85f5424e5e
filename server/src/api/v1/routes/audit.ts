/** The route of recent changes. */

import type { Filter } from '../../../query/filter/filter.ts';
import type { ReadObject } from '../../../query/stage.ts';
import { named } from '../docs/answer-words.ts';
import { idDigits } from '../names.ts';
import { grammarFault } from '../query/grammar-fault.ts';
import { readObjects, show } from '../read.ts';
import { type Answer, actorOf, queryText, type Route, type RouteCall } from '../route.ts';

const mostShown = 10;
const dayMs = 86_400_000;

async function recent(call: RouteCall): Promise<Answer> {
  const main = await readObjects(call, [
    { op: 'list', entity: 'audit' },
    { op: 'filter', filter: { op: 'and', of: recentFilter(call) } },
    { op: 'sort', keys: [{ path: 'createdAt', descending: true }] },
    { op: 'page', from: 0, to: readCount(queryText(call, 'count')), extraData: [] },
  ]);
  const all = await recordsOf(call, [...new Set(main.map(({ values }) => String(values.requestId)))]);
  return { status: 200, body: main.map((object) => entryOf(call, object, all)) };
}

/** The records of requests, as far as the caller sees them. */
async function recordsOf(call: RouteCall, requests: readonly string[]): Promise<readonly ReadObject[]> {
  if (requests.length === 0) return [];
  return readObjects(call, [
    { op: 'list', entity: 'audit' },
    { op: 'filter', filter: { op: 'in', path: 'requestId', values: requests, at: '' } },
    { op: 'sort', keys: [{ path: 'id', descending: false }] },
    { op: 'page', from: 0, to: 1_000, extraData: [] },
  ]);
}

/** A record with what else its request changed. */
function entryOf(call: RouteCall, base: ReadObject, all: readonly ReadObject[]) {
  const together = all.filter(({ values }) => values.requestId === base.values.requestId);
  return { base: show(actorOf(call), base), summary: summaryOf(together) };
}

/** One entry for each request of which the caller sees something, in the order given: its main record, or the first. */
export async function entriesOf(
  call: RouteCall,
  requests: readonly string[],
): Promise<ReturnType<typeof entryOf>[]> {
  const all = await recordsOf(call, requests);
  return requests.flatMap((request) => {
    const seen = all.filter(({ values }) => values.requestId === request);
    const base = seen.find(({ values }) => values.mainAction === true) ?? seen[0];
    return base === undefined ? [] : [entryOf(call, base, seen)];
  });
}

function recentFilter(call: RouteCall): Filter[] {
  const since = call.services.commands.clock() - dayMs;
  const filters: Filter[] = [
    { op: 'equals', path: 'mainAction', value: true, at: '' },
    { op: 'greaterOrEqual', path: 'createdAt', value: since, at: '' },
  ];
  const root = queryText(call, 'rootId') ?? 'any';
  if (root === 'any') return filters;
  const id = idDigits(root);
  if (id === undefined) throw grammarFault('rootId', 'any, or an id', root);
  return [...filters, { op: 'equals', path: 'rootId', value: id, at: 'rootId' }];
}

function readCount(given: string | undefined): number {
  if (given === undefined) return mostShown;
  const count = Number(given);
  if (Number.isInteger(count) && count >= 1) return Math.min(count, mostShown);
  throw grammarFault('count', 'whole number from 1', given);
}

/** How often each action was done to objects of each type. */
function summaryOf(
  audits: readonly ReadObject[],
): Readonly<Record<string, Readonly<Record<string, number>>>> {
  const summary = new Map<string, Map<string, number>>();
  for (const { values } of audits) {
    const type = String(values.objectType);
    const action = String(values.action);
    const actions = summary.get(type) ?? new Map<string, number>();
    summary.set(type, actions.set(action, (actions.get(action) ?? 0) + 1));
  }
  return Object.fromEntries([...summary].map(([type, actions]) => [type, Object.fromEntries(actions)]));
}

/** The routes. */
export const auditRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/flow',
    permission: 'authenticated',
    summary: 'Changes of the last day, most recent first, with what else each request changed',
    status: 200,
    query: [
      { name: 'rootId', sentence: 'Id of the object they happened under; any when missing' },
      { name: 'count', sentence: 'How many, at most 10' },
    ],
    answer: { list: true, members: named('base', 'summary') },
    handle: recent,
  },
];
