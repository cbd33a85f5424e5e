/** Routes of links between cases, and from cases to pages elsewhere. */
import type { Command } from '../../../commands/frame/command.ts';
import { isRawObject } from '../../../model/input.ts';
import { runQuery } from '../../../query/index.ts';
import type { Pipeline } from '../../../query/stage.ts';
import { commands } from '../commands.ts';
import { type Answer, actorOf, type Route, type RouteCall } from '../route.ts';
import { commandRoute, nothing, onObject } from '../route-kinds.ts';

/** Most types that are told. */
const mostTypes = 1_000;

/** Links that the caller sees, by type. */
const types: Pipeline = [
  { op: 'list', entity: 'caseLink' },
  {
    op: 'aggregate',
    aggregation: {
      op: 'field',
      name: 'types',
      path: 'type',
      order: [{ by: 'value', descending: false }],
      size: mostTypes,
      select: [],
    },
  },
];

async function typesInUse(call: RouteCall): Promise<Answer> {
  const result = await runQuery(call.services.commands.database, actorOf(call), types);
  const found = result.kind === 'aggregation' ? result.value : {};
  return { status: 200, body: Object.keys(isRawObject(found) ? found : {}).sort() };
}

function linkRoute<I>(
  path: string,
  summary: string,
  target: Readonly<Record<string, string>>,
  command: Command<I, void>,
): Route {
  const body = { also: { type: 'what the link means, up to 64 characters', ...target } };
  return commandRoute({ method: 'POST', path, summary, body }, command, onObject('caseId'), nothing);
}

const otherCase = { caseId: 'id or number of the other case' } as const;
const page = { url: 'address of the page' } as const;

/** The routes. */
export const caseLinkRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/case/link/types',
    permission: 'authenticated',
    summary: 'What links of cases mean, as far as such links exist',
    status: 200,
    answer: { sentence: 'List of types' },
    handle: typesInUse,
  },
  linkRoute('/case/{caseId}/link/case/add', 'Link two cases', otherCase, commands.addCaseLink),
  linkRoute(
    '/case/{caseId}/link/case/remove',
    'Take the link between two cases away',
    otherCase,
    commands.removeCaseLink,
  ),
  linkRoute('/case/{caseId}/link/external/add', 'Link a case to a page', page, commands.addExternalLink),
  linkRoute(
    '/case/{caseId}/link/external/remove',
    'Take the link to a page away',
    page,
    commands.removeExternalLink,
  ),
];
